"""Who is charged with what in one paragraph."""

from __future__ import annotations

import pytest

from vbparse.bodies.lexicon import find_terms
from vbparse.fields.actors import ActorParser
from vbparse.fields.charges import ChargeReader
from vbparse.text import Span, fold_view


def read(text: str, *, strong: bool = True) -> list[tuple[str, str, list[str], str]]:
    """Assignee, task, partners and role of each charge."""
    view = fold_view(text)
    reader = ChargeReader(view, ActorParser(view, find_terms(view)))
    return [
        (text[slice(*c.actors.span)], text[slice(*c.task)], [text[slice(*a.span)] for a in c.cooperating], c.role)
        for _, c in reader.read_charges(Span(0, len(text)), strong=strong)
    ]


@pytest.mark.parametrize(
    ("text", "who", "task", "partners", "role"),
    [
        ("Công an xã bảo đảm trật tự.", "Công an xã", "bảo đảm trật tự.", [], "lead"),
        (
            "Trung tâm phát triển Cụm công nghiệp rà soát các lô đất.",
            "Trung tâm phát triển Cụm công nghiệp",
            "rà soát các lô đất.",
            [],
            "lead",
        ),
        ("Trung tâm quản lý sân vận động.", "Trung tâm", "quản lý sân vận động.", [], "lead"),
        ("Các thành viên tham gia đủ các buổi họp.", "Các thành viên", "tham gia đủ các buổi họp.", [], "lead"),
        ("Đoàn tiến hành kiểm đếm số liệu tại kho.", "Đoàn", "tiến hành kiểm đếm số liệu tại kho.", [], "lead"),
        ("Chánh Văn phòng Sở mượn hội trường.", "Chánh Văn phòng Sở", "mượn hội trường.", [], "lead"),
        ("Trạm Y tế có trách nhiệm báo cáo kết quả.", "Trạm Y tế", "báo cáo kết quả.", [], "lead"),
        ("Giao Sở Nội vụ tổng hợp báo cáo.", "Sở Nội vụ", "tổng hợp báo cáo.", [], "lead"),
        ("Đề nghị Hội Phụ nữ xã tuyên truyền hội viên.", "Hội Phụ nữ xã", "tuyên truyền hội viên.", [], "lead"),
        ("Yêu cầu các thôn báo cáo kết quả.", "các thôn", "báo cáo kết quả.", [], "lead"),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Nội vụ xây dựng đề án.",
            "Sở Y tế",
            "xây dựng đề án.",
            ["Sở Nội vụ"],
            "lead",
        ),
        (
            "Công an xã phối hợp với Trạm Y tế kiểm tra các quán ăn.",
            "Công an xã",
            "kiểm tra các quán ăn.",
            ["Trạm Y tế"],
            "lead",
        ),
        (
            "Trên cơ sở đề xuất của các thôn, Sở Tài chính bố trí kinh phí.",
            "Sở Tài chính",
            "bố trí kinh phí.",
            [],
            "lead",
        ),
        (
            "Dọn vệ sinh sân trường - Trường Tiểu học Bình Sơn thực hiện.",
            "Trường Tiểu học Bình Sơn",
            "Dọn vệ sinh sân trường",
            [],
            "lead",
        ),
        ("Giao ban quản lý chợ rà soát các quầy.", "ban quản lý chợ", "rà soát các quầy.", [], "lead"),
        ("Phòng Nội vụ mời các vị khách mời dự họp.", "Phòng Nội vụ", "mời các vị khách mời dự họp.", [], "lead"),
        ("Do Trạm Y tế đảm nhiệm, bố trí tủ thuốc.", "Trạm Y tế", "đảm nhiệm, bố trí tủ thuốc.", [], "lead"),
        ("Việc đo mực nước do Phòng Kinh tế đảm nhiệm.", "Phòng Kinh tế", "Việc đo mực nước", [], "lead"),
        ("Phần việc còn lại do Trạm Y tế đảm nhiệm.", "Trạm Y tế", "Phần việc còn lại", [], "lead"),
        ("Giao nhà thầu thi công sửa chữa mương.", "nhà thầu thi công", "sửa chữa mương.", [], "lead"),
        (
            "Giao ban công tác mặt trận thôn An vận động dân.",
            "ban công tác mặt trận thôn An",
            "vận động dân.",
            [],
            "lead",
        ),
        ("Ban Chỉ đạo giao ban định kỳ hằng tháng.", "Ban Chỉ đạo", "giao ban định kỳ hằng tháng.", [], "lead"),
        (
            "Sở Y tế chủ trì, phối hợp với Cục Thuế tỉnh (Phòng Thanh tra, Phòng Kê khai), Sở Nội vụ rà soát.",
            "Sở Y tế",
            "rà soát.",
            ["Cục Thuế tỉnh", "Sở Nội vụ"],
            "lead",
        ),
    ],
)
def test_one_charge(text: str, who: str, task: str, partners: list[str], role: str) -> None:
    assert read(text) == [(who, task, partners, role)]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sư đoàn 5 cử lực lượng cứu hộ.", "Sư đoàn 5"),
        ("Tiểu đoàn 2 tổ chức canh gác kho.", "Tiểu đoàn 2"),
        ("Đại đội 7 dọn vệ sinh doanh trại.", "Đại đội 7"),
        ("Quân khu 9 chỉ đạo diễn tập.", "Quân khu 9"),
        ("Quân đoàn 3 lập phương án bảo vệ kho.", "Quân đoàn 3"),
        ("Thuế cơ sở 4 rà soát các hộ kinh doanh.", "Thuế cơ sở 4"),
        ("Giao Trưởng buôn Ea Tul lập danh sách.", "Trưởng buôn Ea Tul"),
        ("Ban vận động xây dựng nhà văn hóa lập danh sách.", "Ban vận động xây dựng nhà văn hóa"),
        ("Cục Kiểm soát thủ tục hành chính tổng hợp báo cáo.", "Cục Kiểm soát thủ tục hành chính"),
        ("Ban Chỉ đạo đổi mới doanh nghiệp họp hằng quý.", "Ban Chỉ đạo đổi mới doanh nghiệp"),
    ],
)
def test_a_name_holds_its_number_and_its_verbs(text: str, who: str) -> None:
    assert [found[0] for found in read(text)] == [who]


@pytest.mark.parametrize(
    "verb",
    [
        "so sánh",
        "in sao",
        "thuyết minh",
        "biên tập",
        "bỏ phiếu",
        "kiểm phiếu",
        "giải trình",
        "chỉnh lý",
        "bốc thăm",
        "điểm danh",
        "chấm công",
        "niêm phong",
        "hoàn trả",
        "trích lập",
        "tạm ứng",
        "rà lại",
        "cắt cử",
        "hoàn tất",
        "đổi ca",
        "sinh hoạt chuyên đề",
        "ra mắt",
        "đăng kí",
        "chốt danh sách",
    ],
)
def test_a_common_verb_ends_any_name(verb: str) -> None:
    assert [(who, task) for who, task, _, _ in read(f"Tổ Văn thư {verb} theo lịch.")] == [
        ("Tổ Văn thư", f"{verb} theo lịch.")
    ]


def test_the_body_that_one_acts_with_helps() -> None:
    assert read("Hội Cựu chiến binh cùng với Ban Chỉ huy Quân sự xã tổ chức hành trình về nguồn.") == [
        (
            "Hội Cựu chiến binh",
            "tổ chức hành trình về nguồn.",
            ["Ban Chỉ huy Quân sự xã"],
            "lead",
        )
    ]


def test_persons_do_what_stands_behind_their_names() -> None:
    found = read("Ông Nông Văn Sình trông xe; bà Lưu Thị Bé đun nước uống.")
    assert [(who, task) for who, task, _, _ in found] == [
        ("Ông Nông Văn Sình", "trông xe; "),
        ("bà Lưu Thị Bé", "đun nước uống."),
    ]


def test_two_bodies_in_one_paragraph_are_two_charges() -> None:
    found = read("Công an xã giữ trật tự. Trạm Y tế tổ chức trực cấp cứu.")
    assert [(who, task.strip()) for who, task, _, _ in found] == [
        ("Công an xã", "giữ trật tự."), ("Trạm Y tế", "tổ chức trực cấp cứu.")
    ]  # fmt: skip


def test_persons_who_look_after_a_district_each() -> None:
    found = read(
        "Đồng chí Trần Văn Bình, Phó Giám đốc Sở Y tế phụ trách huyện An Sơn; đồng chí Lê Mơ, Trưởng phòng Nội vụ phụ "
        "trách huyện Bình Sơn."
    )
    assert [(who, task) for who, task, _, _ in found] == [
        ("Đồng chí Trần Văn Bình, Phó Giám đốc Sở Y tế", "phụ trách huyện An Sơn; "),
        ("đồng chí Lê Mơ, Trưởng phòng Nội vụ", "phụ trách huyện Bình Sơn."),
    ]


def test_persons_who_have_each_their_part() -> None:
    found = read("Giao ông Lê An chủ trì kế hoạch; ông Trần Bình, Phó phòng chịu trách nhiệm hậu cần.")
    assert [(who, task) for who, task, _, _ in found] == [
        ("ông Lê An", "chủ trì kế hoạch; "), ("ông Trần Bình, Phó phòng", "chịu trách nhiệm hậu cần."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Do các địa phương thực hiện chưa đồng bộ nên kết quả còn thấp.",
        "Việc nộp báo cáo trễ hạn do các đơn vị không thực hiện.",
        "Công tác giải phóng mặt bằng còn chậm do UBND các xã triển khai.",
        "Công tác tuyên truyền năm qua do Đài Truyền thanh xã triển khai thực hiện.",
        "Ông Trần Văn Bình, Phó Chủ tịch UBND xã phụ trách văn xã - Trưởng ban.",
        "Ông Trần Văn Bình, Phó Chủ tịch UBND xã phụ trách văn xã, làm Phó Trưởng ban.",
        "Văn phòng UBND xã thông báo để các cơ quan, đơn vị biết, thực hiện.",
        "Giao ban sáng thứ Hai hằng tuần.",
        "Trồng cây ven đường liên thôn.", "Công an xã đã bảo đảm trật tự.", "Kinh phí do ngân sách xã bảo đảm.",
        "Các thôn có thể trồng thêm cây.", "Báo cáo của Công an xã được gửi hằng tháng.",
    ],
)  # fmt: skip
def test_no_charge(text: str) -> None:
    assert read(text) == []


def test_doi_voi_charges_only_where_tasks_are_assigned() -> None:
    text = "Đối với các thôn khi có mưa lớn, chủ động tiêu nước."
    assert (len(read(text)), read(text, strong=False)) == (1, [])


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Đoàn Thanh niên Bệnh viện phụ trách âm thanh, trang trí.", "Đoàn Thanh niên Bệnh viện"),
        ("Hiệu trưởng phụ trách chung, ký hợp đồng thỉnh giảng.", "Hiệu trưởng"),
        ("Ủy viên là Trưởng phòng Nội vụ tổng hợp báo cáo.", "Ủy viên là Trưởng phòng Nội vụ"),
        ("Đối với Hạt Kiểm lâm khu vực: chia sẻ ảnh điểm nhiệt.", "Hạt Kiểm lâm khu vực"),
        ("Các tổ dân phố 4, 5, 7: vận động nhân dân.", "Các tổ dân phố 4, 5, 7"),
        ("18 Tổ công đoàn họp quán triệt kế hoạch.", "18 Tổ công đoàn"),
    ],
)
def test_where_a_name_ends(text: str, who: str) -> None:
    assert [found[0] for found in read(text)] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Đảng viên vi phạm quy định phải bị xử lý kỷ luật.",
        "Ban Quản lý được quyền tạm dừng hoạt động.",
        "Khoa, phòng xếp loại A được Giám đốc tặng cờ.",
        "Người trúng tuyển phải có kết quả vòng 2 đạt từ 50 điểm.",
        "Báo ngay Công an xã khi có cuộc gọi lạ.",
    ],
)
def test_what_one_is_or_gets_is_no_charge(text: str) -> None:
    assert read(text) == []


def test_a_member_is_charged_with_nothing() -> None:
    assert read("Chủ tịch UBND xã làm Phó Chủ tịch Hội đồng.") == []


def test_a_composition_charges_nobody() -> None:
    assert read("Đoàn gồm các thành viên tham gia từ năm 2020.") == []


@pytest.mark.parametrize("post", ["kế toán Văn phòng", "cán bộ hưu trí - Thành viên"])
def test_a_person_is_known_before_a_colon_by_any_post(post: str) -> None:
    text = f"Bà Phạm Thị Lụa, {post}: lập dự toán."
    assert [(who, task) for who, task, _, _ in read(text)] == [(text.removesuffix(": lập dự toán."), "lập dự toán.")]
