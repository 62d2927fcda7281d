"""The ways of a clerk, a head of office, an archivist and an integrator, on wide screens and telephones, in both
languages, light and dark: at every station nothing scrolls sideways and axe-core finds nothing serious.

With VBPARSE_PICTURES set to a folder a picture of every station is kept there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import quote

import docx
import httpx
import openpyxl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from vbparse.accounts.accounts import Accounts
from vbparse.archive.archive import Archive
from web.serving import document, serving

from .conftest import NAME
from .test_login import PASSWORD, login
from .test_reading import held
from .test_uploading import ENDED, LONG

SERIOUS = {"serious", "critical"}
PEOPLE = {"Lan": "editor", "Minh": "editor", "Hà": "editor", "Quản": "admin"}


class Way(NamedTuple):
    """What a person sits before."""

    width: int
    height: int
    language: str
    theme: Literal["light", "dark"]


WIDE, NARROW = (1280, 800), (390, 844)
WAYS = [Way(*WIDE, "vi", "light"), Way(*NARROW, "vi", "dark"), Way(*WIDE, "en", "dark"), Way(*NARROW, "en", "light")]


@dataclass
class Visit:
    """A person before a browser; `station` looks at where one has come to."""

    page: Page
    way: Way
    name: str
    folder: Path

    def __post_init__(self) -> None:
        self._numbers = count(1)

    @property
    def is_narrow(self) -> bool:
        return self.way.width < 700

    def station(self) -> None:
        """Nothing here scrolls sideways or keeps somebody out."""
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function("() => document.getAnimations().every(one => one.playState === 'finished')")
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.way.width, self.page.url
        violations = Axe().run(self.page).response["violations"]
        serious = [(one["id"], one["nodes"][0]["html"][:200]) for one in violations if one["impact"] in SERIOUS]
        assert serious == [], self.page.url
        assert self.page.locator("html").get_attribute("lang") == self.way.language
        if pictures := os.environ.get("VBPARSE_PICTURES"):
            name = f"{self.name}-{next(self._numbers)}-{self.way.width}-{self.way.language}-{self.way.theme}.png"
            self.page.screenshot(path=Path(pictures) / name)

    def download(self, link: str) -> bytes:
        """What a link in a menu gives."""
        found = self.page.locator(link).first
        if not found.is_visible():
            menu = self.page.locator("details.menu, .dropdown").filter(has=self.page.locator(link))
            menu.locator("summary, .dropdown-toggle").first.click()
        with self.page.expect_download() as begun:
            found.click()
        return begun.value.path().read_bytes()

    def log_in(self, person: str) -> None:
        """Through the door, which is a station too."""
        self.page.goto("/")
        self.station()
        login(self.page, person)
        self.page.wait_for_url("**/")


@pytest.fixture(params=WAYS, ids=lambda way: f"{way.width}-{way.language}-{way.theme}")
def visit(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Visit]:
    way: Way = request.param
    accounts = Accounts(folder)
    for name, role in PEOPLE.items():
        accounts.people.add(name, role, PASSWORD)
    accounts.close()
    with (
        serving(folder, host="0.0.0.0", names=(NAME,)) as address,
        browser.new_context(
            reduced_motion="reduce",  # what fades while it is looked at has no contrast
            base_url=address.replace("127.0.0.1", NAME),
            viewport={"width": way.width, "height": way.height},
            locale="vi-VN" if way.language == "vi" else "en-GB",
            color_scheme=way.theme,
            has_touch=way.width < WIDE[0],
        ) as context,
    ):
        context.add_cookies([{"name": "language", "value": way.language, "url": address.replace("127.0.0.1", NAME)}])
        page = context.new_page()
        page.set_default_timeout(30_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        yield Visit(page, way, request.node.name.partition("[")[0].removeprefix("test_"), folder)
        assert faults == []


def test_a_clerk_takes_in_corrects_and_files(visit: Visit) -> None:
    """A văn thư: a plan comes in, its doubtful name is set right, and it goes into its dossier."""
    page = visit.page
    visit.log_in("Lan")
    visit.station()
    page.goto("/upload")
    visit.station()
    page.set_input_files("#files", document("09"))
    page.click("#upload button[type=submit]")
    page.wait_for_url("**/jobs/*")
    page.wait_for_function(ENDED, timeout=LONG)
    visit.station()

    page.locator("tr[data-state=stored] a[href^='/documents/']").first.click()
    page.wait_for_url("**/documents/**")
    visit.station()
    taken = held(visit.folder, "09")
    page.goto(f"/documents/{quote(taken)}?tab=general")
    page.locator("a.edit[href*='path=title']").first.click()
    form = page.locator("form.correction")
    expect(form).to_be_visible()
    visit.station()
    form.locator("[name=value]").fill("Kiện toàn Tổ công tác phòng, chống hạn")
    form.locator(".buttons button").first.click()
    expect(page.locator("#read")).to_contain_text("Kiện toàn Tổ công tác phòng, chống hạn")
    visit.station()

    page.goto("/dossiers/arrangement?unfiled=1")
    visit.station()
    page.locator(f"input[name=documents][value='{taken}']").check()
    page.locator("select[name=dossier]").select_option(index=1)
    page.locator("form[method=post] button.btn-primary").first.click()
    page.wait_for_load_state()
    page.goto("/dossiers")
    page.locator("#results a[href^='/dossiers/']").first.click()
    page.wait_for_url("**/dossiers/*")
    expect(page.locator("main")).to_contain_text("phòng, chống hạn")
    visit.station()
    inventory = docx.Document(BytesIO(visit.download("a[href$='inventory.docx']")))
    cells = [cell.text for table in inventory.tables for row in table.rows for cell in row.cells]
    assert any("phòng, chống hạn" in text for text in cells)


def test_a_head_of_office_sees_what_is_late_and_reminds(visit: Visit) -> None:
    """A chánh văn phòng: what is overdue, one task said to be done, the table and the letters to take along."""
    page = visit.page
    visit.log_in("Minh")
    page.goto("/?as_of=2023-09-18")
    visit.station()
    late = page.locator("a.tile").first
    number = int("".join(filter(str.isdigit, late.locator(".figure").inner_text())))
    assert number > 0
    late.click()
    page.wait_for_url("**/obligations?**")
    visit.station()
    assert page.locator("tr[data-obligation]").count() == min(number, 50)

    row = page.locator("tr[data-obligation]").first
    task = row.locator("a.open").inner_text()
    obligation = row.get_attribute("data-obligation")
    row.locator("a.open").click()
    article = page.locator(f'article[data-obligation="{obligation}"]')
    expect(article).to_contain_text(task)
    visit.station()
    article.locator("details[open] input[name=note]").fill("đã báo cáo tại giao ban")
    article.locator("details[open] button[value=done]").click()
    expect(page.locator(f'article[data-obligation="{obligation}"] .history')).to_contain_text("đã báo cáo tại giao ban")
    visit.station()

    page.goto("/?as_of=2023-09-18")
    left = page.locator("a.tile .figure").first.inner_text()
    assert int("".join(filter(str.isdigit, left))) < number
    page.locator("a.tile").first.click()
    page.wait_for_url("**/obligations?**")
    table = openpyxl.load_workbook(BytesIO(visit.download("a[href*='reports/tracking.xlsx']"))).worksheets[0]
    assert table.page_setup.orientation == "landscape"
    assert visit.download("a[href*='reports/reminder.zip']").startswith(b"PK")
    page.goto("/obligations/timeline?as_of=2023-09-18")
    visit.station()


def test_an_archivist_reviews_relates_and_finds(visit: Visit) -> None:
    """A lưu trữ viên: doubtful values one by one, what a document rests on, what is missing, where a word stands."""
    page = visit.page
    visit.log_in("Hà")
    page.goto("/queue")
    visit.station()
    page.goto("/queue/values")
    visit.station()
    before = page.locator("[role=status]").inner_text()
    page.locator("[data-key=y]").click()
    expect(page.locator("[role=status]")).not_to_have_text(before)
    expect(page.locator("main")).not_to_contain_text("FREQ=")  # it is a duty that comes back every quarter
    visit.station()
    page.locator("[data-key=u]").click()
    expect(page.locator("[role=status]")).to_have_text(before)

    page.goto(f"/graph/{quote(held(visit.folder, '02'))}")
    visit.station()
    page.goto("/missing")
    visit.station()
    page.locator("main a[href^='/missing?wanted=']").first.click()
    page.wait_for_url("**/missing?**")
    visit.station()

    page.goto("/search")
    visit.station()
    field = page.locator("main input[name=q]")
    field.fill("rac thai")
    field.press("Enter")
    page.wait_for_url("**q=rac**")
    visit.station()
    page.locator("main a[href^='/documents/']").first.click()
    page.wait_for_url("**/documents/**")
    visit.station()


def test_an_integrator_reads_what_changed(visit: Visit) -> None:
    """Whoever connects another system: a token, the reference, what changed, and what an error means."""
    page = visit.page
    visit.log_in("Quản")
    page.goto("/account")
    visit.station()
    page.fill("form[action='/account/tokens'] input[name=name]", "Hệ thống một cửa")
    page.locator("form[action='/account/tokens'] button").click()
    expect(page.locator("#secret")).to_be_visible()
    visit.station()
    token = page.locator("#secret").input_value()
    page.goto("/api")
    visit.station()

    site = httpx.URL(page.url)
    address = f"{site.scheme}://127.0.0.1:{site.port}/api/v1"
    headers = {"Authorization": f"Bearer {token}", "Host": f"{NAME}:{site.port}"}
    with httpx.Client(headers=headers) as client:
        documents = client.get(f"{address}/documents").json()
        with Archive(visit.folder) as archive:
            assert documents["total"] == archive.counts()["documents"]
        since = client.get(f"{address}/changes").json()["next"]
        known = held(visit.folder, "02")
        with Archive(visit.folder) as archive:
            archive.correct(known, "title.text", "Tên khác", by="Lan")
        changes = client.get(f"{address}/changes", params={"since": since}).json()["items"]
        assert [(one["what"], one["documents"]) for one in changes] == [("corrected", [known])]
        problem = client.get(f"{address}/documents/không-có")
    assert problem.status_code == 404
    assert problem.headers["content-type"].startswith("application/problem+json")
    page.goto(httpx.URL(problem.json()["type"]).path)
    visit.station()
