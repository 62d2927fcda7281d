"""Correct by pointing, and in place: words are selected in the source, forms open beside values, the page stays."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from vbparse.archive.archive import Archive
from web.conftest import held
from web.test_document_page import address, shown

PDF, TEXT = "07-nguoi-cao-tuoi-tinh.pdf", "02-so-ket-rac.txt"
SELECT = """([start, end]) => {
    const range = sourceText.makeRange(start, end);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


@pytest.mark.parametrize("name", [PDF, TEXT])
def test_words_that_are_selected_become_the_deadline_of_an_obligation(
    tab: Any, served: str, folder: Path, name: str
) -> None:
    document = shown(folder, name)
    dated = next(one for one in document.obligations if one.due and one.due.date and one.due.bound == "before")
    with Archive(folder) as archive:
        archive.correct(document.id, f"obligations.{dated.id}.due", None)
    tab.goto(served + address(document.id))
    tab.evaluate("window.stayed = true")
    if name == PDF:
        tab.get_by_role("button", name="Chọn chữ trên trang").click()
        page = dated.due.origin[0]["page"]
        tab.locator(f"#page-{page}").scroll_into_view_if_needed()
        tab.locator(f"#page-{page} .words span").first.wait_for(state="attached")
    tab.evaluate(SELECT, list(dated.due.span))
    tab.get_by_role("button", name="Sửa theo đoạn đã chọn").last.click()
    menu = tab.locator("#pointing")
    expect(menu.locator(".words")).to_contain_text(" ".join(dated.due.text.split()))
    menu.locator(f'a[href*="{dated.id}.due"]').click()
    expect(menu.get_by_role("textbox", name="Thời hạn")).to_have_value(due_in_form(dated.due.date))
    menu.get_by_role("button", name="Lưu").click()
    expect(tab.locator(f'[id="f-obligations.{dated.id}.due"]')).to_be_visible()
    expect(menu).to_be_hidden()
    with Archive(folder) as archive:
        due = next(one.due for one in archive.document(document.id).obligations if one.id == dated.id)
    assert (due.date, due.bound, due.span) == (dated.due.date, "before", dated.due.span)
    field = f"obligations.{dated.id}.due"
    marked = tab.locator(f'rect[data-field="{field}"]' if name == PDF else f'a.m[data-fields~="{field}"]')
    assert marked.count()
    expect(marked.first).to_have_class(re.compile("chosen"))
    expect(tab.locator(f'[id="f-{field}"] a.place')).to_be_visible()
    assert tab.evaluate("window.stayed")


def due_in_form(date: str) -> str:
    """A day of a deadline before it, as the form shows it."""
    year, month, day = map(int, date.split("-"))
    return f"trước ngày {day}/{month}/{year}"


def test_words_that_were_found_are_pointed_at_by_the_keyboard(tab: Any, served: str, folder: Path) -> None:
    document = held(folder, TEXT)
    tab.goto(served + address(document))
    find = tab.locator("#find")
    find.get_by_role("searchbox").fill("Đồng Mai")
    expect(find.locator("output")).to_contain_text("1/")
    find.get_by_role("button", name="Sửa theo đoạn đã chọn").press("Enter")
    menu = tab.locator("#pointing")
    menu.get_by_role("link", name="Trích yếu").press("Enter")
    expect(menu.get_by_role("textbox", name="Trích yếu")).to_have_value("Đồng Mai")
    menu.get_by_role("textbox", name="Trích yếu").press("Escape")
    expect(menu).to_be_hidden()


def test_a_correction_takes_the_place_of_the_value_and_is_undone(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    one = document.obligations[-1]
    tab.goto(served + address(document.id) + "?tab=obligations")
    tab.evaluate("window.stayed = true")
    item = tab.locator(f'[id="f-obligations.{one.id}"]')
    item.get_by_role("link", name="Sửa Nội dung công việc").click()
    item.get_by_role("textbox", name="Nội dung công việc").fill("Việc đã sửa")
    top = tab.locator("#panels").evaluate("one => one.scrollTop")
    item.get_by_role("button", name="Lưu").click()
    value = tab.locator(f'[id="f-obligations.{one.id}.task"]')
    expect(value).to_contain_text("Việc đã sửa")
    assert tab.evaluate("window.stayed")
    assert tab.locator("#panels").evaluate("one => one.scrollTop") == pytest.approx(top, abs=200)
    expect(tab.locator("#badges")).to_contain_text("Đã sửa 1 giá trị")
    tab.locator("#told").get_by_role("button", name="Hoàn tác").click()
    expect(value).not_to_contain_text("Việc đã sửa")
    assert tab.evaluate("window.stayed")
    with Archive(folder) as archive:
        assert [one.state for one in archive.corrections(document.id)] == ["withdrawn"]


def correct_title(tab: Any, text: str) -> None:
    """Correct the title on the page of a document."""
    tab.locator("#general").get_by_role("link", name="Sửa Trích yếu").click()
    form = tab.locator("form.correction")
    form.get_by_role("textbox", name="Trích yếu").fill(text)
    form.get_by_role("button", name="Lưu").click()
    expect(tab.locator('[id="f-title.text"]')).to_contain_text(text)


def test_what_was_told_goes_by_itself_but_not_from_under_the_pointer_or_the_focus(
    tab: Any, served: str, folder: Path
) -> None:
    document = held(folder, TEXT)
    tab.clock.install()
    tab.goto(served + address(document) + "?tab=general")
    correct_title(tab, "Tên đã sửa")
    toast = tab.locator("#told .toast")
    toast.hover()
    tab.clock.run_for(20_000)
    expect(toast).to_be_visible()
    toast.get_by_role("button", name="Hoàn tác").focus()
    tab.mouse.move(5, 5)
    tab.clock.run_for(20_000)
    expect(toast).to_be_visible()
    tab.locator("#find input").focus()
    tab.clock.run_for(9_000)
    expect(toast).to_have_count(0)
    tab.goto(f"{served}{address(document)}/history")
    expect(tab.get_by_role("button", name="Hoàn tác")).to_be_visible()


def test_a_key_takes_back_what_was_told(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    tab.goto(served + address(document.id) + "?tab=general&view=text")
    assert tab.locator('a.m[data-fields~="title.text"]').count()
    correct_title(tab, "Tên không có trong văn bản")
    expect(tab.locator('a.m[data-fields~="title.text"]')).to_have_count(0)
    tab.keyboard.press("Control+z")
    expect(tab.locator('a.m[data-fields~="title.text"]').first).to_be_visible()
    expect(tab.locator("#told .toast")).to_have_count(0)
    with Archive(folder) as archive:
        assert [one.state for one in archive.corrections(document.id)] == ["withdrawn"]


def test_a_task_is_added_and_its_deadline_read_back_while_it_is_typed(tab: Any, served: str, folder: Path) -> None:
    document = held(folder, TEXT)
    tab.goto(served + address(document) + "?tab=obligations")
    tab.get_by_role("link", name="Thêm nhiệm vụ").click()
    form = tab.locator("form.correction")
    form.get_by_role("textbox", name="Thời hạn").press_sequentially("20/4/2026")
    expect(form.locator("output")).to_have_text("Hạn: ngày 20/4/2026")
    form.get_by_role("textbox", name="Thời hạn").fill("trước 20/4/2026")
    expect(form.locator("output")).to_have_text("Hạn: trước ngày 20/4/2026")
    form.get_by_role("button", name="Lưu").click()
    expect(tab.locator("form.correction [role=alert]")).to_be_visible()
    form.get_by_role("textbox", name="Đơn vị, cá nhân được giao").fill("Trạm Y tế")
    form.get_by_role("textbox", name="Nội dung công việc").fill("cấp thuốc cho các bản")
    form.get_by_role("button", name="Lưu").click()
    expect(tab.locator("#items-obligations")).to_contain_text("cấp thuốc cho các bản")
    expect(tab.locator("#items-obligations")).to_contain_text("trước 20/4/2026")


def test_enter_takes_nothing_out(tab: Any, served: str, folder: Path) -> None:
    document = shown(folder, TEXT)
    one = document.obligations[0]
    tab.goto(served + address(document.id) + "?tab=obligations")
    item = tab.locator(f'[id="f-obligations.{one.id}"]')
    item.get_by_role("link", name="Bổ sung, loại bỏ").click()
    item.get_by_role("textbox", name="Lý do sửa").press("Enter")
    expect(item.get_by_role("button", name="Loại bỏ")).to_be_visible()
    with Archive(folder) as archive:
        assert not archive.corrections(document.id)
    item.get_by_role("button", name="Loại bỏ").click()
    expect(item).to_have_count(0)
