"""Pages that were read badly: each is looked at as a whole.

The values on it whose words may be misread keep their doubts in the document; the queue lists the page, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from vbparse.archive.index.places import Place, find_places, locate
from vbparse.doubts.raising import list_pages, list_values
from vbparse.schema import Document, Obligation, Value
from vbparse.vocabularies import DoubtCode, Severity


def find_values_of_pages(document: Document) -> dict[str, str]:
    """The values for which a page waits: path of each, and path of its page ("pages.3"). A value that goes on to a page
    that was read well waits itself."""
    pages = list_pages(document)
    if not pages:
        return {}
    places = find_places(document)
    on_pages = {
        path: [f"pages.{number}" for number in _page_numbers(value, places)]
        for path, value in list_values(document)
        if DoubtCode.OCR_UNCERTAIN in value.doubts
    }
    return {path: numbers[0] for path, numbers in on_pages.items() if numbers and pages.keys() >= {*numbers}}


def _page_numbers(value: Value, places: Sequence[Place]) -> list[int | None]:
    """The pages that a value is on. The words of an obligation that may be misread are those of its task: its body may
    be named in a heading pages before."""
    if isinstance(value, Obligation) and value.task_span:
        return [locate(places, value.task_span[0])[1]]
    return [place.get("page") for place in value.origin]


def confirm_page(document: Document, path: str) -> None:
    """Take back the doubts of a page, and that words on it may be misread: a person looked at it. Raises KeyError where
    no such page waits."""
    page = list_pages(document)[path]
    values, waiting = dict(list_values(document)), find_values_of_pages(document)
    for one in (values[own] for own, of_page in waiting.items() if of_page == path):
        one.doubts = [code for code in one.doubts if code != DoubtCode.OCR_UNCERTAIN]
    page.severity = Severity.INFO
