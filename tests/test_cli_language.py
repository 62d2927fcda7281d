"""Help and errors of the commands in the language of the locale."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import typer

from vbparse.cli.app import app
from vbparse.cli.language import VARIABLES
from vbparse.cli.localizing import list_help_keys, load_help

CLEAN = {name: value for name, value in os.environ.items() if name not in VARIABLES}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from vbparse.cli import main; main()", *arguments]
    env = CLEAN | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "200"} | environment
    return subprocess.run(program, env=env, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL)


def test_every_command_and_option_has_a_vietnamese_text_and_none_is_left_over() -> None:
    used, missing = set(), []
    for _, keys in list_help_keys(typer.main.get_command(app)):
        found = next((key for key in keys if key in load_help()), None)
        used.add(found)
        if found is None:
            missing.append(keys)
    assert missing == []
    assert set(load_help()) - used == set()


@pytest.mark.parametrize(
    ("arguments", "environment", "word"),
    [
        (["--help"], {"LANG": "vi_VN.UTF-8"}, "Đọc văn bản và in kết quả."),
        ([], {"LANG": "vi_VN.UTF-8"}, "Đọc văn bản và in kết quả."),
        (["--help"], {"LANG": "en_US.UTF-8"}, "Parse documents and print them."),
        (["--help"], {"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, "Parse documents and print them."),
        (["--lang", "vi", "--help"], {"LANG": "C"}, "Đọc văn bản và in kết quả."),
        (["--lang=en", "--help"], {"VBPARSE_LANG": "vi"}, "Parse documents and print them."),
        (["--lang", "vi", "obligations", "--help"], {}, "Liệt kê"),
    ],
)
def test_help_follows_the_locale(arguments: list[str], environment: dict[str, str], word: str) -> None:
    done = run(*arguments, **environment)
    assert done.returncode == (0 if arguments else 2), done.stderr
    assert word in done.stdout + done.stderr


def test_errors_follow_it_too() -> None:
    assert "không có tệp này" in run("--lang", "vi", "parse", "khong-co.pdf").stderr
    assert "there is no such file" in run("parse", "khong-co.pdf").stderr


def test_a_language_that_is_none_is_refused() -> None:
    done = run("--lang", "fr", "doctor")
    assert done.returncode == 2
    assert "fr" in done.stderr
