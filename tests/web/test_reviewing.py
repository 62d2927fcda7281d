"""Chờ soát, value by value: cards that are answered one after the other, and documents confirmed together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.archive import Archive
from vbparse.vocabularies import DoubtCode
from web.pages import Element, read
from web.test_document_page import HTML, address

HTMX = {"HX-Request": "true"}


def form_of(page: Element, action: str) -> Element:
    return next(one for one in page.all("form") if one.attributes["action"] == f"/queue/values/{action}")


@pytest.fixture
def doubted(folder: Path) -> tuple[str, list[str]]:
    """A PDF of which number and day are doubtful, and nothing else."""
    with Archive(folder) as archive:
        (document,) = [one.document for one in archive.documents() if one.name == "06-truong-hoc.pdf"]
        parsed = archive.store.parsed_document(document)
        for obligation in parsed.obligations:
            obligation.doubts = []
        parsed.number.doubts = parsed.issued.doubts = [DoubtCode.OCR_UNCERTAIN]
        with archive.store.writing() as step:
            step.add_documents([parsed])
        return document, list(dict.fromkeys(one.path for one in archive.doubts(document)))


def test_a_card_shows_the_value_where_it_stands_and_counts(client: TestClient, doubted: tuple[str, list[str]]) -> None:
    document, paths = doubted
    page = read(client.get("/queue/values", params={"document": document}, headers=HTML))
    assert f"Giá trị 1/{len(paths)} của văn bản" in page.words
    assert DoubtCode.OCR_UNCERTAIN.vi in page.words
    picture = page.one("image").attributes["href"]
    assert "&box=" in picture
    assert picture.startswith(f"{address(document)}/pages/1.png")
    answer = client.get(picture)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert len(answer.content) < len(client.get(f"{address(document)}/pages/1.png?width=1400").content) / 2
    assert page.all("rect")


@pytest.mark.parametrize("box", ["9000,0,9900,10", "20,20,10,30"])
def test_a_box_outside_of_the_page_is_refused(client: TestClient, doubted: tuple[str, list[str]], box: str) -> None:
    assert client.get(f"{address(doubted[0])}/pages/1.png?box={box}").status_code == 422


def test_answers_lead_on_and_are_taken_back(client: TestClient, folder: Path, doubted: tuple[str, list[str]]) -> None:
    document, paths = doubted
    first, second = paths[:2]
    page = read(client.get("/queue/values", params={"document": document}, headers=HTML))
    before = page.one("p", role="status").words
    page = read(client.post("/queue/values/confirmation", data=form_of(page, "confirmation").fields(), headers=HTML))
    assert form_of(page, "confirmation").fields()["value"] == second
    assert page.one("p", role="status").words != before
    with Archive(folder) as archive:
        assert first not in [one.path for one in archive.doubts(document)]
    page = read(client.post("/queue/values/withdrawal", data=form_of(page, "withdrawal").fields(), headers=HTML))
    assert form_of(page, "confirmation").fields()["value"] == first
    with Archive(folder) as archive:
        assert first in [one.path for one in archive.doubts(document)]
    assert page.one("p", role="status").words == before


def test_a_value_is_corrected_in_its_card(client: TestClient, folder: Path, doubted: tuple[str, list[str]]) -> None:
    document, _ = doubted
    page = read(client.get("/queue/values", params={"document": document, "value": "issued"}, headers=HTML))
    form = page.one("form", class_="correction")
    sent = form.fields() | {"typed": "không phải ngày"}
    refused = client.post(form.attributes["action"], data=sent, headers=HTML)
    again = read(refused, 422)
    assert again.one("form", class_="correction").fields()["typed"] == "không phải ngày"
    assert again.all(role="alert")
    read(client.post(form.attributes["action"], data=form.fields() | {"typed": "7/8/2024"}, headers=HTML))
    with Archive(folder) as archive:
        assert archive.document(document).issued.date == "2024-08-07"
        assert "issued" not in [one.path for one in archive.doubts(document)]
    # What the form showed is not there any more.
    stale = client.post(form.attributes["action"], data=form.fields() | {"typed": "9/8/2024"}, headers=HTML)
    assert stale.status_code == 422
    assert "vừa được người khác sửa" in stale.text


def test_saving_what_was_read_confirms_it(client: TestClient, folder: Path, doubted: tuple[str, list[str]]) -> None:
    document, _ = doubted
    page = read(client.get("/queue/values", params={"document": document, "value": "number"}, headers=HTML))
    form = page.one("form", class_="correction")
    read(client.post(form.attributes["action"], data=form.fields(), headers=HTML))
    with Archive(folder) as archive:
        assert "number" not in [one.path for one in archive.doubts(document)]
        assert [one.state for one in archive.corrections(document)] == ["confirmed"]


def test_every_card_can_be_skipped_to_the_end(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        left = archive.count_doubtful_values()
    at, seen = "/queue/values", []
    page = read(client.get(at, headers=HTML))
    while page.all("article"):
        fields = form_of(page, "confirmation").fields()
        seen.append((fields["document"], fields["value"]))
        at = page.one("a", data_key="s").attributes["href"]
        page = read(client.get(at, headers=HTML))
    assert len(seen) == len(set(seen)) == left > 5
    assert f"Còn {left} giá trị đã bỏ qua" in page.words


def test_htmx_gets_the_card_alone_and_its_address(client: TestClient, doubted: tuple[str, list[str]]) -> None:
    document, paths = doubted
    answer = client.get("/queue/values", params={"document": document}, headers=HTMX)
    assert "<html" not in answer.text
    assert answer.headers["HX-Push-Url"] == f"/queue/values?document={document}&value={paths[0]}"


def test_documents_without_doubtful_values_are_confirmed_together(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        for one in archive.queue(doubtful_values=True, limit=100)[:2]:
            for path in {doubt.path for doubt in one.doubts} - {""}:
                archive.confirm_value(one.head.document, path)
        waiting = [one.head.document for one in archive.queue(doubtful_values=False)]
    assert waiting
    page = read(client.get("/queue?show=remarks", headers=HTML))
    boxes = [one.attributes["value"] for one in page.all("input", name="document")]
    assert boxes == waiting
    sent = {"csrf": page.one("form", id="together").one("input", name="csrf").attributes["value"], "document": boxes}
    page = read(client.post("/queue/confirmations", data=sent, headers=HTML))
    assert f"Đã xác nhận {len(boxes)} văn bản" in page.words
    with Archive(folder) as archive:
        assert archive.queue(doubtful_values=False) == []
        assert all(archive.confirmation(one).note == "đã soát" for one in boxes)


def test_cards_are_answered_by_keys(
    served: str, doubted: tuple[str, list[str]], folder: Path, tab: Any, axe: Callable[[Any], list[str]]
) -> None:
    document, (first, second, *_) = doubted
    tab.goto(f"{served}/queue/values?document={document}")
    assert axe(tab) == []
    tab.keyboard.press("y")
    tab.wait_for_url(f"**value={second}")
    tab.keyboard.press("u")
    tab.wait_for_url(f"**value={first}")
    tab.keyboard.press("s")
    tab.wait_for_url(f"**value={second}")
    tab.keyboard.press("e")
    field = tab.locator(".correcting [name=typed]").first
    field.fill("nhầm")  # letters that are typed are no answers
    field.fill("7/8/2024")
    field.press("Enter")
    tab.locator("[data-key=u]").wait_for()
    with Archive(folder) as archive:
        assert archive.document(document).issued.date == "2024-08-07"
        assert first in [one.path for one in archive.doubts(document)]
    tab.set_viewport_size({"width": 320, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
