"""Anomalies for pages whose text layer was no use: how they were read, or that they could not be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vbparse.readers.pdf.judge import Lack
from vbparse.schema import Anomaly
from vbparse.vocabularies import AnomalyCode, Severity


def report_recognised(pages: Iterable[tuple[int, Lack]]) -> list[Anomaly]:
    """Which pages were read by OCR and why, one anomaly a reason."""
    reasons: dict[Lack, list[int]] = {}
    for number, lack in pages:
        reasons.setdefault(lack, []).append(number)
    return [
        _page_anomaly(lack.code, numbers, f"Trang {_format_ranges(numbers)} được nhận dạng (OCR), vì {lack.reason}.")
        for lack, numbers in reasons.items()
    ]


def report_renamed(numbers: Sequence[int]) -> list[Anomaly]:
    """Which pages were read by what their fonts hold, for nothing says what their letters are."""
    why = "lớp chữ không có bảng mã Unicode; chữ được đọc theo phông"
    return (
        [_page_anomaly(AnomalyCode.TEXT_LAYER_BROKEN, numbers, f"Trang {_format_ranges(numbers)}: {why}.")]
        if numbers
        else []
    )


def report_unread_layer(number: int, lack: Lack, missing: str) -> Anomaly:
    """A page that wants OCR where there is none; `missing` says what to install."""
    message = f"Trang {number} cần nhận dạng (OCR), vì {lack.reason}: {missing}."
    return _page_anomaly(lack.code, [number], message, Severity.ERROR)


def report_broken(number: int, lack: Lack) -> Anomaly:
    """A page that OCR reads no better than its layer is."""
    message = f"Trang {number}: {lack.reason}, và nhận dạng (OCR) không đọc được hơn; hãy đối chiếu bản gốc."
    return _page_anomaly(lack.code, [number], message, Severity.ERROR)


def _page_anomaly(
    code: AnomalyCode, numbers: Sequence[int], message: str, severity: Severity = Severity.INFO
) -> Anomaly:
    origin = [{"page": n} for n in numbers]
    return Anomaly(code=code, severity=severity, message=message, span=None, origin=origin)


def _format_ranges(numbers: Sequence[int]) -> str:
    """ "3", "1-2, 7"."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs)
