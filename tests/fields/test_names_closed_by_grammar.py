"""Names of bodies that hold a verb or are of a kind that no table knows: a level, a proper name or a post ends them."""

from __future__ import annotations

import pytest

from plans import parse_duties
from vbparse.vocabularies import DoubtCode


def _names(*lines: str) -> list[list[str]]:
    return [[body.name for body in one.assignees] for one in parse_duties(*lines).obligations]


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("Trung tâm Dịch vụ tổng hợp xã phát tin trên loa.", "Trung tâm Dịch vụ tổng hợp xã"),
        ("Trung tâm Bảo trợ xã hội tổng hợp tỉnh nhận người lang thang.", "Trung tâm Bảo trợ xã hội tổng hợp tỉnh"),
        ("Viện Quy hoạch xây dựng tỉnh lập bản vẽ.", "Viện Quy hoạch xây dựng tỉnh"),
        (
            "Trung tâm Kiểm nghiệm sữa, bánh kẹo, nước mắm tỉnh lấy mẫu.",
            "Trung tâm Kiểm nghiệm sữa, bánh kẹo, nước mắm tỉnh",
        ),
        (
            "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện mở lớp ban đêm.",
            "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên huyện",
        ),
        ("Quỹ Bảo lãnh vay vốn cho hợp tác xã nhỏ và vừa tỉnh rà soát hồ sơ.", None),
        ("Quỹ Khuyến học phường trao học bổng cho 12 em.", "Quỹ Khuyến học phường"),
        ("Trung tâm Hỗ trợ hộ kinh doanh nhỏ và vừa tư vấn miễn phí.", "Trung tâm Hỗ trợ hộ kinh doanh nhỏ và vừa"),
        (
            "Ban Bồi thường giải phóng mặt bằng huyện chi trả tiền cho các hộ.",
            "Ban Bồi thường giải phóng mặt bằng huyện",
        ),
        ("Hội Bảo vệ người tiêu dùng tỉnh tiếp nhận phản ánh.", "Hội Bảo vệ người tiêu dùng tỉnh"),
        ("Công ty Cổ phần Công trình đô thị thu gom rác mỗi ngày.", "Công ty Cổ phần Công trình đô thị"),
        ("VNPT Thái Bình rải thêm 02 km cáp quang.", "VNPT Thái Bình"),
        ("Đồn Biên phòng Cửa Tùng bắn pháo hiệu gọi tàu vào bờ.", "Đồn Biên phòng Cửa Tùng"),
        ("Hải đội 2 trực cứu nạn.", "Hải đội 2"),
        ("Tổ hợp tác trồng rừng thôn Thượng chăm sóc cây sau trồng.", "Tổ hợp tác trồng rừng thôn Thượng"),
        ("Vườn quốc gia Bến En tuần tra mỗi tuần hai lần.", "Vườn quốc gia Bến En"),
        ("Cha mẹ học sinh đưa đón con đúng giờ.", "Cha mẹ học sinh"),
        ("Thú y xã phun tiêu độc tại chợ.", "Thú y xã"),
        ("Thú y cơ sở khi phát hiện gia súc ốm phải báo ngay cho UBND xã.", "Thú y cơ sở"),
        ("Vườn Quốc gia Bến En tuần tra mỗi tuần hai lần.", "Vườn Quốc gia Bến En"),
        ("Yêu cầu các chủ cơ sở sản xuất gạch che chắn xe chở đất.", "các chủ cơ sở sản xuất gạch"),
        ("Trung tâm Ứng dụng khoa học và công nghệ thử nghiệm giống mới.", "Trung tâm Ứng dụng khoa học và công nghệ"),
        ("Kiến nghị Công ty Cổ phần Thủy điện Đa Nhim thông báo trước khi xả lũ.", "Công ty Cổ phần Thủy điện Đa Nhim"),
        ("Khuyến nông viên hướng dẫn các hộ ủ phân.", "Khuyến nông viên"),
        ("Đề nghị người sử dụng lao động khám sức khỏe cho công nhân.", "người sử dụng lao động"),
        ("Đoàn Thanh niên vận động đoàn viên xã tham gia trồng cây.", "Đoàn Thanh niên"),
        ("Phòng Nội vụ hỗ trợ xã thực hiện sắp xếp.", "Phòng Nội vụ"),
        ("Văn phòng tổng hợp số liệu xã báo cáo huyện.", "Văn phòng"),
        ("Các Trạm Chăn nuôi và Thú y kiểm tra đàn vật nuôi.", "Các Trạm Chăn nuôi và Thú y"),
        ("Ban Quản lý chợ, tiểu thương bố trí lại quầy hàng.", "Ban Quản lý chợ"),
    ],
)
def test_what_closes_a_name(item: str, name: str | None) -> None:
    whole = item[: item.index(" rà soát")] if name is None else name
    assert _names(f"- {item}") == [[whole]]


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("14 thôn rà soát hộ nghèo trước ngày 20/6/2024.", [["14 thôn"]]),
        ("05 khoa thí điểm báo cáo khó khăn hằng tuần.", [["05 khoa thí điểm"]]),
        ("03 xã còn lại hoàn thành kiện toàn trong tháng 6/2024.", [["03 xã còn lại"]]),
        ("02 lớp tập huấn tổ chức tại nhà văn hóa.", []),
        ("05 đề kiểm tra gửi về Sở.", []),
        ("Thường trực Đảng ủy chỉ đạo các chi bộ.", [["Thường trực Đảng ủy"]]),
        ("Thường trực tổng hợp kết quả hằng tuần.", []),
        ("Mỗi Ủy viên Ban Chấp hành phụ trách 02 chi đoàn.", [["Mỗi Ủy viên Ban Chấp hành"]]),
        (
            "Giao Phòng Tài chính lập dự toán; đề nghị Kho bạc Nhà nước khu vực IX thanh toán trong ngày.",
            [["Phòng Tài chính"], ["Kho bạc Nhà nước khu vực IX"]],
        ),
        ("Giao Phòng Tài chính lập dự toán; đề nghị các hộ nộp tiền.", [["Phòng Tài chính"], ["các hộ"]]),
    ],
)
def test_numbers_and_words_before_a_name(item: str, names: list[list[str]]) -> None:
    assert _names(f"- {item}") == names


def test_who_sees_to_it_below_a_body_is_how_it_is_done() -> None:
    lines = ["1. Công chức Văn hóa", "- Tham mưu kế hoạch năm của xã.", "- Thường trực tổng hợp kết quả hằng tuần."]
    assert _names(*lines) == [["Công chức Văn hóa"], ["Công chức Văn hóa"]]


@pytest.mark.parametrize(
    "name",
    [
        "BSCKI. Trần Thị Mai, Phó Giám đốc phụ trách chuyên môn",
        "Thầy Y Bhăm Niê - Tổng phụ trách Đội",
        "Cô H'Rê Niê - Tổ trưởng tổ Tự nhiên",
    ],
)
def test_persons_below_a_body_are_charged_instead_of_it(name: str) -> None:
    assert _names("1. Ban Giám đốc", f"- {name}: kiểm tra việc trồng cây ở các điểm.") == [[name]]


@pytest.mark.parametrize(
    ("partners", "names"),
    [
        ("Hội Nông dân, Hội LHPN cùng cấp", ["Hội Nông dân", "Hội LHPN cùng cấp"]),
        ("chuyên môn đồng cấp", ["chuyên môn đồng cấp"]),
        ("người sử dụng lao động", ["người sử dụng lao động"]),
    ],
)
def test_partners_with_their_whole_names(partners: str, names: list[str]) -> None:
    (charge,) = parse_duties(f"- Công đoàn xã phối hợp với {partners} rà soát danh sách.").obligations
    assert [body.name for body in charge.cooperating] == names


@pytest.mark.parametrize(
    ("lines", "doubtful"),
    [
        (["- Mỗi phòng bố trí 02 giám thị, niêm yết danh sách trước giờ thi."], True),
        (["- Mỗi khối xây dựng 02 bộ câu hỏi và đáp án cho hội thi."], True),
        (["- Các phòng lập danh sách.", "- Mỗi phòng cử 01 cán bộ tham gia trồng cây tại công viên."], False),
        (["- Mỗi thôn bố trí 02 người trực tại điểm trồng cây của xã."], False),
    ],
)
def test_each_of_a_kind_that_may_be_things_is_doubtful(lines: list[str], *, doubtful: bool) -> None:
    charge = parse_duties(*lines).obligations[-1]
    assert (DoubtCode.NAME_UNKNOWN in charge.doubts) == doubtful
