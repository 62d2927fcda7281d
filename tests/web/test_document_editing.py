"""Sửa: fields are corrected in place, what was corrected is told and taken back."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from vbparse.archive.archive import Archive
from vbparse.schema import Document, Section
from web.conftest import held
from web.pages import Element, read
from web.test_document_page import HTML, address, opened

NAME = "02-so-ket-rac.txt"


@pytest.fixture
def document(folder: Path) -> str:
    return held(folder, NAME)


def owed(folder: Path, document: str) -> str:
    """An obligation that has a due."""
    with Archive(folder) as archive:
        return next(one.id for one in archive.document(document).obligations if one.due)


def form(client: TestClient, document: str, path: str, **headers: str) -> Element:
    answer = client.get(f"{address(document)}/edit", params={"path": path}, headers=HTML | headers)
    return read(answer).one("form", class_="correction")


def save(client: TestClient, form: Element, **values: str) -> object:
    data = form.fields() | values
    return client.post(form.attributes["action"], data=data, headers=HTML, follow_redirects=False)


def test_a_field_is_corrected_and_tells_what_was_read(client: TestClient, folder: Path, document: str) -> None:
    path = f"obligations.{owed(folder, document)}.due.date"
    answer = save(client, form(client, document, path), value="20/9/2023", why="theo bản ký")
    assert answer.status_code == 303
    field = path.removesuffix(".date")
    with Archive(folder) as archive:
        (correction,) = archive.corrections(document)
        assert (correction.path, correction.value, correction.by) == (path, "2023-09-20", "local")
        assert correction.why == "theo bản ký"
    assert answer.headers["location"] == f"{address(document)}?field={field}&corrected={correction.n}#f-{field}"
    value = opened(client, document).one(id=f"f-{field}")
    assert "20/9/2023" in value.words
    assert value.one("del").words == "15/9/2023"
    assert correction.was == "2023-09-15"


def test_assignees_are_corrected_line_by_line(client: TestClient, folder: Path, document: str) -> None:
    path = f"obligations.{owed(folder, document)}.assignees"
    given = form(client, document, path)
    save(client, given, value=f"{given.fields()['value']}\nCông an thị trấn")
    with Archive(folder) as archive:
        one = next(one for one in archive.document(document).obligations if path.split(".")[1] == one.id)
        assert [body.name for body in one.assignees] == ["Các khu phố", "Công an thị trấn"]
        assert archive.obligations(assignee="cong an thi tran", ended=True)
        assert one.assignees[0].kind == "collective"


def test_a_due_is_given_where_none_was_read(client: TestClient, folder: Path, document: str) -> None:
    with Archive(folder) as archive:
        one = next(one.id for one in archive.document(document).obligations if not one.due)
    save(client, form(client, document, f"obligations.{one}.due.date"), value="9/2023")
    assert "9/2023" in opened(client, document).one(id=f"f-obligations.{one}.due").words


def test_an_obligation_that_was_not_read_is_added(client: TestClient, folder: Path, document: str) -> None:
    (link,) = [a for a in opened(client, document).all("a") if a.words == "Thêm nhiệm vụ"]
    given = read(client.get(link.attributes["href"], headers=HTML)).one("form", class_="correction")
    short = read(save(client, given, who="Trạm Y tế"), 422)
    assert "obligations.+.task: để trống" in short.one(role="alert").words
    assert "Trạm Y tế" in short.one("form", class_="correction").words
    typed = {"who": "Trạm Y tế\n Công an  xã", "task": "cấp thuốc\ncho các bản ", "partners": "Hội Phụ nữ"}
    typed |= {"due": "trước ngày 20/4/2026", "product": "Báo cáo", "role": "lead", "why": "bỏ sót"}
    save(client, given, **typed)
    with Archive(folder) as archive:
        (added,) = (one for one in archive.document(document).obligations if one.rule == "corrected")
    assert [body.name for body in added.assignees] == ["Trạm Y tế", "Công an xã"]
    assert (added.task, added.product, added.cooperating[0].name) == ("cấp thuốc cho các bản", "Báo cáo", "Hội Phụ nữ")
    assert (added.due.date, added.due.bound, added.due.text) == ("2026-04-20", "before", "trước ngày 20/4/2026")
    page = opened(client, document)
    assert page.one(id=f"f-obligations.{added.id}.task").words == "cấp thuốc cho các bản đã sửa"
    assert "trước 20/4/2026" in page.one(id=f"f-obligations.{added.id}.due").words
    again = read(save(client, given, **typed), 422)
    assert "đã có, là" in again.one(role="alert").words


@pytest.mark.parametrize(
    ("typed", "date", "bound"),
    [
        ("trước ngày 20/4/2026", "2026-04-20", "before"),
        ("20/4/2026", "2026-04-20", "on"),
        ("quý III/2026", "2026-35", "within"),
        ("chậm nhất ngày 5/9", "2023-09-05", "by"),
    ],
)
def test_a_deadline_is_read_as_people_write_it(
    client: TestClient, folder: Path, document: str, typed: str, date: str, bound: str
) -> None:
    path = f"obligations.{owed(folder, document)}.due"
    assert save(client, form(client, document, path), value=typed).status_code == 303
    with Archive(folder) as archive:
        due = next(one.due for one in archive.document(document).obligations if one.id == path.split(".")[1])
    assert (due.date, due.bound, due.text) == (date, bound, typed)
    shown = form(client, document, path).fields()["value"]
    assert read(client.get(f"{address(document)}/due", params={"value": shown})).words == f"Hạn: {shown}"


def test_a_deadline_that_cannot_be_read_stays_in_the_form(client: TestClient, folder: Path, document: str) -> None:
    path = f"obligations.{owed(folder, document)}.due"
    told = read(save(client, form(client, document, path), value="khi nào xong"), 422)
    assert told.one("form", class_="correction").fields()["value"] == "khi nào xong"
    assert "Chưa đọc được" in read(client.get(f"{address(document)}/due", params={"value": "khi nào xong"})).words
    with Archive(folder) as archive:
        assert not archive.corrections(document)


def test_a_value_is_left_empty_only_by_a_button_of_its_own(client: TestClient, folder: Path, document: str) -> None:
    given = form(client, document, "issued.place")
    asked = read(save(client, given, value=" "), 422)
    (button,) = [one for one in asked.all("button") if one.attributes.get("name") == "clear"]
    with Archive(folder) as archive:
        assert not archive.corrections(document)
    assert (
        save(client, asked.one("form", class_="correction"), value="", clear=button.attributes["value"]).status_code
        == 303
    )
    with Archive(folder) as archive:
        assert archive.document(document).issued.place is None


def test_a_value_tells_its_history_beside_it(client: TestClient, folder: Path, document: str) -> None:
    with Archive(folder) as archive:
        archive.correct(document, "title.text", "Tên một", by="Hương", why="theo bản ký")
        archive.correct(document, "issued.place", "Đồng Mai 2", by="Lan")
    (link,) = opened(client, document).one(id="f-title.text").all("a", class_="story")
    story = read(client.get(link.attributes["href"], headers={"HX-Request": "true"}))
    assert "Hương" in story.words
    assert "theo bản ký" in story.words
    assert "Lan" not in story.words
    undo = story.one("form")
    back = client.post(undo.attributes["action"], data=undo.fields(), headers=HTML, follow_redirects=False)
    assert back.headers["location"] == f"{address(document)}?field=title.text#f-title.text"
    with Archive(folder) as archive:
        assert [one.path for one in archive.corrections(document) if one.state == "applied"] == ["issued.place"]


def test_words_that_are_pointed_at_go_into_the_form_of_what_they_are(
    client: TestClient, folder: Path, document: str
) -> None:
    with Archive(folder) as archive:
        content = archive.document(document)
    owes = next(one for one in content.obligations if one.due and one.due.date)
    start, end = owes.due.span
    menu = read(client.get(f"{address(document)}/pointing", params={"at": f"{start}-{end}"}, headers=HTML))
    links = {one.attributes["href"] for one in menu.all("a", class_="edit")}
    (due,) = [link for link in links if f"path=obligations.{owes.id}.due&" in link]
    given = read(client.get(due, headers=HTML)).one("form", class_="correction")
    assert read(client.get(f"{address(document)}/due", params={"value": given.fields()["value"]})).words.startswith(
        "Hạn: "
    )
    number = (content.text or "").index("Số: 57")
    menu = read(client.get(f"{address(document)}/pointing", params={"at": f"{number}-{number + 14}"}, headers=HTML))
    (link,) = [
        one.attributes["href"] for one in menu.all("a", class_="edit") if "path=number&" in one.attributes["href"]
    ]
    assert read(client.get(link, headers=HTML)).one("form", class_="correction").fields()["value"] == "57/KH-UBND"
    size = len(content.text or "")
    assert client.get(f"{address(document)}/pointing", params={"at": f"{size + 1}-{size + 9}"}).status_code == 422


def test_an_item_is_taken_out_and_comes_back(client: TestClient, folder: Path, document: str) -> None:
    one = owed(folder, document)
    save(client, form(client, document, f"obligations.{one}"), why="không phải nhiệm vụ")
    assert not opened(client, document).all(id=f"f-obligations.{one}.task")
    history = read(client.get(f"{address(document)}/history", headers=HTML))
    assert "Nhiệm vụ" in history.one("table").words
    assert f"obligations.{one}" not in history.words
    undo = history.one("form")
    client.post(undo.attributes["action"], data=undo.fields() | {"why": "nhầm"})
    assert opened(client, document).one(id=f"f-obligations.{one}.task")
    history = read(client.get(f"{address(document)}/history", headers=HTML))
    assert "Đã hoàn tác" in history.words
    assert "nhầm" in history.words
    assert not history.all("form")


def test_the_second_of_two_editors_is_told_and_loses_nothing(client: TestClient, folder: Path, document: str) -> None:
    mine = form(client, document, "title.text")
    with Archive(folder) as archive:
        archive.correct(document, "title.text", "Tên của Hương", by="Hương")
    answer = save(client, mine, value="Tên của tôi", why="vì sai")
    told = read(answer, 409)
    alert = told.one(role="alert").words
    assert "Hương" in alert
    assert "Tên của Hương" in alert
    again = told.one("form", class_="correction")
    assert again.fields()["value"] == "Tên của tôi"
    assert again.fields()["why"] == "vì sai"
    with Archive(folder) as archive:
        assert archive.document(document).title.text == "Tên của Hương"
    assert save(client, again).status_code == 303
    with Archive(folder) as archive:
        assert archive.document(document).title.text == "Tên của tôi"
        assert [one.value for one in archive.corrections(document)] == ["Tên của Hương", "Tên của tôi"]


def test_what_somebody_took_out_meanwhile_is_told(client: TestClient, folder: Path, document: str) -> None:
    one = owed(folder, document)
    mine = form(client, document, f"obligations.{one}.task")
    with Archive(folder) as archive:
        archive.correct(document, f"obligations.{one}", None, by="Hương")
    told = read(save(client, mine, value="Việc khác"), 409).words
    assert "Hương" in told
    assert "Việc khác" in told


@pytest.mark.parametrize(("path", "value"), [("issued.date", "hôm qua"), ("doc_type", "ZZ"), ("number", "không số")])
def test_a_value_that_does_not_fit_stays_in_the_form(client: TestClient, document: str, path: str, value: str) -> None:
    given = form(client, document, path)
    answer = save(client, given, value=value)
    told = read(answer, 422)
    assert told.one(role="alert")
    if path != "doc_type":
        assert told.one("form", class_="correction").fields()["value"] == value


@pytest.mark.parametrize("value", ["", "  "])
def test_an_empty_title_is_refused(client: TestClient, folder: Path, document: str, value: str) -> None:
    told = read(save(client, form(client, document, "title.text"), value=value, clear="1"), 422)
    assert "không được để trống; hãy ghi nội dung." in told.one(role="alert").words
    with Archive(folder) as archive:
        assert not archive.corrections(document)


def test_nothing_to_correct_is_told(client: TestClient, document: str) -> None:
    assert read(save(client, form(client, document, "title.text")), 422).one(role="alert")


@pytest.mark.parametrize("expected", ["", "{", "nichts"])
def test_a_form_without_the_value_seen_is_refused(
    client: TestClient, folder: Path, document: str, expected: str
) -> None:
    given = form(client, document, "title.text")
    assert save(client, given, value="Khác", expected=expected).status_code == 422
    with Archive(folder) as archive:
        assert not archive.corrections(document)


def test_htmx_gets_the_form_alone(client: TestClient, document: str) -> None:
    answer = client.get(f"{address(document)}/edit?path=title.text", headers={"HX-Request": "true"})
    assert read(answer).inner[0].tag == "form"


def test_only_a_correction_of_the_document_is_taken_back(client: TestClient, folder: Path, document: str) -> None:
    with Archive(folder) as archive:
        other = archive.correct(held(folder, "06-truong-hoc.pdf"), "title.text", "Khác")
    assert client.post(f"{address(document)}/corrections/{other.n}/withdrawal").status_code == 404
    with Archive(folder) as archive:
        assert [one.state for one in archive.corrections()] == ["applied"]


def test_every_edit_link_of_a_page_opens_a_form(client: TestClient, document: str) -> None:
    for link in opened(client, document).all("a", class_="edit"):
        page = read(client.get(link.attributes["href"], headers=HTML))
        sent = page.one("form", class_="correction").fields()
        assert sent["path"], link.attributes
        for label in page.all("label"):
            assert page.one(id=label.attributes["for"])


def paths(model: type[BaseModel], before: str) -> list[str]:
    """Every path there could be below a model."""
    found = []
    for name, info in model.model_fields.items():
        found.append(f"{before}{name}")
        inner = [kind for kind in get_args(info.annotation) if isinstance(kind, type) and issubclass(kind, BaseModel)]
        if inner and model is not Section:
            found += paths(inner[0], f"{before}{name}.")
    return found


def test_any_path_has_a_form_or_is_refused(client: TestClient, folder: Path, document: str) -> None:
    with Archive(folder) as archive:
        held = archive.document(document)
    asked = [path for path in paths(Document, "") if path.count(".") < 2]
    for name in ("obligations", "references", "signatures", "recipients", "phases"):
        item = getattr(held, name)[0]
        asked += [f"{name}.{item.id}", *paths(type(item), f"{name}.{item.id}.")]
    asked += [f"sections.{held.sections[0].id}.heading", "sections", "..", "a" * 5000, "title\x00.text"]
    opened = 0
    for path in asked:
        answer = client.get(f"{address(document)}/edit", params={"path": path}, headers=HTML)
        assert answer.status_code in (200, 400, 404), (path, answer.text)
        if answer.status_code == 200:
            given = read(answer).one("form", class_="correction")
            save(client, given, value='\x00 ]{"', why="x" * 1000)
            opened += 1
    assert opened > 40
    assert client.get(address(document), headers=HTML).status_code == 200
