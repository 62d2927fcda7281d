"""The command line as a user runs it: inputs, outputs, errors, exit statuses."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

import bundles
from fakes import PLAN
from terminals import SOON, heed_interrupts, run_on_terminal, wait_until_full
from vbparse import pipeline
from vbparse.ingest.batch import in_processes, in_turn
from vbparse.ingest.inputs import Given, expand

VBPARSE = shutil.which("vbparse", path=str(Path(sys.executable).parent)) or "vbparse"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three plans in two folders, beside files that are no documents."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name, number in (("in/a.txt", "21"), ("in/b.md", "22"), ("in/deep/c.TXT", "23")):
        (tmp_path / name).write_text(PLAN.replace("12/KH", f"{number}/KH"), "utf-8")
    for name in ("in/notes.log", "in/.hidden.txt", "in/~$a.docx"):
        (tmp_path / name).write_text("none", "utf-8")
    return tmp_path


@pytest.fixture
def vbparse(folder: Path) -> Run:
    """Runs the installed command in the folder."""

    def run(*arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [VBPARSE, *arguments],
            cwd=folder,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            check=False,
        )

    return run


def numbers(output: str) -> list[str]:
    return [json.loads(line)["number"]["number"] for line in output.splitlines()]


def test_json_lines_are_the_default_of_a_pipe(vbparse: Run) -> None:
    done = vbparse("parse", "in/a.txt")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert done.stdout.count("\n") == 1
    parsed = pipeline.parse_bytes(PLAN.replace("12/KH", "21/KH").encode(), "in/a.txt")
    assert document == json.loads(parsed.model_dump_json())
    assert document["urgency"] is None
    assert document["attachments"] == []


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["in"], ["21", "22", "23"]),
        (["in/deep", "in/a.txt"], ["23", "21"]),
        (["in/*.[tm]*"], ["21", "22"]),
        (["in/**/*.*[tT]"], ["21", "23"]),
        (["in/a.txt", "-"], ["21", "12"]),
        (["in/a.txt", "in/a.txt"], ["21", "21"]),
        (["in", "--jobs", "3"], ["21", "22", "23"]),
        (["in", "-j", "0"], ["21", "22", "23"]),
    ],
    ids=lambda x: " ".join(x),
)
def test_documents_come_in_the_order_of_the_arguments(vbparse: Run, arguments: list[str], found: list[str]) -> None:
    done = vbparse("parse", *arguments, stdin=PLAN)
    assert (done.returncode, done.stderr) == (0, "")
    assert numbers(done.stdout) == found


def test_standard_input_is_named_by_a_hyphen(vbparse: Run) -> None:
    done = vbparse("parse", "-", stdin=PLAN)
    assert json.loads(done.stdout)["source"]["name"] == "-"


def test_the_text_can_be_left_out(vbparse: Run) -> None:
    whole, short = (json.loads(vbparse("parse", "in/a.txt", *more).stdout) for more in ((), ("--no-text",)))
    assert whole.pop("text").startswith("ỦY BAN NHÂN DÂN")
    assert short == whole


def test_json_is_an_object_for_one_file_and_an_array_for_more(vbparse: Run) -> None:
    one = vbparse("parse", "in/a.txt", "--format", "json").stdout
    assert one.startswith('{\n  "schema_version"')
    assert json.loads(one)["number"]["number"] == "21"
    several = json.loads(vbparse("parse", "in", "-f", "json", "--jobs", "2").stdout)
    assert [x["number"]["number"] for x in several] == ["21", "22", "23"]
    assert [x["number"]["number"] for x in json.loads(vbparse("parse", "in/deep", "-f", "json").stdout)] == ["23"]
    assert json.loads(vbparse("parse", "nowhere", "in/none", "-f", "json").stdout) == []


def test_a_file_with_several_documents_gives_each_with_its_number(vbparse: Run, folder: Path) -> None:
    (folder / "tap.txt").write_text(bundles.letter(7) + bundles.plan(8), "utf-8")
    told = vbparse("parse", "in/a.txt", "tap.txt", "in/b.md")
    assert numbers(told.stdout) == ["21", "7", "8", "22"]
    parts = [json.loads(line)["source"]["part"] for line in told.stdout.splitlines()]
    assert parts == [None, 1, 2, None]
    array = json.loads(vbparse("parse", "-f", "json", "tap.txt").stdout)
    assert [one["id"][64:] for one in array] == ["#1", "#2"]
    assert len(json.loads(vbparse("parse", "-f", "json", "in").stdout)) == 3
    assert vbparse("parse", "-f", "table", "tap.txt").stdout.count("văn bản thứ") == 2
    assert "| Trong tệp | văn bản thứ 2 |" in vbparse("parse", "-f", "md", "tap.txt").stdout
    stages = vbparse("parse", "--stage", "lines", "tap.txt").stdout.splitlines()
    assert sum(json.loads(line)["text"].startswith("Số: ") for line in stages) == 2


def test_one_document_is_one_line_to_every_reader(vbparse: Run, folder: Path) -> None:
    (folder / "odd.txt").write_text(PLAN.replace("đường làng", "đường\u2028làng\x85xóm\u2029ngõ"), "utf-8")
    output = vbparse("parse", "odd.txt").stdout
    assert len(output.splitlines()) == 1
    assert "\u2028" in json.loads(output)["text"] or "đường\nlàng" in json.loads(output)["text"]


@pytest.mark.parametrize(
    ("stage", "texts"),
    [("lines", ["ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "Số: 12/KH-UBND"]), ("blocks", ["ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP"])],
)
def test_a_stage_prints_what_it_saw(vbparse: Run, stage: str, texts: list[str]) -> None:
    rows = [json.loads(line) for line in vbparse("parse", "-", "--stage", stage, stdin=PLAN).stdout.splitlines()]
    assert [row["text"] for row in rows[: len(texts)]] == texts
    assert {row["source"] for row in rows} == {"-"}


def test_the_outline_as_one_object(vbparse: Run) -> None:
    seen = json.loads(vbparse("parse", "-", "--stage", "outline", "-f", "json", stdin=PLAN).stdout)
    assert seen["source"] == "-"
    assert [row["path"] for row in seen["outline"] if row["path"]] == ["I", "II", "III", "III.1", "III.2"]


def test_a_stage_has_no_table(vbparse: Run) -> None:
    done = vbparse("parse", "in/a.txt", "--stage", "lines", "--format", "md")
    assert done.returncode == 2
    assert "json or jsonl" in done.stderr


def test_each_faulty_file_is_one_line_and_the_others_go_on(vbparse: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "torn.docx").write_bytes(b"PK\x03\x04 torn")
    (folder / "bare").mkdir()
    names = ["empty.txt", "in/a.txt", "torn.docx", "gone.pdf", "x/*.pdf", "bare", "in/b.md"]
    for jobs in ("1", "2"):
        done = vbparse("parse", *names, "--jobs", jobs)
        assert done.returncode == 1
        assert numbers(done.stdout) == ["21", "22"]
        *faults, summary = done.stderr.splitlines()
        assert summary == "vbparse: 2 of 7 files parsed; 5 failed"
        assert [line.split(": ")[1] for line in faults] == ["empty.txt", "torn.docx", "gone.pdf", "x/*.pdf", "bare"]
        assert faults[2] == "vbparse: gone.pdf: there is no such file; check the path."
        assert not any(line.count("empty.txt") > 1 for line in faults)


def die(given: Given, deadly: str) -> str:
    """Work for a process that some document ends."""
    if given.name == deadly:
        os._exit(9)
    return given.name.upper()


def stumble(given: Given) -> str:
    """Work with a fault of its own."""
    return {"a": "A", "c": "C"}[given.name]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_dies_is_the_error_of_its_file_alone(jobs: int) -> None:
    given = [Given(name, data=b"") for name in "abcdefghijklmno"]
    with in_processes(jobs) as spread:
        outcomes = list(spread(partial(die, deadly="d"), given))
    assert [x.name for x in outcomes] == list("abcdefghijklmno")
    assert [x.value for x in outcomes if x.name != "d"] == list("ABCEFGHIJKLMNO")
    assert "process that read it died (status 9)" in (outcomes[3].fault or "")


def test_a_fault_of_the_program_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [Given(name, data=b"") for name in "abc"]
    with in_processes(1) as spread:
        outcomes = list(spread(stumble, given))
        assert capsys.readouterr().err == ""
        monkeypatch.setenv("VBPARSE_DEBUG", "1")
        assert list(spread(stumble, given)) == outcomes == list(in_turn(stumble, given))
    assert [x.value for x in outcomes] == ["A", None, "C"]
    assert outcomes[1].fault == "internal error (KeyError: 'b'); please report it with the file."
    told = capsys.readouterr().err
    assert "Traceback" in told
    assert ", in stumble" in told


def test_a_reader_that_goes_away_ends_it_quietly(folder: Path) -> None:
    command = f"'{VBPARSE}' parse {'in ' * 30} 2>err | head -n 1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    first, status = done.stdout.splitlines()
    assert json.loads(first)["number"]["number"] == "21"
    assert status == "141"
    assert (folder / "err").read_text() == ""


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("writing", [False, True])
def test_an_interrupt_ends_it_quietly(folder: Path, jobs: str, writing: bool) -> None:
    called = [VBPARSE, "parse", *["in"] * 300, "--jobs", jobs]  # more than goes into a pipe that nobody reads
    with (folder / "err").open("wb") as err:
        process = subprocess.Popen(called, cwd=folder, stdout=subprocess.PIPE, stderr=err, preexec_fn=heed_interrupts)
    assert process.stdout
    for _ in range(3):
        process.stdout.readline()
    if writing:
        wait_until_full(process.stdout)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=SOON)
    assert process.returncode == 130
    assert (folder / "err").read_text() == ""


def test_a_terminal_gets_the_summary_in_colour(folder: Path) -> None:
    status, shown = run_on_terminal([VBPARSE, "parse", "in/a.txt"], folder)
    assert status == 0
    assert "Nhiệm vụ theo đơn vị (2)" in shown
    assert "\x1b[1m" in shown


def test_a_terminal_on_standard_error_gets_a_bar(folder: Path) -> None:
    with (folder / "out").open("wb") as out:
        status, shown = run_on_terminal([VBPARSE, "parse", "in", "--jobs", "2"], folder, out.fileno())
    assert status == 0
    assert "3/3" in shown
    assert numbers((folder / "out").read_text("utf-8")) == ["21", "22", "23"]


def test_a_table_for_a_pipe_is_plain_and_a_hundred_wide(vbparse: Run) -> None:
    lines = vbparse("parse", "in/a.txt", "--format", "table", COLUMNS="40").stdout.splitlines()
    assert max(map(len, lines)) == 100
    assert lines[0].startswith("in/a.txt ───")
    assert not any("\x1b" in line for line in lines)


def test_schema_and_glossary_are_those_of_the_checkout(vbparse: Run, top: Path) -> None:
    assert vbparse("schema").stdout == (top / "schemas/vbparse.schema.json").read_text("utf-8")
    assert vbparse("schema", "--glossary").stdout == (top / "schemas/glossary.md").read_text("utf-8")


@pytest.mark.parametrize("arguments", [["--help"], ["parse", "--help"], ["evaluate", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    found = loaded(f"import sys; sys.argv = {['vbparse', *arguments]!r}; from vbparse.cli import main; main()")
    # Some versions of typer load pydantic by themselves where a command has arguments.
    assert found - ({"pydantic"} if len(arguments) > 1 else set()) == set()


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("import vbparse; vbparse.__version__; vbparse.VbparseError; raise SystemExit") == set()


def test_parsing_words_does_not_load_spacy() -> None:
    text = "ỦY BAN NHÂN DÂN XÃ AN BÌNH\\nGiao Công an xã chủ trì, phối hợp với các ban trước ngày 12/5/2024."
    assert "spacy" not in loaded(f"import vbparse; vbparse.parse('{text}'.encode(), name='a.txt'); raise SystemExit")


HEAVY = (
    "spacy", "pdfplumber", "pypdfium2", "docx", "lxml", "pydantic", "rich", "regex", "multiprocessing",
    "vbparse.schema",
)  # fmt: skip


def loaded(code: str) -> set[str]:
    """Which heavy modules a piece of code that ends with SystemExit has imported."""
    report = f"print('LOADED', *[x for x in {HEAVY!r} if x in sys.modules])"
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit: pass\n{report}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split("LOADED")[1].split())


def test_folders_are_searched_to_the_bottom_for_known_suffixes(folder: Path) -> None:
    assert [Path(x.name).name for x in expand([str(folder)])] == ["a.txt", "b.md", "c.TXT"]
