"""Signatures that lack something, contradict themselves, or lost a word below a seal."""

from __future__ import annotations

import pytest

from raised import codes, doubt_again, plan, unsure
from vbparse.doubts.signatures import leans_to_the_right
from vbparse.doubts.witness import Reading
from vbparse.origins import Glyphs
from vbparse.schema import Document, Signature
from vbparse.text import Span, TextBuilder

LETTER = 8.0
"""Points of a letter."""
AXIS = 400.0
"""Points from the left edge to the middle of the block."""


def _typeset(lines: list[tuple[str, float]]) -> Reading:
    """The lines of a signature, each so many points off the axis, on a recognised page."""
    builder = TextBuilder()
    for row, (words, off) in enumerate(lines):
        start = AXIS + off - len(words) * LETTER / 2
        left = [start + LETTER * i for i in range(len(words))]
        builder.add(words, Glyphs(1, left, [at + LETTER for at in left], 20.0 * row, 20.0 * row + 10))
        builder.gap()
    return Reading(Document.model_construct(), builder.build(), unsure=[Span(0, 1)])


@pytest.mark.parametrize(
    ("offs", "leans"),
    [
        ((0, 0, 0, 0), False),
        ((0, 1, -1, 5), False),
        ((0, 0, 12, 0), True),
        ((0, 11, 0, -3), True),
        ((0, 0, -20, 0), False),
    ],
)
def test_a_line_that_lost_its_first_word_leans_to_the_right(offs: tuple[float, ...], *, leans: bool) -> None:
    words = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Thị Hạnh"]
    reading = _typeset(list(zip(words, offs, strict=True)))
    assert leans_to_the_right(Signature(span=(0, len(reading.text.value))), reading) is leans


@pytest.mark.parametrize("offs", [(0, 12), (12, 0)])
def test_of_two_lines_one_leans(offs: tuple[float, float]) -> None:
    reading = _typeset(list(zip(["GIÁM ĐỐC", "Lê Thị Hạnh"], offs, strict=True)))
    assert leans_to_the_right(Signature(span=(0, len(reading.text.value))), reading)


def test_specks_and_a_lone_line_show_no_axis() -> None:
    reading = _typeset([("Lê Thị Hạnh", 12)])
    assert not leans_to_the_right(Signature(span=(0, len(reading.text.value))), reading)
    reading = _typeset([("KT. CHỦ TỊCH", 0), ("a", 80), ("PHÓ CHỦ TỊCH", 0), ("Lê Thị Hạnh", 0)])
    assert not leans_to_the_right(Signature(span=(0, len(reading.text.value))), reading)


END = "\nNơi nhận:\n- Các thôn;\n- Lưu: VT.\n\n{}\n\n{}\n"


@pytest.mark.parametrize(
    ("post", "doubts"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", []),
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nCHỦ TỊCH", ["disagrees"]),
        ("KT. GIÁM ĐỐC\nGIÁM ĐỐC", ["disagrees"]),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG", []),
        ("KT. GIÁM ĐỐC", ["missing"]),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", []),
        ("TM. ỦY BAN NHÂN DÂN", []),
    ],
)
def test_who_signs_for_another_is_another(post: str, doubts: list[str]) -> None:
    [signature] = plan(end=END.format(post, "Lê Thị Hạnh")).signatures
    assert codes(signature) == doubts


@pytest.mark.parametrize(("name", "doubts"), [("Vi Thị Nguyệt", []), ("Vị Thị Nguyệt", ["ocr-uncertain"])])
def test_a_recognised_name_begins_with_a_surname(name: str, doubts: list[str]) -> None:
    document = plan(end=END.format("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", name))
    assert codes(unsure(document, "ven").signatures[0]) == doubts
    assert codes(doubt_again(document).signatures[0]) == []
