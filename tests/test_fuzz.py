"""A slice of `scripts/fuzz`, and that it finds what it looks for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import vbparse
from fuzzing import children, files, texts
from fuzzing.children import Outcome, Outcomes, parse_here, parse_in_child, parse_texts
from fuzzing.hostile import KINDS, Kind
from fuzzing.report import Report

LARGE = 20_000_000
"""Bytes that a kind needs to be made, in the words of its name: these are left to `scripts/fuzz`."""
QUICK = [kind for kind in KINDS.values() if not kind.needs and "00 MB" not in kind.name and "20 MB" not in kind.name]


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    children.load_readers()


def test_texts_with_slips_keep_what_documents_promise() -> None:
    found = parse_texts("slice", range(600))
    assert found.faults == []
    assert found.counts.total() == 600
    assert found.counts["Document"] > 500


@pytest.mark.parametrize("suffix", ["docx", "html", "pdf"])
def test_files_with_changed_bytes(suffix: str) -> None:
    import random

    made = [files.make_file(suffix, random.Random(f"slice:{suffix}:{i}")) for i in range(12)]
    assert [fate for data in made if (fate := parse_in_child(data, f"x.{suffix}")).is_fault] == []


@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name)
def test_hostile_files_meet_their_limits(kind: Kind) -> None:
    fate = parse_in_child(kind.make(), kind.file)
    assert fate.what in kind.outcomes, fate


def test_there_are_a_hundred_kinds_and_more() -> None:
    assert len(KINDS) > 200
    assert len(QUICK) > 150


def test_a_text_depends_on_seed_and_number_alone() -> None:
    assert texts.make_file("a", 7) == texts.make_file("a", 7) != texts.make_file("a", 8) != texts.make_file("b", 8)
    assert all(len(texts.make_file("a", i)[1]) >= texts.LEAST for i in range(200))


def test_faults_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    data = texts.corpus_texts()[0].encode()
    assert parse_here(data, "x.txt").what == "Document"
    assert parse_here(b"", "x.txt") == Outcome("EmptyError", parse_here(b"", "x.txt").text)

    def wrong(*_: object, **__: object) -> list[vbparse.Document]:
        document = vbparse.parse(data)
        document.obligations[0].task = "việc khác"
        return [document]

    monkeypatch.setattr(children, "parse_parts", wrong)
    assert parse_here(data, "x.txt").what == "broken"
    monkeypatch.setattr(children, "parse_parts", lambda *_, **__: 1 // 0)
    assert parse_here(data, "x.txt") == Outcome("exception", "ZeroDivisionError: integer division or modulo by zero")
    monkeypatch.setattr(children, "parse_parts", lambda *_, **__: os._exit(3))
    assert parse_in_child(data, "x.txt") == Outcome("died", "the process ended with 3")
    monkeypatch.setattr(children, "parse_parts", lambda *_, **__: bytearray(1 << 40))
    assert parse_in_child(data, "x.txt").text.startswith("MemoryError")
    monkeypatch.setattr(children, "SECONDS", 0)

    def spin(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr(children, "parse_parts", spin)
    monkeypatch.setattr(children, "_WAIT", 1_000)
    monkeypatch.setattr(children, "SECONDS", 1)
    assert parse_in_child(data, "x.txt").what == "late"


def test_a_text_that_kills_its_process_is_told_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    deadly = texts.make_file("a", 3)[1]
    alive = children.parse_parts
    monkeypatch.setattr(
        children, "parse_parts", lambda data, **more: os._exit(9) if data == deadly else alive(data, **more)
    )
    found = parse_texts("a", range(6))
    assert found.faults == [(3, Outcome("died", "the process ended with 9"))]
    assert found.counts.total() == 6
    assert Outcomes().counts == {}


def test_a_report_counts_and_keeps(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = Report(tmp_path / "kept")
    report.add("texts", "Document", 2)
    report.add("texts", "EmptyError")
    report.print_fault("text 1 7", Outcome("exception", "ValueError: a"), b"abc", "txt")
    report.print_table()
    assert (tmp_path / "kept" / "text-1-7.txt").read_bytes() == b"abc"
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "FAULT text 1 7: exception: ValueError: a"
    assert told[1] == "| inputs | tried | Document | EmptyError |"
    assert told[3] == "| texts | 3 | 2 | 1 |"
    assert told[-1] == "faults: 1"


def test_the_script_prints_what_it_tried(top: Path) -> None:
    script = [sys.executable, str(top / "scripts/fuzz"), "texts", "--count", "20", "--seed", "slice"]
    done = subprocess.run(script, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert "| texts | 20 |" in done.stdout
    assert "faults: 0" in done.stdout
    assert shutil.which("python3")
