"""The outline: nesting, paths, headings, preamble, opening and closing."""

from __future__ import annotations

import pytest

from vbparse import blocks, read
from vbparse.structure import tree
from vbparse.structure.tree import Node
from vbparse.text import Text


def grown(text: str, *, framed: bool = True) -> tuple[Text, Node]:
    source = read(text)
    return source.text, tree.build_tree(source.text.view, blocks.build_paragraphs(source), framed=framed)


def shape(text: str) -> list[tuple[int, str]]:
    """Level and path of each part of a body, less the root."""
    _, root = grown(text)
    return [(n.level, n.path or n.kind) for n in root.walk() if n is not root]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (
            ["I.", "1.", "a)", "-", "b)", "2.", "II."],
            [(1, "I"), (2, "I.1"), (3, "I.1.a"), (3, "I.1.b"), (2, "I.2"), (1, "II")],
        ),
        (["I.", "1.", "1.1.", "1.2.", "2."], [(1, "I"), (2, "I.1"), (3, "I.1.1"), (3, "I.1.2"), (2, "I.2")]),
        (["I.", "1.1.", "1.2.", "II."], [(1, "I"), (2, "I.1.1"), (2, "I.1.2"), (1, "II")]),
        (["1.", "1.1.", "1.1.1.", "2."], [(1, "1"), (2, "1.1"), (3, "1.1.1"), (1, "2")]),
        (["A.", "I.", "1.", "B."], [(1, "A"), (2, "A.I"), (3, "A.I.1"), (1, "B")]),
        (
            ["I.", "a)", "b)", "II.", "1.", "a)"],
            [(1, "I"), (2, "I.a"), (2, "I.b"), (1, "II"), (2, "II.1"), (3, "II.1.a")],
        ),
        (["Điều 1.", "1.", "a)", "Điều 2."], [(1, "1"), (2, "1.1"), (3, "1.1.a"), (1, "2")]),
        (["I.", "III.", "III.", "V."], [(1, "I"), (1, "III"), (1, "III"), (1, "V")]),
        (
            ["Điều 1.", "I.", "II.", "1.", "Điều 2.", "I."],
            [(1, "1"), (2, "1.I"), (2, "1.II"), (3, "1.II.1"), (1, "2"), (1, "I")],
        ),
        (["I.", "Điều 1.", "II.", "Điều 2."], [(1, "I"), (2, "I.1"), (1, "II"), (2, "II.2")]),
        (["1-", "2-", "3-"], [(1, "1"), (1, "2"), (1, "3")]),
        (["1.", "(1)", "(2)", "2."], [(1, "1"), (2, "1.1"), (2, "1.2"), (1, "2")]),
    ],
)
def test_levels_and_paths_are_by_nesting(labels: list[str], expected: list[tuple[int, str]]) -> None:
    assert shape("".join(f"{label} Việc thứ {i}.\n" for i, label in enumerate(labels))) == expected


def test_parts_may_be_letters_and_labels_end_in_a_dash() -> None:
    text = "PHẦN A. TÌNH HÌNH\nI. Đặc điểm\nPHẦN B. TỔ CHỨC\n1- Đ/c Chủ tịch: chỉ đạo\n2- 18 Tổ công đoàn\n"
    assert shape(text) == [(1, "A"), (2, "A.I"), (1, "B"), (2, "B.1"), (2, "B.2")]
    assert shape("A - TÌNH HÌNH\n1) Việc\nB - TỔ CHỨC\n") == [(1, "A"), (2, "A.1"), (1, "B")]


def test_lettered_parts_within_a_roman_series_end_with_it() -> None:
    assert shape("I. Mục đích\nII. Nội dung\nPhần A: Số liệu\nPhần B: Khảo sát\nIII. Thời gian") == [
        (1, "I"),
        (1, "II"),
        (2, "II.A"),
        (2, "II.B"),
        (1, "III"),
    ]


def test_chapters_hold_articles() -> None:
    first = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nQuy chế này quy định.\n"
    text, root = grown(f"{first}Chương II\nNHIỆM VỤ\nĐiều 2. Công an\nGiữ trật tự.\n")
    parts = [n for n in root.walk() if n is not root]
    assert [(n.kind, n.level) for n in parts] == [("chapter", 1), ("article", 2), ("chapter", 1), ("article", 2)]
    assert [text.words(n.heading) for n in parts if n.heading] == ["QUY ĐỊNH CHUNG", "Phạm vi", "NHIỆM VỤ", "Công an"]


@pytest.mark.parametrize(
    ("line", "heading", "rest"),
    [
        ("I. MỤC ĐÍCH, YÊU CẦU", "MỤC ĐÍCH, YÊU CẦU", None),
        ("1. Công an xã: Giữ trật tự, phân luồng xe qua lại.", "Công an xã:", "Giữ trật tự, phân luồng xe qua lại."),
        ("1. Công an xã", "Công an xã", None),
        (
            "1. Các thôn đào hố trồng cây trước mùa mưa. Hố sâu nửa mét.",
            None,
            "Các thôn đào hố trồng cây trước mùa mưa. Hố sâu nửa mét.",
        ),
        (
            "I. KINH PHÍ: Từ ngân sách xã và nguồn đóng góp của nhân dân.",
            "KINH PHÍ:",
            "Từ ngân sách xã và nguồn đóng góp của nhân dân.",
        ),
    ],
)
def test_heading_and_text_of_one_paragraph_are_parted(line: str, heading: str | None, rest: str | None) -> None:
    text, root = grown(line)
    (node,) = root.children
    assert (text.words(node.heading) if node.heading else None) == heading
    assert [text.words(p.span) for p in node.paras] == ([rest] if rest else [])
    assert node.runs_in == (rest is not None)


def test_front_and_back_stand_in_parts_of_their_own() -> None:
    body = (
        "Căn cứ Luật Lâm nghiệp;\nCăn cứ Chỉ thị số 3/CT-UBND;\nUBND xã xây dựng kế hoạch như sau:\n"
        "I. NỘI DUNG\nTrồng cây.\nTrên đây là kế hoạch trồng cây, yêu cầu các thôn thực hiện./.\n"
    )
    text, root = grown(body)
    assert [(n.kind, n.level, len(n.paras)) for n in root.children] == [
        ("preamble", 1, 2), ("opening", 1, 1), ("section", 1, 1), ("closing", 1, 1)
    ]  # fmt: skip
    assert text.words(root.children[3].paras[0].span).startswith("Trên đây là")


def test_an_attachment_has_no_front() -> None:
    _, root = grown("Căn cứ Luật Lâm nghiệp;\n1. Trồng cây.\n", framed=False)
    assert (len(root.paras), [n.path for n in root.children]) == (1, ["1"])


def test_a_part_runs_from_its_label_to_the_end_of_its_last_child() -> None:
    text, root = grown("I. NỘI DUNG\n1. Đào hố.\na) Sâu.\nRộng nữa.\nII. KINH PHÍ\n")
    first = root.children[0]
    assert text[first.span] == "I. NỘI DUNG\n1. Đào hố.\na) Sâu.\nRộng nữa."
    assert text[first.children[0].children[0].span] == "a) Sâu.\nRộng nữa."


def test_a_label_without_text_labels_nothing() -> None:
    text, root = grown("1. Đào hố.\na)\nTrồng cây.\n")
    assert [n.path for n in root.walk()][1:] == ["1"]
    assert [text.words(p.span) for p in root.children[0].paras][-2:] == ["a)", "Trồng cây."]
