"""Accounts in their file: passwords, sessions, tokens, calendars, attempts, the log; times by a clock of the tests."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from vbparse.accounts import secret
from vbparse.accounts.accounts import Accounts
from vbparse.accounts.attempts import FIRST, FREE, MOST
from vbparse.accounts.refusal import RefusalError
from vbparse.accounts.sessions import LONGEST
from vbparse.errors import ArchiveError, DatabaseError

PASSWORD = "mật khẩu đủ dài"


class Clock:
    """Stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    held = Accounts(tmp_path, clock)
    yield held
    held.close()


def refused(accounts: Accounts, *call: object, **more: object) -> str:
    """The code with which a call of `people` is refused."""
    name, *values = call
    with pytest.raises(RefusalError) as told:
        getattr(accounts.people, str(name))(*values, **more)
    return told.value.code


def test_the_file_is_its_owners_alone(accounts: Accounts, tmp_path: Path) -> None:
    accounts.people.add("Lan", "admin", PASSWORD)
    for file in tmp_path.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


@pytest.mark.slow
def test_a_password_is_known_however_the_keyboard_composes_it(accounts: Accounts) -> None:
    accounts.people.add("Nguyễn Lan", "editor", "mật khẩu đủ dài")
    found = accounts.people.has_password("NGUYỄN  LAN", "mật khẩu đủ dài")
    assert found
    assert found.name == "Nguyễn Lan"
    assert found.role == "editor"
    assert accounts.people.has_password("Nguyễn Lan", "mat khau du dai") is None
    assert accounts.people.has_password("nobody", PASSWORD) is None


def test_what_no_account_can_be(accounts: Accounts) -> None:
    accounts.people.add("Lan", "admin", PASSWORD)
    assert refused(accounts, "add", "lan", "reader", PASSWORD) == "taken"
    assert refused(accounts, "add", "Mai", "reader", "mười một ch") == "too-short"
    assert refused(accounts, "add", "Mai", "reader", "x" * 600) == "too-long"
    assert refused(accounts, "add", " ", "reader", PASSWORD) == "name"
    assert refused(accounts, "add", "a\x00b", "reader", PASSWORD) == "name"
    assert refused(accounts, "change", "Mai", role="admin") == "unknown"
    assert [one.name for one in accounts.people.all()] == ["Lan"]


def test_the_last_admin_stays_one(accounts: Accounts) -> None:
    accounts.people.add("Lan", "admin", PASSWORD)
    for call in ({"role": "reader"}, {"active": False}):
        assert refused(accounts, "change", "Lan", **call) == "last-admin"
    assert refused(accounts, "remove", "Lan") == "last-admin"
    accounts.people.add("Mai", "admin", PASSWORD)
    accounts.people.remove("Lan")
    assert [one.name for one in accounts.people.all()] == ["Mai"]


def test_a_session_ends_when_it_is_not_used(accounts: Accounts, clock: Clock) -> None:
    cookie = accounts.sessions.begin(accounts.people.add("Lan", "editor", PASSWORD).id, 100)
    for _ in range(3):
        clock.now += 90
        assert accounts.sessions.find(cookie, 100), "using it makes it last"
    clock.now += 101
    assert accounts.sessions.find(cookie, 100) is None


def test_a_session_ends_however_much_it_is_used(accounts: Accounts, clock: Clock) -> None:
    cookie = accounts.sessions.begin(accounts.people.add("Lan", "editor", PASSWORD).id, LONGEST)
    clock.now += LONGEST - 1
    assert accounts.sessions.find(cookie, LONGEST)
    clock.now += 2
    assert accounts.sessions.find(cookie, LONGEST) is None


@pytest.mark.parametrize("change", [{"active": False}, {"password": "một mật khẩu khác"}])
def test_who_is_locked_out_or_gets_a_new_password_is_logged_out(accounts: Accounts, change: dict[str, object]) -> None:
    person = accounts.people.add("Lan", "editor", PASSWORD)
    cookie = accounts.sessions.begin(person.id, 100)
    token = accounts.tokens.make("quét", "editor", account=person.id)[1]
    accounts.people.change("Lan", **change)  # type: ignore[arg-type]
    assert accounts.sessions.find(cookie, 100) is None
    assert accounts.people.has_password("Lan", PASSWORD) is None
    assert (accounts.tokens.find(token) is None) == ("active" in change)


def test_whoever_changes_the_own_password_stays_logged_in_here_alone(accounts: Accounts) -> None:
    person = accounts.people.add("Lan", "editor", PASSWORD)
    here, elsewhere = (accounts.sessions.begin(person.id, 100) for _ in range(2))
    accounts.people.set_own_password(person.id, "một mật khẩu khác", here)
    assert accounts.sessions.find(here, 100)
    assert accounts.sessions.find(elsewhere, 100) is None


def test_a_token_may_no_more_than_its_owner_now(accounts: Accounts) -> None:
    person = accounts.people.add("Lan", "editor", PASSWORD)
    with pytest.raises(RefusalError, match="editor or less"):
        accounts.tokens.make("quét", "admin", account=person.id)
    made, given = accounts.tokens.make("quét", "editor", account=person.id)
    assert (made.role, made.owner) == ("editor", "Lan")
    accounts.people.change("Lan", role="reader")
    found = accounts.tokens.find(given)
    assert found
    assert found.role == "reader"
    accounts.people.remove("Lan")
    assert accounts.tokens.find(given) is None


def test_a_token_ends_by_its_day_or_by_being_withdrawn(accounts: Accounts, clock: Clock) -> None:
    kept, given = accounts.tokens.make("quét", "reader", until=clock.now + 10)
    assert accounts.tokens.find(given)
    clock.now += 11
    assert accounts.tokens.find(given) is None
    other, secret_of_other = accounts.tokens.make("khác", "reader")
    accounts.tokens.withdraw(other.id)
    assert accounts.tokens.find(secret_of_other) is None
    assert [bool(one.withdrawn) for one in accounts.tokens.all()] == [True, False]
    with pytest.raises(RefusalError):
        accounts.tokens.withdraw(kept.id + 10)


def test_nobody_withdraws_what_is_somebody_elses(accounts: Accounts) -> None:
    lan, mai = (accounts.people.add(name, "reader", PASSWORD) for name in ("Lan", "Mai"))
    token, _ = accounts.tokens.make("quét", "reader", account=lan.id)
    calendar, _ = accounts.calendars.make("lịch", "due=2023", account=lan.id)
    for kept in (accounts.tokens, accounts.calendars):
        assert kept.all(mai.id) == []
        with pytest.raises(RefusalError):
            kept.withdraw(1, mai.id)
    assert not token.withdrawn
    assert not calendar.withdrawn


def test_a_calendar_is_found_until_it_is_withdrawn(accounts: Accounts) -> None:
    person = accounts.people.add("Lan", "reader", PASSWORD)
    made, given = accounts.calendars.make("lịch", "assignee=v%C4%83n+ph%C3%B2ng", account=person.id)
    found = accounts.calendars.find(given)
    assert found
    assert found.query == made.query
    assert found.owner == "Lan"
    accounts.calendars.withdraw(made.id, person.id)
    assert accounts.calendars.find(given) is None


@pytest.mark.slow
def test_after_some_failures_each_next_waits_longer(accounts: Accounts, clock: Clock) -> None:
    accounts.people.add("Lan", "admin", PASSWORD)
    for _ in range(FREE["name"]):
        assert accounts.login("Lan", "falsch geraten", "10.0.0.1") == (None, 0)
    assert accounts.login("LAN", PASSWORD, "10.0.0.2") == (None, FIRST), "the right one has to wait as well"
    waits = []
    for _ in range(8):
        clock.now += accounts.attempts.begin("Lan", None)
        assert accounts.attempts.begin("Lan", None) == 0
        waits.append(accounts.attempts.begin("Lan", None))
    assert waits == sorted(waits)
    assert waits[-1] == MOST
    clock.now += MOST
    account, wait = accounts.login("Lan", PASSWORD, "10.0.0.2")
    assert account
    assert not wait
    assert accounts.login("Lan", "falsch geraten", "10.0.0.2") == (None, 0), "who got in begins anew"


def test_an_address_that_guesses_many_names_has_to_wait(accounts: Accounts) -> None:
    for n in range(FREE["address"]):
        assert accounts.attempts.begin(f"name {n}", f"2001:db8::{n:x}") == 0
    assert accounts.attempts.begin("another", "2001:db8::ffff:1") == FIRST, "one network of IPv6 is one address"
    assert accounts.attempts.begin("another", "2001:db8:0:1::1") == 0


def test_who_logs_in_does_not_clear_the_address(accounts: Accounts) -> None:
    accounts.people.add("Lan", "reader", PASSWORD)
    for n in range(FREE["address"] - 1):
        accounts.attempts.begin(f"name {n}", "10.0.0.1")
    assert accounts.login("Lan", PASSWORD, "10.0.0.1")[0]
    assert accounts.attempts.begin("another", "10.0.0.1") == 0
    assert accounts.attempts.begin("another", "10.0.0.1") > 0


def test_attempts_made_at_once_are_all_counted(accounts: Accounts) -> None:
    allowed = []

    def attempt() -> None:
        allowed.append(accounts.attempts.begin("Lan", None) == 0)

    threads = [threading.Thread(target=attempt) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(allowed) == FREE["name"]


def test_unknown_names_cost_a_password_as_well(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts.people.add("Lan", "reader", PASSWORD)
    checked: list[str] = []

    class Watched:
        def verify(self, kept: str, plain: str) -> bool:
            checked.append(kept)
            return hasher.verify(kept, plain)

        def hash(self, plain: str) -> str:
            return hasher.hash(plain)

    hasher = secret._hasher
    monkeypatch.setattr(secret, "_hasher", Watched())
    for name in ("Lan", "nobody"):
        assert accounts.people.has_password(name, "falsch geraten") is None
    assert len(checked) == 2
    assert checked[0].split("$")[:4] == checked[1].split("$")[:4], "the same work for both"


def test_no_secret_stands_in_the_file(accounts: Accounts, tmp_path: Path) -> None:
    person = accounts.people.add("Lan", "admin", PASSWORD)
    cookie = accounts.sessions.begin(person.id, 100)
    session = accounts.sessions.find(cookie, 100)
    assert session
    secrets = [
        PASSWORD,
        cookie,
        session.csrf,
        accounts.tokens.make("quét", "reader", account=person.id)[1],
        accounts.calendars.make("lịch", "", account=person.id)[1],
    ]
    accounts.audit.add("Lan", "admin", "log_in")
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "quét".encode() in written, "what is looked through is what was written"
    for one in secrets:
        assert one.encode() not in written
        assert one.removeprefix("vbp_").encode() not in written


def test_the_log_is_only_added_to(accounts: Accounts, tmp_path: Path) -> None:
    for n in range(5):
        accounts.audit.add("Lan", "editor", "correct", document=f"{'ab' if n % 2 else 'cd'}{n}")
    db = sqlite3.connect(tmp_path / "accounts.db")
    for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'Mai'"):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(statement)
    db.close()
    assert [deed.id for deed in accounts.audit.deeds(limit=2)] == [5, 4]
    assert [deed.id for deed in accounts.audit.deeds(before=4, document="ab")] == [2]
    assert accounts.audit.deeds(who="Mai") == []
    accounts.people.add("Lan", "admin", PASSWORD)
    accounts.people.add("Mai", "admin", PASSWORD)
    accounts.people.remove("Lan")
    assert len(accounts.audit.deeds(who="Lan")) == 5


def test_many_threads_and_another_process_write_at_once(accounts: Accounts, tmp_path: Path) -> None:
    other = Accounts(tmp_path)

    def write(held: Accounts) -> None:
        for _ in range(20):
            held.audit.add("Lan", "editor", "correct")
            held.tokens.make("quét", "reader")

    threads = [threading.Thread(target=write, args=(held,)) for held in (accounts, accounts, other, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert len(accounts.audit.deeds()) == len(accounts.tokens.all()) == 80


def test_a_newer_or_damaged_file_is_told(tmp_path: Path) -> None:
    Accounts(tmp_path).close()
    db = sqlite3.connect(tmp_path / "accounts.db")
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(ArchiveError, match="newer"):
        Accounts(tmp_path)
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "accounts.db").write_bytes(b"no database at all, and long enough to be looked at" * 20)
    with pytest.raises(ArchiveError, match=r"accounts\.db"):
        Accounts(tmp_path)
    with pytest.raises(ArchiveError, match="cannot be made"):
        Accounts(tmp_path / "gone")


@pytest.mark.parametrize("harm", ["empty", "cut", "another"])
def test_accounts_that_are_no_more_are_not_begun_anew(tmp_path: Path, harm: str) -> None:
    accounts = Accounts(tmp_path)
    accounts.people.add("Lan", "admin", PASSWORD)
    accounts.close()
    path = tmp_path / "accounts.db"
    if harm == "another":
        path.unlink()
        with closing(sqlite3.connect(path)) as db:
            db.execute("CREATE TABLE people (name)")
    else:
        os.truncate(path, 0 if harm == "empty" else 5000)
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match=r"accounts\.db: .*put it back from a copy, or move it away"):
        Accounts(tmp_path)
    assert path.read_bytes() == before
