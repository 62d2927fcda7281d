"""What was said and done, as tables for a terminal: corrections, unions, histories, failures, accounts and the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from vbparse.archive.answers import Correction, Doubtful, Event, Failure, Mark, Owed, Queued, Union
from vbparse.archive.ask.marks import evidence_label
from vbparse.archive.corrections.overlay import format_value
from vbparse.archive.index import heads
from vbparse.cli.tables import NOTHING, in_columns
from vbparse.exchange.naming import joint_status

if TYPE_CHECKING:
    from vbparse.accounts.audit import Deed
    from vbparse.accounts.people import Account
    from vbparse.accounts.tokens import Token

_STATES = {"applied": "đang dùng", "confirmed": "đã xác nhận", "withdrawn": "đã rút", "orphaned": "không còn chỗ"}
_EVENTS = {
    "ingested": "đưa vào kho",
    "corrected": "hiệu đính",
    "withdrawn": "rút hiệu đính",
    "marked": "đánh dấu",
    "removed": "loại khỏi kho",
    "confirmed": "xác nhận",
    "restricted": "hạn chế",
    "filed": "đưa vào hồ sơ",
    "tagged": "gắn nhãn",
}


def corrections(found: Sequence[Correction]) -> RenderableType:
    """Corrections with what became of them."""
    return in_columns(
        "Số",
        "Văn bản",
        "Trường",
        "Nội dung",
        "Tình trạng",
        rows=[
            (
                str(one.n),
                heads.short_id(one.document),
                one.path,
                ("" if one.value == one.was else f"{format_value(one.was)} → ")
                + format_value(one.value)
                + (f" ({one.why})" if one.why else ""),
                _STATES[one.state],
            )
            for one in found
        ],
    )


_FIRST_DOUBTS = 3
"""Doubtful values that the queue shows of a document: with more, few documents fill a terminal."""
_WORDS = 60
"""Characters of a title or a doubtful value that are shown: about a line with what stands beside it."""


def doubts(found: Sequence[Doubtful], document: str) -> RenderableType:
    """What a person should look at in a document, and how to confirm or correct it."""
    if not found:
        return Text(NOTHING, style="dim")
    ways = f"Đúng: vbparse confirm {document} TRƯỜNG · Sửa: vbparse correct {document} TRƯỜNG 'GIÁ TRỊ'"
    return Group(*map(_doubt, found), Text(ways, style="dim"))


def _doubt(one: Doubtful) -> Text:
    value = f" “{shorten(one.value, _WORDS, placeholder=' …')}”" if one.value else ""
    return Text(one.path or "cả văn bản", "cyan").append(value, "default").append(f": {one.vi}", "yellow")


def queue(waiting: Sequence[Queued]) -> RenderableType:
    """Documents that wait to be read through: how many values in each are doubtful, which anomalies it has, and the
    first of those values."""
    parts = [part for one in waiting for part in _queued(one)]
    return Group(*parts) if parts else Text(NOTHING, style="dim")


def _queued(one: Queued) -> Iterator[RenderableType]:
    id_ = heads.short_id(one.head.document)
    counts = ((one.doubtful, "giá trị cần xem"), (one.errors, "lỗi đọc"), (one.warnings, "cảnh báo"))
    line = Text(f"{id_}  ", "dim").append(
        shorten(one.head.canonical or one.head.title or one.head.name, _WORDS, placeholder=" …"), "bold"
    )
    line.append(f" · {', '.join(f'{count} {term}' for count, term in counts if count)}", "default")
    codes = ", ".join(code if count == 1 else f"{code} × {count}" for code, count in one.codes.items())
    yield line.append(f" · {codes}" if codes else "", "dim")
    for doubt in one.doubts[:_FIRST_DOUBTS]:
        yield Padding(_doubt(doubt), (0, 0, 0, 2))
    if len(one.doubts) > _FIRST_DOUBTS:
        rest = f"… {len(one.doubts) - _FIRST_DOUBTS} chỗ nữa: vbparse queue {id_}"
        yield Padding(Text(rest, style="dim"), (0, 0, 0, 2))


def events(found: Sequence[Event]) -> RenderableType:
    """The history of a document."""
    return in_columns(
        "Lúc",
        "Số",
        "Việc gì",
        "Ai",
        "Nội dung",
        rows=[(e.at, str(e.n or ""), _EVENTS.get(e.what, e.what), e.by or "", e.text) for e in found],
    )


def format_mark(mark: Mark, document: str, obligation: str, shared: Sequence[Owed]) -> RenderableType:
    """What was said of an obligation, for whom, and how it stands with all who share it."""
    names = [one.assignee.name for one in shared if one.assignee]
    whom = ", ".join(mark.assignees) or (f"all {len(names)} who are charged: {', '.join(names)}" if names[1:] else "")
    lines = [
        f"{mark.status} on {mark.date}: {obligation} of {heads.short_id(document)}" + (f", for {whom}" if whom else "")
    ]
    if mark.assignees and names[1:] and not mark.period:
        lines.append(f"all together: {joint_status(shared)}")
    if mark.evidence:
        held = "held" if mark.proof else "in words; no document held is called so"
        lines.append(f"evidence: {evidence_label(mark)} ({held})")
    if mark.file:
        lines.append(f"file: {mark.file_name}")
    return Text("\n".join(lines))


def unions(found: Sequence[Union]) -> RenderableType:
    """What was merged and split."""
    return in_columns(
        "Số",
        "Việc",
        "Nội dung",
        "Mã",
        "Tình trạng",
        "Ai",
        "Lý do",
        rows=[
            (
                str(one.n),
                "gộp" if one.what == "merged" else "tách",
                one.name,
                f"{one.other} → {one.body}" if one.what == "merged" else f"{one.body} → {one.other}",
                _STATES[one.state],
                one.by or "",
                one.why or "",
            )
            for one in found
        ],
    )


def failures(found: Sequence[Failure]) -> RenderableType:
    """Files that could not be taken in."""
    return in_columns("Tệp", "Lý do", "Lúc", rows=[(one.name, one.reason, one.at) for one in found])


def people(found: Sequence[Account]) -> RenderableType:
    """Who can log in."""
    return in_columns(
        "Tên",
        "Vai trò",
        "Tình trạng",
        "Từ",
        rows=[(one.name, one.role, "" if one.active else "đã khóa", one.made) for one in found],
    )


def tokens(found: Sequence[Token]) -> RenderableType:
    """Tokens, without their secrets."""
    return in_columns(
        "Số",
        "Tên",
        "Vai trò",
        "Của",
        "Hết hạn",
        "Dùng lần cuối",
        "Đã thu hồi",
        rows=[
            (str(t.id), t.name, t.role, t.owner or "", t.expires or "", t.used or "", t.withdrawn or "") for t in found
        ],
    )


def deeds(found: Sequence[Deed]) -> RenderableType:
    """What was done."""
    return in_columns(
        "Lúc",
        "Ai",
        "Vai trò",
        "Việc gì",
        "Văn bản",
        "Nội dung",
        rows=[
            (d.at, d.who, d.role, d.what, heads.short_id(d.document) if d.document else "", d.detail or "")
            for d in found
        ],
    )
