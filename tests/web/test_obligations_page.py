"""Nhiệm vụ: the list, its filters and states, marking, and the timeline against the dates it is drawn from."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient

from vbparse.archive.answers import Owed
from vbparse.archive.archive import Archive
from vbparse.archive.ask.obligations import default_old
from vbparse.web.app import create_app
from vbparse.web.pages import dues
from vbparse.web.settings import Settings
from vbparse.web.words import Words

HTMX = {"HX-Request": "true"}


def rows(html: str) -> list[str]:
    return re.findall(r'<tr data-obligation="([^"]+)"', html)


def hidden_fields(html: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html)}


def quick_form(html: str, obligation: str) -> dict[str, str]:
    """The hidden fields of the form in the row of an obligation."""
    return hidden_fields(html.split(f'<tr data-obligation="{obligation}"')[1].split("</tr>")[0])


def panel_address(one: Owed) -> str:
    """Where one obligation is shown."""
    query = {
        "document": one.head.document,
        "body": one.assignee.body if one.assignee else "",
        "last_day": one.last_day or "",
    }
    return f"/obligations/{one.obligation}?{urlencode(query)}"


def mark_form(client: TestClient, one: Owed) -> dict[str, str]:
    """The hidden fields of the open form beside the list, which is that of the body that is shown."""
    html = client.get(panel_address(one), headers=HTMX).text
    return hidden_fields(html.split("<details open>")[1].split("</form>")[0])


def item(one: Owed) -> str:
    return "|".join((one.head.document, one.obligation, one.assignee.body if one.assignee else "", ""))


@pytest.fixture
def owed(folder: Path) -> list[Owed]:
    with Archive(folder) as archive:
        return archive.obligations(limit=None)


def test_the_list_is_that_of_the_archive_in_its_order(client: TestClient, owed: list[Owed]) -> None:
    html = client.get("/obligations", params={"old": "with"}).text
    assert rows(html) == [one.obligation for one in owed[:50]]
    assert f"/documents/{owed[0].head.document}?obligation={owed[0].obligation}" in html
    assert rows(client.get("/obligations").text) == [one.obligation for one in owed if not one.old][:50]


def test_what_is_old_is_folded_away_with_its_number_and_opened(client: TestClient, owed: list[Owed]) -> None:
    old = [one for one in owed if one.old]
    html = client.get("/obligations").text
    assert f"<summary>Nhiệm vụ hạn cũ: {len(old)}</summary>" in html
    assert "Quá hạn" not in re.sub(r"<(form|ul).*?</\1>", "", html.split("<table")[1], flags=re.DOTALL)
    part = client.get("/obligations/old", headers=HTMX)
    assert (rows(part.text), "<html" in part.text) == ([one.obligation for one in old[:50]], False)
    assert "HX-Push-Url" not in part.headers
    alone = client.get("/obligations", params={"old": "only"}).text
    assert rows(alone) == rows(part.text)
    assert {"Hạn cũ"} == set(re.findall(r'<span class="tag soft" >([^<]+)</span>', alone)) - {"Phối hợp"}
    assert 'class="folded"' not in alone
    one = next(one for one in old if one.assignee)
    assert one.assignee
    asked = {"assignee": one.assignee.body}
    meant = [x for x in old if x.assignee and x.assignee.body == one.assignee.body]
    assert f"Nhiệm vụ hạn cũ: {len(meant)}<" in client.get("/obligations", params=asked).text
    assert rows(client.get("/obligations/old", params=asked).text) == [x.obligation for x in meant][:50]


def test_a_time_that_is_over_or_a_document_folds_nothing_away(client: TestClient, owed: list[Owed]) -> None:
    for query in ({"due": "2023-09"}, {"document": "57/KH-UBND"}):
        html = client.get("/obligations", params=query).text
        assert rows(html)
        assert "<summary>Nhiệm vụ hạn cũ" not in html


def test_what_is_due_in_a_time_stands_before_what_runs_in_it(client: TestClient, folder: Path) -> None:
    asked = {"due": "2024-04", "as_of": "2024-04-01"}
    with Archive(folder) as archive:
        found = archive.obligations(due="2024-04", limit=None)
    falls = {kind: [one.obligation for one in found if one.falls == kind] for kind in ("due", "running")}
    html = client.get("/obligations", params=asked).text
    first, second = html.split("<h2>Đang thực hiện trong 4/2024, đến hạn sau đó")
    assert "<h2>Đến hạn trong 4/2024" in first
    assert (rows(first), rows(second)) == (falls["due"], falls["running"][: 50 - len(falls["due"])])
    for kind, meant in falls.items():
        html = client.get("/obligations", params=asked | {"falls": kind}).text
        assert rows(html) == meant[:50] != []
        assert f'name="falls" value="{kind}"' in html
    assert "<h2>Đến hạn" not in client.get("/obligations", params={"old": "with"}).text


def test_an_assignee_is_found_without_marks(client: TestClient, owed: list[Owed]) -> None:
    html = client.get("/obligations", params={"assignee": "so giao duc", "old": "with"}).text
    meant = {one.obligation for one in owed if one.assignee and "Sở Giáo dục" in one.assignee.name}
    assert set(rows(html)) == meant != set()


def test_every_body_of_the_archive_is_reached_by_its_link(client: TestClient, owed: list[Owed]) -> None:
    bodies = {one.assignee.body: one.assignee for one in owed if one.assignee}
    for body, assignee in list(bodies.items())[:10]:
        html = client.get("/obligations", params={"assignee": body, "ended": "1", "old": "with"}).text
        assert set(rows(html)) <= {one.obligation for one in owed if one.assignee and one.assignee.body == body}
        assert rows(html)
        assert assignee.name in unescape(html)


@pytest.mark.parametrize(
    "query",
    [
        {"due": "2023-09"},
        {"role": "support", "old": "with"},
        {"text": "bao cao"},
        {"issuer": "thi tran", "due": "2023"},
        {"status": "past due", "as_of": "2023-09-20"},
        {"overdue_on": "2023-09-20"},
        {"document": "57/KH-UBND"},
    ],
)
def test_filters_are_those_of_the_archive(client: TestClient, folder: Path, query: dict[str, str]) -> None:
    html = client.get("/obligations", params=query).text
    asked: dict[str, Any] = {name: value for name, value in query.items() if name not in ("as_of", "overdue_on")}
    asked |= {"today": date.fromisoformat(query["as_of"])} if "as_of" in query else {}
    asked |= {"overdue_on": date.fromisoformat(query["overdue_on"])} if "overdue_on" in query else {}
    typed = {name: query.get(name) for name in ("due", "document", "status")}
    old = query.get("old") or default_old(**typed, today=asked.get("today"))
    asked |= {"old": old}
    with Archive(folder) as archive:
        meant = [one.obligation for one in archive.obligations(**asked)]
    assert rows(html) == meant != []
    exports = [unescape(link) for link in re.findall(r'href="(/api/v1/exports/[^"]+)"', html)]
    assert len(exports) == 4
    for link in exports:
        told = query | ({"old": old} if old == "without" else {})
        assert {name: [value] for name, value in told.items()} == parse_qs(urlsplit(link).query)


def test_exports_hold_exactly_what_is_filtered(client: TestClient) -> None:
    asked = {"due": "2023-09", "as_of": "2023-09-20", "status": "past due"}
    html = client.get("/obligations", params=asked).text
    links = {
        link.partition("?")[0].rpartition(".")[2]: unescape(link) for link in re.findall(r'"(/api/v1/exp[^"]+)"', html)
    }
    assert set(links) == {"jsonl", "xlsx", "csv", "ics"}
    answers = {ending: client.get(link) for ending, link in links.items()}
    assert {answer.status_code for answer in answers.values()} == {200}
    table = list(csv.DictReader(io.StringIO(answers["csv"].content.decode("utf-8-sig"))))
    assert [row["id"] for row in table] == rows(html) != []


def test_a_calendar_of_what_is_filtered_is_made(client: TestClient) -> None:
    html = client.get("/obligations", params={"due": "2023-09", "as_of": "2023-09-20"}).text
    form = html.split('action="/account/calendars"')[1].split("</form>")[0]
    fields = {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}
    assert fields["query"] == "due=2023-09"
    made = client.post("/account/calendars", data=fields | {"name": "Tháng 9"})
    assert made.status_code == 200
    address = re.search(r"http://[^/]+(/calendar/[^\s\"<]+[.]ics)", made.text)
    assert address
    assert "VALARM" not in client.get(address[1]).text


def test_a_calendar_has_the_alarms_and_entries_that_were_chosen(client: TestClient) -> None:
    html = client.get("/obligations", params={"due": "2023-09", "old": "with"}).text
    form = html.split('action="/account/calendars"')[1].split("</form>")[0]
    assert re.findall(r'name="alarm" value="([^"]+)"', form) == ["-P1D", "-P3D", "-P7D"]
    chosen = {"alarm": ["-P1D", "-P7D"], "entries": "todo", "name": "Tháng 9"}
    made = client.post("/account/calendars", data=hidden_fields(form) | chosen)
    address = re.search(r"http://[^/]+(/calendar/[^\s\"<]+[.]ics)", made.text)
    assert address
    calendar = client.get(address[1]).text
    todos = calendar.count("BEGIN:VTODO")
    assert todos > 0
    assert calendar.count("BEGIN:VALARM") == 2 * todos
    bad = client.post("/account/calendars", data=hidden_fields(form) | chosen | {"alarm": "soon"})
    assert bad.status_code == 422


def test_what_is_over_and_what_is_due_soon_is_told_as_of_a_day(client: TestClient, owed: list[Owed]) -> None:
    one = next(one for one in owed if one.last_day and one.due and not one.due.get("recurrence"))
    assert one.last_day
    last = date.fromisoformat(one.last_day)
    asked = {"document": one.head.document, "due": one.last_day}
    for day, state in ((last + timedelta(1), "Quá hạn"), (last, "Sắp đến hạn"), (last - timedelta(15), "Đang thực")):
        html = client.get("/obligations", params=asked | {"as_of": day.isoformat()}).text
        row = html.split(f'data-obligation="{one.obligation}"')[1].split("</tr>")[0]
        assert state in row


@pytest.mark.parametrize("query", [{"due": "khi nào"}, {"text": "-a"}, {"document": "9999/QĐ-X"}])
def test_a_filter_that_cannot_be_is_told_on_the_page(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/obligations", params=query)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text


@pytest.mark.parametrize("query", [{"as_of": "hôm nay"}, {"page": "0"}, {"role": "boss"}])
def test_an_address_that_nobody_was_given_is_refused(client: TestClient, query: dict[str, str]) -> None:
    assert client.get("/obligations", params=query).status_code == 422


def test_an_obligation_is_marked_with_a_note_and_opened_again(
    client: TestClient, folder: Path, owed: list[Owed]
) -> None:
    one = owed[0]
    form = mark_form(client, one)
    done = client.post(
        f"/obligations/{one.obligation}/marks", data=form | {"status": "done", "note": "đã nộp"}, headers=HTMX
    )
    assert "<html" not in done.text
    assert f'data-obligation="{one.obligation}"' in done.text
    assert "Đã xong" in done.text
    assert "đã nộp" in done.text
    with Archive(folder) as archive:
        found = next(x for x in archive.obligations(limit=None) if x.obligation == one.obligation)
        assert found.mark
        assert (found.status, found.mark.note) == ("done", "đã nộp")
        assert found.mark.by
    plain = client.post(
        f"/obligations/{one.obligation}/marks",
        data=form | {"status": "open", "back": "/obligations?due=2023"},
        follow_redirects=False,
    )
    assert (plain.status_code, plain.headers["location"]) == (303, "/obligations?due=2023")
    with Archive(folder) as archive:
        assert next(x for x in archive.obligations(limit=None) if x.obligation == one.obligation).status != "done"


@pytest.fixture
def shared(folder: Path) -> list[Owed]:
    """An obligation that several bodies share, once for each."""
    with Archive(folder) as archive:
        found = archive.obligations(limit=None)
    one = next(one for one in found if one.shared > 1 and not one.last_day and not (one.due or {}).get("recurrence"))
    return [x for x in found if (x.obligation, x.head) == (one.obligation, one.head)]


def test_done_by_one_of_several_is_marked_for_that_one(client: TestClient, folder: Path, shared: list[Owed]) -> None:
    one, *others = shared
    assert one.assignee
    assert others
    assert f"cùng {len(shared) - 1} đơn vị khác" in client.get(panel_address(one)).text
    form = mark_form(client, one)
    told = {"status": "done", "evidence": "biên bản ngày 3/9", "responsible": "Lò Thị Lan"}
    path = f"/obligations/{one.obligation}/marks"
    done = client.post(path, data=form | told, headers=HTMX).text
    assert ("Đã xong" in done, "biên bản ngày 3/9" in done, "Phụ trách: Lò Thị Lan" in done) == (True, True, True)

    def states() -> dict[str, tuple[str, str | None]]:
        with Archive(folder) as archive:
            found = archive.obligations(document=one.head.document, limit=None, today=date(2000, 1, 1))
        same = [x for x in found if x.obligation == one.obligation]
        return {x.assignee.body: (x.status, x.person) for x in same if x.assignee}

    bodies = [x.assignee.body for x in others if x.assignee]
    assert states() == {one.assignee.body: ("done", "Lò Thị Lan")} | dict.fromkeys(bodies, ("open", None))
    page = client.get(f"/documents/{one.head.document}").text
    assert f"1/{len(shared)} xong" in page
    assert "biên bản ngày 3/9" in page
    form = mark_form(client, one)
    assert form["responsible_before"] == "Lò Thị Lan"
    unchanged = form | {"status": "done", "responsible": "Lò Thị Lan", "everybody": "1"}
    answer = client.post(path, data=unchanged, headers=HTMX)
    assert answer.text.count("tag ok") == 1 + len(shared)
    assert states() == {one.assignee.body: ("done", "Lò Thị Lan")} | dict.fromkeys(bodies, ("done", None))
    assert f"{len(shared)}/{len(shared)} xong" in client.get(f"/documents/{one.head.document}").text
    client.post(path, data=form | {"status": "open", "responsible": ""}, headers=HTMX)
    assert states() == {one.assignee.body: ("open", None)} | dict.fromkeys(bodies, ("done", None))


def test_a_mark_says_when_it_was_done_and_brings_its_file(client: TestClient, folder: Path, owed: list[Owed]) -> None:
    one = next(one for one in owed if one.assignee and one.last_day and not (one.due or {}).get("recurrence"))
    assert one.last_day
    last = date.fromisoformat(one.last_day)
    late = last + timedelta(days=3)
    form = mark_form(client, one) | {"status": "done", "date": f"{late.day}/{late.month}/{late.year}"}
    sent = {"file": ("kết quả.pdf", b"%PDF-1.7 x", "application/pdf")}
    answer = client.post(f"/obligations/{one.obligation}/marks", data=form, files=sent, headers=HTMX)
    assert answer.status_code == 200
    assert f'{late.day}/{late.month}/{late.year} <span class="late">chậm 3 ngày</span>' in answer.text
    with Archive(folder) as archive:
        said = archive.marks(one.obligation, one.head.document)[0]
    assert (said.date, said.file_name) == (str(late), "kết quả.pdf")
    (link,) = set(re.findall(r'href="(/obligations/[^"]+/file\?[^"]+)"', answer.text))
    file = client.get(unescape(link))
    assert (file.content, file.headers["content-type"]) == (b"%PDF-1.7 x", "application/pdf")
    assert file.headers["content-disposition"].startswith("attachment;")
    html = client.get("/obligations", params={"document": one.head.document, "status": "done"}).text
    assert "chậm 3 ngày" in html


@pytest.mark.parametrize(
    ("values", "file", "sentence"),
    [
        ({"date": "hôm kia"}, None, "hôm kia"),
        ({"date": "1/1/2999"}, None, "1/1/2999: ngày này chưa đến"),
        ({}, ("a.exe", b"MZ"), "a.exe: không nhận loại tệp này"),
    ],
)
def test_a_mark_that_cannot_be_is_told_and_marks_nothing(
    client: TestClient, folder: Path, owed: list[Owed], values: dict[str, str], file: Any, sentence: str
) -> None:
    one = owed[0]
    form = mark_form(client, one) | {"status": "done"} | values
    answer = client.post(f"/obligations/{one.obligation}/marks", data=form, files={"file": file} if file else None)
    assert answer.status_code == 400
    assert sentence in answer.text
    with Archive(folder) as archive:
        assert archive.marks(one.obligation, one.head.document) == []


def test_a_day_that_is_left_as_proposed_leaves_it_to_the_document_that_shows_it(
    client: TestClient, folder: Path, owed: list[Owed]
) -> None:
    with Archive(folder) as archive:
        report = next(head for head in archive.documents() if head.canonical and head.date and len(head.date) == 10)
    form = mark_form(client, owed[0]) | {"status": "done", "evidence": report.canonical or ""}
    form["date"] = form["date_shown"]
    client.post(f"/obligations/{owed[0].obligation}/marks", data=form)
    with Archive(folder) as archive:
        said = archive.marks(owed[0].obligation, owed[0].head.document)[0]
    assert (said.proof, said.date) == (report, report.date)


def test_those_who_help_are_marked_by_themselves(client: TestClient, folder: Path, owed: list[Owed]) -> None:
    one = next(one for one in owed if one.cooperating and one.assignee and one.last_day)
    html = client.get(panel_address(one), headers=HTMX).text
    assert "Nhiệm vụ được tính là đã xong khi đơn vị chủ trì làm xong" in html
    assert one.assignee
    form = hidden_fields(html.split(f"– {one.cooperating[0]}</span>")[1].split("</form>")[0])
    assert (form["body"], form["shown"]) == (one.cooperating[0], one.assignee.body)
    form |= {"status": "done", "responsible": "Bùi Thị Lụa"}
    answer = client.post(f"/obligations/{one.obligation}/marks", data=form, headers=HTMX)
    assert "Phụ trách: Bùi Thị Lụa" in answer.text
    with Archive(folder) as archive:
        said = archive.marks(one.obligation, one.head.document)[0]
        (after,) = [
            x
            for x in archive.obligations(document=one.head.document, ended=True, limit=None)
            if (x.obligation, x.assignee) == (one.obligation, one.assignee)
        ]
    assert (said.assignees, after.status) == ([one.cooperating[0]], one.status)


def test_several_are_marked_with_one_day_and_one_file(client: TestClient, folder: Path, owed: list[Owed]) -> None:
    chosen = [item(one) for one in owed[:3]]
    html = client.post("/obligations/selected", data={"item": chosen}, headers=HTMX).text
    assert 'name="file"' in html
    form: dict[str, Any] = {"item": chosen, "status": "done", "date": "15/1/2024"}
    sent = {"file": ("biên bản.png", b"\x89PNG\r\n\x1a\n")}
    assert client.post("/obligations/marks", data=form, files=sent, headers=HTMX).status_code == 204
    with Archive(folder) as archive:
        said = [archive.marks(one.obligation, one.head.document)[0] for one in owed[:3]]
    assert {(one.date, one.file_name) for one in said} == {("2024-01-15", "biên bản.png")}
    assert len({one.file for one in said}) == 1


def test_one_occurrence_is_marked_alone(client: TestClient, folder: Path, owed: list[Owed]) -> None:
    one = next(one for one in owed if one.due and one.due.get("recurrence"))
    asked = {"document": one.head.document, "due": "2024", "ended": "1"}
    with Archive(folder) as archive:
        days = [x.last_day for x in archive.obligations(**asked, limit=None) if x.obligation == one.obligation]
    form = quick_form(client.get("/obligations", params=asked).text, one.obligation)
    assert (form["last_day"], form["period"]) == (days[0], days[0])
    form |= {"status": "done"}
    assert client.post(f"/obligations/{one.obligation}/marks", data=form, headers=HTMX).status_code == 200
    with Archive(folder) as archive:
        found = [x for x in archive.obligations(**asked, limit=None) if x.obligation == one.obligation]
    bodies = len({x.assignee.body for x in found if x.assignee}) or 1
    assert [x.status for x in found].count("done") == bodies < len(found)


def test_nobody_is_sent_to_another_site(client: TestClient, owed: list[Owed]) -> None:
    form = quick_form(client.get("/obligations?old=with").text, owed[0].obligation)
    for back in ("//evil.example/", "https://evil.example/", "/\\evil.example"):
        answer = client.post(
            f"/obligations/{owed[0].obligation}/marks",
            data=form | {"status": "open", "back": back},
            follow_redirects=False,
        )
        assert answer.headers["location"] == "/obligations"


def test_names_are_suggested(client: TestClient) -> None:
    html = client.get("/obligations/assignees", params={"assignee": "so giao"}).text
    assert '<option value="Sở Giáo dục' in html
    assert "<option" not in client.get("/obligations/assignees", params={"assignee": "p"}).text


@pytest.mark.parametrize(
    ("rrule", "vi", "en"),
    [
        ("FREQ=MONTHLY;BYMONTHDAY=15", "hằng tháng, ngày 15", "monthly, day 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "hằng tháng, ngày cuối tháng", "monthly, last day"),
        ("FREQ=MONTHLY;INTERVAL=3", "hằng quý", "quarterly"),
        ("FREQ=YEARLY;BYMONTH=5", "hằng năm, tháng 5", "yearly, in May"),
        ("FREQ=HOURLY", "FREQ=HOURLY", "FREQ=HOURLY"),
        (None, "", ""),
    ],
)
def test_rhythms_in_words(rrule: str | None, vi: str, en: str) -> None:
    assert dues.describe_recurrence(rrule, Words("vi")) == vi
    assert dues.describe_recurrence(rrule, Words("en")).replace("month 5", "in May") == en


@pytest.mark.parametrize(
    ("edtf", "vi", "en"),
    [
        ("2026-34", "quý II/2026", "Q2 2026"),
        ("2023-09-01/2023-11", "1/9/2023 – 11/2023", "1/9/2023 – 11/2023"),
        ("2023-09-01/..", "1/9/2023", "1/9/2023"),
        ("2025", "2025", "2025"),
        (None, "", ""),
    ],
)
def test_dates_in_words(edtf: str | None, vi: str, en: str) -> None:
    assert (dues.describe_edtf(edtf, Words("vi")), dues.describe_edtf(edtf, Words("en"))) == (vi, en)


# --- the timeline


def read_back(html: str) -> Callable[[float], date]:
    """Places on the axis as days, by what the drawing says of itself."""
    said = dict(re.findall(r'data-(first|per-day)="([^"]+)"', html))
    first, per_day = date.fromisoformat(said["first"]), float(said["per-day"])
    return lambda x: first + timedelta(days=int(x / per_day + 0.01))


def test_bars_are_the_phases_and_marks_the_deadlines(client: TestClient, folder: Path) -> None:
    html = client.get("/obligations/timeline").text
    day = read_back(html)
    bars = re.findall(
        r'class="bar[^"]*" x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%" .*?data-start="([\d-]+)" data-end="([\d-]+)"',
        html,
    )
    drawn = sorted((start, end) for _, _, start, end in bars)
    with Archive(folder) as archive:
        phases = [(p.first_day, p.last_day) for p in archive.phases() if p.first_day and p.last_day]
        ends = {one.last_day for one in archive.obligations(limit=None) if one.last_day}
    assert drawn == sorted(phases) != []
    for x, width, start, end in bars:
        assert day(float(x)).isoformat() == start
        assert day(float(x) + float(width) - 0.01).isoformat() == end
    marks = re.findall(r'data-x="([\d.]+)" data-day="([\d-]+)"', html)
    assert {last for _, last in marks} == ends
    assert all(day(float(x)).isoformat() == last for x, last in marks)


def test_a_row_for_each_assignee(client: TestClient, owed: list[Owed]) -> None:
    one = next(one for one in owed if one.assignee and one.last_day)
    assert one.assignee
    asked = {"rows": "assignees", "assignee": one.assignee.body}
    html = client.get("/obligations/timeline", params=asked).text
    assert html.count('class="label"') == 1
    assert f"<h2>{one.assignee.unit}</h2>" in unescape(html)
    assert one.assignee.name[:15] in unescape(html)


def test_what_is_too_much_is_drawn_around_the_day(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vbparse.web.pages.timelines.DEADLINES", 5)
    html = client.get("/obligations/timeline", params={"as_of": "2023-09-01"}).text
    assert "chỉ vẽ khoảng 3/6/2023 – 2/6/2024" in html
    last = date.fromisoformat(re.findall(r'data-last="([\d-]+)"', html)[0])
    assert last <= date(2024, 6, 20)


def test_what_is_due_every_day_does_not_cover_the_rest(client: TestClient, folder: Path) -> None:
    with Archive(folder) as archive:
        owed = archive.obligations(due="2024-01/2024-06", limit=None)
    often = [one for one in owed if one.due and re.match("FREQ=(DAILY|WEEKLY)", one.due.get("recurrence") or "")]
    rare = {one.last_day for one in owed if one.last_day and not (one.due and one.due.get("recurrence"))}
    html = client.get("/obligations/timeline", params={"due": "2024-01/2024-06"}).text
    drawn = set(re.findall(r'data-day="([\d-]+)"', html))
    assert {day for day in rare if day <= "2024-06-30"} <= drawn
    assert often
    assert "Không vẽ" in html


def test_the_timeline_alone_for_htmx(client: TestClient) -> None:
    answer = client.get("/obligations/timeline", params={"due": "2023", "rows": "assignees"}, headers=HTMX)
    assert "<html" not in answer.text
    assert answer.headers["HX-Push-Url"] == "/obligations/timeline?due=2023&rows=assignees"


# --- what is chosen, in which order


def test_the_head_says_how_many_there_are(
    client: TestClient, owed: list[Owed], monkeypatch: pytest.MonkeyPatch
) -> None:
    html = client.get("/obligations", params={"old": "with"}).text
    assert f"{len(owed)} nhiệm vụ" in html
    monkeypatch.setattr("vbparse.web.pages.obligations.COUNTED", 7)
    html = client.get("/obligations", params={"old": "with"}, headers=HTMX).text
    assert "Hơn 7 nhiệm vụ" in html
    assert 'hx-swap-oob="true"' in html


def test_what_is_chosen_is_taken_away_one_by_one(client: TestClient) -> None:
    asked = {"due": "2023-09", "text": "bao cao", "role": "lead", "as_of": "2023-09-20", "sort": "document"}
    html = client.get("/obligations", params=asked).text
    chips = dict(re.findall(r'<a class="chip on" href="([^"]+)">([^<]+?) <svg', html))
    assert list(chips.values()) == ["“bao cao”", "Thời hạn: 9/2023", "Chủ trì", "Tính đến ngày 20/9/2023"]
    less = [parse_qs(urlsplit(unescape(address)).query) for address in chips]
    assert [set(asked) - set(query) for query in less] == [{"text"}, {"due"}, {"role"}, {"as_of"}]


def test_quick_filters_count_what_they_show(client: TestClient, owed: list[Owed]) -> None:
    html = client.get("/obligations", params={"as_of": "2023-09-20"}).text
    quick = re.findall(r'<a class="chip" href="([^"]+)" >([^<]+) <span class="count">(\d+)</span>', html)
    assert len(quick) == 6
    for address, _, count in quick:
        assert len(rows(client.get(unescape(address)).text)) == min(50, int(count))
    assert sum(int(count) for _, _, count in quick) > 0


@pytest.mark.parametrize("group", ["assignee", "document", "month"])
def test_rows_are_grouped_in_the_order_of_the_archive(client: TestClient, folder: Path, group: str) -> None:
    html = client.get("/obligations", params={"old": "with", "group": group}).text
    headings = [unescape(re.sub("<[^>]+>", "", one)) for one in re.findall(r"<th scope=.rowgroup.*?</th>", html)]
    with Archive(folder) as archive:
        meant = archive.obligations(sort=None if group == "month" else group)  # type: ignore[arg-type]
    assert rows(html) == [one.obligation for one in meant]
    assert len(headings) == len(set(headings)) > 1
    last = re.split("<th scope=.rowgroup", html)[1]
    same = next(one for one in meant if one.obligation in rows(last))
    name = {"assignee": same.assignee and same.assignee.name, "document": same.head.canonical}
    told = name.get(group) or f"{int((same.last_day or '')[5:7])}/{(same.last_day or '')[:4]}"
    assert told in headings[0]


def test_columns_are_sorted_over_all_pages(client: TestClient, folder: Path) -> None:
    for sort in ("assignee", "document"):
        html = client.get("/obligations", params={"old": "with", "sort": sort, "page": 2}).text
        with Archive(folder) as archive:
            meant = archive.obligations(sort=sort, limit=50, offset=50)
        assert rows(html) == [one.obligation for one in meant] != []
        assert "aria-sort" in html


def test_the_column_of_the_status_sorts_as_well(client: TestClient, folder: Path, owed: list[Owed]) -> None:
    for one, status in ((owed[0], "cancelled"), (owed[1], "done")):
        client.post(f"/obligations/{one.obligation}/marks", data=mark_form(client, one) | {"status": status})
    asked = {"sort": "status", "old": "with"}
    html = client.get("/obligations", params=asked).text
    assert '<th scope="col" class="status" aria-sort="ascending">' in html
    with Archive(folder) as archive:
        found = archive.obligations(sort="status", limit=None)
        assert {(x.obligation, x.assignee_text, x.last_day) for x in found} == {
            (x.obligation, x.assignee_text, x.last_day) for x in archive.obligations(limit=None)
        }
        assert len(found) == archive.count_obligations(most=100_000)
    assert rows(html) == [one.obligation for one in found[:50]]
    order = ["past due", "open", "old", "done", "cancelled"]
    places = [order.index(one.status) for one in found]
    assert places == sorted(places)
    assert {"old", "done", "cancelled"} <= {one.status for one in found}


def test_filters_are_saved_under_a_name_and_removed(client: TestClient) -> None:
    html = client.get("/obligations", params={"due": "2023-09", "group": "assignee"}).text
    fields = hidden_fields(html.split('action="/views"')[1].split("</form>")[0])
    saved = client.post("/views", data=fields | {"name": "Tháng 9", "shared": "1"}, follow_redirects=False)
    assert (saved.status_code, saved.headers["location"]) == (303, "/obligations?due=2023-09&group=assignee")
    assert client.post("/views", data=fields | {"name": "Tháng 9"}).status_code == 409
    html = client.get("/obligations").text
    assert re.search(r'href="/obligations\?due=2023-09&amp;group=assignee">Tháng 9', html)
    number = re.findall(r'action="(/views/\d+/remove)"', html)[0]
    assert client.post(number, data={"csrf": fields["csrf"]}).status_code == 200
    assert "Tháng 9" not in client.get("/obligations").text


def test_reports_are_offered_of_what_is_filtered(client: TestClient) -> None:
    html = client.get("/obligations", params={"due": "2023-09", "sort": "document"}).text
    links = [unescape(link) for link in re.findall(r'href="(/api/v1/reports/[^"]+)"', html)]
    assert [link.partition("?")[0].rpartition("/")[2] for link in links] == [
        "tracking.docx", "tracking.xlsx", "tracking.pdf", "reminder.zip"
    ]  # fmt: skip
    table, book, _, letters = links
    assert {client.get(link).status_code for link in (table, book)} == {200}
    assert client.get(letters).status_code == 404  # what fell due before the archive had it is not asked for
    late = client.get(letters, params={"due": "2023-09", "old": "with", "as_of": "2023-12-01"})
    assert late.status_code == 200


# --- one obligation


def test_one_obligation_is_shown_with_its_sentence(client: TestClient, owed: list[Owed]) -> None:
    one = next(one for one in owed if one.assignee and one.section)
    page = client.get(panel_address(one))
    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    part = client.get(panel_address(one), headers=HTMX).text
    assert "<html" not in part
    assert one.task in unescape(part)
    assert f"/documents/{one.head.document}?obligation={one.obligation}" in part
    marked = unescape(" ".join(re.findall(r'<mark class="task">([^<]+)</mark>', part)))
    assert marked.split()[:3] == one.task.split()[:3]


def test_an_obligation_that_is_not_there_is_told(client: TestClient, owed: list[Owed]) -> None:
    answer = client.get("/obligations/ffffffff", params={"document": owed[0].head.document})
    assert answer.status_code == 404
    assert client.get(f"/obligations/{owed[0].obligation}").status_code == 422


def test_several_are_marked_in_one_step(client: TestClient, folder: Path, owed: list[Owed]) -> None:
    some = [one for one in owed if not (one.due or {}).get("recurrence")][:3]
    form = {"item": [item(one) for one in some]}
    csrf = hidden_fields(client.get("/obligations").text)["csrf"]
    html = client.post("/obligations/selected", data=form | {"csrf": csrf}, headers=HTMX).text
    assert "Đánh dấu 3 nhiệm vụ" in html
    fields = form | {"status": "done", "note": "họp giao ban", "csrf": csrf}
    assert client.post("/obligations/marks", data=fields, headers=HTMX).status_code == 204
    with Archive(folder) as archive:
        found = [one for one in archive.obligations(limit=None) if one.mark]
    assert {item(one) for one in found} == set(form["item"])
    assert {(one.status, one.mark and one.mark.note) for one in found} == {("done", "họp giao ban")}
    bad = fields | {"item": [*form["item"], f"{some[0].head.document}|ffffffff||"], "status": "open"}
    assert client.post("/obligations/marks", data=bad, headers=HTMX).status_code == 404
    assert client.post("/obligations/marks", data=fields | {"item": ["a|b"]}, headers=HTMX).status_code == 422
    with Archive(folder) as archive:
        assert [one.status for one in archive.obligations(limit=None) if one.mark] == ["done"] * 3


# --- in a browser


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["/obligations", "/obligations/timeline"])
def test_everybody_can_use_the_pages(
    served: str, tab: Any, axe: Callable[[Any], list[str]], path: str, language: str
) -> None:
    tab.goto(f"{served}/language/{language}?back={path}")
    assert axe(tab) == []
    tab.set_viewport_size({"width": 360, "height": 740})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_obligation_is_opened_and_marked_by_keyboard(served: str, tab: Any, folder: Path) -> None:
    tab.goto(f"{served}/obligations?due=2023-09")
    row = tab.locator("tr[data-obligation]").nth(1)
    obligation = row.get_attribute("data-obligation")
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(f'#panel.show article[data-obligation="{obligation}"]')
    assert tab.locator("#panel .excerpt mark").count() > 0
    tab.locator("#panel details[open] input[name=note]").fill("xong sớm")
    tab.keyboard.press("Enter")
    tab.wait_for_selector("#panel .history")
    tab.wait_for_selector(f'tr[data-obligation="{obligation}"] .tag.ok')
    tab.wait_for_function("() => document.getAnimations().every(one => one.playState === 'finished')")
    assert not tab.locator("#selected").is_visible()  # nothing was selected
    assert tab.url.endswith("/obligations?due=2023-09")
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#panel", state="hidden")
    with Archive(folder) as archive:
        marked = [one for one in archive.obligations(due="2023-09") if one.obligation == obligation]
    assert "done" in {one.status for one in marked}
    assert {one.mark.note for one in marked if one.mark} == {"xong sớm"}


def test_several_are_marked_at_once_and_opened_again(served: str, tab: Any, folder: Path) -> None:
    def done() -> int:
        with Archive(folder) as archive:
            return sum(one.status == "done" for one in archive.obligations(due="2023-09", limit=None))

    tab.goto(f"{served}/obligations?due=2023-09")
    boxes = tab.locator("input[name=item]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    assert tab.locator("#selected .count").inner_text() == "Đã chọn 3"
    tab.keyboard.press("e")
    tab.wait_for_selector("#panel.show .mark-all")
    assert tab.locator("#panel .charged li").count() == 3
    tab.locator("#panel .mark-all button[value=done]").click()
    tab.wait_for_selector(".toast.show")
    assert done() == 3
    with tab.expect_response("**/obligations/marks"):
        tab.locator(".toast button:visible").click()
    tab.locator("tr .tag.ok").first.wait_for(state="detached")
    assert done() == 0


def test_keys_are_told_and_wait_while_somebody_types(served: str, tab: Any, axe: Callable[[Any], list[str]]) -> None:
    tab.goto(f"{served}/obligations?due=2023-09")
    tab.keyboard.press("?")
    tab.wait_for_selector("#keys.show")
    assert axe(tab) == []
    tab.keyboard.press("Escape")
    tab.wait_for_selector("#keys", state="hidden")
    tab.keyboard.press("/")
    tab.keyboard.type("jx")
    assert tab.locator("#filters [name=text]").input_value() == "jx"
    assert tab.locator("tr.current").count() == 0


def test_filters_change_the_list_and_the_address(served: str, tab: Any) -> None:
    tab.goto(f"{served}/obligations")
    tab.get_by_label("Thời hạn trong").fill("2023-09")
    tab.wait_for_url("**/obligations?due=2023-09")
    assert tab.locator('a[href="/api/v1/exports/obligations.xlsx?due=2023-09"]').count() == 1
    tab.get_by_label("Đơn vị thực hiện").press_sequentially("so giao")
    tab.wait_for_selector("#assignees option", state="attached")


def test_without_javascript_the_forms_work(served: str, browser: Any, folder: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        tab = context.new_page()
        tab.goto(f"{served}/obligations?due=2023-09")
        tab.locator("form.quick-mark button").first.click()
        tab.wait_for_selector(".tag.ok")
        assert tab.url == f"{served}/obligations?due=2023-09"
        tab.locator("input[name=item]").nth(1).check()
        tab.locator("#selected button").first.click()
        tab.locator(".mark-all button[value=cancelled]").click()
        assert tab.url == f"{served}/obligations?due=2023-09"
        assert "Đã hủy" in tab.locator("table").first.inner_text()
        tab.locator("a.open").first.click()
        tab.locator("details[open] button[value=open]").click()
        tab.wait_for_selector(".history")
        tab.goto(f"{served}/obligations?due=2023-09")
        tab.locator('form#filters input[name="text"]').fill("báo cáo")
        tab.locator("form#filters > noscript button, form#filters > button").click()
        assert "text=b%C3%A1o" in tab.url


def test_a_reader_may_not_mark(folder: Path, owed: list[Owed], monkeypatch: pytest.MonkeyPatch) -> None:
    app = create_app(Settings(folder))
    from vbparse.web.access import Person, authenticate

    app.dependency_overrides[authenticate] = lambda: Person("minh", "reader", "word")
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        html = client.get("/obligations").text
        assert rows(html)
        assert "/marks" not in html
        form = {"status": "done", "document": owed[0].head.document, "csrf": "word"}
        assert client.post(f"/obligations/{owed[0].obligation}/marks", data=form).status_code == 403
        many = form | {"item": item(owed[0])}
        assert client.post("/obligations/marks", data=many).status_code == 403
        assert client.post("/obligations/selected", data=many).status_code == 403
        assert "/marks" not in client.get(panel_address(owed[0])).text
