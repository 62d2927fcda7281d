"""What a user types, as expressions of FTS5."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.archive.ask.query import (
    APART,
    IN_A_ROW,
    IN_TWOS,
    LONGEST,
    build_expression,
    folded_expression,
    format_query,
    hit_wordings,
    longest_row,
    parse_query,
)
from vbparse.errors import InputError
from vbparse.language.folding import fold, fold_case


@pytest.fixture(scope="module")
def db() -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    found.execute('CREATE VIRTUAL TABLE t USING fts5 (words, tokenize="unicode61 remove_diacritics 0")')
    return found


def matches(db: sqlite3.Connection, typed: str, text: str, *, folded: bool, together: int = APART) -> bool:
    db.execute("DELETE FROM t")
    db.execute("INSERT INTO t VALUES (?)", (fold(text) if folded else fold_case(text),))
    asked = build_expression(parse_query(typed), folded=folded, together=together)
    return bool(db.execute("SELECT 1 FROM t WHERE t MATCH ?", (asked,)).fetchone())


TEXT = (
    "UBND xã Tân Lạc giao công chức Văn phòng - Thống kê kiểm tra an toàn thực phẩm theo Kế hoạch số 42/KH-UBND (VHXH)."
)


@pytest.mark.parametrize(
    ("typed", "marks", "no_marks"),
    [
        ("kiểm tra", True, True),
        ("tra kiểm", True, True),
        ("kiem tra", False, True),
        ("kiểm tra cầu", False, False),
        ('"an toàn thực phẩm"', True, True),
        ('"toàn an"', False, False),
        ("“an toàn”", True, True),
        ("thự*", True, True),
        ("thư*", False, True),
        ('"an toàn th*"', False, False),
        ('"an toàn th"*', True, True),
        ("kiểm -tra", False, False),
        ("kiểm -cầu", True, True),
        ('kiểm -"an toàn"', False, False),
        ('kiểm -"toàn an"', True, True),
        ("kiểm –tra", True, True),
        ("UBND", True, True),
        ("ủy ban nhân dân xã", True, True),
        ("uỷ ban nhân dân", True, True),
        ("uy ban nhan dan", True, True),
        ("hội đồng nhân dân", False, False),
        ("VPTK", True, True),
        ("vptk", True, True),
        ('"công chức VPTK"', True, True),
        ('"Ủy ban nhân dân xã Tân Lạc"', True, True),
        ("văn hóa - xã hội", True, True),
        ("VH-XH", True, True),
        ("42/KH-UBND", True, True),
        ("42/kh-ubnd", True, True),
        ("42 / KH – UBND", True, True),
        ("2/KH-UBND", False, False),
        ("quân sự", False, False),
        ('"kế hoạch số', True, True),
        ("kiểm * - tra", True, True),
    ],
)
def test_queries(db: sqlite3.Connection, typed: str, marks: bool, no_marks: bool) -> None:
    found = matches(db, typed, TEXT, folded=False), matches(db, typed, TEXT, folded=True)
    assert found == (marks, no_marks)


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("kiểm tra", "kiểm tra", True),
        ("kiểm tra", "tra kiểm", False),
        ('xã "UBND tỉnh" họp', "họp ủy ban nhân dân tỉnh xã", True),
        ('xã "kiểm tra" họp', "họp kiểm tra xã", True),
    ],
)
def test_words_in_a_row(db: sqlite3.Connection, typed: str, text: str, found: bool) -> None:
    assert matches(db, typed, text, folded=True, together=IN_A_ROW) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thực phẩm an toàn, kiểm tra", True),
        ("an kiểm, toàn tra, thực phẩm", False),
        ("kiểm, tra an, toàn thực, phẩm", True),
        ("kiểm tra, an toàn, phẩm, thực", False),
    ],
)
def test_words_in_twos(db: sqlite3.Connection, text: str, found: bool) -> None:
    assert matches(db, "kiểm tra an toàn thực phẩm", text, folded=True, together=IN_TWOS) is found


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("văn phòng UBND", "VP Ủy ban nhân dân", True),
        ("công an", "cá", False),
        ("CA xã", "công an xã", True),
        ("ca xã", "công an xã", False),
        ("CT", "Chỉ thị", True),
        ("chỉ thị", "CT", False),
        ("GDĐT", "GD&ĐT", True),
        ("GD&ĐT", "Sở Giáo dục và Đào tạo", True),
        ("GD&ĐT", "gia đình và đoàn thể", False),
        ("QĐ-UBND", "09/2019/QĐ-UBND", True),
        ("qd-ubnd", "09/2019/QĐ-UBND", True),
        ("QĐ-UBND", "Ủy ban nhân dân ban hành Quyết định", False),
        ("văn thư", "Lưu: VT", False),
    ],
)
def test_abbreviations(db: sqlite3.Connection, typed: str, text: str, found: bool) -> None:
    assert matches(db, typed, text, folded=True) is found


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("15/02/2023", "ngày 15 tháng 02 năm 2023", True),
        ("15-2-2023", "ngày 15 tháng 02 năm 2023", True),
        ("5.2.2023", "ngày 05/02/2023", True),
        ('"ngày 15/02/2023"', "ngày 15 tháng 02 năm 2023", False),
        ("02/2023", "tháng 2 năm 2023", True),
        ("2/2023", "ngày 12/02/2023", True),
        ("15/02/2023", "ngày 15 tháng 3 năm 2023", False),
        ("2/2023", "12/2023", False),
        ("42/2023", "Công văn số 42, năm 2023", False),
        ("15/02/2023*", "ngày 15/02/2023", True),
    ],
)
def test_a_date_is_found_however_it_is_written(db: sqlite3.Connection, typed: str, text: str, found: bool) -> None:
    assert matches(db, typed, text, folded=False) is found


@pytest.mark.parametrize(("typed", "row"), [("kiểm tra", 2), ("kiểm", 1), ('"kiểm tra" xã', 1), ("", 0)])
def test_a_row_is_of_single_words(typed: str, row: int) -> None:
    assert longest_row(parse_query(typed)) == row


@pytest.mark.parametrize(
    "word", ["AND", "OR", "NOT", "NEAR", "^kiểm", "words:", "kiểm + tra", "{a}", "a,b", "(", '"', "''"]
)
def test_operators_are_plain_text(db: sqlite3.Connection, word: str) -> None:
    assert matches(db, f"{word} họp", f"{word} họp", folded=False)


@pytest.mark.parametrize("typed", ["", "  ", "-họp", '-"họp xã"', "* - ^", '""'])
def test_nothing_asked(typed: str) -> None:
    assert build_expression(parse_query(typed), folded=True) == ""
    with pytest.raises(InputError, match="add one"):
        folded_expression(typed)


@pytest.mark.parametrize(("typed", "said"), [("x " * (LONGEST + 1), "more than"), ("kiểm t*", "two letters")])
def test_too_much(typed: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_query(typed)


def test_hits_are_also_what_an_abbreviation_means() -> None:
    shown = {(" ".join(way), prefix) for way, prefix in hit_wordings(parse_query("UBND -họp an toàn thực phẩm kiể*"))}
    assert {("UBND", False), ("ủy ban nhân dân", False), ("attp", False), ("kiể", True), ("toàn", False)} <= shown
    assert ("họp", False) not in shown


@given(st.text() | st.text(alphabet='aủ"*-^:(){}+ANDORNEAT42/. \x00\u0301', max_size=40))
def test_whatever_is_typed_is_an_expression(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5 (words, tokenize='unicode61 remove_diacritics 0')")
    try:
        asked = parse_query(typed)
    except InputError:
        return
    for folded in (False, True):
        for together in (APART, IN_TWOS, IN_A_ROW):
            if found := build_expression(asked, folded=folded, together=together):
                db.execute("SELECT 1 FROM t WHERE t MATCH ?", (found,)).fetchall()


@pytest.mark.parametrize(
    "typed",
    ['"cháy rừng" 42/KH-UBND -họp phòng* 15/2/2023', '-"mưa lũ" "phòng cháy"*', "xã Tân-Lạc -TN&MT", "a b c", ""],
)
def test_a_query_is_written_as_it_is_read(typed: str) -> None:
    parts = parse_query(typed)
    assert parse_query(format_query(parts)) == parts
