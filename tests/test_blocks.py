"""Lines to paragraphs: what is joined, what is parted, labels and bullets."""

from __future__ import annotations

import pytest

from vbparse import blocks, read
from vbparse.blocks import Para
from vbparse.origins import Raw
from vbparse.source import Line, Source
from vbparse.text import Span, TextBuilder


def source(*lines: tuple[str, dict[str, object]]) -> Source:
    builder, made = TextBuilder(), []
    for words, flags in lines:
        made.append(Line(builder.add(words, Raw(len(builder), len(words))), **flags))  # type: ignore[arg-type]
        builder.gap()
    return Source(builder.build(), made)


def shown(given: Source) -> list[tuple[str, str]]:
    return [(p.kind, given.text.words(p.span)) for p in blocks.build_paragraphs(given)]


def paras(text: str) -> list[tuple[str, str]]:
    return shown(read(text))


def test_short_lines_are_paragraphs_of_their_own() -> None:
    assert paras("KẾ HOẠCH\nTrồng cây\n- Rà soát;\n1. Công an xã") == [
        ("paragraph", "KẾ HOẠCH"), ("paragraph", "Trồng cây"), ("bullet", "- Rà soát;"), ("paragraph", "1. Công an xã"),
    ]  # fmt: skip


WRAPPED = """Để bảo đảm cảnh quan hai bên đường liên thôn, đồng thời tạo bóng mát cho
học sinh và người dân đi lại trong mùa nắng nóng, Ủy ban nhân dân xã xây
dựng kế hoạch trồng cây và phân công các thôn thực hiện như sau đây:
1. Công an xã bảo đảm an toàn giao thông trong những ngày ra quân trồng
cây, phối hợp với các thôn hướng dẫn người dân đi lại theo lối vòng, nhất là
3. xe tải và các loại xe chở đất đá qua lại trên những đoạn đường này.
- Các thôn chuẩn bị hố trồng trước ngày ra quân ít nhất một tuần, báo cho
công chức Địa chính của xã biết để kiểm tra.
- Người dân tham gia.
Kinh phí lấy từ nguồn ngân sách xã đã giao đầu năm cho sự nghiệp môi trường
và nguồn đóng góp của các doanh nghiệp đóng trên địa bàn xã.
"""


def test_wrapped_lines_are_joined() -> None:
    found = paras(WRAPPED)
    assert [(kind, words[:18]) for kind, words in found] == [
        ("paragraph", "Để bảo đảm cảnh qu"), ("paragraph", "1. Công an xã bảo "), ("bullet", "- Các thôn chuẩn b"),
        ("bullet", "- Người dân tham g"), ("paragraph", "Kinh phí lấy từ ng"),
    ]  # fmt: skip
    assert [words.split()[-1] for _, words in found] == ["đây:", "này.", "tra.", "gia.", "xã."]


def test_a_number_that_goes_on_with_a_sentence_is_no_label() -> None:
    (item,) = [p for p in blocks.build_paragraphs(read(WRAPPED)) if p.label]
    assert item.label is not None
    assert item.label.text == "1"


def test_a_blank_line_parts_but_not_a_sentence_that_a_page_cut() -> None:
    assert len(paras("Công an xã bảo đảm an toàn giao thông\n\nCác thôn chuẩn bị hố trồng cây")) == 2
    cut = "Công an xã bảo đảm an toàn giao thông trong những ngày ra quân trồng cây,"
    assert paras(f"{cut}\n\nphối hợp với các thôn.") == [("paragraph", f"{cut} phối hợp với các thôn.")]
    assert len(paras(f"{cut[:-1]}.\n\nphối hợp với các thôn.")) == 2


@pytest.mark.parametrize(
    ("flags", "count"),
    [({}, 2), ({"starts": False}, 1), ({"starts": True}, 2), ({"column": 1}, 2), ({"note": True}, 2)],
    ids=["unknown", "goes-on", "starts", "other-column", "note"],
)
def test_what_the_reader_says_of_a_line_counts(flags: dict[str, object], count: int) -> None:
    assert len(shown(source(("Công an xã chủ trì", {}), ("Phối hợp các thôn", flags)))) == count


def test_an_item_begins_behind_a_full_stop_even_where_the_reader_sees_none() -> None:
    lines = [("Rà soát xong.", {}), ("b) Báo cáo", {"starts": False}), ("ngay", {"starts": False})]
    assert shown(source(*lines)) == [("paragraph", "Rà soát xong."), ("paragraph", "b) Báo cáo ngay")]


def one(words: str, **flags: object) -> Para:
    (para,) = blocks.build_paragraphs(source((words, flags)))
    return para


def test_label_body_and_bold() -> None:
    para = one("1. Công an xã: giữ trật tự", bold_lead=14)
    assert para.label is not None
    assert (para.label.text, para.span, para.body, para.bold_end) == ("1", (0, 26), (3, 26), 14)
    assert one("1. Công an xã", bold=True).bold
    assert one("1. Công an xã").bold_end == 3


def test_the_mark_of_a_bullet_is_part_of_its_span() -> None:
    para = one("-  Công an xã")
    assert (para.kind, para.span, para.body, para.label) == ("bullet", (0, 13), (3, 13), None)


def test_a_table_is_one_block_between_its_neighbours() -> None:
    found = paras("Phân công như sau:\n\n| TT | Việc |\n|---|---|\n| 1 | Đào hố |\n\nHết.\n")
    assert [kind for kind, _ in found] == ["paragraph", "table", "paragraph"]
    assert found[1][1].split() == ["TT", "Việc", "1", "Đào", "hố"]


def test_nothing_is_lost() -> None:
    given = read(WRAPPED)
    spans = [p.span for p in blocks.build_paragraphs(given)]
    assert " ".join(given.text.words(s) for s in spans) == " ".join(WRAPPED.split())
    assert spans == sorted(spans)
    assert all(isinstance(s, Span) for s in spans)


TORN = """I. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp
và Phát triển nông thôn
- Chủ trì, phối hợp
với các sở, ngành liên quan theo dõi diễn biến nguồn nước, tham mưu Ủy ban nhân
dân tỉnh chỉ đạo kịp thời việc chống hạn cho lúa và cho cây trồng cạn vụ hè thu.
- Tổng hợp, báo cáo
Ủy ban nhân dân tỉnh tình hình nguồn nước của các hồ chứa trước ngày 15 hằng tháng.
2. Đài Khí tượng
thủy văn tỉnh
Cung cấp bản tin
dự báo khí tượng, thủy văn cho các cơ quan liên quan và cho nhân dân trong tỉnh.
"""


def test_the_first_line_of_each_paragraph_may_be_short() -> None:
    """As portals copy it: a paragraph of the page breaks early once, and then at the width of the text."""
    words = [given for _, given in paras(TORN)]
    assert words[1:4] == [
        "1. Sở Nông nghiệp và Phát triển nông thôn",
        "- Chủ trì, phối hợp với các sở, ngành liên quan theo dõi diễn biến nguồn nước, tham mưu Ủy ban nhân dân tỉnh "
        "chỉ đạo kịp thời việc chống hạn cho lúa và cho cây trồng cạn vụ hè thu.",
        "- Tổng hợp, báo cáo Ủy ban nhân dân tỉnh tình hình nguồn nước của các hồ chứa trước ngày 15 hằng tháng.",
    ]
    assert len(words) == 6
