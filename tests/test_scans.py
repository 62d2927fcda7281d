"""Scans: those of the corpus, headers, and noisy copies of documents, read by the real Tesseract.

The scans are made by `scripts/degraded`, the same for the same seed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import Any

import pytest

from conftest import TOP
from degraded.copies import degrade
from degraded.damage import NOISY
from degraded.faces import OTHERS, TINOS, Face
from degraded.files import write_pages
from degraded.headers import Header, read_headers
from degraded.measure import compare_with_gold
from degraded.paper import print_document
from vbparse import Document, evaluate, parse
from vbparse.evaluate import report
from vbparse.evaluate.tally import Tally

CORPUS = TOP / "corpus"
ANNOTATED = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((CORPUS / "gold").glob("*.json"))}
GOLDS = {stem: gold for stem, gold in ANNOTATED.items() if gold.get("scan")}
FILES = {stem: CORPUS / "gold" / gold["file"] for stem, gold in GOLDS.items()}
SEAL, HAND, ARRIVAL, BLOT = sorted(FILES)
NOISY_COPIES = ("10-thong-bao-ket-luan.md", "19-to-trinh-ho-chua.txt", "06-truong-hoc.pdf")
"""Short documents of three kinds."""


def _reads_vietnamese() -> bool:
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in listed.stdout.split()


pytestmark = [
    pytest.mark.skipif(not _reads_vietnamese(), reason="Tesseract with Vietnamese is not installed"),
    pytest.mark.slow,
]


@cache
def parsed(stem: str) -> Document:
    return parse(FILES[stem])


def single(document: Document) -> dict[str, Any]:
    number, issued, issuer = document.number, document.issued, document.issuer
    return {
        "doc_type": document.doc_type,
        "number": number and number.number,
        "symbol": number and number.symbol,
        "issued": issued and issued.date,
        "place": issued and issued.place,
        "issuer": issuer and issuer.canonical,
    }


def unreadable(document: Document) -> Iterator[dict[str, Any]]:
    yield from (place for x in document.anomalies if x.code == "unreadable" for place in x.origin)


def covers(place: dict[str, Any], x: float, y: float) -> bool:
    left, top, right, bottom = place["box"]
    return place["page"] == 1 and bool(left <= x <= right and top <= y <= bottom)


def test_kinds_of_files() -> None:
    assert {path.suffix for path in FILES.values()} == {".pdf", ".tiff", ".jpg", ".png"}


@pytest.mark.parametrize("stem", FILES)
def test_the_text_is_from_ocr_and_each_value_has_a_box(stem: str) -> None:
    document = parsed(stem)
    assert document.source.text_origin == "ocr"
    assert document.source.pages == 1
    for one in (document.issued, *document.obligations, *document.references, *document.recipients):
        assert one is not None
        assert one.origin
        assert all(place["page"] == 1 and len(place["box"]) == 4 for place in one.origin)


@pytest.mark.parametrize(("stem", "least"), [(SEAL, 0.90), (HAND, 0.95), (ARRIVAL, 0.85), (BLOT, 0.80)])
def test_fields(stem: str, least: float) -> None:
    tally = evaluate.compare(GOLDS[stem], parsed(stem), stem)
    assert report.macro(tally) >= least, tally.misses


def test_what_stands_beside_a_seal_is_read() -> None:
    found = single(parsed(SEAL))
    assert {k: v for k, v in found.items() if k != "issuer"} == {
        "doc_type": "KH", "number": "47", "symbol": "KH-UBND", "issued": "2024-04-18", "place": "Vạn Cát",
    }  # fmt: skip


def test_what_stands_below_a_seal_is_read_or_null() -> None:
    assert single(parsed(SEAL))["issuer"] in (None, "Ủy ban nhân dân xã Vạn Cát")


def test_a_number_and_a_day_by_hand_are_not_guessed() -> None:
    document = parsed(HAND)
    found = single(document)
    assert found | {"issuer": None} == {
        "doc_type": "QĐ", "number": None, "symbol": "QĐ-SNNMT", "issued": "2025-05", "place": "Hải Giang",
        "issuer": None,
    }  # fmt: skip
    assert document.issuer is not None
    assert document.issuer.name.casefold() == "sở nông nghiệp và môi trường"
    places = list(unreadable(document))
    assert any(covers(place, 134, 109) for place in places), "the number"
    assert any(covers(place, 394, 109) for place in places), "the day"


def test_an_arrival_stamp_gives_no_value() -> None:
    document = parsed(ARRIVAL)
    found = single(document)
    assert {k: found[k] for k in ("doc_type", "number", "symbol", "issued", "place")} == {
        "doc_type": "CV", "number": "384", "symbol": "PGDĐT-GDTH", "issued": "2024-05-21", "place": "Sông Lam",
    }  # fmt: skip
    assert len(document.addressees) == 4
    for one in (*document.addressees, *document.references, *document.obligations):
        a, b = one.span or (0, 0)
        assert "219" not in (document.text or "")[a:b]


def test_what_an_arrival_stamp_says_is_a_value_of_its_own() -> None:
    """Its slash before the year is lost on the scan, and the name of the school misread."""
    received = parsed(ARRIVAL).received
    assert received is not None
    assert (received.number, received.date, received.office) == ("219", "2024-05-24", None)
    assert received.origin
    assert received.doubts == ["ocr-uncertain"]
    assert [parsed(stem).received for stem in (SEAL, HAND, BLOT)] == [None, None, None]


def test_an_issuer_that_is_blotted_out_is_null() -> None:
    document = parsed(BLOT)
    found = single(document)
    assert found["issuer"] in (None, "Ủy ban nhân dân xã Phù Lỗ Nam")
    assert {k: found[k] for k in ("doc_type", "number", "symbol", "issued", "place")} == {
        "doc_type": "TB", "number": "20", "symbol": "TB-UBND", "issued": "2023-03-06", "place": "Phù Lỗ Nam",
    }  # fmt: skip


def test_a_blot_is_told_with_its_place() -> None:
    assert any(covers(place, 172, 62) for place in unreadable(parsed(BLOT)))


def read_header(job: tuple[int, Header], face: Face) -> tuple[Header, Document]:
    seed, header = job
    return header, parse(write_pages([header.scan(seed, face=face)], "pdf", NOISY.dpi, 90), name=f"{seed}.pdf")


def headers_in(face: Face, step: int = 1) -> list[tuple[Header, Document]]:
    """The headers, or every so many of them, and what was read from their noisy scans."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:  # pdfium is not made for threads
        return list(pool.map(partial(read_header, face=face), list(enumerate(read_headers()))[step - 1 :: step]))


@pytest.fixture(scope="module")
def scanned_headers() -> list[tuple[Header, Document]]:
    return headers_in(TINOS)


def test_there_are_headers_of_many_kinds() -> None:
    rows = read_headers()
    assert len(rows) >= 60
    assert len({h.symbol for h in rows}) >= 55
    assert len({h.type for h in rows}) >= 12
    assert {len(h.number) for h in rows} == {1, 2, 3, 4}


def test_so_hieu_of_noisy_headers(scanned_headers: list[tuple[Header, Document]]) -> None:
    wrong = [
        (h.line, d.number and d.number.canonical)
        for h, d in scanned_headers
        if not d.number or (d.number.number, d.number.symbol) != (h.number, h.symbol)
    ]
    assert len(wrong) <= 0.03 * len(scanned_headers), wrong


def test_dates_of_noisy_headers(scanned_headers: list[tuple[Header, Document]]) -> None:
    wrong = [(h.date, d.issued) for h, d in scanned_headers if not d.issued or d.issued.date != h.date]
    assert len(wrong) <= 0.03 * len(scanned_headers), wrong


@pytest.mark.parametrize("face", OTHERS, ids=lambda face: face.name)
def test_dates_of_noisy_headers_in_other_faces(face: Face) -> None:
    """Wider letters wrap the line, taller ones meet the line above, thin strokes look like a pen's."""
    found = headers_in(face, step=2)
    dates = [(h.date, d.issued and d.issued.date) for h, d in found]
    assert [(printed, read) for printed, read in dates if not printed.startswith(read or "")] == [], "none is made up"
    assert sum(printed != read for printed, read in dates) <= 0.04 * len(found), dates
    numbers = [(h.number, d.number and d.number.number) for h, d in found]
    assert [(printed, read) for printed, read in numbers if read not in (None, printed)] == [], "none is made up"


def test_fields_of_noisy_copies() -> None:
    files, scans = Tally(), Tally()
    for name in NOISY_COPIES:
        path = CORPUS / name
        gold = ANNOTATED[path.stem]
        files.add(compare_with_gold(gold, parse(path), name, scan=False))
        scan = write_pages(degrade(print_document(path), NOISY), "pdf", NOISY.dpi, 90)
        scans.add(compare_with_gold(gold, parse(scan, name=f"{path.stem}.pdf"), name, scan=True))
    assert report.macro(scans) >= 0.90 * report.macro(files), scans.misses


def test_the_same_seed_makes_the_same_scan() -> None:
    pdf = print_document(CORPUS / NOISY_COPIES[1])
    first, second = (write_pages(degrade(pdf, NOISY, seed=7), "pdf", NOISY.dpi) for _ in range(2))
    other = write_pages(degrade(pdf, NOISY, seed=8), "pdf", NOISY.dpi)
    assert first == second
    assert first != other
    assert not _has_text(first)


def _has_text(pdf: bytes) -> bool:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    return any(page.get_textpage().get_text_bounded().strip() for page in document)
