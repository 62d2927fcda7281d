"""Signature stamps: what they say of signer, agency and time. They are no part of the document's text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.segments import Box, Segment
from vbparse.schema import DigitalSignature

_SIGNER = re.compile(r"(?:được\s+)?(?:người\s+ký|ký(?:\s+số)?\s+bởi|(?:digitally\s+)?signed\s+by)\s*:?\s*", re.I)
_AGENCY = re.compile(r"(?:cơ\s+quan|tổ\s+chức|đơn\s+vị|organi[sz]ation)\s*:\s*", re.I)
_OTHER = re.compile(
    r"(?:email|thời\s+gian(?:\s+ký)?|ngày\s+ký|ký\s+ngày|chức\s+vụ|lý\s+do|reason|location|date|dn|"
    r"địa\s+điểm|signature\s+(?:not\s+verified|valid))\s*:?|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}",
    re.I,
)
_OPENING = re.compile(
    r"(?:được\s+ký|người\s+ký|ký(?:\s+số)?\s+bởi|digitally\s+signed|signed\s+by|"
    r"signature\s+(?:not\s+verified|valid))\b",
    re.I,
)
_ENGLISH = re.compile(r"digitally\s+signed|signature\s+(?:not\s+verified|valid)", re.I)
_TIME = re.compile(
    r"(?:(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})|(?P<y2>\d{4})[./-](?P<m2>\d{1,2})[./-](?P<d2>\d{1,2}))"
    r"(?:\s*[T,]?\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<pm>[SC]H|[AP]M)?"
    r"\s*(?P<zone>Z|[+-]\d{2}[:']?\d{2})?)?",
    re.I,
)
_PDF_TIME = re.compile(r"D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:(Z)|([+-]\d{2})'?(\d{2}))?")
_REASON = re.compile(r"(?P<name>[^<>]+?)\s*(?:<[^<>]*>)?\s*đã ký lên văn bản này!?")
_LINES = 20
"""Lines of a stamp, at most: it tells signer, agency, mail and time."""
_MAIL = re.compile(r"\S+@\S+\.\S+")


def stamp_groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Stamps among the text of a page: an opening cue ("Ký bởi:", "Digitally signed by") with lines of the same small
    size right below it, of which one tells agency, mail or time."""
    found = []
    taken: set[int] = set()
    rows = sorted(segments, key=lambda s: s.base)
    for i, opening in enumerate(rows):
        if id(opening) in taken or not _OPENING.match(opening.text):
            continue
        group = [opening]
        for k in range(i + 1, len(rows)):
            segment, last = rows[k], group[-1]
            if segment.base - last.base >= 1.9 * last.size or len(group) == _LINES:
                break
            if (
                segment.base > opening.base
                and abs(segment.size - opening.size) < 0.25 * opening.size
                and segment.x0 < max(g.x1 for g in group)
                and segment.x1 > min(g.x0 for g in group)
                and abs(segment.x0 - opening.x0) < 6 * opening.size
            ):
                group.append(segment)
        words = "\n".join(s.text for s in group)
        if _ENGLISH.search(words) or any(_OTHER.match(s.text) or _MAIL.search(s.text) for s in group[1:]):
            found.append(group)
            taken.update(map(id, group))
    return found


def is_stamp(text: str) -> bool:
    """Whether the wording of an annotation is that of a signature stamp."""
    return bool(_OPENING.search(text) or (_TIME.search(text) and _MAIL.search(text)))


def read_stamp(text: str, page: int | None, box: Box | None) -> DigitalSignature:
    """What a stamp says. A name or agency may run over several lines, up to the next entry."""
    lines = text.split("\n")
    signer = _find_entry(lines, _SIGNER)
    if signer is None:
        head: list[str] = []
        for line in lines:
            if _MAIL.search(line) or _TIME.search(line) or _OTHER.match(line):
                break
            head.append(line)
        signer = " ".join(head).strip() or None
    return DigitalSignature(
        text=text,
        signer=signer,
        agency=_find_entry(lines, _AGENCY),
        time=_find_time(" ".join(lines)),
        page=page,
        box=[round(x, 1) for x in box] if box else None,
    )


def _find_entry(lines: list[str], cue: re.Pattern[str]) -> str | None:
    for i, line in enumerate(lines):
        match = cue.search(line)
        if not match:
            continue
        parts = [line[match.end() :]]
        for more in lines[i + 1 :]:
            if any(c.match(more) for c in (_SIGNER, _AGENCY, _OTHER)) or _MAIL.match(more):
                break
            parts.append(more)
        value = " ".join(" ".join(parts).split()).strip(" ,;")
        return value or None
    return None


def _find_time(text: str) -> str | None:
    best: str | None = None
    for match in _TIME.finditer(text):
        year, month, day = (int(match[k] or match[k + "2"]) for k in "ymd")
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        value = f"{year:04}-{month:02}-{day:02}"
        if not match["clock"]:
            best = best or value
            continue
        hour, *rest = match["clock"].split(":")
        late = (match["pm"] or "").upper() in ("CH", "PM")
        hours = int(hour) % 12 + 12 if late else int(hour)
        zone = re.sub(r"([+-]\d\d)[:']?(\d\d)", r"\1:\2", match["zone"] or "")
        return f"{value}T{hours:02}:{':'.join(rest)}{zone}"
    return best


def signature_fields(document: object) -> list[DigitalSignature]:
    """What the signature fields of a file say: time of signing, and the signer where the reason names him."""
    found = []
    for i in range(max(0, pdfium.FPDF_GetSignatureCount(document))):
        field = pdfium.FPDF_GetSignatureObject(document, i)
        match = _PDF_TIME.match(_read_string(pdfium.FPDFSignatureObj_GetTime, field, "latin-1"))
        reason = _read_string(pdfium.FPDFSignatureObj_GetReason, field, "utf-16-le")
        time = None
        if match:
            y, m, d, hh, mm, ss, utc, zone, minutes = match.groups()
            time = f"{y}-{m}-{d}T{hh}:{mm}:{ss}" + ("Z" if utc else f"{zone}:{minutes}" if zone else "")
        named = _REASON.match(reason)
        found.append(DigitalSignature(text=reason, signer=named["name"].strip() if named else None, time=time))
    return found


def _read_string(call: object, field: object, charset: str) -> str:
    assert callable(call)
    size = call(field, None, 0)
    if size <= 0:
        return ""
    buffer = ctypes.create_string_buffer(size)
    call(field, buffer, size)
    return buffer.raw.decode(charset, "replace").rstrip("\x00").strip()


def merge_fields(stamps: list[DigitalSignature], fields: list[DigitalSignature]) -> list[DigitalSignature]:
    """Stamps, and those fields that no stamp shows; a field gives a stamp of the same minute its exact time."""
    found = list(stamps)
    seen = {(s.signer, s.time) for s in found}
    for field in fields:
        same = next((s for s in found if s.page and s.time and field.time and s.time[:16] == field.time[:16]), None)
        if same:
            same.time = field.time
            same.signer = same.signer or field.signer
        elif (field.time or field.text) and (field.signer, field.time) not in seen:
            found.append(field)
        seen.add((field.signer, field.time))
    return found
