"""The table of formats: each row has a writer that is there, and what it writes is read back by other means."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest

import vbparse.exchange
from archive.papers import keep, made, paper
from vbparse.archive.archive import Archive
from vbparse.exchange.formats import FORMATS, OF_ARCHIVES, OF_DOCUMENTS, OF_GRAPHS, Content, Layout, load_writer
from vbparse.exchange.selection import Selection

TASK = "Rà soát hộ nghèo"
OF_ONE_DOCUMENT: dict[str, Callable[[str], str]] = {
    "jsonl": lambda text: str(json.loads(text)["obligations"][0]["task"]),
    "json": lambda text: str(json.loads(text)["obligations"][0]["task"]),
    "md": lambda text: text,
    "table": lambda text: text,
}
"""How the task of the one obligation is found in a printed document."""
OF_ONE_ARCHIVE: dict[str, Callable[[bytes], str]] = {
    "jsonl": lambda data: str(json.loads(data)["task"]),
    "csv": lambda data: next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))["task"],
    "xlsx": lambda data: str(openpyxl.load_workbook(io.BytesIO(data))["Nhiệm vụ"]["C2"].value),
    "ics": lambda data: str(icalendar.Calendar.from_ical(data).walk("VEVENT")[0]["SUMMARY"]),
}
"""The same in a file of an archive."""
OF_ONE_GRAPH: dict[str, Callable[[str], str]] = {
    "json": lambda text: str(json.loads(text)["nodes"][0]["canonical"]),
    "mermaid": lambda text: text.split('n0["')[1],
    "dot": lambda text: text.split('n0 [label="')[1],
    "graphml": lambda text: "".join(ElementTree.fromstring(text.encode()).itertext()),
}
"""How the number of the document is found in a graph."""


@pytest.fixture(scope="module")
def kho(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with made(tmp_path_factory.mktemp("kho") / "kho") as archive:
        keep(archive, paper("12", work=(f"Văn phòng - Thống kê: {TASK}, xong trước ngày 20/5/2023.",)))
        yield archive


def test_each_format_is_read_back_here() -> None:
    assert OF_ONE_DOCUMENT.keys() == OF_DOCUMENTS.keys()
    assert OF_ONE_ARCHIVE.keys() == OF_ARCHIVES.keys()
    assert OF_ONE_GRAPH.keys() == OF_GRAPHS.keys()


@pytest.mark.parametrize("suffix", OF_DOCUMENTS)
def test_a_document_is_written(suffix: str, kho: Archive) -> None:
    document = kho.document("12")
    text = OF_DOCUMENTS[suffix].write_document(document, Layout(width=400))
    assert TASK in OF_ONE_DOCUMENT[suffix](text)
    assert not text.endswith("\n")


@pytest.mark.parametrize("suffix", OF_ARCHIVES)
def test_an_archive_is_written(suffix: str, kho: Archive) -> None:
    data = b"".join(OF_ARCHIVES[suffix].write_archive(Selection(kho, {}), Content.OBLIGATIONS))
    assert TASK in OF_ONE_ARCHIVE[suffix](data)


@pytest.mark.parametrize("suffix", OF_GRAPHS)
def test_a_graph_is_written(suffix: str, kho: Archive) -> None:
    text = OF_GRAPHS[suffix].write_graph(kho.graph())
    assert "12/KH-UBND" in OF_ONE_GRAPH[suffix](text)


def test_each_row_has_a_name_of_its_own_a_label_and_a_media_type() -> None:
    assert len({format.suffix for format in FORMATS}) == len(FORMATS)
    for format in FORMATS:
        assert format.label
        assert "/" in format.media_type
        assert bool(format.contents) == bool(format.archive)
        assert format.document or format.archive or format.graph


def test_each_writer_is_in_a_row() -> None:
    rows = {load_writer(name) for format in FORMATS for name in (format.document, format.archive, format.graph) if name}
    assert {writer.__qualname__ for writer in find_writers() - rows} == set()


def find_writers() -> set[Callable[..., object]]:
    """Public functions that write a document as laid out, a selection of an archive, or a graph."""
    modules = [import_module(f"vbparse.exchange.{name}") for _, name, _ in iter_modules(vbparse.exchange.__path__)]
    written = [value for module in modules for value in vars(module).values() if callable(value)]
    takes = ({"document": "Document", "layout": "Layout"}, {"selection": "Selection"}, {"graph": "Graph"})
    return {x for x in written if any(t.items() <= getattr(x, "__annotations__", {}).items() for t in takes)
            and getattr(x, "__name__", "").startswith("write_")}  # fmt: skip
