"""DOCX templates: places like {{đơn vị}}, which are filled in wherever they stand."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from vbparse.errors import DamagedError, InputError
from vbparse.exchange.naming import drop_illegal_xml
from vbparse.language.folding import fold
from vbparse.patterns import Cue
from vbparse.readers.zips import FAULTS, check_container

_PLACE = Cue(
    r"\{\{([^{}]*)\}\}", examples=["{{đơn vị}}", "{{ Nhiệm vụ }}", "{{}}"], rejects=["{đơn vị}", "{{đơn vị}", "{ {a} }"]
)
_PARAGRAPH, _ROW, _LETTERS = qn("w:p"), qn("w:tr"), qn("w:t")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def fill_template(data: bytes, name: str, values: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """The template with the values in their places, in text, headers and footers. Where one of the names in `rows`
    stands, the row of the table around it, else the paragraph, is repeated for each of the rows.

    Case, marks and blanks of the names do not matter. Raises InputError for a place that has no value, DamagedError
    where the template is no DOCX.
    """
    document = _open_template(data, name)
    of_all = {_fold_name(key): value for key, value in values.items()}
    of_rows = [{_fold_name(key): value for key, value in row.items()} for row in rows]
    known = dict.fromkeys((*values, *(key for row in rows for key in row)))
    for root in _roots(document):
        _check_places(root, name, list(known))
        for block in _repeated_blocks(root, {key for row in of_rows for key in row}):
            for row in of_rows:
                copy = deepcopy(block)
                block.addprevious(copy)
                for paragraph in list(copy.iter(_PARAGRAPH)):
                    _fill_paragraph(paragraph, of_all | row)
            block.getparent().remove(block)
        for paragraph in list(root.iter(_PARAGRAPH)):
            _fill_paragraph(paragraph, of_all)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _open_template(data: bytes, name: str) -> Any:
    check_container(data, name)
    try:
        return Document(io.BytesIO(data))
    except (*FAULTS, XMLSyntaxError) as error:
        raise DamagedError("template.no-docx", name=name) from error


def _roots(document: Any) -> Iterator[Any]:
    """The body, and each header and footer."""
    for part in document.part.package.iter_parts():
        root = getattr(part, "element", None)
        if root is not None and root.tag in (qn("w:document"), qn("w:hdr"), qn("w:ftr")):
            yield root


def _check_places(root: Any, name: str, known: Sequence[str]) -> None:
    folded = set(map(_fold_name, known))
    for paragraph in root.iter(_PARAGRAPH):
        for place in _PLACE.finditer(_join_letters(paragraph)):
            if _fold_name(place[1]) not in folded:
                names = ", ".join(f"{{{{{one}}}}}" for one in known)
                raise InputError("template.place", name=name, place=place[0], names=names)


def _repeated_blocks(root: Any, of_rows: set[str]) -> list[Any]:
    """Rows of tables, else paragraphs, in which the value of a row is to stand."""
    blocks: dict[Any, None] = {}
    for paragraph in root.iter(_PARAGRAPH):
        if any(_fold_name(place[1]) in of_rows for place in _PLACE.finditer(_join_letters(paragraph))):
            blocks[next(paragraph.iterancestors(_ROW), paragraph)] = None
    return list(blocks)


def _fill_paragraph(paragraph: Any, values: Mapping[str, str]) -> None:
    """Write values into the first run of their places, which Word may have cut into several. A paragraph of which
    nothing is left goes, unless it is the only one of its cell."""
    places = list(_PLACE.finditer(_join_letters(paragraph)))
    for place in reversed(places):
        at, rest = 0, drop_illegal_xml(values[_fold_name(place[1])])
        for letters in _letters_of(paragraph):
            text = letters.text or ""
            start, end = max(place.start() - at, 0), min(place.end() - at, len(text))
            at += len(text)
            if start < end:
                letters.text = text[:start] + rest + text[end:]
                rest = ""
    for letters in _letters_of(paragraph) if places else ():
        _break_lines(letters)
    above = paragraph.getparent()
    if places and not _join_letters(paragraph).strip() and above is not None and len(above.findall(_PARAGRAPH)) > 1:
        above.remove(paragraph)


def _break_lines(letters: Any) -> None:
    """Have the lines of a text stand below each other."""
    first, *others = (letters.text or "").split("\n")
    letters.text = first
    letters.set(_SPACE, "preserve")
    for line in others:
        line_break, below = OxmlElement("w:br"), OxmlElement("w:t")
        letters.addnext(line_break)
        line_break.addnext(below)
        letters, below.text = below, line
        letters.set(_SPACE, "preserve")


def _join_letters(paragraph: Any) -> str:
    return "".join(letters.text or "" for letters in _letters_of(paragraph))


def _letters_of(paragraph: Any) -> list[Any]:
    """The pieces of text of a paragraph, less those of text boxes within it."""
    return [one for one in paragraph.iter(_LETTERS) if next(one.iterancestors(_PARAGRAPH)) is paragraph]


def _fold_name(name: str) -> str:
    return "".join(fold(name).split())
