"""Văn bản: the source beside what was read of it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from archive import papers
from vbparse.archive.archive import Archive
from vbparse.schema import Document
from vbparse.vocabularies import DoubtCode
from vbparse.web import access
from vbparse.web.pages import document_values
from web.conftest import TYPED, held
from web.pages import Element, read

HTML = {"accept": "text/html"}


def address(document: str) -> str:
    return f"/documents/{quote(document, safe='')}"


def shown(folder: Path, name: str) -> Document:
    with Archive(folder) as archive:
        return archive.document(held(folder, name))


def opened(client: TestClient, document: str, behind: str = "") -> Element:
    return read(client.get(address(document) + behind, headers=HTML))


@pytest.mark.parametrize("name", TYPED)
def test_every_kind_of_document_has_its_page(client: TestClient, folder: Path, name: str) -> None:
    document = shown(folder, name)
    page = opened(client, document.id)
    assert len(page.all("h1")) == 1
    for one in document.obligations:
        assert " ".join(one.task.split()) in page.one(id=f"f-obligations.{one.id}.task").words
    for one in document.references:
        assert page.one(id=f"f-references.{one.id}")
    ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_is_there_in_both_languages(client: TestClient, folder: Path, language: str) -> None:
    client.cookies.set("language", language)
    page = opened(client, held(folder, "02-so-ket-rac.txt"))
    assert page.one("html").attributes["lang"] == language
    assert page.one(id="read-title").words == {"vi": "Nội dung", "en": "Extracted content"}[language]


def test_a_document_that_is_not_held_is_not_found(client: TestClient) -> None:
    assert read(client.get(address("f" * 64), headers=HTML), 404).one("h1")
    for behind in ("/history", "/versions", "/edit?path=title.text"):
        assert client.get(address("f" * 64) + behind).status_code == 404


def test_a_text_stands_whole_with_its_places_marked(client: TestClient, folder: Path) -> None:
    document = shown(folder, "02-so-ket-rac.txt")
    page = opened(client, document.id)
    lines = ["".join(line.pieces).replace("\N{NO-BREAK SPACE}", "") for line in page.all("p", class_="line")]
    assert lines == [line.replace("\N{NO-BREAK SPACE}", "") for line in (document.text or "").split("\n")]
    due = next(one for one in document.obligations if one.due)
    field = f"obligations.{due.id}.due"
    marks = [one for one in page.all("a", class_="m") if field in one.attributes["data-fields"].split()]
    assert "".join("".join(one.pieces) for one in marks) == due.due.text
    assert marks[0].attributes["href"] == f"#f-{field}"


def test_an_address_chooses_what_is_marked_without_any_script(client: TestClient, folder: Path) -> None:
    document = shown(folder, "02-so-ket-rac.txt")
    due = next(one for one in document.obligations if one.due)
    page = opened(client, document.id, f"?field=obligations.{due.id}.due")
    assert "".join("".join(one.pieces) for one in page.all("a", class_="chosen") if "m" in one.attributes["class"]) == (
        due.due.text
    )
    assert page.one(id="chosen")
    page = opened(client, document.id, f"?obligation={due.id}")
    assert {one.attributes["id"] for one in page.all("span", class_="chosen")} >= {
        f"f-obligations.{due.id}.task",
        f"f-obligations.{due.id}.due",
    }
    start, end = due.due.span
    page = opened(client, document.id, f"?at={start - 5}-{end}")
    marked = "".join("".join(one.pieces) for one in page.all("", class_="chosen"))
    assert marked == (document.text or "")[start - 5 : end]
    assert not opened(client, document.id).all(class_="chosen")


@pytest.mark.parametrize("at", ["1", "a-b", "-", "1-2-3", "9999999999-1"])
def test_a_stretch_that_is_none_is_refused(client: TestClient, folder: Path, at: str) -> None:
    assert client.get(address(held(folder, "02-so-ket-rac.txt")), params={"at": at}).status_code == 422


def test_a_place_on_a_page_is_drawn_where_it_is(client: TestClient, folder: Path) -> None:
    document = shown(folder, "06-truong-hoc.pdf")
    number = document.number
    page = opened(client, document.id, "?field=number")
    (rect,) = [one for one in page.all("rect") if "chosen" in one.attributes["class"]]
    left, top, right, bottom = number.origin[0]["box"]
    drawn = [float(rect.attributes[name]) for name in ("x", "y", "width", "height")]
    assert drawn == pytest.approx([left, top, right - left, bottom - top], abs=0.01)
    assert rect.attributes["data-field"] == "number"
    assert [
        float(x) for x in page.one("main").all("svg", role="group")[0].attributes["viewbox"].split()
    ] == pytest.approx([0, 0, 595, 842], abs=1)
    pictures = [one.attributes for one in page.one("main").all("img") if "width=900" in one.attributes["src"]]
    assert [one["src"] for one in pictures] == [
        f"{address(document.id)}/pages/{n}.png?width=900" for n in range(1, 1 + (document.source.pages or 0))
    ]
    assert {one["loading"] for one in pictures} == {"lazy"}


def test_a_part_of_a_file_shows_its_own_pages(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        ids = [head.document for head in archive.documents() if head.name == "22-tap-van-ban-benh-dai.pdf"]
        part = next(one for one in map(archive.document, ids) if one.source.part == 2)
    page = opened(client, part.id)
    first, last = part.source.pages_of_part or (0, 0)
    assert [one.attributes["id"] for one in page.all("figure")] == [f"page-{n}" for n in range(first, last + 1)]
    assert "%23" in page.one("main").all("img")[0].attributes["src"]


def test_a_pdf_can_be_read_as_text_as_well(client: TestClient, folder: Path) -> None:
    page = opened(client, held(folder, "06-truong-hoc.pdf"), "?view=text")
    assert not page.one("main").all("img")
    assert page.all("p", class_="line")
    assert "view=text" in page.all("a", class_="place")[0].attributes["href"]


def test_a_long_list_is_shown_in_stretches(client: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_values, "LENGTH", 3)
    document = shown(folder, "02-so-ket-rac.txt")
    tasks = [f"f-obligations.{one.id}.task" for one in document.obligations]
    seen: list[str] = []
    page = opened(client, document.id)
    while True:
        seen += [one.attributes["id"] for one in page.all("span") if one.attributes.get("id") in tasks]
        for mark in page.all("a", class_="m"):
            query, _, anchor = mark.attributes["href"].partition("#")
            there = page if not query else opened(client, document.id, query)
            assert there.one(id=anchor)
        further = [
            link for link in page.all("a") if link.words == "Trang sau" and "obligations" in link.attributes["href"]
        ]
        if not further:
            break
        page = opened(client, document.id, further[0].attributes["href"].partition("#")[0])
    assert seen == tasks


def test_an_arrival_stamp_is_shown_with_its_doubts_and_can_be_corrected(client: TestClient, folder: Path) -> None:
    plain = papers.paper("12").decode()
    data = plain.replace("KẾ HOẠCH\n", "ĐẾN\nSố: 219\nNgày: .../.../20...\n\nKẾ HOẠCH\n").encode()
    with Archive(folder) as archive:
        (document,) = papers.keep(archive, data)
    page = opened(client, document.id)
    stamp = page.one(id="f-received.text")
    assert stamp.words.startswith("ĐẾN Số: 219")
    assert DoubtCode.NO_NUMBER.vi in stamp.words
    assert page.one(id="f-received.number").words == "219"
    edits = [one.attributes["href"] for one in page.all("a", class_="edit")]
    for path, term in (("received.date", "Ngày đến"), ("received.office", "Cơ quan nhận")):
        link = f"{address(document.id)}/edit?path={path}"
        assert link in edits
        assert term in read(client.get(link, headers=HTML)).one("form", class_="correction").words


def test_references_lead_on(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        cited = [
            (head.document, citation)
            for head in archive.documents()
            for citation in archive.cites(head.document)
            if citation.cited
        ]
    document, citation = cited[0]
    links = [one.attributes["href"] for one in opened(client, document).all("a")]
    assert address(citation.cited.document) in links
    missing = opened(client, held(folder, "06-truong-hoc.pdf"))
    assert any(one.attributes["href"].startswith("/missing?wanted=") for one in missing.all("a"))


def test_a_reader_is_offered_no_change(client: TestClient, folder: Path) -> None:
    client.app.dependency_overrides[access.authenticate] = lambda: access.Person("Lan", "reader")
    document = held(folder, "02-so-ket-rac.txt")
    page = opened(client, document)
    assert not page.all("a", class_="edit")
    assert not [form for form in page.all("form") if form.attributes.get("method") == "post"]
    with Archive(folder) as archive:
        field = {"path": "title.text", "value": "x", "expected": '""'}
        for behind, sent in (("corrections", field), ("confirmation", {"on": "1"}), ("restriction", {"on": "1"})):
            assert client.post(f"{address(document)}/{behind}", data=sent).status_code == 403
        assert client.get(f"{address(document)}/edit?path=title.text").status_code == 403
        assert not archive.corrections(document)
        assert archive.confirmation(document) is None


def test_a_document_is_restricted_and_freed_again(client: TestClient, folder: Path) -> None:
    document = held(folder, "02-so-ket-rac.txt")
    form = next(one for one in opened(client, document).all("form") if one.attributes["action"].endswith("restriction"))
    client.post(form.attributes["action"], data=form.fields() | {"why": "đang soát"})
    assert "Hạn chế" in [one.words for one in opened(client, document).all("span", class_="late")]
    client.app.dependency_overrides[access.authenticate] = lambda: access.Person("Lan", "reader")
    assert client.get(address(document)).status_code == 404
    client.app.dependency_overrides.clear()
    client.post(form.attributes["action"], data=form.fields() | {"on": "0"})
    client.app.dependency_overrides[access.authenticate] = lambda: access.Person("Lan", "reader")
    assert client.get(address(document)).status_code == 200
