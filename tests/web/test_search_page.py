"""Tìm kiếm: what is found, the addresses that filter it, and what htmx asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.answers import Snippet
from vbparse.archive.archive import Archive
from vbparse.ingest.inputs import Given
from vbparse.ingest.keep import ingest
from vbparse.language.folding import fold
from vbparse.web.app import create_app
from vbparse.web.pages.search import split_snippet
from vbparse.web.settings import Settings
from web.pages import read
from web.serving import document
from web.test_access import Site


def links(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', html)]


def test_words_without_marks_are_marked_where_they_stand(client: TestClient, folder: Path) -> None:
    answer = client.get("/search", params={"q": "phan loai rac"})
    assert answer.status_code == 200
    assert "<mark>phân</mark>" in answer.text
    with Archive(folder) as archive:
        document = archive.search("phân loại rác").hits[0].head.document
        text = archive.document(document).text or ""
    found = re.search(rf"/documents/{document}\?at=(\d+)-(\d+)", answer.text)
    assert found
    assert text[int(found[1]) : int(found[2])].casefold() in ("phân", "phân loại rác")


def test_hits_lead_to_the_page_on_which_they_stand(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        head = next(head for head in archive.documents() if head.name.startswith("06"))
        text = archive.document(head.document).text or ""
    html = client.get("/search", params={"q": "kế hoạch"}).text
    places = re.findall(rf'/documents/{head.document}\?at=(\d+)-(\d+)">((?:(?!</a>).)*)</a>', html, re.DOTALL)
    assert any(re.search(r"tr\. \d", words) for _, _, words in places)
    stretches = [text[int(start) : int(end)] for start, end, _ in places]
    assert any(" ".join(stretch.casefold().split()) == "kế hoạch" for stretch in stretches), stretches


def test_where_nothing_is_asked_stand_tips_and_what_came_last(client: TestClient, folder: Path) -> None:
    html = client.get("/search").text
    assert "Cách tìm" in html
    with Archive(folder) as archive:
        newest = [head.document for _, head in archive.latest_arrivals(3)]
    assert all(f"/documents/{quote(document, safe='')}" in html for document in newest)


def test_a_facet_filters_and_is_taken_back(client: TestClient) -> None:
    html = client.get("/search", params={"q": "kế hoạch"}).text
    link = next(link for link in links(html) if "type=QĐ" in link or "type=Q%C4%90" in link)
    filtered = client.get(link).text
    assert filtered.count("<article") < html.count("<article")
    assert filtered.count("Quyết định ·") == filtered.count("<article") > 0
    assert "/search?q=k%E1%BA%BF+ho%E1%BA%A1ch" in links(filtered)
    assert re.search(r'class="count">\d+<', html)


def test_a_year_is_a_filter_from_and_to(client: TestClient) -> None:
    html = client.get("/search", params={"q": "ủy ban"}).text
    link = next(link for link in links(html) if "from=2024&to=2024" in link)
    years = re.findall(r"· \d+/\d+/(\d{4}) ·", client.get(link).text)
    assert years
    assert set(years) == {"2024"}


def test_filters_stand_as_chips_that_are_removed(client: TestClient) -> None:
    address = "/search?q=k%E1%BA%BF+ho%E1%BA%A1ch&type=KH&from=31%2F1%2F2020&to=2030-12-31"
    page = read(client.get(address))
    chips = {one.words: one.attributes["href"] for one in page.all("a", class_="on")}
    removed = "Bỏ điều kiện này"
    assert list(chips) == [f"Kế hoạch {removed}", f"Từ 31/1/2020 {removed}", f"Đến 31/12/2030 {removed}"]
    assert chips[f"Kế hoạch {removed}"] == address.replace("&type=KH", "").replace("2030-12-31", "2030-12-31")
    form = page.one("form", id="search").fields()
    assert (form["type"], form["from"], form["to"]) == ("KH", "31/1/2020", "2030-12-31")


@pytest.mark.parametrize("day", ["31/5/2023", "2023-05-31", "ngày 31 tháng 5 năm 2023"])
def test_days_are_understood_as_people_write_them(client: TestClient, day: str) -> None:
    shown = re.findall(r"· (\d+/\d+/\d{4}) ·", client.get("/search", params={"from": day, "sort": "newest"}).text)
    days = [tuple(map(int, reversed(one.split("/")))) for one in shown]
    assert days == sorted(days, reverse=True)
    assert min(days) >= (2023, 5, 31)


@pytest.mark.parametrize(
    ("language", "since", "until", "fault"),
    [
        ("vi", "31/31/2023", "", "“31/31/2023” không phải là ngày; cần ghi như 31/5/2023, 5/2023 hoặc 2023."),
        ("en", "", "May", "“May” is not a date; write it as 31/5/2023, 5/2023 or 2023."),
        ("vi", "2024", "2023", "Ngày cuối sớm hơn ngày đầu."),
    ],
)
def test_a_day_that_is_none_is_told_at_its_field_and_the_form_stays(
    client: TestClient, language: str, since: str, until: str, fault: str
) -> None:
    client.cookies.set("language", language)
    page = read(client.get("/search", params={"q": "rác", "from": since, "to": until, "signer": "Hạnh"}))
    told = page.one("p", class_="field-fault")
    assert told.words == fault
    field = page.one("input", aria_describedby=told.attributes["id"])
    assert field.attributes["aria-invalid"] == "true"
    sent = page.one("form", id="search").fields()
    assert (sent["q"], sent["from"], sent["to"], sent["signer"]) == ("rác", since, until, "Hạnh")
    assert not page.all("article")


def test_the_newest_first_is_an_address(client: TestClient) -> None:
    html = client.get("/search", params={"q": "ủy ban"}).text
    link = next(link for link in links(html) if link.endswith("sort=newest"))
    days = [tuple(map(int, reversed(d.split("/")))) for d in re.findall(r"· (\d+/\d+/\d{4}) ·", client.get(link).text)]
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1


def test_tags_dossiers_and_what_is_in_none_narrow_a_search(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        documents = [head.document for head in archive.documents()]
        dossier = archive.add_dossier("Rác & <rừng>", symbol="01.HC")
        archive.put_in_dossier(dossier.id, documents[:2])
        archive.tag(documents[1:4], ["khẩn"])
    every = client.get("/search?q=ủy+ban").text
    for link, words in (
        (f"/search?q=%E1%BB%A7y+ban&dossier={dossier.id}", "Hồ sơ: 01.HC Rác &amp; &lt;rừng&gt;"),
        ("/search?q=%E1%BB%A7y+ban&unfiled=1", "Chưa lập hồ sơ"),
        ("/search?q=%E1%BB%A7y+ban&tag=kh%E1%BA%A9n", "Nhãn: khẩn"),
    ):
        assert link in links(every)
        narrowed = client.get(link).text
        assert words in narrowed
        assert 0 < narrowed.count("<article") < every.count("<article")
    unknown = client.get("/search?dossier=99.XX").text
    assert 'role="alert"' in unknown


@pytest.mark.parametrize("query", ["a*", "-rác", '"'])
def test_what_cannot_be_searched_for_is_told_on_the_page(client: TestClient, query: str) -> None:
    answer = client.get("/search", params={"q": query})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


def test_nothing_found_is_helped(client: TestClient) -> None:
    found = client.get("/search", params={"q": "zzzz", "type": "KH"}).text.split('id="results"')[1]
    assert "Gõ không dấu" in found
    assert "Không văn bản nào có: zzzz." in found
    assert "/search?q=zzzz" in links(found)
    assert client.get("/api/v1/search", params={"q": "zzzz ủy"}).json()["nowhere"] == ["zzzz"]


def test_words_that_stand_nowhere_are_left_out_and_near_ones_offered(client: TestClient) -> None:
    html = client.get("/search", params={"q": "phan loai racc", "type": "KH"}).text
    assert "Không văn bản nào có: racc. Dưới đây là kết quả tìm:" in html
    assert "/search?q=phan+loai+rac&type=KH" in links(html)
    assert html.count("<article") == client.get("/search?q=phan+loai&type=KH").text.count("<article") > 0


def suggested(client: TestClient, typed: str) -> dict[str, list[tuple[str, str]]]:
    """By heading: what is suggested and where it leads."""
    page = read(client.get("/search/suggestions", params={"q": typed}))
    return {
        group.one("div", class_="dropdown-header").words: [
            (one.one("span", class_="suggested").words, one.attributes["href"]) for one in group.all("a", role="option")
        ]
        for group in page.all("div", role="group")
    }


def test_suggestions_lead_to_documents_bodies_and_facets(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        head = next(head for head in archive.documents() if head.canonical and head.title)
        body = next(one for one in archive.assignees() if len(one.name.split()) > 2)
    number, _, symbol = (head.canonical or "").partition("/")
    assert (head.canonical, f"/documents/{head.document}") in suggested(client, f"{number}/{symbol[:2]}")["Số ký hiệu"]
    titles = suggested(client, fold(" ".join((head.title or "").split()[:5])))["Trích yếu"]
    assert f"/documents/{head.document}" in [address for _, address in titles]
    assert (body.name, f"/assignees/{body.body}") in suggested(client, fold(body.name))["Đơn vị"]
    issuers = suggested(client, "ubnd")["Cơ quan ban hành"]
    assert all(address == f"/search?{urlencode({'issuer': name})}" for name, address in issuers)
    assert client.get(issuers[0][1]).text.count("<article") > 0
    assert sum(map(len, suggested(client, "ubnd").values())) <= 8
    assert suggested(client, "zzzz") == suggested(client, "") == suggested(client, '"*-') == {}


def test_readers_are_suggested_nothing_of_what_is_restricted(folder: Path) -> None:
    with Archive(folder) as archive:
        head = next(head for head in archive.documents() if head.canonical and head.title)
        archive.restrict(head.document, True)
    site = Site(folder)
    with site.client() as outside:
        assert outside.get("/search/suggestions?q=12", headers={"Accept": "text/html"}).status_code == 303
        reader, editor = site.login("Hoa"), site.login("Mai")
        for typed in (head.canonical or "", head.title or ""):
            asked = {"q": typed[:100]}
            assert f"/documents/{head.document}" in editor.get("/search/suggestions", params=asked).text
            assert head.document not in reader.get("/search/suggestions", params=asked).text
    site.accounts.close()


def test_a_search_is_saved_found_again_and_removed_by_two_steps(client: TestClient) -> None:
    page = read(client.get("/search?q=rác&type=KH&page=1"))
    form = next(one for one in page.all("form") if one.attributes.get("action") == "/views")
    sent = form.fields() | {"name": "Rác thải"}
    del sent["shared"]  # a box that nobody ticked
    saved = client.post("/views", data=sent, follow_redirects=False)
    assert saved.headers["location"] == "/search?q=r%C3%A1c&type=KH"
    start = read(client.get("/search"))
    assert [one.words for one in start.all("a", href="/search?q=r%C3%A1c&type=KH")] == ["Rác thải", "Rác thải"]
    remove = next(one for one in start.all("form") if one.attributes["action"].endswith("/remove"))
    assert not [one for one in start.all("form") if one.attributes["action"].endswith("/feeds/withdraw")]
    client.post(remove.attributes["action"], data=remove.fields())
    assert "Rác thải" not in client.get("/search").text


def test_the_address_of_a_feed_is_shown_once_and_withdrawn(client: TestClient) -> None:
    view = client.post("/api/v1/views", json={"name": "Rác", "page": "search", "query": "q=rác"}).json()["id"]
    csrf = read(client.get("/search")).all("input", name="csrf")[0].attributes["value"]
    made = client.post(f"/views/{view}/feeds", data={"csrf": csrf}, follow_redirects=False).headers["location"]
    address = read(client.get(made)).one("input", id="secret").attributes["value"]
    feed = client.get(address)
    assert (feed.status_code, feed.headers["content-type"]) == (200, "application/atom+xml; charset=utf-8")
    assert not read(client.get(made)).all("input", id="secret")
    again = client.post(f"/views/{view}/feeds/withdraw", data={"csrf": csrf}, follow_redirects=False)
    assert again.headers["location"] == "/search?q=r%C3%A1c"
    assert client.get(address).status_code == 404


def test_obligations_are_found_by_task_and_by_assignee(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        owed = next(one for one in archive.obligations(limit=None) if len(one.task.split()) > 4 and one.assignee)
    words = " ".join(owed.task.split()[:4])
    html = client.get("/search", params={"q": words, "in": "obligations"}).text
    assert f"/documents/{owed.head.document}?obligation={owed.obligation}" in html
    assert owed.assignee
    html = client.get("/search", params={"q": owed.assignee.name, "in": "obligations"}).text
    assert f"/obligations?assignee={owed.assignee.body}" in html


def test_pages_follow_each_other(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbparse.web.pages.search.ROWS", 2)
    seen: list[str] = []
    address: str | None = "/search?q=ủy ban"
    while address:
        html = client.get(address).text
        seen += re.findall(r'<h3><a href="/documents/([^"]+)"', html)
        address = next((unescape(link) for link in re.findall(r'href="([^"]+)" rel="next"', html)), None)
    assert len(seen) == len(set(seen)) > 2


def test_a_snippet_is_cut_at_its_hits() -> None:
    snippet = Snippet("xử lý rác thải", [(6, 9), (10, 14)], (0, 14))
    assert list(split_snippet(snippet)) == [("xử lý ", False), ("rác", True), (" ", False), ("thải", True)]
    assert "".join(text for text, _ in split_snippet(Snippet("abc", [], (0, 3)))) == "abc"


def test_no_text_of_a_document_is_taken_for_html(tmp_path: Path) -> None:
    evil = '<script>alert("rác")</script><img src=x onerror=alert(1)>'
    text = document("02").read_text("utf-8")
    for word in ("rác", "Công chức", "Nghị định"):
        text = text.replace(word, f"{word} {evil}")
    file = tmp_path / 'a"><script>alert(1)<b>.txt'.replace("/", "")
    file.write_text(text, "utf-8")
    with Archive(tmp_path / "archive", create=True) as archive:
        assert [taken.state for taken in ingest(archive.store, [Given(str(file))])] == ["added"]
        head = next(archive.documents())
        missing, bodies = archive.missing(), archive.assignees()
    pages = [
        "/search",
        "/search?q=rác",
        "/search?q=rác&in=obligations",
        "/obligations",
        "/obligations/timeline",
        "/missing",
        "/assignees",
    ]
    pages += ["/obligations/timeline?rows=assignees", f"/graph/{head.document}?depth=2", "/missing.csv"]
    pages += [f"/assignees/{body.body}?q=cong" for body in bodies]
    pages += [f"/missing?{urlencode({'wanted': one.wanted})}" for one in missing]
    pages += [f"/search?{urlencode({'q': evil, 'type': evil, 'issuer': evil, 'from': evil, 'signer': evil})}"]
    pages += [f"/obligations?{urlencode({'assignee': evil, 'text': evil, 'issuer': evil, 'document': evil})}"]
    with TestClient(create_app(Settings(tmp_path / "archive")), base_url="http://127.0.0.1:8000") as client:
        answers = {page: client.get(page) for page in pages}
    assert any("&lt;script&gt;alert" in answer.text for answer in answers.values())
    for page, answer in answers.items():
        assert answer.status_code == 200, page
        if answer.headers["content-type"].startswith("text/html"):
            assert not [part for part in ("<script>", "<img src=x", "<b>") if part in answer.text], page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["/search", "/search?q=phan+loai+rac", "/search?q=racc&from=x", "/search?q=racc"])
def test_nobody_is_shut_out_and_nothing_scrolls_sideways(
    served: str, tab: Any, axe: Callable[[Any], list[str]], language: str, path: str
) -> None:
    tab.goto(f"{served}/language/{language}?back={quote(path)}")
    assert axe(tab) == []
    assert tab.locator("h1").count() == 1
    for width in (320, 768, 2560):
        tab.set_viewport_size({"width": width, "height": 740})
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_keyboard_chooses_a_suggestion(served: str, tab: Any, axe: Callable[[Any], list[str]]) -> None:
    tab.goto(f"{served}/search")
    box = tab.get_by_role("combobox", name="Nội dung cần tìm")
    box.press_sequentially("phan loai")
    options = tab.locator("#suggestions [role=option]")
    options.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert axe(tab) == []
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    assert options.last.get_attribute("aria-selected") == "true"
    box.press("Escape")
    assert (box.get_attribute("aria-expanded"), box.input_value()) == ("false", "phan loai")
    box.press("ArrowDown")
    options.first.wait_for()
    box.press("ArrowDown")
    address = options.first.get_attribute("href")
    box.press("Enter")
    tab.wait_for_url(f"{served}{address}")


def test_enter_searches_for_what_was_typed_and_back_leads_back(served: str, tab: Any) -> None:
    tab.goto(f"{served}/search")
    box = tab.get_by_role("combobox", name="Nội dung cần tìm")
    box.press_sequentially("phan loai rac")
    box.press("Enter")
    tab.wait_for_selector("#results mark")
    assert tab.url == f"{served}/search?q=phan+loai+rac"
    tab.get_by_role("link", name=re.compile("^Kế hoạch ")).first.click()
    tab.wait_for_url(f"{served}/search?q=phan+loai+rac&type=KH")
    tab.go_back()
    tab.wait_for_url(f"{served}/search?q=phan+loai+rac")
    tab.go_back()
    tab.get_by_text("Cách tìm").wait_for()


def test_without_scripts_the_box_is_a_plain_form(served: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/search")
    page.fill("#q", "phan loai rac")
    page.press("#q", "Enter")
    page.wait_for_selector("#results mark")
    assert not page.locator("#suggestions").is_visible()
    context.close()
