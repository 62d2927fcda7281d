"""Workers end with their parent, however it ends, with all that they started; and a limit costs its own file only."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from fakes import PLAN
from readers.offices import RTF, needs_office, running, stand_in
from readers.pages import plan, scanned
from vbparse import programs
from vbparse.errors import InputError
from vbparse.workers.limits import MB, Limits, machine_memory

VBPARSE = [sys.executable, "-c", "from vbparse.cli import main; main()"]
SEED, KILLS = 11, 6
needs_tesseract = pytest.mark.skipif(
    programs.describe_missing(programs.TESSERACT, programs.VIETNAMESE) is not None, reason="Tesseract is not installed"
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, in which nothing may stay and for which nothing may run on."""
    folder = Path(tempfile.mkdtemp(prefix="t-"))
    monkeypatch.setenv("TMPDIR", str(folder))
    yield folder
    for _ in range(600):
        if not running(folder) and not list(folder.iterdir()):
            break
        time.sleep(0.1)
    assert running(folder) == []
    assert list(folder.iterdir()) == []
    folder.rmdir()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Files that keep programs busy for as long as a test wants."""
    folder = tmp_path / "in"
    folder.mkdir()
    scan = scanned(plan(), "PNG")
    for n in range(40):
        (folder / f"{n:02}-a.rtf").write_bytes(RTF)
        (folder / f"{n:02}-b.png").write_bytes(scan)
        (folder / f"{n:02}-c.txt").write_text(PLAN, "utf-8")
    return folder


def start(*arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*VBPARSE, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def until(condition: Callable[[], bool]) -> None:
    """Wait for what has to come."""
    for _ in range(2400):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come")


@needs_office
@needs_tesseract
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("program", ["soffice", "tesseract"])
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_programs_at_work_end_with_a_parent_that_is_killed(
    place: Path, files: Path, jobs: int, program: str, how: signal.Signals
) -> None:
    with start("parse", files, "--jobs", jobs) as process:
        until(lambda: any(program in command for command in running(place)))
        process.send_signal(how)


@needs_office
@needs_tesseract
def test_nothing_is_left_whenever_the_parent_is_killed(place: Path, files: Path, tmp_path: Path) -> None:
    moments = random.Random(SEED)
    for n in range(KILLS):
        command = ["ingest", files, "--archive", tmp_path / "kho"] if n % 2 else ["parse", files]
        with start(*command, "--jobs", 1 + n // 2 % 2) as process:
            time.sleep(moments.uniform(0, 6))
            process.kill()


@needs_tesseract
def test_a_keeper_that_is_killed_takes_its_worker_along_and_costs_one_file(place: Path, files: Path) -> None:
    for path in files.glob("[13]*"):
        path.unlink()
    with start("parse", files, "--jobs", 2) as process:
        until(lambda: any("tesseract" in command for command in running(place)))
        keepers = [pid for pid in children(process.pid) if children(pid)]
        assert len(keepers) == 2
        workers = [pid for keeper in keepers for pid in children(keeper)]
        os.kill(keepers[0], signal.SIGKILL)
        _, told = process.communicate(timeout=600)
    assert process.returncode == 1
    assert told.count(b"the process that read it died, and nobody saw how") == 1
    assert b"; 1 failed" in told
    assert not [pid for pid in workers if Path(f"/proc/{pid}/exe").exists()]
    for folder in place.glob("vbparse-worker-*"):  # nobody was left to remove it
        for path in sorted(folder.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


def children(pid: int) -> list[int]:
    return [int(x) for path in Path(f"/proc/{pid}/task").glob("*/children") for x in path.read_text().split()]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupt_is_quiet(place: Path, files: Path, jobs: int) -> None:
    """As a terminal sends it: to every process of the group."""
    process = subprocess.Popen(
        [*VBPARSE, "parse", str(files), "--jobs", str(jobs)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        process_group=0,
    )
    with process:
        assert process.stdout
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=120)
    assert (process.returncode, told) == (130, b"")


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Plans, the second of which, scanned on a large sheet, takes more memory than there is."""
    if programs.describe_missing(programs.TESSERACT, programs.VIETNAMESE):
        pytest.skip("Tesseract is not installed")
    folder = tmp_path / "kế hoạch"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAN, "utf-8")
    sheet = Image.new("L", (9_900, 9_900), 255)
    sheet.paste(Image.open(io.BytesIO(scanned(plan(), "PNG", 600))))
    sheet.save(folder / "b.png", dpi=(600, 600))
    (folder / "c.md").write_text(PLAN.replace("12/KH", "13/KH"), "utf-8")
    monkeypatch.setenv("VBPARSE_MEMORY_MB", "250")
    return folder


def vbparse(*arguments: object, **environment: str) -> tuple[int, list[str], list[str]]:
    """Exit status, and the lines of both streams."""
    env = os.environ | environment
    done = subprocess.run([*VBPARSE, *map(str, arguments)], env=env, capture_output=True, encoding="utf-8", timeout=600)
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


TOO_MUCH = "b.png: to read it takes more than 250 MB of memory; split it, or allow it more (VBPARSE_MEMORY_MB)."
COUNTS = ["1 failed", "2 added"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_takes_all_memory_is_named_and_the_others_go_on(hostile: Path, tmp_path: Path, jobs: int) -> None:
    status, out, told = vbparse("parse", hostile, "--jobs", jobs)
    assert status == 1
    assert [json.loads(line)["number"]["number"] for line in out] == ["12", "13"]
    assert told == [f"vbparse: {hostile}/{TOO_MUCH}", "vbparse: 2 of 3 files parsed; 1 failed"]


def test_evaluation_counts_it_as_missed(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    for stem in "ab":
        (tmp_path / "gold" / f"{stem}.json").write_text('{"doc_type": "KH"}', "utf-8")
    status, out, told = vbparse("evaluate", tmp_path / "gold", hostile, "--json")
    assert status == 1
    assert json.loads("\n".join(out))["fields"]["doc_type"]["missed"] == 1
    assert f"vbparse: {hostile}/{TOO_MUCH}" in told


def test_no_command_of_an_archive_is_ended_by_it(hostile: Path, tmp_path: Path) -> None:
    kho = ["--archive", tmp_path / "kho"]

    def assert_named(status: int, _: list[str], told: list[str]) -> None:
        assert (status, told[0], sorted(told[1].split(", "))) == (1, f"vbparse: {hostile}/{TOO_MUCH}", COUNTS)

    assert_named(*vbparse("ingest", hostile, *kho))
    status, out, _ = vbparse("failures", "--retry", "--json", *kho)
    assert (status, [TOO_MUCH.endswith(one["reason"]) for one in json.loads("".join(out))]) == (1, [True])
    assert vbparse("failures", "--retry", *kho, VBPARSE_MEMORY_MB="1000")[0] == 0
    assert_named(*vbparse("reparse", *kho))
    (tmp_path / "kho" / "archive.db").unlink()
    assert_named(*vbparse("rebuild", *kho))


@needs_office
def test_a_file_that_takes_all_time_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path / "bin", "sleep 1000")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    (tmp_path / "a.rtf").write_bytes(RTF)
    status, _, told = vbparse("parse", tmp_path / "a.rtf", VBPARSE_SECONDS="6")
    said = "it was not done within 6 seconds; split it, or allow it more (VBPARSE_SECONDS)."
    assert (status, told[0]) == (1, f"vbparse: {tmp_path}/a.rtf: {said}")


@pytest.mark.parametrize("name", ["VBPARSE_SECONDS", "VBPARSE_MEMORY_MB", "VBPARSE_FILE_MB"])
@pytest.mark.parametrize("value", ["soon", "0", "-1", "inf", "nan"])
def test_a_limit_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=f"^{name} is '{value}'; set it to a number above 0"):
        Limits.from_environment()


def test_the_limits_are_set_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("VBPARSE_SECONDS", "2.5"), ("VBPARSE_MEMORY_MB", "512"), ("VBPARSE_FILE_MB", "")):
        monkeypatch.setenv(name, value)
    assert Limits.from_environment() == Limits(2.5, 512 * MB, 1024 * MB)
    monkeypatch.delenv("VBPARSE_MEMORY_MB")
    assert Limits.from_environment().memory == min(4096 * MB, machine_memory() // 2)
