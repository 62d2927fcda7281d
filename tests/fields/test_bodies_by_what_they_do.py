"""Bodies known by their trade, by what they have or lack and by where they are named, and bodies behind a thing or a
label: in parts that assign tasks."""

from __future__ import annotations

import pytest

from plans import parse_duties


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
