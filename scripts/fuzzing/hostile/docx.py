"""Hostile DOCX and other ZIP containers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from fuzzing.hostile.kinds import DAMAGED, DOCUMENT, EMPTY, ENCRYPTED, FORMAT, enter, entities
from readers.ooxml import listed, package, para, run, table, tc

WORDS = "Ủy ban nhân dân xã Tân Lập lập kế hoạch trồng cây năm 2024."
TEXT = para(WORDS)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_NINES = "9" * 5_000
_DOCUMENT = "word/document.xml"


def changed(data: bytes, change: Callable[[str, bytes], Iterable[tuple[str, bytes]]]) -> bytes:
    """A container whose members are what `change` makes of each."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            for key, member in change(name, old.read(name)):
                new.writestr(key, member)
    return out.getvalue()


def with_document(xml: bytes) -> bytes:
    """A DOCX whose main part is `xml`."""
    return changed(package(TEXT), lambda name, data: [(name, xml if name == _DOCUMENT else data)])


def with_members(members: dict[str, bytes], data: bytes | None = None) -> bytes:
    """A container with further members."""
    out = io.BytesIO(data or package(TEXT))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return out.getvalue()


def _docx(name: str, meets: str, body: str | Callable[[], bytes], *outcomes: str, **parts: str) -> None:
    make = body if callable(body) else (lambda: package(body, **parts))
    enter(name, "x.docx", meets, make, *outcomes)


def _levels(level: str) -> str:
    return f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


_docx("paragraphs without end", "tags of a container", "<w:p/>" * 3_200_000, DAMAGED)
_docx("runs without end", "tags of a container", f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 500_000}</w:p>", DAMAGED)
_docx("many paragraphs", "number of paragraphs", TEXT * 5_000)
_docx("many runs", "number of runs", f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * 20_000}</w:p>")
_docx(
    "runs of marks",
    "marks of one letter",
    f"<w:p>{'<w:r><w:t>a</w:t></w:r>'}{'<w:r><w:rPr><w:b/></w:rPr><w:t>&#x301;</w:t></w:r><w:r><w:t>&#x323;</w:t></w:r>' * 10_000}</w:p>",
)
_docx("a node of 11 million letters", "length of a text node", para("a" * 11_000_000), DAMAGED)
_docx("controls in controls", "nesting", "<w:sdt>" * 5_000 + "</w:sdt>" * 5_000, DAMAGED, EMPTY)
_docx("controls in 200 controls", "nesting", "<w:sdt><w:sdtContent>" * 100 + TEXT + "</w:sdtContent></w:sdt>" * 100)
_docx("tables in 60 tables", "nesting", "<w:tbl><w:tr><w:tc>" * 60 + TEXT + "</w:tc></w:tr></w:tbl>" * 60)
_docx(
    "alternatives in alternatives",
    "nesting",
    TEXT + "<mc:AlternateContent><mc:Choice>" * 100 + TEXT + "</mc:Choice></mc:AlternateContent>" * 100,
)
_docx(
    "text boxes in text boxes",
    "nesting",
    "<w:p><w:r><w:pict><w:txbxContent>" * 60 + TEXT + "</w:txbxContent></w:pict></w:r></w:p>" * 60,
)
_docx(
    "fields that never end", "fields", TEXT + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 5_000 + TEXT
)
for _key, _value in (("²", "²"), ("5,000 digits", _NINES), ("minus one", "-1"), ("nothing", "")):
    _docx(
        f"a list level of {_key}",
        "ilvl",
        TEXT + para("a", f'<w:numPr><w:ilvl w:val="{_value}"/><w:numId w:val="1"/></w:numPr>'),
        numbering=_levels('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl>'),
    )
    _docx(
        f"a list from {_key}",
        "start of a list",
        TEXT + listed("a", 1),
        numbering=_levels(
            f'<w:lvl w:ilvl="{_value}"><w:start w:val="{_value}"/><w:lvlRestart w:val="{_value}"/><w:lvlText w:val="%1."/></w:lvl>'
        ),
    )
    _docx(
        f"cells over {_key}",
        "gridSpan and gridBefore",
        TEXT
        + table([tc("a", f'<w:gridSpan w:val="{_value}"/>'), "b"])
        + f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="{_value}"/></w:trPr><w:tc>{para("c")}</w:tc></w:tr></w:tbl>',
    )
    _docx(f"a heading of depth {_key}", "outlineLvl", TEXT + para("a", f'<w:outlineLvl w:val="{_value}"/>'))
_docx(
    "a level of a thousand million",
    "levels of a list",
    TEXT + para("a", '<w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="1"/></w:numPr>'),
    numbering=_levels('<w:lvl w:ilvl="999999999"><w:lvlText w:val="%1"/></w:lvl>'),
)
_docx(
    "wide cells without end", "cells of tables", TEXT + table(*[[tc("", '<w:gridSpan w:val="200"/>')]] * 3_000), DAMAGED
)
_docx("300 cells in a row", "columns of a table: none is lost", TEXT + table([f"a{i}" for i in range(300)]))
_docx(
    "a merged cell of much text",
    "text that merged cells repeat",
    table([tc(WORDS * 500, '<w:vMerge w:val="restart"/>'), "b"], *[[tc("", "<w:vMerge/>"), "b"]] * 1_500),
    DAMAGED,
)
_docx(
    "styles in a ring",
    "styles that rest on each other",
    para(WORDS, '<w:pStyle w:val="a"/>'),
    styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
)
_docx(
    "styles in a chain",
    "styles that rest on each other",
    "".join(para(f"a{i}", f'<w:pStyle w:val="s{i}"/>') for i in range(0, 4_000, 4)),
    styles="".join(
        f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{i - 1}"/></w:style>' for i in range(4_000)
    ),
)
_docx(
    "notes in a ring",
    "notes that refer to themselves",
    para(run(WORDS) + _NOTE),
    footnotes=f'<w:footnote w:id="1">{para(run("a") + _NOTE)}</w:footnote>',
)
_docx(
    "entities in entities of XML",
    "expansion of entities",
    lambda: with_document(
        f"<!DOCTYPE a [{entities()}]><w:document {_W}><w:body><w:p><w:r><w:t>{WORDS} &a10;</w:t></w:r></w:p></w:body></w:document>".encode()
    ),
    DOCUMENT,
    DAMAGED,
)
_docx(
    "entities in attributes",
    "expansion of entities",
    lambda: with_document(
        f'<!DOCTYPE a [{entities()}]><w:document {_W}><w:body><w:p a="&a10;"><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>'.encode()
    ),
    DOCUMENT,
    DAMAGED,
)
_docx(
    "a file of this machine as an entity",
    "entities that name files: not read",
    lambda: with_document(
        f'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document {_W}><w:body><w:p><w:r><w:t>{WORDS} &b;</w:t></w:r></w:p></w:body></w:document>'.encode()
    ),
    DOCUMENT,
    DAMAGED,
)
_docx("no XML", "XML", lambda: with_document(b"\0" * 1_000), DAMAGED)
_docx("half a document", "XML", lambda: with_document(f"<w:document {_W}><w:body>{TEXT}".encode()), DAMAGED)
_docx(
    "XML in UTF-16",
    "XML",
    lambda: with_document(
        f'<?xml version="1.0" encoding="utf-16"?><w:document {_W}><w:body>{TEXT}</w:body></w:document>'.encode("utf-16")
    ),
)
_docx("no body", "parts of a container", lambda: with_document(f"<w:document {_W}/>".encode()), DAMAGED)
_docx(
    "no document",
    "parts of a container",
    lambda: changed(package(TEXT), lambda n, d: [] if n == _DOCUMENT else [(n, d)]),
    DAMAGED,
)
_docx(
    "no types",
    "parts of a container",
    lambda: changed(package(TEXT), lambda n, d: [] if n.startswith("[") else [(n, d)]),
    DAMAGED,
    FORMAT,
)
_docx("parts twice", "parts of a container", lambda: changed(package(TEXT), lambda n, d: [(n, d), (n, d)]))
_docx(
    "paths that lead out",
    "names of parts",
    lambda: with_members({"../../etc/x": b"a", "/etc/y": b"b", "word\\..\\z": b"c"}),
)
_docx("20,000 parts", "parts of a container", lambda: with_members({f"a{i}": b"" for i in range(20_000)}), DAMAGED)
_docx(
    "a part of 600 MB",
    "bytes of a container",
    lambda: with_members({"word/media/image1.png": b"\0" * 600_000_000}),
    DAMAGED,
)
_docx(
    "parts of 600 MB in sum",
    "bytes of a container, in sum",
    lambda: with_members({f"word/media/image{i}.png": b"\0" * 60_000_000 for i in range(10)}),
    DAMAGED,
)
_docx("XML of 120 MB", "bytes of XML", lambda: with_members({"word/extra.xml": b" " * 120_000_000}), DAMAGED)
_docx("a container with a password", "encryption", lambda: _locked(package(TEXT)), ENCRYPTED)
_docx("half a container", "damage", lambda: package(TEXT * 100)[:-400], DAMAGED)
_docx("a container without its end", "damage", lambda: package(TEXT * 100)[:200], DAMAGED)
_docx(
    "places that lie",
    "damage",
    lambda: package(TEXT).replace(b"PK\x01\x02", b"PK\x01\x02", 1)[:-6] + b"\xff\xff\xff\x7f\0\0",
    DAMAGED,
)
_docx("sizes that lie", "damage", lambda: _lying(package(TEXT)), DOCUMENT, DAMAGED)
enter("an empty container", "x.docx", "parts of a container", lambda: with_nothing(), DAMAGED)
enter("a container of files", "x.zip", "kind of a container", lambda: with_nothing({"a.txt": b"a"}), FORMAT)
enter(
    "a workbook called DOCX",
    "x.docx",
    "kind of a container",
    lambda: with_nothing({"xl/workbook.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
    FORMAT,
)
enter(
    "a kind of 600 MB",
    "x.odt",
    "bytes of a container",
    lambda: with_nothing({"mimetype": b"opendocument" + b"\0" * 600_000_000}),
    FORMAT,
    DAMAGED,
)


def with_nothing(members: dict[str, bytes] | None = None) -> bytes:
    """A container of these members alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in (members or {}).items():
            archive.writestr(name, member)
    return out.getvalue()


def _locked(data: bytes) -> bytes:
    locked = bytearray(data)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    return bytes(locked)


def _lying(data: bytes) -> bytes:
    """Every part is told to be of 16 MB."""
    out, at = bytearray(data), 0
    while (at := out.find(b"PK\x01\x02", at)) >= 0:
        out[at + 24 : at + 28] = (16_000_000).to_bytes(4, "little")
        at += 4
    return bytes(out)
