"""Texts of documents with slips: pieces of the corpus, changed at random from a seed."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
NAMES = ("x.txt", "x.txt", "x.txt", "x.md", "x.html", "x")
LEAST, MOST = 200, 600
"""Characters of a piece before it is changed; a whole document is changed one time in fifty."""
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
_SIGNS = (
    "\t\n\r\f\v\0\x1b\x7f\x85\xa0\xad\u200b\u200d\u2028\u202e\u3000\ufeff\ufffd*_#|<>&`~[](){}…–—-./\\:;,\"'“”%²½Ⅲ٣०"
)
_PIECES = (
    "Số: 12/KH-UBND", "Số:     /KH-UBND", "ngày 05 tháng 3 năm 2024", "ngày    tháng    năm 2024", "trước ngày 45/13/2024",
    "từ ngày 01/3 đến 30/4", "quý III/2023", "hằng tháng", "Đợt 1", "giai đoạn 2021 - 2025", "KẾ HOẠCH", "QUYẾT ĐỊNH",
    "PHỤ LỤC I", "(Kèm theo Kế hoạch số 12/KH-UBND)", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH",
    "Trần Văn Bình", "Kính gửi:", "V/v", "Căn cứ Luật Đất đai;", "Chỉ thị 11", "26-NQ/ĐU", "Điều 1.", "I.", "1.", "1.1.", "a)", "- ", "+ ",
    "Giao Sở Y tế chủ trì, phối hợp với", "Công an xã", "thực hiện", "Thời gian:", "| a | b |", "|---|---|", "<b>", "</p>",
    "<table><tr><td>", "**", "[a](b)", "&#768;", "&nbsp;", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
)  # fmt: skip


@cache
def corpus_texts() -> tuple[str, ...]:
    """The texts of the corpus and the sources of its other documents."""
    files = [*CORPUS.glob("[0-9]*"), *(CORPUS / "sources").glob("*")]
    return tuple(p.read_text("utf-8") for p in sorted(files) if p.suffix in {".txt", ".md", ".html", ".src"})


@cache
def corpus_lines() -> tuple[str, ...]:
    """All lines of these."""
    return tuple(line for text in corpus_texts() for line in text.splitlines())


def make_file(seed: str, number: int) -> tuple[str, bytes]:
    """The name and the bytes of a text, which depend on seed and number alone."""
    rng = random.Random(f"{seed}:{number}")
    return rng.choice(NAMES), make_bytes(rng)


def make_text(rng: random.Random) -> str:
    """A changed piece of one document, or of the lines of several."""
    text = rng.choice(corpus_texts()) if not rng.randrange(50) else _take_piece(rng)
    for _ in range(rng.choice((0, 1, 1, 2, 3, 5, 8, 20))):
        text = rng.choice(_CHANGES)(text, rng)
    while len(text) < LEAST:
        text += "\n" + rng.choice(corpus_lines())
    return text


def make_bytes(rng: random.Random) -> bytes:
    """The same as a file: in UTF-8, sometimes decomposed, in UTF-16, or with broken bytes."""
    text = make_text(rng)
    way = rng.randrange(40)
    if way == 0:
        return text.encode("utf-16", "replace")
    if way == 1:
        data = bytearray(text.encode("utf-8", "replace"))
        for _ in range(rng.randrange(1, 8)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    return (unicodedata.normalize("NFD", text) if way == 2 else text).encode("utf-8", "replace")


def _take_piece(rng: random.Random) -> str:
    size = rng.randrange(LEAST, MOST)
    if rng.randrange(3):
        whole = rng.choice(corpus_texts())
        start = whole.rfind("\n", 0, rng.randrange(len(whole))) + 1
        return whole[start : start + size]
    found = ""
    while len(found) < size:
        found += rng.choice(corpus_lines()) + rng.choice("\n\n\n ")
    return found


def _draw_span(text: str, rng: random.Random, most: int = 80) -> tuple[int, int]:
    start = rng.randrange(len(text) + 1)
    return start, min(len(text), start + rng.randrange(1, most))


def _drop_span(text: str, rng: random.Random) -> str:
    start, end = _draw_span(text, rng)
    return text[:start] + text[end:]


def _repeat_span(text: str, rng: random.Random) -> str:
    start, end = _draw_span(text, rng)
    return text[:start] + text[start:end] * rng.randrange(2, 5) + text[end:]


def _swap_spans(text: str, rng: random.Random) -> str:
    a, b, c, d = sorted((*_draw_span(text, rng), *_draw_span(text, rng)))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _insert(text: str, piece: str, rng: random.Random) -> str:
    at = rng.randrange(len(text) + 1)
    return text[:at] + piece + text[at:]


def _insert_letter(text: str, rng: random.Random) -> str:
    return _insert(
        text, chr(rng.choice((rng.randrange(0x250), rng.randrange(0xD800), rng.randrange(0xE000, 0x110000)))), rng
    )


def _insert_signs(text: str, rng: random.Random) -> str:
    return _insert(text, rng.choice(_SIGNS) * rng.choice((1, 1, 1, 2, 3, 40)), rng)


def _insert_marks(text: str, rng: random.Random) -> str:
    return _insert(text, "".join(rng.choices(_MARKS, k=rng.choice((1, 1, 2, 5, 60)))), rng)


def _insert_piece(text: str, rng: random.Random) -> str:
    return _insert(text, rng.choice(("", "\n", " ")) + rng.choice(_PIECES) + rng.choice(("", "\n", " ", "\n\n")), rng)


def _insert_line(text: str, rng: random.Random) -> str:
    return _insert(text, f"\n{rng.choice(corpus_lines())}\n", rng)


def _shuffle_lines(text: str, rng: random.Random) -> str:
    found = text.split("\n")
    rng.shuffle(found)
    return "\n".join(found)


def _join_lines(text: str, rng: random.Random) -> str:
    return text.replace("\n", rng.choice((" ", "", "\n\n", "\r\n", "\t")), rng.randrange(1, 6))


def _change_case(text: str, rng: random.Random) -> str:
    start, end = _draw_span(text, rng)
    return text[:start] + rng.choice((str.upper, str.lower, str.title, str.swapcase))(text[start:end]) + text[end:]


def _change_digits(text: str, rng: random.Random) -> str:
    digits = "".join(rng.sample("0123456789", 10))
    return text.translate(dict(zip(map(ord, "0123456789"), digits, strict=True)))


def _space_out(text: str, rng: random.Random) -> str:
    start, end = _draw_span(text, rng)
    return text[:start] + rng.choice((" ", "  ", "\t", "\n")).join(text[start:end]) + text[end:]


_Change = Callable[[str, random.Random], str]
_CHANGES: tuple[_Change, ...] = (
    _drop_span, _repeat_span, _swap_spans, _insert_letter, _insert_signs, _insert_marks, _insert_piece, _insert_line, _shuffle_lines, _join_lines, _change_case,
    _change_digits, _space_out,
)  # fmt: skip
