"""Encoders for legacy charsets, and legacy twins of documents. Written apart from the package's own way to read them:
only the table of letters is shared."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from functools import cache

from lxml import etree

from vbparse.language.tables import rows

LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
CHARSETS = ("tcvn3", "vni", "vps", "viscii", "cp1258", "viqr")
FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times", "vps": "VPS Times", "viscii": "VI Times"}

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-"})


@cache
def letter_table(charset: str) -> dict[str, str]:
    """Letter → its spelling, bytes as U+0000 to U+00FF."""
    result = {r["letter"]: r[charset] for r in rows("charsets") if r[charset]}
    return result if charset == "viqr" else {x: bytes.fromhex(y).decode("latin-1") for x, y in result.items()}


def has_letter(charset: str, letter: str) -> bool:
    return letter in letter_table(charset)


def encode(text: str, charset: str) -> bytes:
    """Text as an editor of the time would have saved it. TCVN3 writes the small letter for a capital it has not; VISCII
    and VPS have letters where Windows-1252 has its quotes and dashes, so those are plain."""
    if charset in {"viscii", "vps", "viqr"}:
        text = text.translate(_SIGNS)
    if charset == "viqr":
        return _viqr(text).encode("ascii")
    letters = letter_table(charset)
    return b"".join(_bytes(c, letters) for c in unicodedata.normalize("NFC", text))


def _bytes(char: str, letters: dict[str, str]) -> bytes:
    spelling = letters.get(char) or letters.get(char.lower())
    return spelling.encode("latin-1") if spelling else char.encode("cp1252", "replace")


def _viqr(text: str) -> str:
    letters = letter_table("viqr")
    escaped = re.sub(r"(?<=[aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ])(?=[.?'`~^+(])|(?=\\)|(?<=[à-ỹÀ-Ỹ])(?=[.?'`~])", r"\\", text)
    return "".join(letters.get(c, c) for c in escaped)


def mojibake(text: str, charset: str) -> str:
    """The encoded text as Windows-1252 shows it: how it stands in a DOCX, an HTML page or a mojibake."""
    return "".join(
        bytes([b]).decode("cp1252") if b not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(b)
        for b in encode(text, charset)
    )


def make_docx_twin(data: bytes, charset: str) -> bytes:
    """A DOCX whose runs are in a legacy font. In TCVN3 each stretch with toned capitals is a run of its own in
    the font whose name ends in H, written in small letters."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            blob = old.read(info)
            if re.fullmatch(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*)\.xml", info.filename):
                blob = _part(blob, charset)
            elif info.filename == "word/numbering.xml":
                blob = _labels(blob, charset)
            new.writestr(info.filename, blob)
    return out.getvalue()


def _part(blob: bytes, charset: str) -> bytes:
    root = etree.fromstring(blob)
    for run in list(root.iter(f"{W}r")):
        for made in _runs(run, charset):
            run.addprevious(made)
        run.getparent().remove(run)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _runs(run: etree._Element, charset: str) -> list[etree._Element]:
    """A run for each font that its text needs; what is no text stays in a run of its own."""
    result = []
    properties = run.find(f"{W}rPr")
    for child in run:
        if child.tag == f"{W}rPr":
            continue
        if child.tag != f"{W}t":
            result.append(_run(properties, child))
            continue
        for text, capitals in split_by_font(child.text or "", charset):
            leaf = etree.Element(f"{W}t")
            leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            leaf.text = mojibake(text, charset)
            made = _run(properties, leaf)
            set_font(made, FONTS[charset] + "H" * capitals)
            result.append(made)
    return result


def split_by_font(text: str, charset: str) -> list[tuple[str, bool]]:
    """Text cut where its font changes, and whether that is the font of capitals."""
    if charset != "tcvn3":
        return [(text, False)]
    result = []
    # A word or phrase in capitals goes as a whole, as does one toned capital.
    small = f"a-z{LETTERS}"
    missing = "".join(x for x in LETTERS.upper() if not has_letter("tcvn3", x))
    pattern = rf"[^{small}]*[{missing}][^{small}]*"
    at = 0
    for match in re.finditer(pattern, text):
        if match.start() > at:
            result.append((text[at : match.start()], False))
        result.append((match[0].lower(), True))
        at = match.end()
    if at < len(text) or not text:
        result.append((text[at:], False))
    return result


def _run(properties: etree._Element | None, child: etree._Element) -> etree._Element:
    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(etree.fromstring(etree.tostring(properties)))
    run.append(child)
    return run


def set_font(run: etree._Element, name: str) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    for old in properties.findall(f"{W}rFonts"):
        properties.remove(old)
    fonts = etree.Element(f"{W}rFonts")
    for key in ("ascii", "hAnsi"):
        fonts.set(f"{W}{key}", name)
    properties.insert(0, fonts)


def _labels(blob: bytes, charset: str) -> bytes:
    root = etree.fromstring(blob)
    for level in root.iter(f"{W}lvl"):
        label = level.find(f"{W}lvlText")
        text = label.get(f"{W}val", "") if label is not None else ""
        if label is not None and any(c.isalpha() and not c.isascii() for c in text):
            label.set(f"{W}val", mojibake(text, charset))
            set_font(level, FONTS[charset])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
