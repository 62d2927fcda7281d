"""Legacy charsets: every letter there and back, what tells a charset, and what must be left alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import TOP
from legacy import CHARSETS, LETTERS, encode, has_letter, mojibake
from vbparse.language.charsets.fonts import Legacy, charset_of_font
from vbparse.language.charsets.glyphs import glyphs_of_font
from vbparse.language.charsets.judging import charset_of_text
from vbparse.language.charsets.letters import convert
from vbparse.language.charsets.lines import Piece, Settings, convert_line, convert_text, restore_horns
from vbparse.language.tables import column

CORPUS = [p for p in sorted((TOP / "corpus").glob("[0-9]*")) if p.suffix in {".txt", ".md", ".html"}]
SYLLABLES = [x for forms in column("syllables", "forms", kind="frequent") for x in forms.split()]
RUNNING = (
    "Ủy ban nhân dân xã Hòa Thịnh đề nghị các đơn vị, Trưởng các thôn và Hợp tác xã nghiêm túc tổ chức thực hiện kế "
    "hoạch này; trong quá trình thực hiện nếu gặp khó khăn, vướng mắc phản ảnh về Ủy ban xem xét, giải quyết. Nguyễn "
    "Thị Thủy vẫn cứ ngủ kỹ giữa buổi chợ phiên; lũ trẻ mở cửa sổ, đỡ cụ bị ốm. Kỳ lễ hội ở Mỹ Lộc có rất nhiều người."
)
BYTES = [x for x in CHARSETS if x != "viqr"]


def test_there_are_67_letters_beyond_ascii() -> None:
    assert len(set(LETTERS)) == 67
    assert [x for x in LETTERS + LETTERS.upper() for c in CHARSETS if not has_letter(c, x) and c != "tcvn3"] == []
    assert [x for x in LETTERS.upper() if has_letter("tcvn3", x)] == list("ĂÂĐÊÔƠƯ")


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("letters", [LETTERS, LETTERS.upper()], ids=["small", "capital"])
def test_every_letter(charset: str, letters: str) -> None:
    for letter in letters:
        if has_letter(charset, letter):
            assert convert(mojibake(letter, charset), charset) == (
                letter,
                [0, len(mojibake(letter, charset))],
            )


def test_windows_1258_as_python_reads_it() -> None:
    for letter in LETTERS + LETTERS.upper():
        assert unicodedata.normalize("NFC", encode(letter, "cp1258").decode("cp1258")) == letter


@pytest.mark.parametrize("charset", BYTES)
def test_a_byte_means_one_letter(charset: str) -> None:
    spelt = [mojibake(x, charset) for x in LETTERS + LETTERS.upper() if has_letter(charset, x)]
    assert len(set(spelt)) == len(spelt)
    assert all(not x.isalnum() or not x.isascii() for x in spelt)


def test_capitals_of_the_fonts_that_show_them() -> None:
    for letter in LETTERS:
        made = convert_line(
            [Piece("b" + mojibake(letter, "tcvn3"), Legacy("tcvn3", capitals=True))], Settings(legacy=True)
        )
        assert made is not None
        assert made.text == "B" + letter.upper()


@pytest.mark.parametrize("view", [str, lambda x: "".join(chr(0xF000 + ord(c)) for c in x)], ids=["bytes", "private"])
def test_views_of_a_byte(view: Callable[[str], str]) -> None:
    text = view(encode("thường", "tcvn3").decode("latin-1"))
    assert convert(text, "tcvn3").text == "thường"


@pytest.mark.parametrize("charset", CHARSETS)
def test_running_text(charset: str) -> None:
    text = mojibake(RUNNING, charset)
    assert charset_of_text(text) == charset
    made = convert_text(text)
    assert made is not None
    assert made[0].text == RUNNING
    assert made[1].tally.most_common(1)[0][0] == charset
    starts = made[0].starts
    for at, letter in enumerate(RUNNING):
        assert mojibake(letter, charset).lower() == text[starts[at] : starts[at + 1]].lower().strip("\\")


@pytest.mark.parametrize("charset", CHARSETS)
@given(words=st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12))
@settings(max_examples=150)
def test_any_words(charset: str, words: list[str]) -> None:
    text = " ".join(words)
    made = convert(mojibake(text, charset), charset)
    assert made.text == text
    assert len(made.starts) == len(text) + 1
    assert list(made.starts) == sorted(set(made.starts))


@pytest.mark.parametrize("charset", CHARSETS)
@given(words=st.lists(st.sampled_from(SYLLABLES), min_size=30, max_size=60))
@settings(max_examples=30)
def test_any_text_tells_its_charset(charset: str, words: list[str]) -> None:
    plain = f"{RUNNING} và {' '.join(words)}"  # a letter that opens a sentence would be a capital
    made = convert_text(mojibake(plain, charset))
    assert made is not None
    assert made[0].text == plain


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_any_characters(text: str) -> None:
    for charset in CHARSETS:
        made = convert(text, charset)
        assert len(made.starts) == len(made.text) + 1
        assert (made.starts[0], made.starts[-1]) == (0, len(text))
    made_text = convert_text(text)
    assert made_text is None or made_text[0].starts[-1] == len(text)


@pytest.mark.parametrize(
    ("name", "legacy"),
    [
        (".VnTime", Legacy("tcvn3")),
        (".VnTimeH", Legacy("tcvn3", True)),
        (".VnArial NarrowH", Legacy("tcvn3", True)),
        ("ABCDEF+.VnTimeH,Bold", Legacy("tcvn3", True)),
        (".VnTime-BoldItalic", Legacy("tcvn3")),
        (".VnUniverse", Legacy("tcvn3")),
        ("'.VnTime'", Legacy("tcvn3")),
        ("VNI-Times", Legacy("vni")),
        ("VNI-Helve-Condense", Legacy("vni")),
        ("VPS Times", Legacy("vps")),
        ("VI Times", Legacy("viscii")),
        ("VI Times Hoa", Legacy("viscii", True)),
        ("Times New Roman", None),
        ("Arial", None),
        ("Vivaldi", None),
        ("Vni", None),
        ("UVN Saigon", None),
        ("", None),
    ],
)
def test_fonts(name: str, legacy: Legacy | None) -> None:
    assert charset_of_font(name) == legacy


@pytest.mark.parametrize("path", CORPUS, ids=lambda p: p.name)
def test_documents_in_unicode_are_left_alone(path: Path) -> None:
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        pytest.skip("not in Unicode")
    assert convert_text(text) is None
    for line in text.splitlines():
        for font in (Legacy("tcvn3"), Legacy("tcvn3", True), Legacy("vni"), Legacy("vps"), Legacy("viscii")):
            made = convert_line([Piece(line, font)], Settings(modern=True))
            assert made is None or made.text.lower() == line.lower()


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox, don't you see (a) 1+1 = 2? I.e. go. So what? It's the middle of the day.",
        "for (int i = 0; i < n; ++i) { a[i] ^= b[i]; add(o+i, a^b); hidden = middle(a(i), e^x); }",
        "Für die Größe der Übung müssen Schüler ähnliche Wörter schön aufzählen; Köln, München, Österreich, Straße.",
        "L'été dernier, le garçon a mangé des gâteaux à la crème brûlée près du château, où il était déjà allé.",
        "El niño pequeño soñó con el pingüino; ¿qué pasó mañana? ¡Así fue! Año, señor, corazón, también.",
        "På ön bor många människor; sjön är djup. Ærlig talt, blåbærsyltetøy på brødskive.",
        "© 2023 Acme®. Temperature 20 °C ± 2 µm, 5 m², § 5, ½ cup, 10 × 20 · «quoted» – “so”.",
        "Quyết định số 15/QĐ-UBND ngày 15/3/2023 của UBND xã; diện tích 25 m², nhiệt độ 37°C «Xanh - Sạch - Đẹp» ® ©",
        "là có và bà tôi cho hai ba con cá, cô chú đi chơi xa quá, bé ơi",
        "Žluťoučký kůň úpěl ďábelské ódy; příliš žluťoučký.",
        "QUYẾT ĐỊNH",
        "Ðội công tác, Ðảng ủy; ð, Ð là chữ Đ gõ sai bảng mã",
        "",
    ],
)
def test_no_false_positive(text: str) -> None:
    assert charset_of_text(text) is None
    assert charset_of_text(text * 20) is None
    assert convert_text(text) is None


def line(*pieces: tuple[str, str], modern: bool = False, legacy: bool = True) -> str:
    """What becomes of a line whose pieces are in fonts of these names."""
    made = convert_line([Piece(t, charset_of_font(f)) for f, t in pieces], Settings(modern=modern, legacy=legacy))
    return made.text if made else "".join(t for _, t in pieces)


def test_a_line_in_two_fonts() -> None:
    mixed = line((".VnTime", "Uû ban nh©n d©n"), ("Arial", " và Ủy ban © có "), ("VNI-Times", "Uûy ban nhaân daân"))
    assert mixed == "Uỷ ban nhân dân và Ủy ban © có Ủy ban nhân dân"


@pytest.mark.parametrize("font", [".VnTime", ".VnTimeH", "VNI-Times", "VPS Times", "VI Times"])
def test_unicode_under_the_name_of_a_legacy_font(font: str) -> None:
    text = "Ủy ban nhân dân xã có kế hoạch số 15/KH-UBND, ngày 15 tháng 3"
    assert line((font, text)) == text
    assert line((font, "có bà là ông và 25 m²"), modern=True, legacy=False) == "có bà là ông và 25 m²"


def test_english_and_numbers_in_a_legacy_font() -> None:
    text = 'Report 2023-2025: "read-only", 1,5 % – e-mail: a.b@c.vn'
    for font in (".VnTime", "VNI-Times", "VPS Times", "VI Times"):
        assert line((font, text)) == text


@pytest.mark.parametrize(
    ("typed", "shown_as"),
    [("KÕ HO¹CH", "KẾ HOẠCH"), ("X· §¤NG TR¹CH", "XÃ ĐÔNG TRẠCH"), ("TR¹M Y TÕ", "TRẠM Y TẾ"), ("Êp H¹", "ẤP HẠ")],
)
def test_small_letters_that_a_font_shows_as_capitals(typed: str, shown_as: str) -> None:
    """Though what they are typed as may be capitals or signs elsewhere."""
    assert line((".VnTimeH", typed)) == shown_as
    assert line((".VnTime", "th«n "), (".VnTimeH", typed)) == f"thôn {shown_as}"


def test_a_capital_in_a_font_of_its_own() -> None:
    assert line((".VnTime", "th«n "), (".VnTimeH", "Ê"), (".VnTime", "p H¹")) == "thôn Ấp Hạ"


def test_capitals_in_a_font_of_capitals_are_no_change() -> None:
    assert convert_line([Piece("UBND 2004", Legacy("tcvn3", capitals=True))], Settings()) is None


def test_letters_that_are_signs_elsewhere() -> None:
    assert line((".VnTime", "®) §/c Hµ ®· ®« thÞ ho¸; N§-CP, Q§")) == "đ) Đ/c Hà đã đô thị hoá; NĐ-CP, QĐ"
    assert line((".VnTime", "· môc tiªu")) == "· mục tiêu"


def test_a_letter_in_pieces() -> None:
    made = convert_line([Piece("a", Legacy("vni")), Piece("â", Legacy("vni")), Piece("n", Legacy("vni"))], Settings())
    assert made == ("ân", [0, 2, 3])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ñY BAN NH¢N D¢N X· H\xb5 TRUNG", "ỦY BAN NHÂN DÂN XÃ HÀ TRUNG"),
        ("KÕ HO¹CH", "KẾ HOẠCH"),
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("UBND x· Hµ Trung", "UBND xã Hà Trung"),
        ("kÕ ho¹ch thu gom r¸c", "kế hoạch thu gom rác"),
        ("tr×nh ñy ban nh©n d©n huyÖn, c¸c ñy viªn", "trình Ủy ban nhân dân huyện, các ủy viên"),
        ("1. ë c¸c x·. ý kiÕn: ë th«n", "1. Ở các xã. Ý kiến: ở thôn"),
    ],
)
def test_capitals_without_fonts(text: str, wanted: str) -> None:
    made = convert_line([Piece(text)], Settings("tcvn3", pure=True))
    assert made is not None
    assert made.text == wanted


def test_a_line_within_a_sentence_begins_small() -> None:
    made = convert_text("C¸c hé gia ®×nh, c¬ quan sinh sèng\në c¸c x·, thÞ trÊn.\n\në ®©y")
    assert made is not None
    assert made[0].text == "Các hộ gia đình, cơ quan sinh sống\nở các xã, thị trấn.\n\nỞ đây"


def test_some_lines_in_unicode() -> None:
    text = f"Ủy ban nhân dân huyện có quyết định.\n{mojibake(RUNNING, 'tcvn3')}\nlà có và bà tôi\nỞ đây có 25 m²."
    made = convert_text(text)
    assert made is not None
    assert made[0].text == f"Ủy ban nhân dân huyện có quyết định.\n{RUNNING}\nlà có và bà tôi\nỞ đây có 25 m²."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("nh-ng", "nhưng"),
        ("t- ph¸p", "tư pháp"),
        ("-u tiªn", "ưu tiên"),
        ("®-îc h-ëng", "được hưởng"),
        ("15/KH-UBND", "15/KH-UBND"),
        ("Hµ Néi - HuÕ", "Hà Nội - Huế"),
        ("2023-2025", "2023-2025"),
        ("read-only", "read-only"),
    ],
)
def test_horns_that_were_taken_for_hyphens(text: str, wanted: str) -> None:
    assert convert(restore_horns(text), "tcvn3").text == wanted


def test_viqr_leaves_what_is_no_syllable() -> None:
    text = mojibake(RUNNING, "viqr") + " UBND xa~ \\(PC-UBND), QDD-UBND. See the middle of the day."
    made = convert_text(text)
    assert made is not None
    assert made[0].text == RUNNING + " UBND xã (PC-UBND), QĐ-UBND. See the middle of the day."


def test_numbers_of_glyphs_are_those_of_all_letters() -> None:
    for face in ("TimesNewRomanPSMT", "ABCDEF+TimesNewRomanPS-ItalicMT", "Times New Roman,Bold"):
        found = glyphs_of_font(face)
        assert found
        letters = [*LETTERS, *LETTERS.upper(), *map(chr, range(32, 127))]
        assert [x for x in letters if list(found.values()).count(x) != 1] == []
    assert glyphs_of_font("Arial") is None


@pytest.mark.parametrize(
    ("number", "upright", "italic"),
    [(3, " ", " "), (48, "M", "M"), (264, "Đ", "Đ"), (1133, "ư", None), (809, None, "ạ")],
)
def test_numbers_of_glyphs(number: int, upright: str | None, italic: str | None) -> None:
    found = [glyphs_of_font(f"TimesNewRomanPS-{face}") or {} for face in ("BoldMT", "BoldItalicMT")]
    assert [x.get(number) for x in found] == [upright, italic]
