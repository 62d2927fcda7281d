import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbparse.errors import DamagedError, EmptyError, FormatError, VbparseError
from vbparse.readers.open import open_source

from .checks import check_lines, texts


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def a_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kế hoạch")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        ("Kế hoạch".encode(), "a.txt", "text/plain"),
        ("Kế hoạch".encode(), "a", "text/plain"),
        ("**Kế hoạch**".encode(), "a.txt", "text/markdown"),
        ("Kế hoạch".encode(), "a.md", "text/markdown"),
        ("<!DOCTYPE html><p>Kế hoạch".encode(), "a.txt", "text/html"),
        ('<?xml version="1.0"?>\n<html><p>Kế hoạch'.encode(), "a.doc", "text/html"),
        ("\ufeff <HTML><p>Kế hoạch".encode(), "a.md", "text/html"),
        ("<div><p>Kế hoạch</p></div>".encode(), "a.txt", "text/html"),
        ("Kế hoạch".encode(), "a.html", "text/html"),
        (a_docx(), "a.txt", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_content_goes_before_the_name(data: bytes, name: str, media_type: str) -> None:
    source = open_source(data, name)
    assert source.media_type == media_type
    assert texts(source) == ["Kế hoạch"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_with_a_byte_order_mark(charset: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(charset, b"")
    source = open_source(mark + "Ủy ban".encode(charset), "a.txt")
    assert source.text.value == "Ủy ban"
    assert source.text.places(source.lines[0].span) == [{"start": 0, "end": 6}]


def test_declared_charset_of_a_page() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=windows-1258"><p>Qu\xe2n \xd0'
    assert texts(open_source(page.encode("latin-1"), "a.html")) == ["Quân Đ"]


def test_a_few_broken_bytes_are_replaced() -> None:
    data = ("Ủy ban nhân dân " * 20).encode() + b"\xff." + ("Hà Nội " * 20).encode()
    assert open_source(data, "a.txt").text.value.count("\ufffd") == 1


def test_unknown_encoding() -> None:
    with pytest.raises(DamagedError, match=r"^a\.txt: the encoding of the text is not known"):
        open_source("Постановление правительства Москвы".encode("cp1251"), "a.txt")


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", b"\x00\x00", "\u00a0\u2003".encode()]
)
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(EmptyError, match=r"^a\.txt: "):
        open_source(data, "a.txt")


@pytest.mark.parametrize(
    ("data", "name", "error", "words"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a.txt", DamagedError, "the image cannot be opened"),
        (b"II*\x00\x08\x00", "a.tif", DamagedError, "the image cannot be opened"),
        (zipped(xl__workbook__xml="x", **{"xl/workbook.xml": "x"}), "a.xlsx", FormatError, "XLSX"),
        (zipped(a="1"), "a.zip", FormatError, "ZIP archive"),
        (zipped(a="1"), "a.docx", DamagedError, "word/document.xml"),
        (b"PK\x03\x04 broken", "a.docx", DamagedError, "ZIP container"),
        (bytes(range(256)) * 4, "a.bin", FormatError, "binary"),
        (b"Just text", "a.docx", DamagedError, "plain text"),
        (b"Just text", "a.pdf", DamagedError, "plain text"),
        (b"Just text", "a.odt", DamagedError, "plain text"),
        (b'<?xml version="1.0"?><w:wordDocument/>', "a.xml", FormatError, "XML"),
    ],
)
def test_what_is_not_read(data: bytes, name: str, error: type[VbparseError], words: str) -> None:
    with pytest.raises(error, match=words) as raised:
        open_source(data, name)
    message = str(raised.value)
    assert message.startswith(f"{name}: ")
    assert message.count(". ") == 0
    assert message.endswith(".")


def _check_message(error: VbparseError, name: str) -> None:
    assert str(error).startswith(f"{name}: ")


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a"]))
def test_any_bytes_give_lines_or_one_clear_error(data: bytes, name: str) -> None:
    try:
        source = open_source(data, name)
    except VbparseError as error:
        _check_message(error, name)
    else:
        check_lines(source)


@given(st.text(max_size=80).filter(lambda x: x.strip()), st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_any_text_gives_lines_or_one_clear_error(text: str, name: str) -> None:
    try:
        check_lines(open_source(text.encode(), name))
    except VbparseError as error:
        _check_message(error, name)


def test_a_file_whose_text_is_none_says_so() -> None:
    garbled = " ".join(f"(cid:{48 + i})(cid:{70 + i}) tiêu" for i in range(40))
    source = open_source(garbled.encode(), "a.txt")
    assert [(a.code, a.severity) for a in source.anomalies] == [("text-illegible", "error")]
    unmarked = "Uy ban nhan dan xa xay dung ke hoach thu gom rac thai sinh hoat tren dia ban, giao cong chuc chu tri. "
    for text in (unmarked * 5, "The members of the council shall report to the committee by the end of March. " * 5):
        assert open_source(text.encode(), "a.txt").anomalies == []
