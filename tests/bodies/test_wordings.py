"""Wordings in which the terms of the tables stand: bodies, people, verbs of duty, and what looks like a body."""

from __future__ import annotations

import pytest

from vbparse.bodies.lexicon import find_terms
from vbparse.bodies.offices import expand_name, find_office, lowest_level, split_name
from vbparse.text import fold_view

TERMS = {
    "body": """
[BTT UBMTTQ] huyện tổ chức hội nghị hiệp thương | Đề nghị [LĐLĐ] huyện vận động đoàn viên
[Liên minh Hợp tác xã] tỉnh hỗ trợ thành lập mới | [Đoàn phường] ra quân ngày chủ nhật xanh | [Quận đoàn] Hải Giang
[Thị đoàn] Đông Mai | [Xã đoàn] Đồng Mai phát động thi đua | [BHXH] huyện rà soát người tham gia
[Chi cục Thuế] khu vực Hải Giang | [Cảng vụ] đường thủy nội địa tỉnh | [Đài Truyền thanh - Truyền hình] huyện đưa tin
[Bảo tàng] tỉnh trưng bày hiện vật | [Hạt Kiểm lâm] huyện tuần tra rừng | [Nhà xuất bản] Trẻ
[Thanh tra huyện] kiểm tra việc chi trả | [Thanh tra thành phố] Hải Giang | [Thanh tra thị xã] Đông Mai
[Thanh tra quận] Hải Giang | [Quỹ Bảo vệ] môi trường tỉnh | [Quỹ Đầu tư] phát triển tỉnh | [Quỹ Bảo trợ] trẻ em tỉnh
[Quỹ Hỗ trợ] nông dân huyện | [Quỹ Tín dụng] nhân dân Đồng Mai | [Hạt Quản lý] đường bộ số 2
[Tổ thư ký] kỳ họp | [Tiểu ban] tuyên truyền | [Đồn Biên phòng] Cửa Lân | [Học viện] Chính trị khu vực I
[Hội đồng trường] thông qua phương hướng | [Ban Tuyên giáo và Dân vận] Tỉnh ủy | [Trung tâm Chính trị] huyện
[Báo và phát thanh, truyền hình] tỉnh | [Báo và Phát thanh, truyền hình] tỉnh | [Chi ủy] thôn Thượng
[Báo và Phát thanh, Truyền hình] tỉnh mở chuyên mục | [Báo và phát thanh] tỉnh
""",
    "unit": """
các [khóm] trên địa bàn | các [hội, đoàn thể] phường | các [ban chủ nhiệm] câu lạc bộ | các [tổ hợp tác] trồng rau
các [trang trại] chăn nuôi | các [cửa hàng] vật tư nông nghiệp | các [cơ sở giáo dục nghề nghiệp] trong tỉnh
các [đồn biên phòng] tuyến biển | các [đồn Biên phòng] | các [đồn công an] | các [hạt kiểm lâm] | các [trạm kiểm lâm]
các [chi ủy] họp định kỳ | các [cơ quan kiểm tra] chuyên ngành | các [trung tâm giáo dục thường xuyên]
""",
    "people": """
[GVCN] các lớp nhắc nhở học sinh | [Phụ huynh] học sinh khối 9 | các [phụ huynh] ký cam kết
các [chủ phương tiện] thủy nội địa | các [chủ tàu] cá | các [chủ rừng] trên địa bàn | các [chủ doanh nghiệp]
các [chủ nhà] trọ | các [chủ trang trại] | các [chủ xe] khách | các [chủ thuyền] | [chủ sử dụng] lao động
[chủ quản lý] vận hành đập | [Chủ các] cơ sở kinh doanh | [chủ các] phương tiện thủy | [Chủ hồ chứa] nước Khe Ngang
các [chủ hồ chứa] vận hành đúng quy trình | [Chủ rừng] lập phương án chữa cháy | [Chủ phương tiện] đăng ký bến
[Chủ tàu] gọi tàu vào bờ | [Chủ doanh nghiệp] bố trí ca trực
[Hai ngành] ký kết quy chế | giao [hai ngành] phối hợp | [Hai đơn vị] thống nhất nội dung | giao [hai đơn vị] sơ kết
[Ba ngành] liên tịch | giao [ba ngành] ký kết
""",
    "post": """
[Cố vấn học tập] các lớp | các [giáo viên chủ nhiệm] | [Khu phố trưởng] khu phố 3 | [Ấp trưởng] ấp Bình Hòa
""",
    "none": """
[Bộ phim] tuyên truyền phòng cháy | [Bộ tài liệu] tập huấn | [Cục bộ] có mưa to | [Vụ mùa] năm 2024 | [Thuế suất] 8%
[Viện phí] được thanh toán | [Văn phòng phẩm] phục vụ hội nghị | [Hội khỏe] Phù Đổng | [Hội thao] quốc phòng
[Hội trại] tòng quân | [Nhóm tiêu chí] về giao thông | [Nhóm chỉ tiêu] về môi trường | [Nhóm nhiệm vụ] thường xuyên
[Cổng chào] thôn Bình Hòa | [Đài tưởng niệm] liệt sĩ | [Cụm từ] "cấp huyện" | [Vụ đông] năm 2024 | [Phòng thi] số 3
[Trường lớp] sạch đẹp | [Nhóm trẻ] độc lập tư thục | [Hội đồng hương] Hải Giang | [Đơn vị tính]: triệu đồng
([đơn vị tính]: ha) | liên hệ [bản thân] và gia đình | vệ sinh [lớp học] | cấp [hộ chiếu] phổ thông
[Thanh tra công tác] cải cách hành chính
""",
    "name": """
Ban [bồi thường, hỗ trợ và tái định cư] huyện | Ban [thanh tra nhân dân] xã | Ban [Thanh tra nhân dân] phường
Tổ [bảo vệ an ninh trật tự] thôn 3 | Ban [bảo vệ trẻ em] xã | Tổ [chuyển đổi số cộng đồng] thôn 2
Quỹ Bảo trợ và Ban [Bảo vệ chăm sóc trẻ em] | Trung tâm [y tế dự phòng] | Trung tâm [kiểm soát bệnh tật] tỉnh
Trung tâm [Kiểm soát bệnh tật] tỉnh | Công ty [phát hành báo chí] | Chi cục [chăn nuôi và thú y]
Công ty [khai thác công trình thủy lợi] | Tổ [Bảo vệ an ninh, trật tự] ở cơ sở | tổ [bảo vệ an ninh, trật tự]
đội cảnh sát [giao thông, trật tự] | đội cảnh sát [giao thông - trật tự] | Phòng [Truyền thông, giáo dục sức khỏe]
Ban [Quản lý, bảo vệ rừng] | tổ [quản lý, bảo vệ rừng] | Phòng [Kế hoạch tổng hợp] | Khoa [Kiểm soát nhiễm khuẩn]
khoa [kiểm soát nhiễm khuẩn] | Tiểu ban [Bảo vệ chính trị nội bộ]
Phòng Cảnh sát [Quản lý hành chính về trật tự xã hội]
Đội Cảnh sát [quản lý hành chính về trật tự xã hội] | Đội [Xây dựng phong trào] | Trung tâm [Đào tạo nghề]
Trung tâm [Giáo dục thường xuyên] huyện
Hạt [Quản lý đê] số 4 | Trung tâm [Phát triển quỹ đất] | Trung tâm [phát triển quỹ đất] | Trung tâm [Bảo tồn] di tích
Văn phòng [Đăng ký đất đai] tỉnh | Chi nhánh văn phòng [đăng ký đất đai] | Trung tâm [tư vấn pháp luật]
Phòng [Điều dưỡng] | Phòng [Tham mưu - Tổng hợp]
Phòng [Tham mưu - tổng hợp] | Đội [Xây dựng phong trào bảo vệ ANTQ]
Phòng [Xây dựng phong trào bảo vệ an ninh Tổ quốc]
Phòng [Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc] | Đội [Xây dựng phong trào toàn dân bảo vệ ANTQ]
Đội [thi hành án hình sự và hỗ trợ tư pháp] | Đội [Thi hành án hình sự và hỗ trợ tư pháp]
Phòng [Quản lý xuất nhập cảnh] | Phòng [Kỹ thuật hình sự] | đội [kỹ thuật hình sự]
Đội Cảnh sát [phòng cháy, chữa cháy và CNCH] | Đội Cảnh sát [giao thông - trật tự - cơ động]
Phòng An ninh mạng và [phòng, chống tội phạm sử dụng công nghệ cao]
""",
    "action": """
Phòng Nội vụ [có nhiệm vụ] tổng hợp số liệu | [được giao chủ trì] soạn dự thảo | [nghiêm chỉnh] chấp hành quy chế
[tu sửa] nhà văn hóa | [hàng tuần] báo cáo tiến độ | [góp ý] dự thảo | [chủ tọa] hội nghị | [hoàn chỉnh] hồ sơ
[truy quét] cát tặc | [phối kết hợp] với Công an xã | [phát thanh tuyên truyền] mỗi ngày hai buổi
[lãnh đạo tổ chức] Đoàn | [đón nhận] danh hiệu | [trông coi] nghĩa trang | [chốt chặn] các ngả đường
[túc trực] tại trạm bơm | [ứng trực] 24/24 giờ | [hiệp đồng] với đơn vị quân đội | [tham vấn] ý kiến cộng đồng
[thẩm vấn] người vi phạm | [tiếp tế] lương thực | [cứu đói] kịp thời | [chữa trị] đàn lợn | [khử khuẩn] lớp học
[tiêu độc] chuồng trại | [xây mới] hai phòng học | [đền bù] hoa màu | [cắm mốc] hành lang | [ghi danh] thí sinh
[đưa bài] lên trang thông tin | [kẻ vẽ] khẩu hiệu | [treo cờ] Tổ quốc | [cắt tỉa] cây xanh | [quét dọn] đường làng
[chiêu sinh] lớp học nghề | [ra đề] thi | [coi thi] vòng hai | [tập luyện] văn nghệ | [sát hạch] công chức
[kiểm định] phương tiện đo | [kiểm điểm] trách nhiệm người đứng đầu | [kiểm nghiệm] mẫu nước
[gieo trồng] cây vụ đông
[thu hoạch] lúa trước bão | [miễn nhiệm] hội thẩm | [lắng nghe] ý kiến nhân dân | [ghi âm] cuộc họp
[xác thực] tài khoản | [cấp đổi] thẻ | [thu nhận] mẫu | [nhập liệu] hộ tịch | [chuẩn hóa] dữ liệu
[khai trương] phiên chợ | [khánh thành] cầu | [khai giảng] lớp học | [trao tặng] nhà
[trao quà] cho gia đình chính sách
[vinh danh] gương điển hình | [tôn vinh] người hiến máu | [kết nghĩa] với bản | [chôn lấp] gia súc chết
[giao nộp] vũ khí | [thu giữ] hàng giả | [lập chốt] kiểm soát | [mời thầu] qua mạng | [cấp bù] thủy lợi phí
[suy tôn] gia đình văn hóa | [bình bầu] hộ tiêu biểu | [quyên góp] sách vở | [gây quỹ] hội
[trực tổng đài] 1022 | [hồi đáp] kiến nghị | [phúc đáp] công văn | [soạn thảo] đề án | [sao chụp] hồ sơ
[bảo dưỡng] máy bơm | [bảo hành] công trình | [mở đợt] cao điểm | [kích hoạt] tài khoản | [chú ý] các điểm sạt lở
[chăm lo] đời sống | [chăm nom] phần mộ liệt sĩ | [dìu dắt] đoàn viên | [kèm cặp] học sinh yếu
[truyền đạt] nội dung nghị quyết | [gọi điện] cho chủ tàu | [bàn bạc] với nhân dân | [tính toán] khối lượng
[vào sổ] văn bản đến | [trình duyệt] phương án | [xin ý kiến] Thường trực | [khảo nghiệm] giống lúa
[thực nghiệm] mô hình | [chỉ đạo điểm] hai xã | [neo đậu] tàu thuyền | [cắt điện] khu vực ngập | [thu nợ] thuế
[sáp nhập] hai thôn | [bầu chọn] người uy tín | [bầu ra] ban công tác | [xóa tên] đảng viên | [trích kinh phí] hỗ trợ
[ra soát] hộ nghèo | [phun khử] khuẩn trường học | [bơm tát] nước | [phát bài] tuyên truyền trên loa
[photo] tài liệu
[cân đo] trẻ em | [dựng rạp] phục vụ lễ | [tặng giấy] khen | [dạy học sinh] bơi | [in tài liệu] tập huấn | [in tờ] rơi
[giám định] hiện vật | [thay mặt] Ban Chỉ đạo ký văn bản | [xây nhà] cho hộ nghèo | [duy tu] đường thôn
[phát quang] bụi rậm
""",
}


def cut_terms() -> list[tuple[str, str]]:
    wordings = [(label, line) for label, text in TERMS.items() for line in text.replace("\n", " | ").split(" | ")]
    return [(label, line) for label, line in wordings if line.strip()]


@pytest.mark.parametrize(("label", "wording"), cut_terms())
def test_a_term_in_its_wording(label: str, wording: str) -> None:
    before, _, rest = wording.partition("[")
    term, _, after = rest.partition("]")
    found = find_terms(fold_view(f"{before}{term}{after}")).at.get(len(before))
    assert found is not None
    assert (found.label, found.end - found.start) == (label, len(term))


OFFICES = [
    ("xã", "Văn phòng - Thống kê", "Văn phòng Ủy ban nhân dân và Hội đồng nhân dân"),
    ("huyện", "Văn phòng Ủy ban nhân dân", "Văn phòng Ủy ban nhân dân và Hội đồng nhân dân"),
    (
        "xã",
        "Tài chính - Kế toán",
        "Kế toán - Tài chính | Kế toán - Ngân sách | Ban Tài chính - Kế toán | Ban Tài chính - Kế hoạch",
    ),
    ("xã", "Tư pháp - Hộ tịch", "Ban Tư pháp | Ban Tư pháp - Hộ tịch | Hộ tịch - Tư pháp"),
    (
        "xã",
        "Địa chính - Xây dựng",
        "Địa chính - Xây dựng - Nông nghiệp | Địa chính - Đô thị | Địa chính - Môi trường | Ban Địa chính"
        "| Địa chính - Nông nghiệp - Môi trường | Địa chính - Xây dựng - Nông nghiệp và Môi trường"
        "| Địa chính - Đô thị và Môi trường | Địa chính - Đô thị - Xây dựng và Môi trường"
        "| Địa chính - Đô thị - Xây dựng"
        "| Địa chính - Môi trường - Xây dựng | Địa chính - Nông, lâm nghiệp - Xây dựng và Môi trường"
        "| Địa chính - Giao thông - Xây dựng | Địa chính - Nông nghiệp - Xây dựng - Đô thị và Môi trường"
        "| Địa chính - Xây dựng - Tài nguyên và Môi trường | Địa chính - Xây dựng - Giao thông - Thủy lợi",
    ),
    ("xã", "Ban Chỉ huy quân sự", "Ban Quân sự"),
    ("xã", "Ban Chỉ đạo an toàn thực phẩm", "Ban Chỉ đạo vệ sinh an toàn thực phẩm"),
    (
        "xã",
        "Ban Chỉ đạo xây dựng nông thôn mới",
        "Ban Chỉ đạo xây dựng nông thôn mới | Ban Chỉ đạo nông thôn mới",
    ),
    (
        "xã",
        "Ban Thường trực Ủy ban Mặt trận Tổ quốc",
        "Ban Thường trực Mặt trận | Thường trực Mặt trận Tổ quốc | Thường trực Mặt trận Tổ quốc Việt Nam"
        "| Thường trực Mặt trận",
    ),
    ("xã", "Đoàn Thanh niên", "Ban Chấp hành Đoàn Thanh niên | Ban Chấp hành Đoàn"),
    (
        "xã",
        "Hội Liên hiệp Phụ nữ",
        "Hội Phụ nữ Việt Nam | Ban Chấp hành Hội Phụ nữ | Ban Chấp hành Hội Phụ nữ Việt Nam",
    ),
    ("xã", "Đài Truyền thanh", "Đài Truyền thanh cơ sở | Ban Truyền thanh"),
    (
        "xã",
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Bộ phận Tiếp nhận và trả kết quả giải quyết thủ tục hành chính | Bộ phận Tiếp nhận hồ sơ và trả kết quả"
        "| Bộ phận Tiếp nhận và trả kết quả hiện đại | Bộ phận Một cửa hiện đại",
    ),
    (
        "huyện",
        "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên",
        "Trung tâm Giáo dục nghề nghiệp và Giáo dục thường xuyên | TT GDNN-GDTX",
    ),
    ("huyện", "Phòng Nông nghiệp và Môi trường", "Phòng Nông nghiệp, Môi trường"),
    ("huyện", "Ban An toàn giao thông", "Ban ATGT"),
    (
        "huyện",
        "Ban Tuyên giáo và Dân vận",
        "Ban Tuyên giáo - Dân vận | Ban Tuyên giáo và Dân vận Đảng ủy",
    ),
    ("huyện", "Ban Dân vận", "Ban Dân vận | Ban Dân vận Đảng ủy"),
    ("tỉnh", "Ban Nội chính", "Ban Nội chính | Ban Nội chính Đảng ủy"),
    ("huyện", "Ban Xây dựng Đảng", "Ban Xây dựng Đảng Đảng ủy"),
    ("huyện", "Ngân hàng Chính sách xã hội", "Ngân hàng Chính sách xã hội - Phòng giao dịch"),
    (
        "huyện",
        "Trường Phổ thông dân tộc nội trú",
        "Trường Phổ thông dân tộc nội trú | Trường Phổ thông dân tộc nội trú - Trung học cơ sở | Trường PTDTNT",
    ),
    ("tỉnh", "Trung tâm Kiểm soát bệnh tật", "CDC"),
]


@pytest.mark.parametrize(
    ("level", "name", "typed"), [(level, name, one) for level, name, many in OFFICES for one in many.split("|")]
)
def test_an_office_in_its_spellings(level: str, name: str, typed: str) -> None:
    assert find_office(split_name(typed), level) == name


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("CHT Ban CHQS", "Chỉ huy trưởng Ban Chỉ huy quân sự"),
        ("TTr HĐND", "Thường trực Hội đồng nhân dân"),
        ("TT ĐẢNG ỦY xã", "Thường trực Đảng ủy xã"),
        ("TT Huyện ủy", "Thường trực Huyện ủy"),
        ("TT UBND xã", "Thường trực Ủy ban nhân dân xã"),
        ("TT HĐ", "Thường trực Hội đồng"),
        ("TT HỘI ĐỒNG", "Thường trực Hội đồng"),
        ("TT BCĐ", "Thường trực Ban Chỉ đạo"),
        ("Ban Chỉ huy QS", "Ban Chỉ huy quân sự"),
        ("TAND huyện", "Tòa án nhân dân huyện"),
        ("VKSND huyện", "Viện kiểm sát nhân dân huyện"),
        ("KBNN huyện", "Kho bạc Nhà nước huyện"),
        ("Ban Chỉ huy PCTT và TKCN", "Ban Chỉ huy Phòng, chống thiên tai và tìm kiếm cứu nạn"),
        ("BCH PCTT TKCN", "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn"),
        ("Phòng LĐTB&XH", "Phòng Lao động - Thương binh và Xã hội"),
        ("TTYT huyện", "Trung tâm Y tế huyện"),
        ("TTVH huyện", "Trung tâm Văn hóa huyện"),
        ("TTGDTX tỉnh", "Trung tâm Giáo dục thường xuyên tỉnh"),
        ("Trung tâm GDNN - GDTX", "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên"),
        ("Trung tâm DVNN", "Trung tâm Dịch vụ nông nghiệp"),
        ("Hội LHTN", "Hội Liên hiệp Thanh niên"),
        ("HTXNN Đồng Mai", "Hợp tác xã nông nghiệp Đồng Mai"),
        ("BCH PHÒNG", "Ban Chỉ huy Phòng"),
        ("BCH QUÂN SỰ", "Ban Chỉ huy Quân sự"),
        ("TRUNG TÂM VH TT", "Trung tâm Văn hóa, Thể thao"),
        ("TT VH TT", "Trung tâm Văn hóa, Thể thao"),
        ("TDP số 3", "Tổ dân phố số 3"),
        ("NVH thôn 2", "Nhà văn hóa thôn 2"),
        ("Hội KHKT", "Hội Khoa học kỹ thuật"),
        ("Trung tâm TDTT", "Trung tâm Thể dục thể thao"),
        ("BVĐK tỉnh", "Bệnh viện đa khoa tỉnh"),
        ("BCĐ XDNTM", "Ban Chỉ đạo xây dựng nông thôn mới"),
        ("Đội TNTP", "Đội Thiếu niên Tiền phong"),
        ("PGD NGÂN HÀNG", "Phòng giao dịch Ngân hàng"),
        ("ĐỒN BP Cửa Lân", "Đồn Biên phòng Cửa Lân"),
        ("ĐBP Cửa Lân", "Đồn Biên phòng Cửa Lân"),
        ("Trường PTDTNT huyện", "Trường Phổ thông dân tộc nội trú huyện"),
        ("Trường PTDTBT TH Đồng Mai", "Trường Phổ thông dân tộc bán trú Tiểu học Đồng Mai"),
        ("TRƯỜNG MG Hoa Sen", "Trường Mẫu giáo Hoa Sen"),
        ("Phòng KSTTHC", "Phòng Kiểm soát thủ tục hành chính"),
        ("Tổ CNSCĐ", "Tổ Công nghệ số cộng đồng"),
        ("Chi cục THADS", "Chi cục Thi hành án dân sự"),
        ("AGRIBANK huyện", "Ngân hàng Nông nghiệp và Phát triển nông thôn huyện"),
        ("NHNO PTNT huyện", "Ngân hàng Nông nghiệp và Phát triển nông thôn huyện"),
        ("NHNN tỉnh", "Ngân hàng Nhà nước tỉnh"),
        ("Phòng QLĐT", "Phòng Quản lý đô thị"),
        ("Phòng TCKH", "Phòng Tài chính - Kế hoạch"),
        ("Phòng KTHT", "Phòng Kinh tế - Hạ tầng"),
        ("Phòng VH-TT", "Phòng Văn hóa - thông tin"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Phòng LĐ-TB&XH", "Phòng Lao động - Thương binh và Xã hội"),
        ("Sở TTTT", "Sở Thông tin và Truyền thông"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Ban QLDA", "Ban Quản lý dự án"),
        ("BQLDA huyện", "Ban Quản lý dự án huyện"),
        ("BCH PCTT&TKCN", "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn"),
        ("Công chức ĐC-NN-XD&MT", "Công chức Địa chính - nông nghiệp - xây dựng và môi trường"),
        ("Bộ phận TC-KT", "Bộ phận Tài chính - kế toán"),
        ("BCĐTW", "Ban Chỉ đạo Trung ương"),
        ("BKHCN", "Bộ Khoa học và Công nghệ"),
        ("BTTTT", "Bộ Thông tin và Truyền thông"),
        ("Hội CTĐ xã", "Hội Chữ thập đỏ xã"),
        ("BCH CĐCS", "Ban Chấp hành Công đoàn cơ sở"),
        ("HND xã", "Hội Nông dân xã"),
        ("HPN xã", "Hội Phụ nữ xã"),
        ("KTNN khu vực II", "Kiểm toán nhà nước khu vực II"),
        ("LĐLĐ huyện", "Liên đoàn Lao động huyện"),
        ("Hội NCT xã", "Hội Người cao tuổi xã"),
        ("PNV", "Phòng Nội vụ"),
        ("TANDTC", "Tòa án nhân dân tối cao"),
        ("VKSNDTC", "Viện kiểm sát nhân dân tối cao"),
        ("TTHU", "Thường trực Huyện ủy"),
        ("UBKT Đảng ủy", "Ủy ban Kiểm tra Đảng ủy"),
        ("VPTU", "Văn phòng Tỉnh ủy"),
        ("BHXH huyện", "Bảo hiểm xã hội huyện"),
        ("cán bộ, CBCCVC", "cán bộ, Cán bộ, công chức, viên chức"),
        ("các CCVC", "các Công chức, viên chức"),
        ("CNVC cơ quan", "Công nhân viên chức cơ quan"),
        ("CNVCLĐ huyện", "Công nhân viên chức, lao động huyện"),
        ("LLVT tỉnh", "Lực lượng vũ trang tỉnh"),
        ("NLĐ", "Người lao động"),
        ("CBGV nhà trường", "Cán bộ, giáo viên nhà trường"),
        ("GVCN lớp 9A", "Giáo viên chủ nhiệm lớp 9A"),
        ("PBT Đảng ủy", "Phó Bí thư Đảng ủy"),
        ("PCTTT HĐND", "Phó Chủ tịch Thường trực Hội đồng nhân dân"),
        ("PTP Nội vụ", "Phó Trưởng phòng Nội vụ"),
        ("UVTV Đảng ủy", "Ủy viên Ban Thường vụ Đảng ủy"),
        ("BP Một cửa", "Bộ phận Một cửa"),
        ("BCĐ BHYT", "Ban Chỉ đạo Bảo hiểm y tế"),
        ("BCĐ DS-KHHGĐ", "Ban Chỉ đạo Dân số - kế hoạch hóa gia đình"),
        ("BCĐ CTMTQG", "Ban Chỉ đạo Chương trình mục tiêu quốc gia"),
        ("BCĐ PCGD", "Ban Chỉ đạo Phổ cập giáo dục"),
        ("Hội đồng TTATGT", "Hội đồng Trật tự an toàn giao thông"),
        ("Trung tâm VSMT", "Trung tâm Vệ sinh môi trường"),
        ("trường TCCN", "trường Trung cấp chuyên nghiệp"),
        ("BCĐ PCTN", "Ban Chỉ đạo Phòng, chống tham nhũng"),
        ("BNV", "Bộ Nội vụ"),
        ("BTV HU", "Ban Thường vụ Huyện ủy"),
        ("SXD tỉnh", "Sở Xây dựng tỉnh"),
        ("Phòng VHTT", "Phòng Văn hóa - thông tin"),
        ("Khoa KHMT", "Khoa Khoa học máy tính"),
        ("STC tỉnh", "Sở Tài chính tỉnh"),
        ("BCĐ ANTT", "Ban Chỉ đạo An ninh trật tự"),
    ],
)
def test_abbreviations_in_names_of_bodies(short: str, full: str) -> None:
    assert expand_name(short) == full


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("chi cục thuế hải giang", "huyện"),
        ("chi cục thuế khu vực ii", "tỉnh"),
        ("kho bạc nhà nước đồng mai", "huyện"),
        ("đoàn đại biểu quốc hội", "tỉnh"),
        ("tổng liên đoàn lao động việt nam", "trung ương"),
    ],
)
def test_the_lowest_level_that_has_such_a_body(name: str, level: str) -> None:
    assert lowest_level(name) == level
