"""The scanned pages of a file, one after another or side by side."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import parent_process
from os import cpu_count

from vbparse.arrange.layout.assembly import Page
from vbparse.arrange.layout.segments import UNSURE
from vbparse.patterns import Cue
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.scan import Reading, Scan, read_scan
from vbparse.readers.quality import POOR, assess_quality
from vbparse.schema import Anomaly
from vbparse.vocabularies import AnomalyCode, Severity

_DOUBTFUL = 0.15
"""Share of words that may be misread above which a page is to be looked at as a whole. Of real pages and of copies made
worse, those with more than 85 % of their words read right stay below 0.14; with less than 80 %, nearly all are above
0.17."""
_FEW = 30
"""Words below which a page is not judged: its values are doubtful one by one."""
_WORD = Cue(r"\S+", examples=["QĐ-UBND", "—"], rejects=[" "])


def read_scans(scans: Iterable[tuple[int, Callable[[], Scan]]]) -> Iterator[Reading]:
    """The pages in their order, from their numbers and what makes their pictures (which may raise PageError). Pictures
    are made one by one in the calling thread, and read on every core; on one alone where the process is itself one of
    several that work side by side."""
    workers = 1 if parent_process() else cpu_count() or 1
    waiting: deque[tuple[int, Future[Reading]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        for number, make in scans:
            try:
                waiting.append((number, pool.submit(read_scan, make())))
            except PageError as error:
                failed: Future[Reading] = Future()
                failed.set_exception(error)
                waiting.append((number, failed))
            if len(waiting) > workers:
                yield _finish_reading(*waiting.popleft())
        while waiting:
            yield _finish_reading(*waiting.popleft())


def _finish_reading(number: int, future: Future[Reading]) -> Reading:
    try:
        reading = future.result()
    except PageError as error:
        return Reading(number, None, [report_unread_page(number, str(error))])
    if reading.page and assess_quality(reading.page.words).lowest_share < POOR:
        reading.anomalies.append(_page_error(number, "được nhận dạng (OCR), nhưng phần lớn chữ không đọc được."))
    elif reading.page and (share := share_unsure(reading.page)) > _DOUBTFUL:
        reading.anomalies.append(_report_doubtful(number, reading.page, share))
    return reading


def share_unsure(page: Page) -> float:
    """The share of the words of a recognised page that may be misread; 0 where they are few."""
    segments = page.sheet.segments
    unsure = [bool(x.style[word.start()] & UNSURE) for x in segments for word in _WORD.finditer(x.text)]
    return sum(unsure) / len(unsure) if len(unsure) >= _FEW else 0.0


def _report_doubtful(number: int, page: Page, share: float) -> Anomaly:
    """One anomaly in the place of one for each word; its box is the whole page."""
    message = f"Trang {number} quét không rõ: {share:.0%} số chữ có thể bị đọc sai; hãy đối chiếu cả trang."
    box = [0.0, 0.0, round(page.display.width, 1), round(page.display.height, 1)]
    origin = [{"page": number, "box": box}]
    return Anomaly(code=AnomalyCode.PAGE_DOUBTFUL, message=message, span=None, origin=origin)


def report_unread_page(number: int, why: str) -> Anomaly:
    """A page that is missing in the text."""
    return _page_error(number, f"là ảnh quét, chưa đọc được: {why}.")


def _page_error(number: int, what: str) -> Anomaly:
    message = f"Trang {number} {what}"
    return Anomaly(
        code=AnomalyCode.PAGE_UNREAD, severity=Severity.ERROR, message=message, span=None, origin=[{"page": number}]
    )
