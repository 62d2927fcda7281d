"""The documentation holds: its commands run and print what stands below them, its Python runs, what it names is there.

`python tests/test_docs.py` writes the printed blocks anew; read the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import vbparse

pytestmark = pytest.mark.slow

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "src" / "vbparse"
GUIDES = tuple(
    f"docs/{name}.md" for name in ("clerks", "administrators", "command-line", "legacy", "developers", "accuracy")
)
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", *GUIDES)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"(?:^|\| )vbparse ")
STATUS = re.compile(r"\s+# exit (\d+)$")
SETUP = ("./scripts/demo", "./scripts/test")
ARCHIVE = "vbparse ingest --archive kho --jobs 0 'corpus/[0-9]*'\n"
"""The first command on archives, which those of later blocks stand on: each block may run by itself."""


class Fence(NamedTuple):
    """A fenced block of a page. `printed` is where the block stands that holds its output, if one follows at once."""

    page: str
    line: int
    language: str
    code: str
    printed: tuple[int, int] | None

    @property
    def runs(self) -> bool:
        return self.language == "python" or any(COMMAND.search(x) for x in self.code.splitlines())


def fences(page: str) -> Iterator[Fence]:
    text = (TOP / page).read_text("utf-8")
    found = list(FENCE.finditer(text))
    for match, after in zip(found, [*found, None][1:], strict=True):
        line = text.count("\n", 0, match.start()) + 1
        follows = after is not None and after[1] in ("text", "json") and not text[match.end() : after.start()].strip()
        yield Fence(page, line, match[1], match[2], after.span(2) if after is not None and follows else None)


def fences_that_run() -> list[Fence]:
    return [x for page in PAGES for x in fences(page) if x.language in ("sh", "python") and x.runs]


@cache
def printed(language: str, code: str, folder: Path) -> str:
    """What a block prints on both streams, run in a folder that looks like the checkout's top. Fails on another exit
    status than the one that stands behind a command (`# exit 1`), else 0."""
    for entry in TOP.iterdir():
        if not (folder / entry.name).exists() and not entry.name.startswith("."):
            (folder / entry.name).symlink_to(entry)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "PYTHONIOENCODING": "utf-8"}
    steps = [code] if language == "python" else [x for x in code.replace("\\\n", " ").splitlines() if COMMAND.search(x)]
    out = ""
    for step in steps:
        call = [sys.executable, "-c", step] if language == "python" else ["bash", "-c", f"set -o pipefail; {step}"]
        done = subprocess.run(
            call, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        wanted = STATUS.search(step)
        out += done.stdout.decode("utf-8")
        assert done.returncode == int(wanted[1] if wanted else 0), f"{step}\n{out}"
    return "".join(line.rstrip() + "\n" for line in out.splitlines())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_archive(tmp_path_factory.mktemp("top"))


def with_archive(folder: Path) -> Path:
    """The folder, with the archive that the pages speak of."""
    printed("sh", ARCHIVE, folder)
    return folder


@pytest.mark.parametrize("fence", fences_that_run(), ids=lambda x: f"{x.page}:{x.line}")
def test_a_block_runs_and_prints_what_stands_below_it(fence: Fence, folder: Path) -> None:
    got = printed(fence.language, fence.code, folder)
    if fence.printed:
        start, end = fence.printed
        assert got == (TOP / fence.page).read_text("utf-8")[start:end], "python tests/test_docs.py writes it anew"


def test_the_archive_is_made_as_the_pages_say() -> None:
    assert ARCHIVE in (TOP / "README.md").read_text("utf-8")


def test_there_are_blocks_to_run() -> None:
    kinds = [(x.page, x.language) for x in fences_that_run()]
    assert {("README.md", "sh"), ("README.md", "python"), ("CONTRIBUTING.md", "sh")} <= set(kinds)
    assert {page for page, _ in kinds} >= {
        "docs/command-line.md",
        "docs/legacy.md",
        "docs/developers.md",
        "docs/accuracy.md",
    }
    assert sum(x.printed is not None for x in fences_that_run()) >= 8


def test_the_first_page_is_short_and_leads_to_every_guide() -> None:
    first = (TOP / "README.md").read_text("utf-8")
    assert first.count("\n") < 200
    assert [guide for guide in GUIDES if f"({guide})" not in first] == []


def test_the_two_commands_that_set_up_are_there() -> None:
    shown = {x for fence in fences("README.md") if fence.language == "sh" for x in fence.code.splitlines()}
    assert {x.split()[0] for x in shown if x.startswith("./")} == set(SETUP)
    assert [x for x in SETUP if not os.access(TOP / x, os.X_OK)] == []


def rooms() -> list[str]:
    """The first column of the tables of folders."""
    return re.findall(r"^\| `([^`]+)` \|", (TOP / "ARCHITECTURE.md").read_text("utf-8"), re.M)


def test_every_room_that_is_named_is_there() -> None:
    assert len(rooms()) > 15
    assert [x for x in rooms() if not ((TOP / x).exists() or (PACKAGE / x).exists())] == []


def test_every_room_is_named() -> None:
    here = {f"{x.name}/" for x in PACKAGE.iterdir() if (x / "__init__.py").is_file()}
    here |= {x.name for x in PACKAGE.glob("*.py")}
    here |= {f"readers/{x.name}/" for x in (PACKAGE / "readers").iterdir() if (x / "__init__.py").is_file()}
    assert here - set(rooms()) == set()


def test_layers_are_named_in_the_order_that_is_checked() -> None:
    listed = re.search(r"^layers = \[\n(.*?)^\]", (TOP / "pyproject.toml").read_text("utf-8"), re.M | re.S)
    assert listed
    order = " > ".join(re.findall(r'"([^"]+)"', listed[1]))
    assert order in (TOP / "ARCHITECTURE.md").read_text("utf-8")


def test_every_module_that_is_named_is_there() -> None:
    missing = []
    for page in PAGES:
        for name in re.findall(r"`((?:[a-z_]+/)+[a-z_-]*(?:\.[a-z]+)?)`", (TOP / page).read_text("utf-8")):
            if not any((base / name).exists() for base in (TOP, PACKAGE)):
                missing.append(f"{page}: {name}")
    assert missing == []


def test_every_link_leads_somewhere() -> None:
    broken = []
    for page in {*PAGES, *(f"docs/{path.name}" for path in (TOP / "docs").glob("*.md"))}:
        for target in re.findall(r"\]\(([^)#]+)\)", (TOP / page).read_text("utf-8")):
            if "://" not in target and not ((TOP / page).parent / target).exists():
                broken.append(f"{page}: {target}")
    assert broken == []


def test_the_changelog_has_the_version() -> None:
    text = (TOP / "CHANGELOG.md").read_text("utf-8")
    assert "## [Unreleased]" in text
    assert re.search(rf"^## \[{re.escape(vbparse.__version__)}\](?: - \d{{4}}-\d\d-\d\d)?$", text, re.M)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_in_nfc_and_has_no_place_of_one_machine(page: str) -> None:
    text = (TOP / page).read_text("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert re.findall(r"(?<![\w.~])/(?:home|root|work|tmp|Users)\b\S*", text) == []


def write_anew(folder: Path) -> None:
    """Put what each block prints below it."""
    for page in PAGES:
        text = (TOP / page).read_text("utf-8")
        for fence in reversed([x for x in fences(page) if x.runs and x.printed]):
            assert fence.printed
            start, end = fence.printed
            text = text[:start] + printed(fence.language, fence.code, folder) + text[end:]
        (TOP / page).write_text(text, "utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        write_anew(with_archive(Path(name)))
