"""The walk-throughs of CONTRIBUTING.md, made in a copy of the sources: each works, and fails with an edit left out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from conftest import TOP

pytestmark = pytest.mark.slow

DIFF = re.compile(r"^```diff\n(.*?)^```$", re.M | re.S)
COPIED = ("src", "tests", "schemas", "scripts", "pyproject.toml")
MOST_FILES = 3
SCHEMA = "schemas/vbparse.schema.json"


class Edit(NamedTuple):
    """Lines that stand in a file, and what stands there afterwards; a new file where nothing stands."""

    path: str
    before: str
    after: str


class Trial(NamedTuple):
    """`tests` pass once all is done; `caught` are, by the file that is left out, the test and what it then says."""

    heading: str
    tests: tuple[str, ...]
    caught: dict[str, tuple[str, str]]


FORMATS, DUES = "tests/exchange/test_formats.py", "tests/fields/test_dues.py"
SHOWN = "tests/test_house.py::test_each_anomaly_is_found_by_the_code_and_shown_by_an_example"
TRIALS = [
    Trial(
        "A new anomaly",
        ("tests/fields/test_anomalies.py", SHOWN, "tests/test_schema.py"),
        {
            "src/vbparse/vocabularies.py": ("tests/fields/test_anomalies.py", "PLACE_LEFT_OPEN"),
            "src/vbparse/fields/anomalies.py": (SHOWN, f"{SHOWN}[place-left-open]"),
            SCHEMA: ("tests/test_schema.py", "test_the_files_in_schemas_are_fresh"),
        },
    ),
    Trial(
        "A new wording of a deadline",
        ("tests/language/test_rules.py", DUES),
        {"src/vbparse/fields/limits.py": (DUES, "test_a_deadline_in_prose")},
    ),
    Trial(
        "A new format",
        (FORMATS,),
        {
            "src/vbparse/exchange/formats.py": (FORMATS, "test_each_writer_is_in_a_row"),
            "src/vbparse/exchange/tsv.py": (FORMATS, "test_an_archive_is_written[tsv]"),
            FORMATS: (FORMATS, "test_each_format_is_read_back_here"),
        },
    ),
]
LEFT_OUT = [pytest.param(trial, path, id=f"{trial.heading}-{path}") for trial in TRIALS for path in trial.caught]


def read_edits(heading: str) -> list[Edit]:
    """The edits of a walk-through; a block may hold several, each behind a line with its file."""
    page = (TOP / "CONTRIBUTING.md").read_text("utf-8")
    (part,) = re.findall(rf"^### {heading}\n(.*?)^##", page, re.M | re.S)
    hunks = [hunk for block in DIFF.findall(part) for hunk in re.split(r"^\+\+\+ ", block, flags=re.M) if hunk]
    return [_parse_hunk(*hunk.split("\n", 1)) for hunk in hunks]


def _parse_hunk(path: str, text: str) -> Edit:
    lines = text.splitlines(keepends=True)
    assert all(line[0] in " +-" for line in lines)
    before, after = ("".join(line[1:] for line in lines if line[0] in signs) for signs in (" -", " +"))
    return Edit(path, before, after)


def make_copy(folder: Path, edits: list[Edit], *, schemas: bool) -> None:
    """The sources in a folder of their own, with edits made there."""
    for name in COPIED:
        copy = shutil.copytree if (TOP / name).is_dir() else shutil.copy
        copy(TOP / name, folder / name)
    for name in ("corpus", "README.md", "CONTRIBUTING.md"):
        (folder / name).symlink_to(TOP / name)
    for edit in edits:
        path = folder / edit.path
        text = path.read_text("utf-8") if edit.before else ""
        assert text.count(edit.before) == 1 or not edit.before, f"{edit.path}: {edit.before} stands there not once"
        path.write_text(text.replace(edit.before, edit.after) if edit.before else edit.after, "utf-8")
    if schemas:
        run(folder, "scripts/schemas")


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"}
    return subprocess.run([sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True)


def run_tests(folder: Path, *files: str) -> subprocess.CompletedProcess[str]:
    return run(
        folder, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts=", "-rA", *files
    )


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.heading)
def test_a_walk_through_works(trial: Trial, tmp_path: Path) -> None:
    edits = read_edits(trial.heading)
    make_copy(tmp_path, edits, schemas=SCHEMA in trial.caught)
    changed = subprocess.run(["diff", "-rq", TOP / "schemas", tmp_path / "schemas"], capture_output=True, text=True)
    files = {edit.path for edit in edits} | set(changed.stdout.splitlines())
    assert len(files) <= MOST_FILES
    done = run_tests(tmp_path, *trial.tests)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("trial", "path"), LEFT_OUT)
def test_an_edit_that_is_left_out_fails_a_test_by_name(trial: Trial, path: str, tmp_path: Path) -> None:
    edits = [edit for edit in read_edits(trial.heading) if edit.path != path]
    make_copy(tmp_path, edits, schemas=False)
    test, said = trial.caught[path]
    done = run_tests(tmp_path, test)
    assert done.returncode != 0
    assert said in done.stdout


def test_a_new_format_is_offered_everywhere(tmp_path: Path) -> None:
    make_copy(tmp_path, read_edits("A new format"), schemas=False)
    command = "from vbparse.cli import main; main()"
    assert "tsv" in run(tmp_path, "-c", command, "export", "--help").stdout
    code = (
        "from vbparse.web.api.exports import FILES; from vbparse.web.pages.obligations import FORMATS;"
        "print(*FILES, *(format.label for format in FORMATS if format.contents), sep='\\n')"
    )
    done = run(tmp_path, "-c", code)
    assert {"obligations.tsv", "documents.tsv", "references.tsv", "TSV"} <= set(done.stdout.splitlines())
