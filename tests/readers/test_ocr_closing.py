"""The end of a document read a second time: what is taken of it, and when it is read at all."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from vbparse.readers.ocr import closing, signers, stamped_posts
from vbparse.readers.ocr.closing import read_closing
from vbparse.readers.ocr.tesseract import BLOCK, LINE, SPARSE, Letter, Word
from vbparse.readers.ocr.words import Piece

SIZE = 20
"""Pixels of an em, and of the width of a letter."""
PAPER = Image.new("L", (1200, 1600), 255)
INK = np.zeros((1600, 1200), bool)
TEXT = ("Trên đây là kế hoạch của xã về trồng cây ven đường", 100, 300)
LIST = (("Nơi nhận:", 100, 400), ("- Trạm Y tế xã;", 100, 430), ("- Các thôn;", 100, 460), ("- Lưu: VT.", 100, 490))
SIGNED = (("PHÓ GIÁM ĐỐC", 700, 400), ("Trần Văn Bình", 700, 600))

_Line = tuple[str, int, int]


def write_line(line: _Line, sure: float = 95) -> list[Word]:
    text, x, base = line
    words: list[Word] = []
    for part in text.split():
        edges = [x + n * SIZE for n in range(len(part) + 1)]
        words.append(
            [Letter(c, a, base - 14, b, base, sure, sure) for c, a, b in zip(part, edges, edges[1:], strict=False)]
        )
        x = edges[-1] + SIZE // 2
    return words


def read(*lines: _Line, sure: float = 95) -> list[Piece]:
    return [Piece(write_line(line, sure), line[2], SIZE, n) for n, line in enumerate(lines)]


def read_twice(monkeypatch: pytest.MonkeyPatch, first: list[Piece], *second: _Line, sure: float = 95) -> list[str]:
    """The lines of a page, from the top, after its end was read a second time."""

    box = (0, 0, 0, 0)

    def read_words(_part: Image.Image, dpi: int, mode: int) -> list[list[Word]]:
        scale = dpi / 300
        inside = [line for line in second if box[0] <= line[1] < box[2]]
        return [[[shift(x, scale, *box[:2]) for x in word] for word in write_line(line, sure)] for line in inside]

    def crop(picture: Image.Image, part: tuple[int, int, int, int]) -> Image.Image:
        nonlocal box
        box = part
        return Image.new("L", (part[2] - part[0], part[3] - part[1]), 255)

    monkeypatch.setattr(closing, "read_words", read_words)
    monkeypatch.setattr(Image.Image, "crop", crop)
    read_closing(first, PAPER, INK, 300)
    return [p.text for p in sorted(first, key=lambda p: (p.base, p.x0))]


def shift(letter: Letter, scale: float, left: int, top: int) -> Letter:
    edges = ((letter.left - left, letter.right - left), (letter.top - top, letter.bottom - top))
    (a, b), (c, d) = ((round(x * scale) for x in pair) for pair in edges)
    return Letter(letter.text, a, c, b, d, letter.confidence, letter.word_confidence)


def texts(*lines: _Line) -> list[str]:
    return [line[0] for line in sorted(lines, key=lambda x: (x[2], x[1]))]


def test_lines_that_only_the_second_reading_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(TEXT, *LIST[2:], *SIGNED)
    assert read_twice(monkeypatch, first, *LIST) == texts(TEXT, *LIST, *SIGNED)


def test_a_name_that_only_the_second_reading_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(TEXT, *LIST, SIGNED[0])
    dirt = [("SỞ Y", 700, 500), ("xHCN", 760, 540)]
    assert read_twice(monkeypatch, first, *dirt, SIGNED[1]) == texts(TEXT, *LIST, *SIGNED)


@pytest.mark.parametrize(("sure", "kept"), [(60, "- Lưu: VT, TTra."), (95, "- Lưu: VT, TIra.")])
def test_the_surer_reading_of_a_line(sure: float, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = [*read(TEXT, *LIST[:3], *SIGNED), *read(("- Lưu: VT, TIra.", 100, 490), sure=sure)]
    again = read_twice(monkeypatch, first, ("- Lưu: VT, TTra.", 100, 490), sure=90)
    assert [line for line in again if "Lưu" in line] == [kept]


def test_half_a_line_is_not_taken_for_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [*read(TEXT, *LIST[:3], *SIGNED), *read(("- Lưu: VT, VP, TH.", 100, 490), sure=60)]
    assert "- Lưu: VT, VP, TH." in read_twice(monkeypatch, first, ("- Lưu:", 100, 490))


@pytest.mark.parametrize("lines", [(TEXT, *LIST, *SIGNED), (TEXT, ("của xã.", 100, 330))], ids=["sure", "no-end"])
def test_what_is_not_read_again(lines: tuple[_Line, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_twice(monkeypatch, read(*lines), ("- Phòng Nội vụ huyện;", 100, 520)) == texts(*lines)


def test_a_post_whose_beginning_is_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    first = [*read(TEXT, *LIST, SIGNED[1]), *read(("ANH VĂN PHÒNG", 700, 400), sure=80)]
    assert "CHÁNH VĂN PHÒNG" in read_twice(monkeypatch, first)
    assert min(x.word_confidence for p in first for x in p.letters) < 60


@pytest.mark.parametrize(
    ("chief", "post", "restored"),
    [
        ("KT. CHỦ TỊCH", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ("TL. CHỦ TỊCH", "CHỦ TỊCH", "CHỦ TỊCH"),
        ("KT. BỘ TRƯỞNG", "BỘ TRƯỞNG", "BỘ TRƯỞNG"),
        ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "CHỦ TỊCH"),
    ],
)
def test_a_deputy_whose_first_word_is_covered(
    chief: str, post: str, restored: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(TEXT, *LIST, (chief, 700, 400), (post, 740, 430), SIGNED[1])
    read_twice(monkeypatch, first)
    (piece,) = (p for p in first if p.base == 430 and p.x0 > 600)
    assert piece.text == restored
    assert piece.x0 == (690 if restored != post else 740)
    assert (piece.words[0][0].word_confidence < 60) == (restored != post)


@pytest.mark.parametrize(
    ("angles", "name"),
    [
        (["Ïá Văn Bình", "Hã Văn Bình", "Hà Văn Bình"], "Hà Văn Bình"),
        (["Ïá Văn Bình", "Tạ Văn Bình", "Hà Văn Bình", "Hà Văn Bình"], "Eà Văn Bình"),
        (["Hà Văn Bính", "Hà Bình"], "Eà Văn Bình"),
        (["Hà Văn Bình"], "Eà Văn Bình"),
    ],
    ids=["one", "two-surnames", "other-name", "once"],
)
def test_a_name_stamped_askew(angles: list[str], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (piece,) = read(("Eà Văn Bình", 700, 600))
    piece.words[0] = write_line(("Eà", 700, 600), 40)[0]
    lines = [write_line((text, 0, 0)) for text in angles]
    monkeypatch.setattr(signers, "read_words", lambda *_args, **_options: lines)
    signers.complete_signer(piece, PAPER, 300)
    assert piece.text == name


@pytest.mark.parametrize(
    ("strips", "posts"),
    [
        ([(1, "GIÁM ĐÓC"), (9, "PHÓ GIAM ĐỌC")], ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ([(9, "PHO GIÁM ĐŨC")], ["PHÓ GIÁM ĐỐC"]),
        ([(9, "PHÓ CHỦ TIỆCH"), (11, "- PHÓ CHỦ TỊCH")], ["PHÓ CHỦ TỊCH"]),
        ([(1, "GIÁM ĐÓC")], []),
        ([(9, "PHÓ CHỦ TOAN")], []),
        ([(9, "PHÓ GIÁM ĐỐC"), (11, "PHÓ CHỦ TỊCH")], []),
        ([(1, "VT GIÁM ĐÓC"), (9, "PHO GIAM ĐỌC")], ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ([(1, "ZT GIÁM ĐÓC")], ["GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        ([(1, "TL GIÁM ĐÓC")], []),
    ],
    ids=["both", "deputy", "alike", "chief-alone", "unclear", "two-deputies", "prefix", "for-chief", "by-order"],
)
def test_posts_stamped_one_over_the_other(
    strips: list[tuple[int, str]], posts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    high = round(1.15 * round(13 / 72 * 300))
    lines = [write_line((text, 200, (2 * n + 1) * high)) for n, text in strips]
    monkeypatch.setattr(stamped_posts, "read_words", lambda *_args, **_options: lines)
    found = stamped_posts.read_stamped_posts(PAPER, (400, 300, 1200, 900), 300)
    assert [p.text for p in found] == posts
    assert all(p.x0 > 400 and 300 < p.base < 700 for p in found)
    assert sorted(p.base for p in found) == [p.base for p in found]


@pytest.mark.parametrize(("strips", "posts"), [([9], []), ([9, 10], ["PHÓ GIÁM ĐỐC"])])
def test_a_post_that_is_clear_in_no_strip(strips: list[int], posts: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    high = round(1.15 * round(13 / 72 * 300))
    lines = [write_line(("PHÓ GIAM ĐỐC", 60, (2 * n + 1) * high), 40) for n in strips]
    monkeypatch.setattr(stamped_posts, "read_words", lambda *_args, **_options: lines)
    assert [p.text for p in stamped_posts.read_stamped_posts(PAPER, (400, 300, 1200, 900), 300)] == posts


def test_posts_take_the_place_of_their_fragments(monkeypatch: pytest.MonkeyPatch) -> None:
    fragments = read(("KT, GÌ 'ÁM", 700, 400), ("ó-GIAM C", 740, 430), sure=50)
    stamped = read(("GIÁM ĐỐC", 720, 400), ("PHÓ GIÁM ĐỐC", 700, 430), sure=50)
    monkeypatch.setattr(closing, "read_stamped_posts", lambda *_args: stamped)
    first = [*read(TEXT, *LIST, ("Trần. Văn Bình", 700, 600)), *fragments]
    posts = texts(("GIÁM ĐỐC", 720, 400), ("PHÓ GIÁM ĐỐC", 700, 430), ("Trần Văn Bình", 700, 600))
    assert [line for line in read_twice(monkeypatch, first) if line in posts or "GIAM" in line or "KT" in line] == posts


def test_no_room_for_a_post() -> None:
    assert stamped_posts.read_stamped_posts(PAPER, (400, 300, 1200, 310), 300) == []


@pytest.mark.parametrize(
    ("again", "name"),
    [
        ("“Kf6yễn Văn Bình", ["Nguyễn Văn Bình"]),
        ("Nguyễn Văn Bình", ["Nguyễn Văn Bình"]),
        ("Cá Văn Bình", []),  # several surnames are so short
        ("fương Văn Bình", []),  # Dương, Lương, Trương
        ("“Kf6yễn Văn Bính", []),  # what was clear is read in two ways
    ],
)
@pytest.mark.parametrize("first", ["chuyên Văn Bình", "Văn Bình"])
@pytest.mark.parametrize("again_by", [LINE, BLOCK])
def test_a_name_in_colour_below_the_edge_of_a_seal(
    monkeypatch: pytest.MonkeyPatch, again: str, name: list[str], first: str, again_by: int
) -> None:
    def read_words(_part: Image.Image, dpi: int, mode: int) -> list[list[Word]]:
        if mode != SPARSE:
            return [write_line((again, 700, 600))] if mode == again_by else []
        line = write_line((first, 700, 600))
        return [[[replace(x, word_confidence=10) for x in line[0]], *line[1:]] if len(line) > 2 else line]

    monkeypatch.setattr(signers, "read_words", read_words)
    found = signers.read_coloured_name(PAPER, (400, 400, 1200, 1600), 300)
    assert ([found.text] if found else []) == name
    assert not found or max(x.word_confidence for x in found.letters) <= 50
