"""A source cut into parts: text, lines, tables and places as they were, pages and what stands beside the text."""

from __future__ import annotations

from pathlib import Path

import pytest

import bundles as b
from conftest import TOP
from model import broken
from vbparse import parse_parts, pipeline, read
from vbparse.arrange.cutting import cut_parts
from vbparse.schema import Anomaly, DigitalSignature, Margin
from vbparse.source import Source
from vbparse.text import Span

BUNDLE = TOP / "corpus/22-tap-van-ban-benh-dai.pdf"
PAGES = [(1, 1), (2, 4), (5, 7), (8, 8), (9, 9)]


@pytest.fixture(scope="module")
def whole() -> Source:
    return read(BUNDLE)


def starts(source: Source, pages: list[int]) -> list[int]:
    return [next(i for i, x in enumerate(source.lines) if x.page == page) for page in pages]


def test_every_line_stands_in_one_part_as_it_stood(whole: Source) -> None:
    parts = cut_parts(whole, starts(whole, [first for first, _ in PAGES]))
    assert [part.pages for part in parts] == PAGES
    before = [(whole.text[x.span], whole.text.places(x.span), x.page, x.column) for x in whole.lines]
    after = [
        (p.source.text[x.span], p.source.text.places(x.span), x.page, x.column) for p in parts for x in p.source.lines
    ]
    assert after == before
    tables = [[[whole.text[c.span] for c in row] for row in t.rows] for t in whole.tables]
    assert [[[p.source.text[c.span] for c in row] for row in t.rows] for p in parts for t in p.source.tables] == tables
    for part in parts:
        lines = {x.table for x in part.source.lines if x.table is not None}
        assert lines == set(range(len(part.source.tables)))


def test_what_stands_beside_the_text_goes_with_its_page(whole: Source) -> None:
    source = read(BUNDLE)
    source.margins = [Margin(text=str(page), page=page) for page in range(1, 10)] + [Margin(text="all")]
    source.digital_signatures = [DigitalSignature(signer="a", page=4), DigitalSignature(signer="b")]
    inside = source.lines[starts(source, [6])[0]].span
    source.anomalies = [
        Anomaly(code="date-blank", message="", span=tuple(inside)),
        Anomaly(code="number-blank", message="", origin=[{"page": 9, "box": [1.0, 1.0, 2.0, 2.0]}]),
        Anomaly(code="word-doubled", message=""),
    ]
    parts = [p.source for p in cut_parts(source, starts(source, [1, 2, 5, 8, 9]))]
    assert [[m.text for m in p.margins] for p in parts] == [
        ["1", "all"], ["2", "3", "4", "all"], ["5", "6", "7", "all"], ["8", "all"], ["9", "all"],
    ]  # fmt: skip
    assert [[s.signer for s in p.digital_signatures] for p in parts] == [["b"], ["a", "b"], ["b"], ["b"], ["b"]]
    everywhere, inside_only, by_page = "word-doubled", "date-blank", "number-blank"
    assert [[a.code for a in p.anomalies] for p in parts] == [
        [everywhere], [everywhere], [inside_only, everywhere], [everywhere], [by_page, everywhere],
    ]  # fmt: skip
    (span,) = (a.span for a in parts[2].anomalies if a.span)
    assert parts[2].text[span] == source.text[inside]


def test_on_a_shared_page_what_stands_above_the_second_is_of_the_first(whole: Source) -> None:
    source = read(BUNDLE)
    middle = next(i for i, x in enumerate(source.lines) if x.page == 5 and source.text[x.span].startswith("II."))
    line = source.lines[middle]
    assert line.box
    top = line.box[1]
    source.margins = [
        Margin(text=n, page=5, box=[0, y, 9, y + 5]) for n, y in (("above", top - 20), ("below", top + 20))
    ]
    first, second = cut_parts(source, [0, middle])
    assert (first.pages, second.pages) == ((1, 5), (5, 9))
    assert [[m.text for m in p.source.margins] for p in (first, second)] == [["above"], ["below"]]


def test_footnotes_of_a_page_and_of_a_paragraph(whole: Source) -> None:
    source = read(BUNDLE)
    for i in (3, 40):
        source.lines[i].note = True  # as the last lines of a page
    source.lines.sort(key=lambda x: x.note)
    begins = starts(source, [1, 2, 5])
    parts = [p.source for p in cut_parts(source, begins)]
    assert [sum(x.note for x in p.lines) for p in parts] == [1, 1, 0]
    for part in parts:
        assert [x.note for x in part.lines] == sorted(x.note for x in part.lines)
    told = [source.text[x.span] for x in source.lines if x.note]
    assert [p.text[x.span] for p in parts for x in p.lines if x.note] == told


def test_pages_of_text_with_form_feeds_two_documents_on_one_page() -> None:
    """A gazette: the first ends in the middle of page 2, where the second begins; page 4 holds nothing."""
    first, second, third = b.plan(1), b.letter(2).replace("1. Các", "\f1. Các"), b.party_plan(3)
    at = first.index("2. Công an xã")
    text = f"{first[:at]}\f{first[at:]}\n{second}\f\f{third}"
    documents = parse_parts(text)
    assert [d.source.pages_of_part for d in documents] == [[1, 2], [2, 4], [5, 5]]
    assert {d.source.pages for d in documents} == {5}
    for document in documents:
        assert document.text
        for found in (document.number, document.title, *document.recipients):
            assert found
            assert found.span
            start, end = found.origin[0]["start"], found.origin[-1]["end"]
            assert text[start:end].split() == document.text[found.span[0] : found.span[1]].split()


def test_parts_are_parsed_as_if_they_stood_alone() -> None:
    papers = [b.letter(1), b.decision(2) + b.issued_plan(2), b.party_plan(3)]
    parts = parse_parts("\n".join(papers))
    for part, paper in zip(parts, papers, strict=True):
        (alone,) = parse_parts(paper)
        apart = {"id": True, "source": True, "schema_version": True, "text": True}
        assert _bare(part.model_dump(exclude=apart)) == _bare(alone.model_dump(exclude=apart))
        assert broken(part) == []


def _bare(value: object) -> object:
    """Without places, which differ."""
    if isinstance(value, dict):
        return {key: _bare(x) for key, x in value.items() if key not in ("origin",)}
    return [_bare(x) for x in value] if isinstance(value, list) else value


def test_a_text_is_cut_with_its_origins(whole: Source) -> None:
    text = whole.text
    spans = [Span(5, 60), Span(200, 390)]
    made = text.extract(spans)
    assert made.value == f"{text[spans[0]]}\n{text[spans[1]]}"
    assert made.view == f"{text.view[5:60]} {text.view[200:390]}"
    assert made.places((0, 55)) == text.places(spans[0])
    assert made.places((56, 56 + 190)) == text.places(spans[1])
    raw = read("Kế hoạch tra\u0300m 12")
    assert raw.text.value.endswith("tràm 12")
    part = raw.text.extract([Span(9, 16)])
    assert (part.value, part.places((0, 7))) == ("tràm 12", raw.text.places((9, 16)))


def test_parts_of_a_file_keep_its_name_and_sum(tmp_path: Path) -> None:
    file = tmp_path / "tap.txt"
    file.write_text(b.letter(1) + b.plan(2), "utf-8")
    first, second = parse_parts(file)
    assert first.source.sha256 == second.source.sha256
    assert [first.id, second.id] == [f"{first.source.sha256}#1", f"{first.source.sha256}#2"]
    assert (first.source.part, second.source.part, second.source.name) == (1, 2, "tap.txt")
    assert [p.pages for p in pipeline.read_parts(file.read_bytes(), "tap.txt")] == [None, None]
