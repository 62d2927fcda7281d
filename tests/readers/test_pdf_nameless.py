from pathlib import Path

import pytest

from vbparse.language.charsets.glyphs import glyphs_of_font
from vbparse.readers.pdf.document import read_document
from vbparse.readers.pdf.fallback import SecondReader
from vbparse.readers.pdf.nameless import Letters, name_letters
from vbparse.readers.quality import assess_quality

TIMES = "TimesNewRomanPSMT"
SINGLE, NUMBERED = 1, 2


def as_apple(text: str) -> str:
    """What pdfium shows of bytes of Windows in a font that states no encoding."""
    return text.encode("cp1252").decode("mac_roman").replace("¡", "£").replace("\xa0", " ")


def letters(*parts: tuple[int, str], unmapped: str = "", wide: str = "") -> Letters:
    """Parts of a text by font; the letters of `unmapped` stand as codes, blanks before those of `wide` are letters."""
    text = "".join(part for _, part in parts)
    fonts = [font for font, part in parts for _ in part]
    return Letters(
        text,
        fonts,
        {SINGLE: TIMES, NUMBERED: TIMES},
        frozenset(i for i, c in enumerate(text) if c in unmapped),
        frozenset(i for i, c in enumerate(text) if c == " " and wide and text[i + 1 : i + 2] == wide),
    )


def numbers_of(text: str) -> str:
    numbers = {letter: chr(number) for number, letter in (glyphs_of_font(TIMES) or {}).items()}
    return "".join(numbers[c] for c in text)


def test_bytes_of_windows_that_were_taken_for_apple_are_read_as_they_are() -> None:
    text = "công tác trong tháng, (Ký tên)"
    assert as_apple(text) != text
    assert name_letters(letters((SINGLE, as_apple(text))), numbers=False) == text


def test_letters_of_apple_that_pdfium_has_twice_are_told_apart() -> None:
    page = letters((SINGLE, as_apple("GIÁM ĐỐC".replace("ĐỐC", "SÁT") + " YÊU CÂU THÁNG")), wide="U")
    assert name_letters(page, numbers=False) == "GIÁM SÁT YÊU CÂU THÁNG"


def test_words_of_two_fonts_are_named_together() -> None:
    code = numbers_of("ệ")
    page = letters((SINGLE, as_apple("công nghi")), (NUMBERED, code), (SINGLE, as_apple("p là")), unmapped=code)
    assert page.have_numbers
    assert name_letters(page, numbers=True) == "công nghiệp là"
    assert name_letters(page, numbers=False) is None


@pytest.mark.parametrize("text", ["cô là", "Phí 5 £ “tạm”", "plain"])
def test_a_font_that_names_its_letters_rightly_stays(text: str) -> None:
    assert name_letters(letters((SINGLE, text)), numbers=True) == text


def test_what_could_be_either_is_not_decided() -> None:
    assert name_letters(letters((SINGLE, "a “b” c")), numbers=True) is None
    assert name_letters(letters((SINGLE, "Ã"), unmapped="Ã"), numbers=True) is None


@pytest.mark.shared
def test_a_real_file_without_maps_is_read_without_pdfminer(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("pdfminer is slow")

    monkeypatch.setattr(SecondReader, "read_better", refuse)
    source = read_document((shared / "real" / "025.pdf").read_bytes(), "025.pdf")
    quality = assess_quality(source.text.value)
    assert quality.is_sound
    assert not quality.unnamed
    heads = [source.text[line.span] for line in source.lines if line.bold and line.centred]
    assert "KẾ HOẠCH" in heads
    assert sum(line.bold for line in source.lines) < len(source.lines) / 2
