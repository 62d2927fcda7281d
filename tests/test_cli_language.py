"""Help and errors of the commands in the language of the locale."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
import typer

from vbparse.cli.app import app
from vbparse.cli.framework import translate_sentence
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


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ["search", "-h"],
            ["Cách dùng: ", "search [TÙY CHỌN]", "Tham số:", "Tùy chọn:", "[mặc định: 10", "bắt buộc"],
        ),
        (["-h"], ["LỆNH [THAM SỐ]...", "Lệnh:", "In hướng dẫn này rồi kết thúc."]),
        (["search", "--khong"], ["Lỗi: Không có tùy chọn --khong.", "Xem hướng dẫn: "]),
        (["show"], ["Thiếu tham số 'DOC'."]),
        (["khong"], ["Không có lệnh 'khong'."]),
        (["search", "--limit"], ["Tùy chọn '--limit' cần một giá trị."]),
        (["search", "a", "--limit", "x"], ["Giá trị của '--limit' / '-n' không hợp lệ: 'x' không phải số nguyên."]),
        (["search", "a", "--limit", "0"], ["0 không nằm trong khoảng x>=1."]),
        (["obligations", "--role", "x"], ["'x' không thuộc 'lead', 'support'."]),
        (["doctor", "a", "b"], ["Thừa tham số: a b"]),
        (["schema", "--codes", "--glossary"], ["Giá trị không hợp lệ: --codes và --glossary được in riêng từng thứ."]),
    ],
)
def test_the_framework_speaks_vietnamese(arguments: list[str], words: list[str]) -> None:
    done = run("--lang", "vi", *arguments)
    told = done.stdout + done.stderr
    assert [word for word in words if word not in told] == [], told
    assert re.search(r"\b(Usage|Options|Arguments|Commands|Error|default|required|Missing|Invalid|Try)\b", told) is None
    english = run(*arguments)
    assert (english.returncode, "Usage: " in english.stdout + english.stderr or "Error: " in english.stderr) == (
        done.returncode,
        True,
    )


def test_a_sentence_of_the_framework_is_translated_with_those_within_it() -> None:
    assert translate_sentence("Error: Invalid value for '--port': 'x' is not a valid int.") == (
        "Lỗi: Giá trị của '--port' không hợp lệ: 'x' không phải số nguyên."
    )
    assert translate_sentence("No such option: --nam Did you mean --name?") == (
        "Không có tùy chọn --nam. Có phải muốn gọi --name?"
    )
    assert translate_sentence("kho: {value} %s") == "kho: {value} %s"
