"""An editor corrects what was read; nothing is lost when two do."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, Page, expect

from vbparse.archive.archive import Archive

from .test_reading import held

OLD, NEW = "Chi đoàn Công an thị trấn", "Trung tâm Văn hóa - Truyền thanh"


def task(folder: Path) -> tuple[str, str]:
    """A document and the obligation in it that is corrected."""
    known = held(folder, "02")
    with Archive(folder) as archive:
        return known, next(o.id for o in archive.document(known).obligations if o.assignee_text == OLD)


def edit(page: Page, document: str, obligation: str) -> None:
    """Open the form for the assignees of an obligation."""
    page.goto(f"/documents/{quote(document)}?tab=obligations")
    row = page.locator(f'[data-field^="obligations.{obligation}.assignees"]').first.locator("xpath=ancestor::dd")
    row.locator("a.edit").first.click()
    expect(page.locator("form.correction")).to_be_visible()


def found(page: Page, assignee: str) -> int:
    """How many obligations the page lists for an assignee."""
    page.goto(f"/obligations?assignee={quote(assignee)}")
    return page.locator("table.owed tbody tr").count()


def test_an_assignee_is_corrected_found_under_the_new_name_and_put_back(page: Page, folder: Path) -> None:
    known, obligation = task(folder)
    before = found(page, OLD)
    assert before >= 1
    assert found(page, NEW) == 0

    edit(page, known, obligation)
    page.fill("form.correction textarea", NEW)
    page.fill("form.correction input[name=why]", "đổi tên từ 01/7/2023")
    page.locator("form.correction .buttons button").click()
    expect(page.locator("#read")).to_contain_text(NEW)
    assert found(page, NEW) == 1
    assert found(page, OLD) == before - 1

    page.goto(f"/documents/{quote(known)}/history")
    expect(page.locator("main")).to_contain_text("đổi tên từ 01/7/2023")
    page.locator("form[action*=withdraw] button, form[action*=corrections] button").first.click()
    page.wait_for_load_state()
    assert found(page, NEW) == 0
    assert found(page, OLD) == before


def test_the_second_of_two_editors_is_told_and_keeps_what_he_wrote(page: Page, browser: Browser, folder: Path) -> None:
    known, obligation = task(folder)
    edit(page, known, obligation)
    second = page.context.new_page()
    edit(second, known, obligation)
    page.fill("form.correction textarea", NEW)
    page.locator("form.correction .buttons button").click()
    expect(page.locator("#read")).to_contain_text(NEW)

    second.fill("form.correction textarea", "Ban Văn hóa xã")
    second.locator("form.correction .buttons button").click()
    expect(second.locator("form.correction [role=alert]")).to_contain_text(NEW)
    expect(second.locator("form.correction textarea")).to_have_value("Ban Văn hóa xã")
    with Archive(folder) as archive:
        (owed,) = [o for o in archive.document(known).obligations if o.id == obligation]
        assert [body.name for body in owed.assignees] == [NEW]
