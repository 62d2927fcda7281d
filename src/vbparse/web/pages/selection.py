"""What of the obligations an address chooses, in options of the archive and in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, cast

from fastapi import Depends, Query
from pydantic import BaseModel

from vbparse.archive.answers import Assignee, Owed
from vbparse.archive.archive import Archive
from vbparse.archive.ask.filters import Old
from vbparse.archive.ask.obligations import default_old
from vbparse.archive.ask.ordering import Sort
from vbparse.edtf import month_end, quarter_of
from vbparse.patterns import Cue
from vbparse.web.pages import dues
from vbparse.web.pages.filtering import PageFilters, Stripped, parse_day
from vbparse.web.pages.rendering import format_day
from vbparse.web.words import Words

COUNTED = 10_000
"""Obligations that are counted at most; of a quick filter, `FEW`."""
FEW = 999
_ID = Cue(r"[0-9a-f]{12}", examples=["4f0c12ab9d3e"], rejects=["VPTK", "4f0c12ab9d3", "4F0C12AB9D3E"], at="whole")
_TYPED = ("assignee", "due", "falls", "issuer", "role", "text", "document", "status", "old")
"""Filters that go to the archive as they were typed."""
LAYOUT = ("page", "rows", "sort", "group")
"""What of an address says how a list is laid out, and filters nothing."""
QUICK = ("late", "soon", "month", "quarter", "done", "old")
"""Filters that are asked for most."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What was chosen, and as of which day."""

    chosen: dict[str, object]
    today: date

    @property
    def old_filter(self) -> Old:
        """What is shown of what is old. Raises InputError where the time is none."""
        typed = {name: str(self.chosen[name]) or None for name in ("due", "document", "status")}
        return cast(Old, self.chosen["old"]) or default_old(**typed, today=self.today)

    @property
    def group(self) -> str:
        """By what the rows are put together: assignee, document, month, or nothing."""
        return str(self.chosen["group"])

    @property
    def sort(self) -> Sort:
        """The order of the rows: that of their groups, where these are not months."""
        by_group = self.group if self.group in ("assignee", "document") else ""
        return cast(Sort, by_group or self.chosen["sort"] or "due")

    def options(self) -> dict[str, Any]:
        """What is chosen, as options of the archive. Raises InputError where a filter cannot be one."""
        filters = {name: str(self.chosen[name]) for name in _TYPED if self.chosen[name]}
        late = parse_day(str(self.chosen["overdue_on"]), "overdue_on")
        return {
            "overdue_on": late,
            "ended": bool(self.chosen["ended"]),
            "sure": bool(self.chosen["sure"]),
            "undated": bool(self.chosen["undated"]),
            "today": self.today,
            "old": self.old_filter,
        } | filters

    def ask(self, archive: Archive, **options: Any) -> list[Owed]:
        """Ask the archive; raises InputError where a filter cannot be one."""
        return archive.obligations(**self.options() | options)

    def count(self, count_obligations: Callable[..., int], most: int, **changes: object) -> int:
        """How many there are, with something chosen otherwise, counted up to one more than `most`."""
        changed = Selection(self.chosen | changes, self.today)
        return count_obligations(**changed.options() | {"most": most + 1})


class SelectionQuery(BaseModel):
    """The filters of an address: the names are those of the API; `sort` and `group` are of the page alone."""

    assignee: Stripped = ""
    due: Stripped = ""
    overdue_on: Stripped = ""
    issuer: Stripped = ""
    role: Literal["", "lead", "support"] = ""
    text: Stripped = ""
    document: Stripped = ""
    status: Literal["", "open", "done", "cancelled", "past due", "old"] = ""
    as_of: Stripped = ""
    falls: Literal["", "due", "running"] = ""
    old: Literal["", "with", "without", "only"] = ""
    ended: bool = False
    sure: bool = False
    undated: bool = False
    sort: Literal["", "due", "assignee", "document", "status"] = ""
    group: Literal["", "assignee", "document", "month"] = ""


def read_selection(query: Annotated[SelectionQuery, Query()]) -> Selection:
    """What an address chooses. Raises ProblemError 422 for a day that is none."""
    return Selection(query.model_dump(), parse_day(query.as_of, "as_of") or date.today())


SelectionDep = Annotated[Selection, Depends(read_selection)]


def find_assignee(archive: Archive, wish: Selection) -> list[Assignee]:
    """Whose obligations are shown, where the address names a body by its id."""
    named = str(wish.chosen["assignee"])
    return [one for one in archive.assignees(named, limit=1) if one.body == named] if _ID.fullmatch(named) else []


@dataclass(frozen=True, slots=True)
class QuickFilter:
    """A filter that is asked for often: key of its word, address, whether it is chosen, and how much it leaves."""

    key: str
    address: str
    is_chosen: bool
    count: int


def quick_filters(count_obligations: Callable[..., int], wish: Selection, filters: PageFilters) -> list[QuickFilter]:
    """Filters that are asked for most, with how much each leaves. Raises InputError where a filter cannot be one."""
    cleared = {"status": "", "due": "", "falls": "", "old": ""}
    month, quarter = f"{wish.today.replace(day=1)}/{month_end(wish.today)}", quarter_of(wish.today.month)
    changes = {
        "late": cleared | {"status": "past due"},
        "soon": cleared | {"status": "open", "due": f"{wish.today}/{wish.today + dues.SOON}", "falls": "due"},
        "month": cleared | {"due": month},
        "quarter": cleared | {"due": f"{wish.today.year}-Q{quarter}"},
        "done": cleared | {"status": "done"},
        "old": cleared | {"old": "only"},
    }
    return [
        QuickFilter(
            key,
            # a second click takes it away
            filters.link(**(cleared if is_chosen else changes[key])),
            is_chosen,
            wish.count(count_obligations, FEW, **changes[key]),
        )
        for key in QUICK
        for is_chosen in [all(filters[name] == value for name, value in changes[key].items())]
    ]


def chosen_filters(filters: PageFilters, who: list[Assignee], t: Words) -> list[tuple[str, str]]:
    """Each filter that is chosen, in words, with the address without it."""
    words: dict[str, Callable[[str], str]] = {
        "text": lambda value: f"“{value}”",
        "assignee": lambda value: " ".join(filter(None, (who[0].name, who[0].unit))) if who else value,
        "issuer": lambda value: t("obligations.chosen.issuer", name=value),
        "document": lambda value: t("obligations.chosen.document", name=value),
        "due": lambda value: t("obligations.chosen.due", time=dues.describe_period(value, t)),
        "falls": lambda value: t(f"obligations.chosen.falls.{value}"),
        "role": lambda value: t(f"obligations.role.{value}"),
        "status": lambda value: t(f"obligations.status.{value}"),
        "overdue_on": lambda value: t("obligations.chosen.overdue_on", day=format_day(value)),
        "as_of": lambda value: t("obligations.chosen.as_of", day=format_day(value)),
        "old": lambda value: t(f"obligations.chosen.old.{value}"),
        "ended": lambda _: t("obligations.ended"),
        "sure": lambda _: t("lists.sure"),
        "undated": lambda _: t("obligations.no_date"),
    }
    return [(word(str(filters[name])), filters.link(name)) for name, word in words.items() if filters[name]]
