"""Legacy charsets at the doors of the readers: text comes in converted, and its origins stay those of the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate

from vbparse.arrange.drafts import Run
from vbparse.language.charsets.fonts import Legacy
from vbparse.language.charsets.letters import CHARSETS, Converted
from vbparse.language.charsets.lines import Piece, Settings, convert_line, convert_text
from vbparse.language.charsets.misnamed import correct_letters, has_misnamed
from vbparse.origins import Origin, Raw, RawLetters
from vbparse.schema import Anomaly
from vbparse.source import Source
from vbparse.vocabularies import AnomalyCode, Severity


def read_converted(raw: str, name: str, reader: Callable[[str, str], Source]) -> Source:
    """What a reader of text without fonts makes of `raw`; legacy letters are converted first."""
    converted = convert_text(raw)
    if converted is None:
        return reader(raw, name)
    unicode, settings = converted
    source = reader(unicode.text, name)
    text = source.text
    origins = [
        _origin_in_raw(x, end - start, unicode)
        for x, start, end in zip(text.origins, text.starts, text.ends, strict=True)
    ]
    source.text = replace(text, origins=origins)
    report_conversion(source, settings.tally)
    return source


def _origin_in_raw(origin: Origin, size: int, unicode: Converted) -> Origin:
    """The origin, in the converted text, of a run of `size` characters, as one in the raw text."""
    if not isinstance(origin, Raw):
        return origin
    starts = unicode.starts[origin.start : origin.start + origin.size + 1]
    return _origin_of_letters(starts) if size == origin.size else Raw(starts[0], starts[-1] - starts[0])


def _origin_of_letters(starts: Sequence[int]) -> Origin:
    even = starts[-1] - starts[0] == len(starts) - 1
    return Raw(starts[0], len(starts) - 1) if even else RawLetters(starts)


def report_conversion(source: Source, tally: Counter[str]) -> None:
    """Say in the source what was converted: letters by charset."""
    tally = +tally
    if not tally:
        return
    source.charset = tally.most_common(1)[0][0]
    names = " và ".join(CHARSETS[charset] for charset, _ in tally.most_common())
    message = f"Văn bản viết bằng bảng mã {names}; {tally.total()} chữ đã được chuyển sang Unicode."
    source.anomalies.append(
        Anomaly(code=AnomalyCode.CHARSET_CONVERTED, severity=Severity.INFO, message=message, span=None)
    )


def rename_letters(source: Source) -> Source:
    """The source with the letters that its converter named wrongly as they are meant, and an anomaly that says so."""
    text = source.text
    misread = source.text_origin == "ocr" and "ƣ" not in text.value.lower()  # no converter named what OCR made
    if misread or not has_misnamed(text.value):
        return source
    value, view = correct_letters(text.value), list(text.view)
    changed = [i for i, (old, new) in enumerate(zip(text.value, value, strict=True)) if old != new]
    for i in changed:
        view[i] = value[i]
    for margin in source.margins:
        margin.text = correct_letters(margin.text)
    message = f"Chương trình tạo tệp ghi sai mã {len(changed)} chữ (ƣ thay cho ư, Õ thay cho Ò); đã đọc thành chữ đúng."
    anomaly = Anomaly(code=AnomalyCode.CHARSET_CONVERTED, severity=Severity.INFO, message=message, span=None)
    text = replace(text, value=value, view="".join(view))
    return replace(source, text=text, anomalies=[*source.anomalies, anomaly])


def capitals_font(legacy: Legacy | None, settings: Settings | None) -> Legacy | None:
    """The font under a format that shows small letters as capitals: they are raised once they are converted. None where
    there is nothing to convert."""
    charset = legacy.charset if legacy else settings.charset if settings else None
    return Legacy(charset, capitals=True) if charset else None


def convert_runs(runs: list[Run], settings: Settings | None) -> list[Run]:
    """The runs of a line in Unicode. Without `settings` the document has nothing to convert."""
    if settings is None:
        return runs
    converted = convert_line([Piece(run.text, run.legacy) for run in runs], settings)
    if converted is None:
        return runs
    ends = list(accumulate(len(run.text) for run in runs))
    pieces: list[Run] = []
    first = 0
    for run, end in zip(runs, ends, strict=True):
        last = bisect_left(converted.starts, end, first, len(converted.text))
        if last > first:
            origin = _origin_of_part(runs, ends, [*converted.starts[first:last], converted.starts[last]]) or run.origin
            pieces.append(replace(run, text=converted.text[first:last], origin=origin, legacy=None))
        first = last
    return pieces


def _origin_of_part(runs: list[Run], ends: list[int], starts: list[int]) -> Origin | None:
    """The origin of characters that begin in one run of the line, where it is a place in the raw text.

    The mark of the last may stand in a later run: `a&acirc;` is one letter of VNI.
    """
    at = bisect_right(ends, starts[0])
    end_at = bisect_right(ends, starts[-1] - 1)
    run, offset = runs[at], ends[at] - len(runs[at].text)
    first, last = run.origin, runs[end_at].origin
    if not isinstance(first, Raw) or not isinstance(last, Raw):
        return None
    even = last.size == len(runs[end_at].text)
    end = last.start + (starts[-1] - ends[end_at] + last.size if even else last.size)
    if first.size != len(run.text):
        return Raw(first.start, end - first.start)
    return _origin_of_letters([*(first.start + x - offset for x in starts[:-1]), end])
