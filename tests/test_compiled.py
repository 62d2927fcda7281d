"""Patterns that an earlier run compiled: the same results, and no harm from whatever stands in the file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from vbparse import compiled

WORDS = r"(?P<type>Kế hoạch|Công văn) số (?P<number>\d+)"
PARSE = """
import regex, sys
from pathlib import Path
from vbparse import compiled, pipeline
path = Path(sys.argv[1])
document = pipeline.parse_bytes(path.read_bytes(), path.name)
print(document.model_dump_json())
print(sorted(map(repr, compiled._store.made)), file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, for a program that has just begun."""
    monkeypatch.setenv("VBPARSE_CACHE", str(tmp_path / "cache"))
    begin_anew(monkeypatch)
    return tmp_path / "cache"


def begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_store", None)
    monkeypatch.setattr(compiled, "_WORTH", 0)


def test_a_pattern_is_compiled_once_for_all_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = compiled.compile_pattern(WORDS, regex.I)
    compiled.save_patterns()
    begin_anew(monkeypatch)
    monkeypatch.setattr(regex, "compile", lambda *_: pytest.fail("compiled again"))
    again = compiled.compile_pattern(WORDS, regex.I)
    assert (again.pattern, again.flags, again.groupindex) == (first.pattern, first.flags, first.groupindex)
    match = again.search("theo công văn số 12 và")
    assert match
    assert match.groupdict() == {"type": "công văn", "number": "12"}


def test_flags_make_another_pattern(folder: Path) -> None:
    assert compiled.compile_pattern("a", regex.I).match("A")
    assert not compiled.compile_pattern("a").match("A")


def test_runs_add_to_what_others_store(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compile_pattern("a+")
    other = compiled._Store()
    other.made["b+", 0] = compiled._reduce(regex.compile("b+"))[1]
    other.save()
    compiled.save_patterns()
    begin_anew(monkeypatch)
    assert compiled._Store().made.keys() == {("a+", 0), ("b+", 0)}


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:-5], lambda data: data[:40] + b"\x00" + data[41:], lambda _: b"", lambda _: b"{}" * 50]
)
def test_a_damaged_file_is_as_none(folder: Path, monkeypatch: pytest.MonkeyPatch, spoil: object) -> None:
    compiled.compile_pattern(WORDS)
    compiled.save_patterns()
    (file,) = folder.iterdir()
    file.write_bytes(spoil(file.read_bytes()))  # type: ignore[operator]
    begin_anew(monkeypatch)
    assert compiled._Store().made == {}
    assert compiled.compile_pattern(WORDS).search("Kế hoạch số 5")
    compiled.save_patterns()
    assert len(compiled._Store().made) == 1


def test_no_folder_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin_anew(monkeypatch)
    (tmp_path / "file").touch()
    monkeypatch.setenv("VBPARSE_CACHE", str(tmp_path / "file" / "below"))
    assert compiled.compile_pattern("a").match("a")
    compiled.save_patterns()
    monkeypatch.setenv("VBPARSE_CACHE", "")
    begin_anew(monkeypatch)
    assert compiled.compile_pattern("a").match("a")
    compiled.save_patterns()
    assert compiled._store
    assert compiled._store.path is None


def test_the_file_of_another_user_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compile_pattern("a+")
    compiled.save_patterns()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert compiled._Store().made == {}


def test_results_are_the_same_with_and_without(folder: Path, corpus: Path) -> None:
    """Under another order of sets, too: a pattern that depends on it would be compiled for ever."""
    runs = [parse_in_process(corpus / "03-thu-gom-rac-huyen.txt", seed) for seed in ("1", "2")]
    assert runs[0] == runs[1]
    assert runs[0][0].startswith('{"schema_version"')
    assert folder.is_dir()


def parse_in_process(path: Path, seed: str) -> tuple[str, str]:
    """What is printed of the document, and the patterns that the process had."""
    done = subprocess.run(
        [sys.executable, "-c", PARSE, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout, done.stderr
