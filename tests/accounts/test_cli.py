"""The commands user, token and audit as an admin types them, wrong ones included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from vbparse.accounts.accounts import Accounts
from vbparse.cli.app import app

PASSWORD = "mật khẩu đủ dài"


def run(folder: Path, *words: str, input: str = PASSWORD + "\n") -> Result:
    """Run a command over the accounts of a folder."""
    return CliRunner().invoke(app, [*words, "--archive", str(folder)], input=input)


def add(folder: Path, name: str = "Lan", role: str = "admin") -> Result:
    """Add somebody."""
    return run(folder, "user", "add", name, "--role", role, "--password-stdin")


@pytest.mark.slow
def test_somebody_is_added_listed_changed_and_removed(tmp_path: Path) -> None:
    assert add(tmp_path).stdout == "Lan can log in as admin\n"
    add(tmp_path, "Mai", "reader")
    assert run(tmp_path, "user", "role", "mai", "editor").stdout == "Mai is editor\n"
    listed = json.loads(run(tmp_path, "user", "list", "--json").stdout)
    assert [(one["name"], one["role"]) for one in listed] == [("Lan", "admin"), ("Mai", "editor")]
    assert "password" not in listed[0]
    assert run(tmp_path, "user", "password", "Mai", "--password-stdin", input="mật khẩu thứ hai\n").exit_code == 0
    accounts = Accounts(tmp_path)
    assert accounts.people.has_password("Mai", "mật khẩu thứ hai")
    accounts.close()
    assert run(tmp_path, "user", "remove", "Mai").exit_code == 0
    assert "Mai" not in run(tmp_path, "user", "list").stdout
    assert "Lan" in run(tmp_path, "user", "list").stdout


@pytest.mark.parametrize(
    ("words", "input", "told"),
    [
        (["user", "add", "Mai", "--role", "boss", "--password-stdin"], PASSWORD, "boss: no role"),
        (["user", "add", "Mai", "--role", "reader", "--password-stdin"], "ngắn", "at least 12 characters"),
        (["user", "add", "lan", "--role", "reader", "--password-stdin"], PASSWORD, "of this name already"),
        (["user", "add", "Mai", "--role", "reader"], PASSWORD, "no terminal to ask at"),
        (["user", "role", "Lan", "reader"], "", "is the only admin"),
        (["user", "remove", "Ai"], "", "nobody of this name"),
        (["token", "add", "quét", "--role", "reader", "--expires", "2020-01-01"], "", "over already"),
        (["token", "add", "quét", "--role", "reader", "--expires", "mai"], "", "not a day"),
        (["token", "withdraw", "7"], "", "no token 7"),
    ],
)
def test_what_is_off_is_one_sentence(tmp_path: Path, words: list[str], input: str, told: str) -> None:
    add(tmp_path)
    done = run(tmp_path, *words, input=input + "\n")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_there_has_to_be_a_folder(tmp_path: Path) -> None:
    done = run(tmp_path / "gone", "user", "list")
    assert done.exit_code == 1
    assert "there is no archive" in done.stderr


def test_passwords_typed_twice_have_to_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([PASSWORD, "etwas anderes hier", PASSWORD, PASSWORD])
    monkeypatch.setattr("getpass.getpass", lambda _: next(typed))
    monkeypatch.setattr("vbparse.cli.accounts._is_terminal", lambda: True)
    assert "the two differ" in run(tmp_path, "user", "add", "Lan", "--role", "admin").stderr
    assert run(tmp_path, "user", "add", "Lan", "--role", "admin").exit_code == 0


def test_a_token_is_told_once_and_withdrawn(tmp_path: Path) -> None:
    secret = run(tmp_path, "token", "add", "quét", "--role", "editor", "--expires", "2999-12-31").stdout.strip()
    accounts = Accounts(tmp_path)
    found = accounts.tokens.find(secret)
    assert found
    assert found.role == "editor"
    assert found.expires
    listed = run(tmp_path, "token", "list")
    assert "quét" in listed.stdout
    assert secret not in listed.stdout
    assert run(tmp_path, "token", "withdraw", "1").exit_code == 0
    assert accounts.tokens.find(secret) is None
    accounts.close()


def test_what_was_done_at_the_command_line_is_in_the_log(tmp_path: Path) -> None:
    add(tmp_path)
    run(tmp_path, "token", "add", "quét", "--role", "reader")
    deeds = json.loads(run(tmp_path, "audit", "--json").stdout)
    assert [(deed["what"], deed["role"], deed["detail"]) for deed in deeds] == [
        ("add_token", "command line", "quét: reader"),
        ("add_user", "command line", "Lan: admin"),
    ]
    assert PASSWORD not in json.dumps(deeds, ensure_ascii=False)
    assert json.loads(run(tmp_path, "audit", "--json", "--who", "Ai").stdout) == []
    assert "add_user" in run(tmp_path, "audit").stdout
