"""What scripts/check-speed counts: common files, files that are known to be slow, and an archive."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import regex
from docx import Document as Docx

from invented.documents import make_document
from invented.world import World
from vbparse import blocks, pipeline
from vbparse.archive.archive import Archive
from vbparse.archive.index.preparing import prepare_document
from vbparse.fields import references
from vbparse.fields.places import Places
from vbparse.readers.open import open_source
from vbparse.schema import Document
from vbparse.source import Source

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
LOOP = "loop"
ROWS, PAGES, DOCUMENTS, ASKED = 1500, 300, 100, 20
_WORDS = regex.compile(r"(?<!\p{L})(?:Kế hoạch|Quyết định) (?:số )?(?P<number>\d+)/")


@cache
def read_corpus(*suffixes: str) -> list[tuple[bytes, str]]:
    files = sorted(path for path in CORPUS.glob("[0-9]*") if path.suffix in suffixes)
    return [(path.read_bytes(), path.name) for path in files]


def parse_all(files: list[tuple[bytes, str]]) -> None:
    for data, name in files:
        pipeline.parse_parts(data, name=name)


def run_loop() -> None:
    """What no change of the program makes faster or slower: letters, a dictionary, a pattern."""
    text = "Thực hiện Kế hoạch số 12/KH-UBND và Quyết định số 7/QĐ-UBND, các đơn vị báo cáo. " * 40
    for _ in range(60):
        words: dict[str, int] = {}
        for word in text.split():
            words[word.lower()] = words.get(word.lower(), 0) + len(word)
        assert len(list(_WORDS.finditer(text))) == 80


@cache
def read_sources() -> list[tuple[Source, Places]]:
    sources = [open_source(data, name) for data, name in read_corpus(".txt", ".md", ".html")]
    return [(source, Places(source.text, blocks.build_paragraphs(source), [])) for source in sources]


def find_all_references() -> None:
    for source, places in read_sources():
        references.find_references(source.text, references.Own(), (), places)


@cache
def make_long_pdf() -> bytes:
    """A PDF of many pages: those of a document over and over."""
    pdf, made = pypdfium2.PdfDocument(CORPUS / "06-truong-hoc.pdf"), pypdfium2.PdfDocument.new()
    for _ in range(PAGES // len(pdf)):
        made.import_pages(pdf)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


@cache
def make_pdf_without_maps() -> bytes:
    """A page whose fonts do not say what their letters are."""
    buffer = io.BytesIO()
    with pikepdf.open(CORPUS / "06-truong-hoc.pdf") as pdf:
        del pdf.pages[1:]
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]
        pdf.save(buffer)
    return buffer.getvalue()


@cache
def make_table() -> bytes:
    """Text with a table of many rows."""
    rows = (f"| {i} | Rà soát hộ số {i} | Công an xã | 15/{i % 12 + 1}/2026 |" for i in range(1, ROWS))
    return "\n".join(["# KẾ HOẠCH", "", "| TT | Nội dung | Chủ trì | Thời gian |", "|---|---|---|---|", *rows]).encode()


@cache
def make_docx_table() -> bytes:
    """The same in DOCX."""
    document, buffer = Docx(), io.BytesIO()
    table = document.add_table(rows=0, cols=3)
    for i in range(ROWS // 5):
        for cell, text in zip(table.add_row().cells, (str(i), f"Rà soát hộ số {i}", "Công an xã"), strict=True):
            cell.text = text
    document.save(buffer)
    return buffer.getvalue()


@cache
def invent_documents() -> list[Document]:
    world = World(DOCUMENTS)
    return [make_document(world, n) for n in range(DOCUMENTS)]


def fill_archive(folder: Path) -> None:
    """An archive of invented documents."""
    with Archive(folder, create=True) as archive, archive.store.writing() as step:
        for document in invent_documents():
            step.record("ingested", sha256=document.id, name=f"/{document.id}.docx", size=1)
            step.add_prepared([prepare_document(document)])


def store_documents() -> None:
    with tempfile.TemporaryDirectory(prefix="vbparse-speed-") as folder:
        fill_archive(Path(folder, "kho"))


def ask_archive() -> None:
    """First pages of what is searched for, and of what is owed."""
    with Archive(_folder) as archive:
        for document in invent_documents()[:ASKED]:
            archive.search(document.title.text if document.title else "kế hoạch")
            archive.obligations(assignee=document.obligations[0].assignee_text)


_folder = Path(tempfile.gettempdir())


def prepare(folder: Path) -> None:
    """Load and compile all that the work needs, and make its files."""
    global _folder
    _folder = folder / "kho"
    parse_all([files[0] for kind in (".txt", ".docx", ".pdf") if (files := read_corpus(kind))])
    read_sources()
    for make in (make_long_pdf, make_pdf_without_maps, make_table, make_docx_table):
        make()
    fill_archive(_folder)


WORK: dict[str, Callable[[], object]] = {
    LOOP: run_loop,
    "text": lambda: parse_all(read_corpus(".txt", ".md", ".html")),
    "references": find_all_references,
    "DOCX": lambda: parse_all(read_corpus(".docx")),
    "PDF": lambda: parse_all([file for file in read_corpus(".pdf") if file[1].startswith(("06", "07"))]),
    "PDF of 300 pages": lambda: parse_all([(make_long_pdf(), "dài.pdf")]),
    "PDF whose fonts lie": lambda: parse_all([(make_pdf_without_maps(), "lỗi.pdf")]),
    "table of 1500 rows": lambda: parse_all([(make_table(), "bảng.md")]),
    "DOCX table of 300 rows": lambda: parse_all([(make_docx_table(), "bảng.docx")]),
    "storing": store_documents,
    "asking": ask_archive,
}
