"""A clerk takes a scan and a Word document in, and finds what an office owes."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from web.serving import document

ENDED = "() => !document.querySelector('tr[data-state=waiting], tr[data-state=reading]')"
LONG = 240_000


def test_a_scan_and_a_word_document_are_taken_in_and_what_they_ask_is_found(page: Page) -> None:
    page.goto("/upload")
    page.set_input_files("#files", [document("24"), document("09")])
    page.click("#upload button[type=submit]")
    page.wait_for_url("**/jobs/*")
    page.wait_for_function(ENDED, timeout=LONG)
    assert page.locator("tr[data-state=stored]").count() == 2

    page.goto("/obligations")
    page.fill("input[name=assignee]", "chi cuc thuy loi")  # without marks
    page.press("input[name=assignee]", "Enter")
    page.wait_for_url("**assignee=chi**")  # what is folded away is that of the answer
    page.locator("details.folded summary").click()  # it fell due before the archive had it
    row = page.locator("table.owed tbody tr", has_text="lập phương án điều tiết nước")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("20/5/2025")

    row.locator("a[href*='obligation=']").first.click()
    page.wait_for_url("**/documents/**")
    expect(page.locator("h1")).to_contain_text("kiện toàn Tổ công tác")
    assert page.locator("rect.chosen").count() > 0, "the obligation that was asked for is shown in the scan"


def test_a_file_that_is_no_document_is_told_and_the_other_is_stored(page: Page) -> None:
    page.goto("/upload")
    page.set_input_files(
        "#files",
        [
            {"name": "hỏng.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 nothing"},
            {"name": document("09").name, "mimeType": "text/plain", "buffer": document("09").read_bytes()},
        ],
    )
    page.click("#upload button[type=submit]")
    page.wait_for_url("**/jobs/*")
    page.wait_for_function(ENDED, timeout=LONG)
    expect(page.locator("tr[data-state=failed]")).to_contain_text("hỏng.pdf")
    expect(page.locator("tr[data-state=failed] .reason")).not_to_be_empty()
    expect(page.locator("tr[data-state=stored]")).to_have_count(1)
    page.goto("/upload")
    expect(page.locator("main")).to_contain_text("hỏng.pdf")
