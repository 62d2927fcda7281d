import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from vbparse.readers.plain import read_plain
from vbparse.text import Span

from .checks import check_lines, check_raw, raw_places, texts


def test_lines_with_gaps_and_without_indentation() -> None:
    source = read_plain("\n  KẾ HOẠCH  \r\n\r\n\tI. MỤC ĐÍCH\r\n1. Một\n", "a.txt")
    assert texts(source) == ["KẾ HOẠCH", "I. MỤC ĐÍCH", "1. Một"]
    assert [line.gap for line in source.lines] == [False, True, False]
    assert all(line.starts is None and line.page is None for line in source.lines)
    assert source.text.places(source.lines[1].span) == [{"start": 18, "end": 29}]
    assert source.pages is None


def test_form_feeds_end_pages() -> None:
    source = read_plain("Trang một\nhết\n\fTrang hai\n\f\n", "a.txt")
    assert [line.page for line in source.lines] == [1, 1, 2]
    assert source.pages == 2


def test_origins_of_decomposed_text() -> None:
    raw = unicodedata.normalize("NFD", "  Ủy ban nhân dân xã Đắk Ơ\r\nSố 1")
    source = read_plain(raw, "a.txt")
    assert texts(source) == ["Ủy ban nhân dân xã Đắk Ơ", "Số 1"]
    at = source.text.value.index("nhân")
    (place,) = source.text.places(Span(at, at + 4))
    assert unicodedata.normalize("NFC", raw[place["start"] : place["end"]]) == "nhân"


@given(st.text(alphabet=st.one_of(st.sampled_from("aăấ ặ\u0301\u0302\u0323\r\n\t\f\u2028-*_#|1."), st.characters())))
@example("a\r\n\r\nb\rc\x0bd\x85e\u2028f")
@example("\u0301a \u0301\n\u0301")
@example("\x1c\x1da\x1e")
def test_any_text_is_read_whole_and_once(raw: str) -> None:
    source = read_plain(raw, "a.txt")
    check_lines(source)
    check_raw(source, raw)
    places = raw_places(source)
    assert places == sorted(set(places))
    assert {i for i, c in enumerate(raw) if not c.isspace()} <= set(places)
