"""Real scans with an annotation: their words beside those of plain Tesseract, their values, and the time of both."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium

from vbparse import evaluate, parse, read
from vbparse.evaluate.tally import Tally
from vbparse.readers.ocr import kept
from vbparse.readers.pdf.forms import Forms
from vbparse.readers.pdf.pages import display_frame
from vbparse.readers.pdf.render import render_scan

WORD = re.compile(r"[^\W_]+")
Words = Counter[str]


@dataclass(frozen=True)
class RealScan:
    """What came of one file. `words` are (as typed by eye, plain Tesseract, as read, as mended), None where nobody
    typed them; what stands beside the text (page numbers, repeated heads of tables, stamps of signatures) was typed and
    is counted too. Seconds are of processor time."""

    name: str
    pages: int
    values: Tally
    words: tuple[Words, Words, Words, Words] | None
    seconds: float
    plain_seconds: float


def find_scans(folder: Path) -> list[Path]:
    """Scans of a folder whose annotation, in its `gold`, says that they are scans."""
    golds = sorted((folder / "gold").glob("*.json"))
    stems = [g.stem for g in golds if json.loads(g.read_text("utf-8")).get("scan")]
    return [path for stem in stems for path in folder.glob(f"{stem}.pdf")]


def measure_scan(path: Path) -> RealScan:
    """Read a scan and compare it with its annotation, and its words with those in `text/`."""
    gold: dict[str, Any] = json.loads((path.parent / "gold" / f"{path.stem}.json").read_text("utf-8"))
    typed = path.parent / "text" / f"{path.stem}.txt"
    plain, plain_seconds, pages = read_plainly(path)
    before = processor_seconds()
    document = parse(path)
    seconds = processor_seconds() - before
    values = evaluate.compare({k: v for k, v in gold.items() if k != "places"}, document, path.stem)
    words = None
    if typed.exists():
        source = read(path)
        beside = count_words("\n".join(x.text for x in (*source.margins, *source.digital_signatures)))
        as_read, mended = (count_words(text) + beside for text in (source.text.value, source.text.view))
        words = (count_words(typed.read_text("utf-8")), count_words(plain), as_read, mended)
    return RealScan(path.stem, pages, values, words, seconds, plain_seconds)


def read_plainly(path: Path) -> tuple[str, float, int]:
    """What `tesseract` reads on the pages of a file, as they are; its processor time; the number of pages."""
    texts = []
    with tempfile.TemporaryDirectory() as folder:
        pictures = list(save_pages(path, Path(folder)))
        before = processor_seconds()
        for picture in pictures:
            command = ["tesseract", str(picture), "-", "-l", "vie", "--psm", "3"]
            texts.append(subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8"))
        seconds = processor_seconds() - before
    return "\n".join(texts), seconds, len(pictures)


def save_pages(path: Path, folder: Path) -> Iterator[Path]:
    """The pages of a PDF as pictures, at the resolution at which they are read."""
    data = path.read_bytes()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    with closing(Forms(document)) as forms:
        for index in range(pdfium.FPDF_GetPageCount(document)):
            with forms.page(index) as page:
                picture, dpi = render_scan(forms, page, display_frame(page), texts=True)
            file = folder / f"{index + 1}.png"
            picture.save(file, dpi=(dpi, dpi))
            yield file
    pdfium.FPDF_CloseDocument(document)


def processor_seconds() -> float:
    """Processor time of this process and of its children; a Tesseract that is kept ends, since only then it counts."""
    kept.close()
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def count_words(text: str) -> Words:
    """Runs of letters and digits, in any order: columns may be read one after the other or line by line."""
    return Counter(WORD.findall(text))


def share_read(typed: Words, read_words: Words) -> tuple[float, float]:
    """The share of typed words that were read, and the share of words read that were not typed."""
    common = (typed & read_words).total()
    return common / max(1, typed.total()), 1 - common / max(1, read_words.total())
