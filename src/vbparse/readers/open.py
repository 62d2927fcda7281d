"""Which reader a file goes to: by what its bytes are, then by its name."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import PurePath

from vbparse.errors import DamagedError, EmptyError, FormatError
from vbparse.language.charsets.fonts import charset_of_font
from vbparse.language.charsets.judging import charset_of_text
from vbparse.language.charsets.letters import decode_as_windows
from vbparse.patterns import Cue
from vbparse.readers.legacy import read_converted, rename_letters
from vbparse.readers.misread import mend_misread
from vbparse.readers.pictures import PDF, media_type
from vbparse.readers.quality import SOUND, UNNAMED, assess_quality
from vbparse.readers.zips import FAULTS
from vbparse.schema import Anomaly
from vbparse.source import Source
from vbparse.vocabularies import AnomalyCode, Severity

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_OTHER_IMAGES = (
    (b"GIF8", "GIF image"),
    (b"BM", "BMP image"),
)
_ZIPPED = (("xl/workbook.xml", "XLSX workbook"), ("ppt/presentation.xml", "PPTX presentation"))
_HTML = Cue(
    r"(?is)\s*(?:<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    examples=["<!DOCTYPE html>", '<?xml version="1.0"?>\n<!-- trang in -->\n<html lang="vi">', "  <BODY>"],
    rejects=["<htmlx>", "# <html> trong Markdown", "<?xml version='1.0'?><w:document>"],
    at="start",
)
_HTML_PART = Cue(
    r"(?i)\s*<(?:p|div|table|center|span|h[1-6]|b|strong|font|meta|title|article)\b[^>]*>",
    examples=['<div class="noidung">', "\n<p>Số: 12/KH-UBND</p>"],
    rejects=["<pre>", "x < p > y", "<Đính kèm>"],
    at="start",
)
_OTHER_XML = Cue(
    r"(?i)\s*<\?(?:xml|mso-application)\b",
    examples=['<?xml version="1.0"?>', '<?mso-application progid="Word.Document"?>'],
    rejects=["<?php echo 1 ?>"],
    at="start",
)
_FLAT_ODF = Cue(
    r"""<office:document\s[^>]*?office:mimetype=["']application/vnd\.oasis\.opendocument\.text""",
    examples=[
        '<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">',
    ],
    rejects=['<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'],
)
_META_CHARSET = Cue(
    rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    examples=[b'<meta charset="utf-8">', b'<META http-equiv=Content-Type content="text/html; charset=windows-1258">'],
    rejects=[b'<link charset="utf-8">'],
)
MOST_TEXT, MOST_MARKUP = 5_000_000, 50_000_000
"""Characters of a document, a book of two thousand pages, and of a page of HTML that holds one."""
_TEXT_CHARSET = Cue(
    r"(?i)(?:x-)?(?:utf|windows|cp|iso|latin|ascii|us-ascii|koi8|mac|gb|big5|shift|sjis|euc|hz|tis|ks|ms)[\w.:-]*",
    examples=["utf-8", "windows-1258", "x-sjis", "ISO-8859-1"],
    rejects=["hex", "idna", "rot13", "unicode_escape"],
    at="whole",
)
"""Charsets of text. Python's codecs have other names, too: of what makes no text, or takes the square of the time."""
_XML_CHARSET = Cue(
    rb"""(?i)^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    examples=[b'<?xml version="1.0" encoding="utf-8"?>'],
    rejects=[b'<meta charset="utf-8">', b'<?xml version="1.0"?>'],
)
_MARKUP = Cue(
    r"(?is)<(?:style|script)\b(?:.*?</(?:style|script)\s*>|.*)|<[^<>]{0,2000}>|&\w+;",
    examples=["<style>p {font: 13pt}</style>", "<p class=MsoNormal>", "&nbsp;", "<script>var a = 1"],
    rejects=["a < b", "Sở & ban"],
)
_FONT_NAME = Cue(
    r"""(?i)(?:face\s*=|font-family\s*:)\s*["']?(?:&quot;)?([\w. -]+)""",
    examples=['<font face=".VnTime">', "style='font-family:&quot;VNI-Times&quot;'"],
    rejects=["font-size: 13pt"],
)
_JUDGED, _ENOUGH = 4_000, 50
"""Characters by which a file is judged, as many as a page has, and words that it has at least for that."""
_KIND = 200
"""Bytes of the member of a container that names its kind, at most."""
_CONTROL = Cue(r"[\x00-\x08\x0e-\x1a\x7f]", examples=["\x00\x01"], rejects=["Kế hoạch\t1\r\n\f"])
_HEADER = 32
"""Bytes of the header of a BMP image that hold a zero; the letters BM alone may begin a text."""
_HEAD, _XML_HEAD, _META_HEAD = 4096, 200, 8192
"""Bytes that are searched for the kind of a text, the charset of an XML declaration, and that of an HTML page."""
_CONTROL_SHARE, _BROKEN_SHARE = 200, 100
"""One control character in so many makes a file binary; one broken byte in so many makes its encoding unknown."""


def open_source(data: bytes, name: str) -> Source:
    """Read a file of any known kind; one that holds more text than any document is damaged.

    Raises EmptyError, DamagedError, EncryptedError, FormatError or ToolError (see `vbparse.errors`), each naming the
    file.
    """
    source = rename_letters(_read_by_content(data, name))
    _check_length(source.text.value, name, MOST_TEXT)
    if source.media_type != "application/pdf" and source.text_origin != "ocr":  # pages are judged one by one
        source.anomalies += _find_doubts(source.text.value)
    return source if source.text_origin == "ocr" else mend_misread(source)


def _check_length(text: str, name: str, most: int) -> None:
    if len(text) > most:
        raise DamagedError("file.long", name=name, most=most)


def _find_doubts(text: str) -> list[Anomaly]:
    """An anomaly for a file most of whose text cannot be read: letters without a code, an unknown encoding."""
    if len(text.split(maxsplit=_ENOUGH)) < _ENOUGH:
        return []
    quality = assess_quality(text[:_JUDGED])
    if min(quality.legible, quality.known) >= SOUND and quality.unnamed <= UNNAMED:
        return []
    message = "Phần lớn chữ trong tệp không đọc được hoặc không ra tiếng Việt; hãy lấy tệp ở dạng khác."
    return [Anomaly(code=AnomalyCode.TEXT_ILLEGIBLE, severity=Severity.ERROR, message=message, span=None)]


def _read_by_content(data: bytes, name: str) -> Source:
    if not data.strip(b" \t\r\n\x0b\x0c\x00\xef\xbb\xbf\xff\xfe"):
        raise EmptyError("file.no-text", name=name)
    kind = media_type(data)
    if kind == PDF:
        from vbparse.readers.pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _read_zip(data, name)
    if data.startswith(_OLE) or data.lstrip().startswith(_RTF):
        from vbparse.readers.office import RTF, read_office

        return read_office(data, name, None if data.startswith(_OLE) else RTF)
    if kind:
        from vbparse.readers.ocr import read_image

        return read_image(data, name)
    _refuse_image(data, name)
    return _read_text(data, name)


def _read_zip(data: bytes, name: str) -> Source:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = set(archive.namelist())
            kind = archive.open("mimetype").read(_KIND).decode("latin-1") if "mimetype" in parts else ""
    except FAULTS as error:
        raise DamagedError("zip.container", name=name, why=error) from error
    if "[Content_Types].xml" in parts and any(x.startswith("word/") for x in parts):
        from vbparse.readers.docx import read_docx

        return read_docx(data, name)
    if "opendocument" in kind:
        from vbparse.readers.office import odf_kind, read_office

        return read_office(data, name, odf_kind(kind, name))
    for part, kind in _ZIPPED:
        if part in parts:
            raise FormatError("file.kind", name=name, kind=kind)
    if _suffix(name) == ".docx":
        raise DamagedError("docx.no-body", name=name)
    raise FormatError("zip.given", name=name)


def _refuse_image(data: bytes, name: str) -> None:
    for mark, kind in _OTHER_IMAGES:
        if data.startswith(mark) and (len(mark) > 2 or b"\x00" in data[:_HEADER]):
            raise FormatError("image.kind", name=name, kind=kind)


def _read_text(data: bytes, name: str) -> Source:
    suffix = _suffix(name)
    markup = suffix in {".html", ".htm", ".xhtml"}
    head = data[:_HEAD].decode("latin-1")
    if markup or _HTML.match(head.removeprefix("ï»¿")) or _META_CHARSET.search(data[:_HEAD]):
        raw = decode(data, name, _declared_charset(data))
    else:
        raw = decode(data, name)
    if not raw.strip():
        raise EmptyError("file.blank", name=name)
    if markup or _HTML.match(raw) or _looks_like_html(raw, suffix):
        from vbparse.readers.html import read_html

        _check_length(raw, name, MOST_MARKUP)
        return read_html(raw, name)
    _check_length(raw, name, MOST_TEXT)
    if _FLAT_ODF.search(raw[:_HEAD]):
        from vbparse.readers.office import FODT, read_office

        return read_office(data, name, FODT)
    if _OTHER_XML.match(raw):
        raise FormatError("xml.unknown", name=name)
    if suffix in {".docx", ".pdf", ".doc", ".rtf", ".odt"}:
        raise DamagedError("file.plain", name=name, suffix=suffix[1:].upper())
    if suffix in {".md", ".markdown"}:
        from vbparse.readers.markdown import read_markdown

        return read_converted(raw, name, read_markdown)
    from vbparse.readers.markdown import has_marks, read_markdown
    from vbparse.readers.plain import read_plain

    return read_converted(raw, name, read_markdown if has_marks(raw) else read_plain)


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, else UTF-8, a legacy Vietnamese charset, the declared charset.

    A legacy charset is known by the Vietnamese that it makes. Its text is given a character a byte, as Windows-1252
    shows it: letters are for the reader to convert, who knows the fonts. Of any other, a few broken bytes become
    U+FFFD; with many the encoding is not known: DamagedError. Binary data: FormatError.
    """
    for mark, charset in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe\x00\x00", "utf-32-le"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
    ):
        if data.startswith(mark):
            return _check_text(data[len(mark) :].decode(charset, "replace"), name)
    try:
        return _check_text(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        shown = decode_as_windows(data)
        if charset_of_text(_MARKUP.sub(" ", shown)) or any(map(charset_of_font, _FONT_NAME.findall(shown))):
            return shown
    if declared and _TEXT_CHARSET.fullmatch(declared):
        with suppress(UnicodeDecodeError, LookupError):
            return _check_text(data.decode(declared), name)
    return _check_text(data.decode("utf-8", "replace"), name)


def _check_text(raw: str, name: str) -> str:
    if len(_CONTROL.findall(raw)) * _CONTROL_SHARE > len(raw):
        raise FormatError("file.binary", name=name)
    broken = raw.count("\ufffd")
    if broken * _BROKEN_SHARE > len(raw):
        raise DamagedError("file.encoding", name=name, broken=broken)
    return raw


def _declared_charset(data: bytes) -> str | None:
    match = _XML_CHARSET.search(data[:_XML_HEAD]) or _META_CHARSET.search(data[:_META_HEAD])
    charset = match[1].decode("ascii", "replace").lower() if match else None
    return None if charset in {"utf-16", "utf-32", "unicode"} else charset


def _looks_like_html(raw: str, suffix: str) -> bool:
    if suffix in {".md", ".markdown"}:
        return False
    return bool(_HTML_PART.match(raw)) and "</" in raw


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()
