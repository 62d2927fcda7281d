"""Answers that are kept: none outlives what it was read from, and readers get none of an editor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.web.answers import Answers
from web.pages import read


def late(client: TestClient) -> int:
    page = read(client.get("/", params={"as_of": "2023-12-01"}))
    return int(page.all("a", class_="tile")[0].one("span", class_="figure").words.replace(".", ""))


def test_what_is_marked_is_off_the_first_page_at_once(client: TestClient, folder: Path) -> None:
    before = late(client)
    assert before == late(client) > 0
    with Archive(folder) as archive:
        one = archive.obligations(overdue_on=date(2023, 12, 1), today=date(2023, 12, 1), limit=1)[0]
        archive.mark(one.obligation, "done", document=one.head.document)
    assert late(client) < before


def test_what_is_marked_is_off_the_counts_of_lists_at_once(client: TestClient, folder: Path) -> None:
    def count() -> list[str]:
        page = read(client.get("/obligations", params={"as_of": "2023-12-01", "old": "with"}))
        return [one.words for one in page.all("span", class_="count")]

    before = count()
    assert before == count()
    with Archive(folder) as archive:
        one = archive.obligations(status="past due", today=date(2023, 12, 1), limit=1)[0]
        archive.mark(one.obligation, "done", document=one.head.document)
    assert count() != before


def test_an_answer_is_made_once_and_the_oldest_is_let_go() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    answers = Answers(most=2)
    for name in "aababca":
        assert answers.find(name, lambda name=name: make(name)) == name.upper()  # type: ignore[misc]
    assert made == ["a", "b", "c", "a"]


def test_what_is_restricted_is_not_in_the_answers_of_readers(folder: Path) -> None:
    from vbparse.web.access import Person, authenticate
    from vbparse.web.app import create_app
    from vbparse.web.settings import Settings

    def counted(role: str) -> int:
        app.dependency_overrides[authenticate] = lambda: Person("minh", role, "word")  # type: ignore[arg-type]
        return late(client)

    app = create_app(Settings(folder))
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        assert counted("editor") == counted("reader")
        with Archive(folder) as archive:
            one = archive.obligations(overdue_on=date(2023, 12, 1), today=date(2023, 12, 1), limit=1)[0]
            archive.restrict(one.head.document, on=True, by="Lan")
        assert counted("reader") < counted("editor")
