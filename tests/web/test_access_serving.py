"""Starting the server as an admin does: what it says, when it refuses, that it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

from vbparse.cli.app import app
from vbparse.web.settings import Settings


def serve(folder: Path, *options: str) -> Result:
    """Run `vbparse serve` to its end, where it refuses to start."""
    return CliRunner().invoke(app, ["serve", "--archive", str(folder), *options])


def refused(folder: Path, *options: str) -> str:
    """The one sentence with which it refuses."""
    done = serve(folder, *options)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    return done.stderr


@pytest.mark.parametrize("options", [["--host", "0.0.0.0"], ["--host", "::"], ["--behind-tls"]])
def test_others_do_not_reach_a_server_without_accounts(tmp_path: Path, options: list[str]) -> None:
    said = refused(tmp_path / "archive", *options)
    assert "vbparse user add" in said
    (tmp_path / "empty").mkdir()
    assert "vbparse user add" in refused(tmp_path / "empty", *options)


def test_an_account_that_is_locked_does_not_count(tmp_path: Path) -> None:
    words = ["user", "add", "--archive", str(tmp_path), "--password-stdin", "--role"]
    CliRunner().invoke(app, [*words, "reader", "Hoa"], input="mật khẩu đủ dài\n")
    from vbparse.accounts.accounts import Accounts

    accounts = Accounts(tmp_path)
    assert accounts.people.any()
    accounts.people.change("Hoa", active=False)
    accounts.close()
    assert "vbparse user add" in refused(tmp_path, "--host", "0.0.0.0")


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"127.0.0.1:{port} is in use already" in refused(tmp_path / "archive", "--port", port)


def test_what_is_no_address_is_told(tmp_path: Path) -> None:
    words = ["user", "add", "Lan", "--archive", str(tmp_path), "--password-stdin", "--role", "admin"]
    CliRunner().invoke(app, words, input="mật khẩu đủ dài\n")
    assert "no address of this machine" in refused(tmp_path, "--host", "192.0.2.77")


def test_certificates_are_looked_at_first(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.pem"
    wrong.write_text("no certificate")
    assert "go together" in refused(tmp_path, "--certificate", str(wrong))
    assert "no certificate to serve with" in refused(tmp_path, "--certificate", str(wrong), "--key", str(wrong))
    assert "no such file" in refused(tmp_path, "--certificate", str(tmp_path / "gone"), "--key", str(wrong))


@pytest.mark.parametrize(
    ("settings", "local"),
    [
        ({}, True),
        ({"host": "localhost"}, True),
        ({"host": "::1"}, True),
        ({"host": "127.0.0.9"}, True),
        ({"host": "0.0.0.0"}, False),
        ({"host": "::"}, False),
        ({"host": "192.168.1.5"}, False),
        ({"host": "vanban.xa.vn"}, False),
        ({"behind_proxy": True}, False),
    ],
)
def test_who_reaches_this_machine_alone(tmp_path: Path, settings: dict[str, object], local: bool) -> None:
    assert Settings(tmp_path, **settings).is_local is local  # type: ignore[arg-type]


def test_a_server_tells_its_address_answers_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from vbparse.cli import main; main()", "serve", "--port", "0"]
    started = subprocess.Popen(
        [*command, "--archive", str(tmp_path / "archive")], stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    try:
        assert started.stderr
        said = started.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address, said
        assert "nobody has to log in" in said
        assert httpx.get(f"{address[0]}/api/v1/session", timeout=60).json()["name"] == "local"
        assert httpx.get(f"{address[0]}/", headers={"Host": "evil.example"}, timeout=60).status_code == 421
        started.send_signal(signal.SIGINT)
        assert started.wait(60) == 0
        assert "Traceback" not in started.stderr.read()
    finally:
        started.kill()
        started.wait()
