"""From an original to its searchable copy."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path

from vbparse.edtf import is_day
from vbparse.errors import ToolError
from vbparse.programs import GHOSTSCRIPT, OCRMYPDF, TESSERACT, VIETNAMESE, describe_missing, run_program
from vbparse.schema import DigitalSignature, Document
from vbparse.sentences import Sentence
from vbparse.vocabularies import AnomalyCode

KINDS = ("application/pdf", "image/jpeg", "image/png", "image/tiff")
"""Media types of which a copy can be made."""
_ALWAYS = ("-l", "vie", "--output-type", "pdfa-2", "--jobs", "1", "--optimize", "0")
SECONDS, EACH = 60.0, 40.0
"""What a file may take, and each of its pages."""
_LONGEST_MESSAGE = 300
"""Characters of what a program printed that go into an error message."""
"""An ISO 8601 time of this length is a date only."""
_NOT_PDFA = 10
"""Exit status of OCRmyPDF where the result would not be PDF/A."""
_SOUND = ((9, 54), (10, 0), (10, 2, 1))
"""Ghostscript is used from the first of these versions on; between the two others it spoils text."""


def convert(original: Path, documents: Sequence[Document]) -> bytes:
    """The copy of a file, of which `documents` were read. Raises ToolError, whose message is the end of a sentence,
    where a program is missing, fails, or does not end in time."""
    if missing := describe_missing(OCRMYPDF, TESSERACT, VIETNAMESE):
        raise ToolError(missing)
    source = documents[0].source
    seconds = SECONDS + EACH * (source.pages or 1)
    with tempfile.TemporaryDirectory(prefix="vbparse-") as scratch:
        prepared, copy = Path(scratch) / "given.pdf", Path(scratch) / "made.pdf"
        _prepare(original, prepared, source.media_type, seconds)
        failed = Sentence("")
        for options, drawn in _ways(documents):
            says = ["--subject", description(documents, drawn=drawn), "--keywords", f"sha256:{source.sha256}"]
            status, output = _run(["ocrmypdf", *_ALWAYS, *options, *says, str(prepared), str(copy)], seconds)
            if status == 0:
                return copy.read_bytes()
            failed = Sentence("copy.failed", status=status, said=_last_line(output))
            if status != _NOT_PDFA:
                break
    raise ToolError(failed)


def description(documents: Sequence[Document], *, drawn: bool = False) -> str:
    """What a copy says of itself, in Vietnamese: what it was made from, and who had signed that. `drawn` says that all
    its pages are pictures."""
    source = documents[0].source
    sentences = [f"Bản chuyển đổi sang PDF/A có lớp chữ, làm từ tệp gốc có mã SHA-256 {source.sha256}."]
    if drawn:
        sentences.append("Các trang được chụp thành ảnh và nhận dạng chữ, vì tệp gốc không đủ điều kiện của PDF/A.")
    if source.digital_signatures:
        signed = "; ".join(map(_signed, source.digital_signatures))
        sentences.append(f"Tệp gốc mang {len(source.digital_signatures)} chữ ký số: {signed}.")
        sentences.append("Chữ ký số không còn hiệu lực trên bản chuyển đổi này; muốn kiểm tra, dùng tệp gốc.")
    else:
        sentences.append("Không thấy chữ ký số trên tệp gốc.")
    return " ".join(sentences)


def _signed(signature: DigitalSignature) -> str:
    who = signature.signer or signature.agency or "không rõ người ký"
    agency = f" ({signature.agency})" if signature.agency and signature.agency != who else ""
    return f"{who}{agency}" + (f", ký lúc {_moment(signature.time)}" if signature.time else "")


def _moment(time: str) -> str:
    """An ISO 8601 time as it is written in Vietnamese; what is none, as it is."""
    try:
        at = datetime.fromisoformat(time)
    except ValueError:
        return time
    if is_day(time):
        return f"{at:%d/%m/%Y}"
    zone = f" (UTC{at:%z})" if at.tzinfo else ""
    return f"{at:%H:%M:%S} ngày {at:%d/%m/%Y}{zone}"


def _prepare(original: Path, target: Path, media_type: str, seconds: float) -> None:
    status, said = _run(["vbparse.exchange.pdfa.prepare", media_type, str(original), str(target)], seconds)
    if status:
        raise ToolError("copy.unprepared", status=status, said=_last_line(said))


def _run(module: list[str], seconds: float) -> tuple[int, str]:
    """Run a module of this Python; -P, for nothing in the folder where the user stands is to be imported. Threads of
    Tesseract fight each other, so it has one."""
    return run_program([sys.executable, "-P", "-m", *module], seconds=seconds, environment={"OMP_THREAD_LIMIT": "1"})


def _ways(documents: Sequence[Document]) -> Iterable[tuple[list[str], bool]]:
    """Options of OCRmyPDF, one set to be tried after the other as long as the result is not PDF/A, and whether all
    pages become pictures.

    Pages with a text layer keep it. Those whose layer the reader could not use are read: over pictures beside the few
    words of a stamp, or, where the letters themselves are broken, from a picture of the whole page. What a file lacks
    to be PDF/A (mostly its fonts) Ghostscript adds; without it only a picture of every page is left.
    """
    broken, missing = (
        _pages(documents, code) for code in (AnomalyCode.TEXT_LAYER_BROKEN, AnomalyCode.TEXT_LAYER_MISSING)
    )
    if broken:
        mode = ["--force-ocr", "--pages", _ranges(broken | missing)]
    elif missing:
        mode = ["--redo-ocr", "--pages", _ranges(missing)]
    else:
        mode = ["--skip-text"]
    internal = ["--pdfa-backend", "internal"]
    yield [*mode, *internal], False
    if _ghostscript_is_sound():
        yield [*mode, "--pdfa-backend", "ghostscript"], False
    yield ["--force-ocr", *internal], True


def _pages(documents: Sequence[Document], code: AnomalyCode) -> set[int]:
    """Pages for which the reader reported an anomaly."""
    told = [anomaly for document in documents for anomaly in document.anomalies if anomaly.code == code]
    return {place["page"] for anomaly in told for place in anomaly.origin if "page" in place}


def _ranges(pages: Iterable[int]) -> str:
    """1,2,3,5 → 1-3,5"""
    runs = [[page for _, page in run] for _, run in groupby(enumerate(sorted(pages)), lambda x: x[1] - x[0])]
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _ghostscript_is_sound() -> bool:
    version = tuple(int(part) for part in (GHOSTSCRIPT.version() or "0").split("."))
    first, spoils, mended = _SOUND
    return first <= version < spoils or version >= mended


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if "Error" in line), lines[-1] if lines else "no message")[
        :_LONGEST_MESSAGE
    ]
