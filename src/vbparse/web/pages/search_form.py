"""The form of search: its fields, what was chosen in words, and what of it cannot be asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import BaseModel

from vbparse.archive.archive import Archive
from vbparse.archive.periods import parse_period
from vbparse.errors import InputError
from vbparse.web.pages.filtering import LAST_PAGE, PageFilters, Stripped
from vbparse.web.pages.rendering import document_type_name, format_day
from vbparse.web.words import Words

_OPTIONS = {"doc_type": "type", "issuer": "issuer", "since": "from", "until": "to", "signer": "signer", "tag": "tag"}
_FILTERS = ("type", "issuer", "from", "to", "signer", "tag", "dossier", "unfiled", "sure")
_OF_OBLIGATIONS = ("issuer", "sure")
_FACETS = {"doc_type": "type", "issuer": "issuer", "year": "year", "dossier": "dossier", "tag": "tag"}
FACET_VALUES = 12
"""Values of a facet that are shown."""


class SearchForm(BaseModel):
    """What was typed and chosen, and which page of the results. `made` leads to the address of a new feed."""

    q: Stripped = ""
    within: Annotated[Literal["documents", "obligations"], Query(alias="in")] = "documents"
    kind: Annotated[Stripped, Query(alias="type")] = ""
    issuer: Stripped = ""
    since: Annotated[Stripped, Query(alias="from")] = ""
    until: Annotated[Stripped, Query(alias="to")] = ""
    signer: Stripped = ""
    tag: Stripped = ""
    dossier: Stripped = ""
    unfiled: bool = False
    sure: bool = False
    sort: Literal["", "newest"] = ""
    page: Annotated[int, Query(ge=1, le=LAST_PAGE)] = 1
    made: str = ""

    def to_filters(self) -> PageFilters:
        """As the address of the page has them, less what is usual."""
        usual = {"in": "documents", "page": 1}
        values = self.model_dump(by_alias=True, exclude={"made"})
        return PageFilters("/search", {name: value for name, value in values.items() if usual.get(name) != value})

    def find_faults(self, t: Words) -> dict[str, str]:
        """By field, a sentence on what was typed there and is no time."""
        days = {"from": self.since, "to": self.until}
        faults = {name: t("search.no_day", text=text) for name, text in days.items() if text and not _is_period(text)}
        if not faults and self.since and self.until:
            first, last = parse_period(self.since).first, parse_period(self.until).last
            if first and last and first > last:
                return {"to": t("search.days_crossed")}
        return faults


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that narrows the results: its words, the address with it (without it, where it is chosen), how often."""

    text: str
    address: str
    is_chosen: bool
    count: int


def search_options(filters: PageFilters) -> dict[str, Any]:
    """What is chosen, as options of `Archive.search`."""
    options: dict[str, Any] = {name: str(filters[key]) or None for name, key in _OPTIONS.items()}
    flags = {name: bool(filters[name]) for name in ("sure", "unfiled")}
    return options | {"dossier": str(filters["dossier"]) or None} | flags


def has_filter(filters: PageFilters) -> bool:
    """Whether anything but words is chosen."""
    return any(filters[name] for name in _FILTERS)


def chosen_filters(filters: PageFilters, archive: Archive, t: Words) -> list[tuple[str, str]]:
    """Each filter that is chosen, in words, with the address without it."""
    words: dict[str, Callable[[str], str]] = {
        "type": document_type_name,
        "issuer": lambda value: value,
        "from": lambda value: t("search.chosen.from", day=format_day(value)),
        "to": lambda value: t("search.chosen.to", day=format_day(value)),
        "signer": lambda value: t("search.chosen.signer", name=value),
        "tag": lambda value: t("search.chosen.tag", tag=value),
        "dossier": lambda value: t("search.chosen.dossier", title=_dossier_title(archive, value)),
        "unfiled": lambda _: t("search.unfiled"),
        "sure": lambda _: t("lists.sure"),
    }
    names = _OF_OBLIGATIONS if filters["in"] == "obligations" else _FILTERS
    is_year = filters["from"] and filters["from"] == filters["to"]
    if is_year and "from" in names:
        year = (t("search.chosen.year", year=format_day(str(filters["from"]))), filters.link("from", "to"))
        rest = [name for name in names if name not in ("from", "to")]
        return [year, *((words[name](str(filters[name])), filters.link(name)) for name in rest if filters[name])]
    return [(words[name](str(filters[name])), filters.link(name)) for name in names if filters[name]]


def list_facets(
    facets: Mapping[str, Sequence[tuple[str, int]]], filters: PageFilters, archive: Archive, t: Words
) -> dict[str, list[FacetValue]]:
    """The values by which results can be narrowed, by kind, with the most frequent first."""
    words: dict[str, Callable[[str], str]] = {
        "type": document_type_name,
        "dossier": lambda value: _dossier_title(archive, value) if value else t("search.unfiled"),
    }
    return {
        key: [
            FacetValue(words.get(key, str)(value), *_toggle(filters, _address_part(key, value)), count)
            for value, count in facets[name][:FACET_VALUES]
        ]
        for name, key in _FACETS.items()
        if facets.get(name)
    }


def _address_part(key: str, value: str) -> dict[str, object]:
    if key == "year":
        return {"from": value, "to": value}
    return {"unfiled": True} if key == "dossier" and not value else {key: value}


def _toggle(filters: PageFilters, part: Mapping[str, object]) -> tuple[str, bool]:
    is_chosen = all(filters[name] == value for name, value in part.items())
    return (filters.link(*part) if is_chosen else filters.link(**part)), is_chosen


def _dossier_title(archive: Archive, named: str) -> str:
    try:
        dossier = archive.dossier(named)
    except InputError:
        return named
    return " ".join(filter(None, (dossier.symbol, dossier.title)))


def _is_period(text: str) -> bool:
    try:
        parse_period(text)
    except InputError:
        return False
    return True
