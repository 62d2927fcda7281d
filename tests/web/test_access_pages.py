"""The pages of login, account and administration: in a browser by keyboard, in both languages, on a small screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from vbparse.accounts.accounts import Accounts
from vbparse.web.words import load_words
from web.serving import serving
from web.test_access import HTML, PASSWORD, Site, word_of

NEW = "một mật khẩu khác"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A server that holds nothing, with somebody of each role."""
    made = Site(tmp_path / "archive")
    with made.client():
        yield made
    made.accounts.close()


def send(client: TestClient, page: str, action: str, **values: str) -> Any:
    """Send a form of a page; the answer is what follows it."""
    values["csrf"] = word_of(client.get(page, headers=HTML))
    return client.post(action, data=values, headers=HTML, follow_redirects=True)


def test_a_token_is_shown_once(site: Site) -> None:
    client = site.login("Mai")
    shown = send(client, "/account", "/account/tokens", name="quét", role="editor", expires="2999-12-31")
    secret = re.search(r'readonly value="(vbp_[^"]+)"', shown.text)
    assert secret
    assert site.accounts.tokens.find(secret[1])
    assert secret[1] not in client.get(str(shown.url)).text
    assert "quét" in client.get("/account").text
    assert "quét" not in site.login("Hoa").get("/account").text
    send(client, "/account", "/account/tokens/1/withdraw", next="/account")
    assert site.accounts.tokens.find(secret[1]) is None


def test_a_secret_is_shown_to_whom_it_belongs_alone(site: Site) -> None:
    client, other = site.login("Mai"), site.login("Hoa")
    values = {"name": "quét", "role": "reader", "csrf": word_of(client.get("/account"))}
    where = client.post("/account/tokens", data=values).headers["location"]
    assert "vbp_" not in other.get(where).text
    assert "vbp_" in client.get(where).text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "", "role": "reader"}, "1 đến 64 ký tự"),
        ({"name": "x", "role": "admin"}, "cao hơn người tạo"),
        ({"name": "x", "role": "boss"}, "Vai trò không hợp lệ"),
        ({"name": "x", "role": "reader", "expires": "2020-01-01"}, "đã qua"),
        ({"name": "x", "role": "reader", "expires": "mai"}, "Ngày không hợp lệ"),
    ],
)
def test_what_is_off_about_a_token_is_told_in_words(site: Site, values: dict[str, str], told: str) -> None:
    answer = send(site.login("Mai"), "/account", "/account/tokens", **values)
    assert answer.status_code == 422
    assert told in answer.text
    assert site.accounts.tokens.all() == []


def test_one_changes_the_own_password(site: Site) -> None:
    client, elsewhere = site.login("Mai"), site.login("Mai")
    change = {"page": "/account", "action": "/account/password"}
    assert "không giống nhau" in send(client, **change, old=PASSWORD, new=NEW, again="x").text
    assert "không đúng" in send(client, **change, old="falsch geraten", new=NEW, again=NEW).text
    assert "quá ngắn" in send(client, **change, old=PASSWORD, new="kurz", again="kurz").text
    assert "Đã đổi mật khẩu" in send(client, **change, old=PASSWORD, new=NEW, again=NEW).text
    assert elsewhere.get("/account").status_code == 401
    assert site.accounts.people.has_password("Mai", NEW)
    deeds = [deed.what for deed in site.accounts.audit.deeds(who="Mai")]
    assert deeds.count("set_password") == 1


def test_an_admin_sees_to_users_on_the_page(site: Site) -> None:
    admin = site.login("Lan")
    users = {"page": "/admin/users", "action": "/admin/users"}
    change = users | {"action": "/admin/users/change"}
    assert "Đã thêm" in send(admin, **users, name="<b>Cúc</b>", role="reader", password=PASSWORD).text
    page = admin.get("/admin/users").text
    assert "&lt;b&gt;Cúc&lt;/b&gt;" in page
    assert "<b>Cúc" not in page
    assert "đã có người dùng" in send(admin, **users, name="mai", role="reader", password=PASSWORD).text
    assert "quá ngắn" in send(admin, **users, name="Tư", role="reader", password="kurz").text
    assert "duy nhất" in send(admin, **change, name="Lan", active="0").text
    assert "Đã lưu" in send(admin, **change, name="Mai", role="admin").text
    assert send(admin, **change, name="Lan", role="editor").status_code == 403, "an admin no more"
    assert site.accounts.people.find("Mai").role == "admin"


def test_the_log_escapes_what_strangers_typed(site: Site) -> None:
    site.accounts.audit.add('<script>alert("x")</script>', "", "login_failed", document="a/b#2", detail="<img src=x>")
    page = site.login("Lan").get("/admin/audit").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="/documents/a%2Fb%232"' in page


def test_every_word_of_the_pages_stands_in_both_languages() -> None:
    mine = {key: words for key, words in load_words().items() if key.startswith("access.")}
    assert len(mine) > 80
    same = [key for key, (vi, en) in mine.items() if vi == en]
    assert same == []


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[str]:
    """The address of a server at which people have to log in."""
    folder = tmp_path / "archive"
    folder.mkdir()
    accounts = Accounts(folder)
    accounts.people.add("Lan", "admin", PASSWORD)
    accounts.tokens.make("quét", "reader", account=1)
    accounts.calendars.make("lịch", "assignee=v%C4%83n+ph%C3%B2ng&ended=1", account=1)
    accounts.close()
    with serving(folder, behind_proxy=True) as address:
        yield address


def test_logging_in_and_out_by_keyboard(guarded: str, tab: Any) -> None:
    tab.goto(f"{guarded}/account")
    assert tab.url == f"{guarded}/login?next=/account"
    tab.keyboard.type("Lan")
    tab.keyboard.press("Tab")
    tab.keyboard.type("falsch geraten")
    tab.keyboard.press("Enter")
    tab.get_by_role("alert").wait_for()
    tab.get_by_label("Tên đăng nhập").fill("Lan")
    tab.get_by_label("Mật khẩu").fill(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{guarded}/account")
    assert tab.context.cookies()[0]["httpOnly"]
    assert tab.evaluate("document.cookie") == ""
    tab.get_by_role("button", name="Đăng xuất").press("Enter")
    tab.wait_for_url(f"{guarded}/login")
    tab.goto(f"{guarded}/account")
    assert "/login" in tab.url


def test_the_pages_can_be_used_by_everybody(guarded: str, tab: Any, axe: Callable[[Any], list[str]]) -> None:
    found: dict[str, object] = {}

    def look(path: str) -> None:
        for language in ("vi", "en"):
            tab.goto(f"{guarded}/language/{language}?back={path}")
            assert tab.evaluate("document.documentElement.lang") == language
            found[f"{path} {language}"] = axe(tab)
            tab.set_viewport_size({"width": 360, "height": 640})
            wide = tab.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            found[f"{path} {language} wide"] = [wide] if wide > 0 else []
            tab.set_viewport_size({"width": 1200, "height": 800})
            assert tab.locator("h1").count() == 1

    look("/login")
    tab.goto(f"{guarded}/login")
    tab.locator("#name").fill("Lan")
    tab.locator("#password").fill(PASSWORD)
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{guarded}/")
    for path in ("/account", "/admin/users", "/admin/audit"):
        look(path)
    assert {key: value for key, value in found.items() if value} == {}
