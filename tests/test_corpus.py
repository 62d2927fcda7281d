"""The documents of the project: figures against their annotations, and every value found again in the file itself."""

from __future__ import annotations

import html
import re
import tempfile
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest

from conftest import TOP
from degraded import tcvn3
from model import broken, claims, letters, values
from readers.offices import SOFFICE, convert
from vbparse import Document, evaluate, parse_parts
from vbparse.evaluate import report
from vbparse.schema import Attachment, Block, Reference, Section

pytestmark = pytest.mark.slow

CORPUS = TOP / "corpus"
GOLDS = evaluate.by_file(evaluate.load_gold(CORPUS / "gold"))
SCANS = {stem for stem, parts in GOLDS.items() if any(gold.get("scan") for gold in parts.values())}
"""Documents that are pictures: test_scans.py."""
FILES = sorted(p for p in CORPUS.glob("[0-9]*") if p.stem not in SCANS and (SOFFICE or p.suffix != ".doc"))
ANNOTATED = [p for p in FILES if p.stem in GOLDS]

MACRO = 0.9935
EVERY_FIELD = 0.98
"""The least F1 of a field; those below have their own."""
FLOORS = {"reference.issuer": 0.975, "reference.relation": 0.975, "obligation.bound": 0.975, "anomalies": 0.92}

Read = Callable[[dict[str, Any]], str]
Same = Callable[[str, str], bool]
Reading = tuple[Read, Same]
"""What stands at a place, and whether that is what a value holds."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def parsed(path: Path) -> list[Document]:
    return parse_parts(path)


@pytest.fixture(scope="module")
def total() -> report.Tally:
    made = evaluate.Report()
    for path in ANNOTATED:
        made.documents |= evaluate.compare_file(GOLDS[path.stem], parsed(path), path.name)
    return made.total


def test_every_kind_of_file_is_in_the_corpus() -> None:
    there = [p for p in CORPUS.glob("[0-9]*") if p.stem not in SCANS]
    assert {p.suffix for p in there} == {".txt", ".md", ".html", ".docx", ".doc", ".pdf"}
    assert GOLDS.keys() - SCANS <= {p.stem for p in there}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_the_documents_of_a_file_and_their_pages(path: Path) -> None:
    """One document a file, unless its annotations are of parts, which say on which pages each stands."""
    golds = [gold for _, gold in sorted(GOLDS.get(path.stem, {}).items())]
    told = [(d.source.part, d.source.pages_of_part) for d in parsed(path)]
    if len(golds) < 2:
        assert told == [(None, None)]
    else:
        assert told == [(i, gold["pages_of_part"]) for i, gold in enumerate(golds, 1)]


def test_macro_f1(total: report.Tally) -> None:
    assert report.macro(total) >= MACRO


@pytest.mark.parametrize("field", [*report.FIELDS, *report.FURTHER])
def test_field(total: report.Tally, field: str) -> None:
    score = report.scores(total).get(field)
    assert score is None or score.f1 >= FLOORS.get(field, EVERY_FIELD), [m for m in total.misses if m.field == field]


def test_evidence(total: report.Tally) -> None:
    assert report.evidence(total) == 1.0


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_span_holds_the_wording_claimed(path: Path) -> None:
    assert sum(len(list(claims(document))) for document in parsed(path)) > 50
    for document in parsed(path):
        assert broken(document) == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_origin_is_the_place_in_the_file(path: Path) -> None:
    """What stands at the places of a value, read from the file by other means, is what its span holds."""
    read, same = READ[path.suffix](path)
    for document in parsed(path):
        assert misplaced(document, read, same, path) == []


def misplaced(document: Document, read: Read, same: Same, path: Path) -> list[tuple[str, str, str]]:
    """Values whose wording is not what the file has at their places."""
    text = document.text or ""
    wrong = []
    for where, one in values(document):
        if one.span is None:
            assert not one.origin or isinstance(one, Reference), where
            continue
        assert one.origin, f"{where} has no place"
        spans = one.mentions if isinstance(one, Reference) else [one.span]
        wanted = "".join(letters(text[a:b]) for a, b in spans)
        found = "".join(read(place) for place in one.origin)
        if not same(wanted, found) and not (path.suffix in {".docx", ".doc"} and _with_list_numbers(one)):
            wrong.append((where, wanted[:80], found[:80]))
    return wrong


def _with_list_numbers(one: object) -> bool:
    """Numbers that Word makes are in the text, but stand nowhere in the file."""
    return isinstance(one, Section | Attachment) or (isinstance(one, Block) and one.kind == "table")


def _read_raw(path: Path) -> Reading:
    raw = path.read_text("utf-8-sig")

    def read(place: dict[str, Any]) -> str:
        assert set(place) == {"start", "end"}
        assert 0 <= place["start"] < place["end"] <= len(raw)
        bare = html.unescape(re.sub(r"<[^>]*>", "", raw[place["start"] : place["end"]]))
        return letters(unicodedata.normalize("NFC", bare))

    return read, str.__eq__


def _read_docx(path: Path, wording: Callable[[Any], str] | None = None) -> Reading:
    file = docx.Document(str(path))
    related = (r.target_part.blob.decode() for r in file.part.rels.values() if r.reltype.endswith("/footnotes"))
    notes = letters(unicodedata.normalize("NFC", re.sub(r"<[^>]*>", "", "".join(related))))

    def read(place: dict[str, Any]) -> str:
        if set(place) == {"paragraph"}:
            element = file.paragraphs[place["paragraph"]]._element
        else:
            assert set(place) == {"table", "row", "cell"}
            element = file.tables[place["table"]].rows[place["row"]].cells[place["cell"]]._element
        # What was deleted stands in w:delText.
        stands = wording(element) if wording else "".join(part.text or "" for part in element.iter(f"{W}t"))
        return letters(unicodedata.normalize("NFC", stands))

    return read, lambda wanted, found: wanted in found or wanted in notes


def _read_doc(path: Path) -> Reading:
    """The paragraphs and cells that LibreOffice makes of it; what is not in a font of Unicode is in TCVN3."""
    with tempfile.TemporaryDirectory() as folder:
        return _read_docx(convert(path, "docx", Path(folder), Path(folder, "profile")), _from_tcvn3)


def _from_tcvn3(element: Any) -> str:
    back = {sign: letter for letter, sign in tcvn3.TABLE.items()}
    found = []
    for run in element.iter(f"{W}r"):
        text = "".join("\xad" if part.tag == f"{W}softHyphen" else part.text or "" for part in run)
        fonts = run.find(f"{W}rPr/{W}rFonts")
        modern = fonts is not None and fonts.get(f"{W}ascii") == "Times New Roman"
        found.append(text if modern else "".join(back.get(c, c) for c in text))
    return "".join(found)


def _read_pdf(path: Path) -> Reading:
    with pdfplumber.open(path) as file:
        pages = [(page.width, page.height, page.chars) for page in file.pages]
    assert parsed(path)[0].source.pages == len(pages)

    def read(place: dict[str, Any]) -> str:
        assert set(place) == {"page", "box"}
        assert 1 <= place["page"] <= len(pages)
        left, top, right, bottom = place["box"]
        width, height, glyphs = pages[place["page"] - 1]
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        inside = [
            g for g in glyphs
            if left - 0.2 <= (g["x0"] + g["x1"]) / 2 <= right + 0.2 and top <= (g["top"] + g["bottom"]) / 2 <= bottom
        ]  # fmt: skip
        line = "".join(g["text"] for g in sorted(inside, key=lambda g: g["x0"]))
        return letters(unicodedata.normalize("NFC", line))

    return read, str.__eq__


READ: dict[str, Callable[[Path], Reading]] = {
    ".txt": _read_raw, ".md": _read_raw, ".html": _read_raw, ".docx": _read_docx, ".doc": _read_doc, ".pdf": _read_pdf,
}  # fmt: skip
