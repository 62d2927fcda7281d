"""Signature stamps: what they say of signer, agency and time. They are no part of the document's text."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from vbparse.arrange.layout.segments import Box, Segment
from vbparse.patterns import Cue
from vbparse.schema import DigitalSignature

_SIGNER = Cue(
    r"(?i)(?:được\s+)?(?:người\s+ký|ký(?:\s+số)?\s+bởi|(?:digitally\s+)?signed\s+by)\s*:?\s*",
    examples=["Người ký: Nguyễn Văn A", "Được ký bởi UBND xã", "Digitally signed by Nguyễn Văn A"],
    rejects=["Ký hiệu: A", "Ngày ký: 1/2/2025"],
)
_AGENCY = Cue(
    r"(?i)(?:cơ\s+quan|tổ\s+chức|đơn\s+vị|organi[sz]ation)\s*:\s*",
    examples=["Cơ quan: UBND xã An Bình", "Organization: UBND"],
    rejects=["Các cơ quan, đơn vị", "Đơn vị báo cáo"],
)
_OTHER = Cue(
    r"(?i)(?:email|thời\s+gian(?:\s+ký)?|ngày\s+ký|ký\s+ngày|chức\s+vụ|lý\s+do|reason|location|date|dn|"
    r"địa\s+điểm|signature\s+(?:not\s+verified|valid))\s*:?|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}",
    examples=[
        "Email: ubnd@a.gov.vn",
        "Thời gian ký: 01.02.2025",
        "Signature Not Verified",
        "01.02.2025 08:30:00 +07:00",
    ],
    rejects=["Nguyễn Văn A", "UBND xã An Bình", "12/KH-UBND"],
    at="start",
)
"""An entry that is neither signer nor agency."""
_OPENING = Cue(
    r"(?i)(?:được\s+ký|người\s+ký|ký(?:\s+số)?\s+bởi|digitally\s+signed|signed\s+by|"
    r"signature\s+(?:not\s+verified|valid))\b",
    examples=["Ký bởi: Nguyễn Văn A", "Được ký bởi", "Signature Not Verified", "Digitally signed by"],
    rejects=["đã ký", "Ký thay Chủ tịch"],
)
_ENGLISH = Cue(
    r"(?i)digitally\s+signed|signature\s+(?:not\s+verified|valid)",
    examples=["Digitally signed by", "Signature valid"],
    rejects=["Signed by"],
)
_TIME = Cue(
    r"(?i)(?:(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})|(?P<y2>\d{4})[./-](?P<m2>\d{1,2})[./-](?P<d2>\d{1,2}))"
    r"(?:\s*[T,]?\s*(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\s*(?P<pm>[SC]H|[AP]M)?"
    r"\s*(?P<zone>Z|[+-]\d{2}[:']?\d{2})?)?",
    examples=["01.02.2025 08:30:00 +07:00", "2025-02-01T08:30:00Z", "1/2/2025 3:05 CH"],
    rejects=["08:30", "12/KH-UBND", "1/2/25"],
)
_ZONE = Cue(r"([+-]\d\d)[:']?(\d\d)", examples=["+07:00", "+0700", "-03'30"], rejects=["Z", "+7"], at="whole")
_PDF_TIME = Cue(
    r"D:(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:(Z)|([+-]\d{2})'?(\d{2}))?",
    examples=["D:20250201083000+07'00'", "D:20250201083000Z", "D:20250201083000"],
    rejects=["D:20250201", "2025-02-01"],
    at="start",
)
"""A date of PDF (ISO 32000-1, 7.9.4)."""
_REASON = Cue(
    r"(?P<name>[^<>]+?)\s*(?:<[^<>]*>)?\s*đã ký lên văn bản này!?",
    examples=["Nguyễn Văn A<a@b.vn> đã ký lên văn bản này!", "UBND xã đã ký lên văn bản này"],
    rejects=["đã ký lên văn bản này", "Tôi phê duyệt văn bản này"],
    at="start",
)
_MAIL = Cue(r"\S+@\S+\.\S+", examples=["ubnd@an-binh.gov.vn"], rejects=["@ubnd", "ubnd @ a.vn"])
_LINES = 20
"""Lines of a stamp, at most: it names signer, agency, mail and time."""
_BELOW, _ALIKE, _INDENT = 1.9, 0.25, 6.0
"""Letter sizes from a line of a stamp to the next, by which their sizes may differ, and between their left edges."""
_MONTHS, _DAYS, _NOON = 12, 31, 12
"""Greatest month and day, and the hour from which CH and PM count."""
_MINUTE = len("2025-02-01T08:30")


def take_stamps(segments: list[Segment], page: int) -> tuple[list[Segment], list[DigitalSignature]]:
    """The text of a page (its number from 1) less the stamps in it, and what these say."""
    groups = stamp_groups(segments)
    stamped = {id(segment) for group in groups for segment in group}
    return [s for s in segments if id(s) not in stamped], [build_stamp(group, page) for group in groups]


def build_stamp(rows: Sequence[Segment], page: int) -> DigitalSignature:
    """What a stamp says whose lines these are."""
    box = (min(s.x0 for s in rows), min(s.top for s in rows), max(s.x1 for s in rows), max(s.bottom for s in rows))
    return read_stamp("\n".join(s.text for s in rows), page, box)


def stamp_groups(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Stamps among the text of a page: an opening cue ("Ký bởi:", "Digitally signed by") with lines of the same small
    size right below it, of which one names agency, mail or time."""
    groups: list[list[Segment]] = []
    grouped: set[int] = set()
    rows = sorted(segments, key=lambda s: s.base)
    for i, opening in enumerate(rows):
        if id(opening) in grouped or not _OPENING.match(opening.text):
            continue
        group = [opening]
        for segment in rows[i + 1 :]:
            last = group[-1]
            if segment.base - last.base >= _BELOW * last.size or len(group) == _LINES:
                break
            if _continues_stamp(segment, group):
                group.append(segment)
        words = "\n".join(s.text for s in group)
        if _ENGLISH.search(words) or any(_OTHER.match(s.text) or _MAIL.search(s.text) for s in group[1:]):
            groups.append(group)
            grouped.update(map(id, group))
    return groups


def _continues_stamp(segment: Segment, group: Sequence[Segment]) -> bool:
    opening = group[0]
    return (
        segment.base > opening.base
        and abs(segment.size - opening.size) < _ALIKE * opening.size
        and segment.x0 < max(g.x1 for g in group)
        and segment.x1 > min(g.x0 for g in group)
        and abs(segment.x0 - opening.x0) < _INDENT * opening.size
    )


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


def _find_entry(lines: list[str], cue: Cue[str]) -> str | None:
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
        if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
            continue
        value = f"{year:04}-{month:02}-{day:02}"
        if not match["clock"]:
            best = best or value
            continue
        hour, *rest = match["clock"].split(":")
        late = (match["pm"] or "").upper() in ("CH", "PM")
        hours = int(hour) % _NOON + _NOON if late else int(hour)
        zone = _ZONE.sub(r"\1:\2", match["zone"] or "")
        return f"{value}T{hours:02}:{':'.join(rest)}{zone}"
    return best


def signature_fields(document: object) -> list[DigitalSignature]:
    """What the signature fields of a file say: time of signing, and the signer where the reason names him."""
    signatures = []
    for i in range(max(0, pdfium.FPDF_GetSignatureCount(document))):
        field = pdfium.FPDF_GetSignatureObject(document, i)
        match = _PDF_TIME.match(_read_string(pdfium.FPDFSignatureObj_GetTime, field, "latin-1"))
        reason = _read_string(pdfium.FPDFSignatureObj_GetReason, field, "utf-16-le")
        time = None
        if match:
            y, m, d, hh, mm, ss, utc, zone, minutes = match.groups()
            time = f"{y}-{m}-{d}T{hh}:{mm}:{ss}" + ("Z" if utc else f"{zone}:{minutes}" if zone else "")
        reason_match = _REASON.match(reason)
        signatures.append(
            DigitalSignature(text=reason, signer=reason_match["name"].strip() if reason_match else None, time=time)
        )
    return signatures


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
    merged = list(stamps)
    signers = {(s.signer, s.time) for s in merged}
    for field in fields:
        same = next(
            (s for s in merged if s.page and s.time and field.time and s.time[:_MINUTE] == field.time[:_MINUTE]), None
        )
        if same:
            same.time = field.time
            same.signer = same.signer or field.signer
        elif (field.time or field.text) and (field.signer, field.time) not in signers:
            merged.append(field)
        signers.add((field.signer, field.time))
    return merged
