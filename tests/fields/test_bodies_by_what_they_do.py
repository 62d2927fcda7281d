"""Bodies known by their trade, by what they have or lack and by where they are named, and bodies behind a thing or a
label: in parts that assign tasks."""

from __future__ import annotations

import pytest

from plans import parse_duties
from vbparse.vocabularies import AnomalyCode, DoubtCode


def _read(item: str) -> list[tuple[list[str], str]]:
    duties = parse_duties("1. Công việc", item).obligations
    return [([body.name for body in one.assignees], one.task) for one in duties]


@pytest.mark.parametrize(
    ("item", "names", "task"),
    [
        (
            "- Các đơn vị thi công, tư vấn giám sát: bố trí đủ nhân lực.",
            "Các đơn vị thi công, tư vấn giám sát",
            "bố trí",
        ),
        ("- Các doanh nghiệp khai thác khoáng sản: nộp phí.", "Các doanh nghiệp khai thác khoáng sản", "nộp phí"),
        ("- Đơn vị quản lý đường thủy nội địa: thu hồi phao.", "Đơn vị quản lý đường thủy nội địa", "thu hồi"),
        (
            "- Các đơn vị quản lý và khai thác công trình thủy lợi: vận hành cống.",
            "Các đơn vị quản lý và khai thác công trình thủy lợi",
            "vận hành",
        ),
        (
            "- Các đơn vị quản lý vận hành hồ chứa kiểm tra đập hằng ngày.",
            "Các đơn vị quản lý vận hành hồ chứa",
            "kiểm tra đập",
        ),
        ("- Các hộ nuôi trồng thủy sản: gia cố bờ ao.", "Các hộ nuôi trồng thủy sản", "gia cố"),
        ("- Các cơ sở giết mổ, kinh doanh thịt báo cáo số lượng.", "Các cơ sở giết mổ, kinh doanh thịt", "báo cáo"),
        (
            "- Các chợ chưa có nhà vệ sinh công cộng bố trí nhà vệ sinh lưu động.",
            "Các chợ chưa có nhà vệ sinh công cộng",
            "bố trí",
        ),
        ("- Các đơn vị nêu tại mục 1, 2, 3 gửi báo cáo về Sở.", "Các đơn vị nêu tại mục 1, 2, 3", "gửi báo cáo"),
        ("- Các địa phương nêu trên gửi số liệu về Sở.", "Các địa phương nêu trên", "gửi số liệu"),
    ],
)
def test_who_is_known_by_what_is_done_there(item: str, names: str, task: str) -> None:
    [(bodies, words)] = _read(item)
    assert bodies == [names]
    assert words.startswith(task)


def test_a_body_by_its_trade_over_a_list() -> None:
    item = "a) Các đơn vị quản lý, bảo trì đường bộ:\n+ Dự trữ rọ thép tại các kho.\n+ Kiểm tra, khơi thông rãnh dọc."
    assert [names for names, _ in _read(item)] == [["Các đơn vị quản lý, bảo trì đường bộ"]] * 2


@pytest.mark.parametrize(
    "item",
    [
        "- Các đơn vị quản lý chặt chẽ nguồn thu, báo cáo hằng tháng.",
        "- Các đơn vị xây dựng kế hoạch, gửi về Văn phòng.",
        "- Các đơn vị sử dụng đất phục vụ sản xuất vụ đông.",
    ],
)
def test_a_task_is_no_trade(item: str) -> None:
    [(bodies, _)] = _read(item)
    assert bodies == ["Các đơn vị"]


@pytest.mark.parametrize(
    ("item", "names"),
    [
        ("- UBND xã, chủ đầu tư và đơn vị quản lý đường bộ kiểm tra hiện trường.", 3),
        ("- Các chủ đầu tư, đơn vị thi công hoàn thành nghiệm thu.", 2),
        ("- Các cơ quan, đơn vị sử dụng ngân sách lập dự toán.", 1),
    ],
)
def test_a_contractor_beside_another_body_is_another(item: str, names: int) -> None:
    [(bodies, _)] = _read(item)
    assert len(bodies) == names


@pytest.mark.parametrize(
    ("item", "name", "task"),
    [
        ("- Báo cáo nhanh: khi có bão, UBND các xã báo cáo tình hình thiệt hại.", "UBND các xã", "báo cáo tình hình"),
        ("- Báo cáo tháng: trước ngày 25 hằng tháng, các phòng gửi về Văn phòng.", "các phòng", "gửi về"),
        ("- Kinh phí do Phòng Tài chính cân đối từ nguồn sự nghiệp.", "Phòng Tài chính", "cân đối"),
        ("- Danh sách do Phòng Nội vụ tổng hợp, trình Chủ tịch UBND xã.", "Phòng Nội vụ", "tổng hợp"),
        ("- Trang trí sân khấu do Đoàn Thanh niên thực hiện.", "Đoàn Thanh niên", "Trang trí"),
    ],
)
def test_bodies_behind_a_label_or_a_thing(item: str, name: str, task: str) -> None:
    [(bodies, words)] = _read(item)
    assert bodies == [name]
    assert words.startswith(task)


@pytest.mark.parametrize(
    "item",
    [
        "- Các dự án do UBND xã làm chủ đầu tư phải hoàn thành trong năm 2026.",
        "- Lớp tập huấn do Sở Y tế tổ chức bắt đầu từ ngày 5/5/2026.",
        "- Các văn bản do HĐND tỉnh ban hành.",
        "- Kết quả còn thấp do các thôn chưa rà soát kỹ.",
    ],
)
def test_a_thing_that_a_body_made_charges_nobody(item: str) -> None:
    assert not _read(item)


def test_work_done_by_one_body_before_a_sentence_about_another() -> None:
    item = "- Việc cắt tỉa cây do các thôn thực hiện, xong trước ngày 15/6/2026. UBND xã nghiệm thu khối lượng."
    assert _read(item) == [(["các thôn"], "Việc cắt tỉa cây"), (["UBND xã"], "nghiệm thu khối lượng.")]


@pytest.mark.parametrize(
    ("item", "name", "task"),
    [
        ("- Kỹ thuật viên trưởng kiểm tra máy móc hằng ngày.", "Kỹ thuật viên trưởng", "kiểm tra"),
        ("- Bác sĩ trực chịu trách nhiệm hội chẩn, báo cáo lãnh đạo trực.", "Bác sĩ trực", "chịu trách nhiệm"),
        ("- Huấn luyện viên lập danh sách vận động viên dự thi.", "Huấn luyện viên", "lập danh sách"),
    ],
)
def test_who_bears_a_profession_that_no_table_knows_is_doubtful(item: str, name: str, task: str) -> None:
    [duty] = parse_duties("1. Công việc", item).obligations
    assert (duty.assignee_text, duty.doubts) == (name, [DoubtCode.NAME_UNKNOWN])
    assert duty.task.startswith(task)


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("- Trung đội dân quân tuần tra ban đêm tại các thôn.", "Trung đội dân quân"),
        ("- Tiểu đội dân quân thường trực tuần tra ban đêm.", "Tiểu đội dân quân thường trực"),
        ("- Các ủy viên UBND xã đôn đốc các thôn thực hiện.", "Các ủy viên UBND xã"),
        ("- Thủ kho bàn giao vật tư theo lệnh của Ban Chỉ huy.", "Thủ kho"),
        ("- Trọng tài họp chuyên môn lúc 14 giờ ngày 18/3/2026.", "Trọng tài"),
        ("- Thí sinh nộp bản cam kết trước ngày 18/3/2026.", "Thí sinh"),
        ("- Kế toán nhà trường lập dự toán, thanh quyết toán đúng quy định.", "Kế toán nhà trường"),
        ("- Chủ hộ ký cam kết, chịu trách nhiệm trước pháp luật.", "Chủ hộ"),
        (
            "- Đồng chí Lê Thị Mai, Chủ tịch Hội LHPN xã phụ trách thôn 3, 4.",
            "Đồng chí Lê Thị Mai, Chủ tịch Hội LHPN xã",
        ),
        ("- Công ty đo đạc bàn giao bản đồ cho xã.", "Công ty đo đạc"),
        ("- Công ty cấp nước sửa chữa đường ống trên phố Chợ.", "Công ty cấp nước"),
    ],
)
def test_posts_and_units_of_an_ordinary_day(item: str, name: str) -> None:
    [(bodies, _)] = _read(item)
    assert len(bodies) == 1
    assert parse_duties("1. Công việc", item).obligations[0].assignee_text == name


def test_what_nobody_is_read_for_among_tasks_is_told() -> None:
    parsed = parse_duties(
        "1. Công việc", "- Văn phòng lập dự toán.", "- Trực ban ghi sổ, báo cáo Giám đốc trước 7 giờ."
    )
    assert [one.code for one in parsed.anomalies] == [AnomalyCode.DUTY_UNASSIGNED]
    funds = parse_duties(
        "1. Công việc", "- Văn phòng lập dự toán.", "- Kinh phí thực hiện bố trí trong dự toán năm 2024."
    )
    assert not funds.anomalies
