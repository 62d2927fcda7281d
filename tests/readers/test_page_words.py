"""Words of pages with the places of their letters."""

from __future__ import annotations

import io

import pikepdf
import pytest

from vbparse.errors import DamagedError
from vbparse.readers.page_words import read_words

from .pdfs import HEIGHT, Paper


def test_words_have_the_places_of_their_letters() -> None:
    paper = Paper()
    end = paper.text(100, 120, "Kế hoạch số")
    paper.text(end, 120, " 29/KH-UBND", bold=True)
    paper.text(100, 150, "trồng cây")
    ((*words,),) = read_words(paper.save())
    assert [word.text for word in words] == ["Kế", "hoạch", "số", "29/KH-UBND", "trồng", "cây"]
    first, last = words[0].glyphs, words[3].glyphs
    assert first.left[0] == pytest.approx(100, abs=0.5)
    assert end < last.left[0] < last.right[-1]
    assert len(last.left) == len(last.right) == len("29/KH-UBND")
    assert all(a <= b for a, b in zip(last.left, last.right, strict=True))
    assert first.top < 120 < first.bottom
    assert words[4].glyphs.top > first.bottom


def test_a_word_of_two_fonts_is_one() -> None:
    paper = Paper()
    end = paper.text(100, 120, "Số: 29/")
    paper.text(end, 120, "KH-UBND", bold=True)
    ((*words,),) = read_words(paper.save())
    assert [word.text for word in words] == ["Số:", "29/KH-UBND"]


def test_places_are_those_of_the_page_as_it_is_displayed() -> None:
    paper = Paper()
    paper.text(100, 120, "Kế hoạch")
    data, turned = paper.save(), io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].rotate(90, relative=False)
        pdf.save(turned)
    ((*words,),) = read_words(turned.getvalue())
    assert [word.text for word in words] == ["Kế", "hoạch"]
    upright, glyphs = read_words(data)[0][1].glyphs, words[1].glyphs
    assert glyphs.top == pytest.approx(upright.left[0], abs=2)
    assert glyphs.left[0] == pytest.approx(HEIGHT - upright.bottom, abs=2)


def test_what_is_no_pdf_is_told() -> None:
    with pytest.raises(DamagedError):
        read_words(b"%PDF-1.4 cut off")
