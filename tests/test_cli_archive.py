"""The commands of an archive as a clerk types them, wrong ones included: output, exit status, no traceback."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from archive.papers import LOC, paper
from terminals import run_on_terminal
from vbparse.archive.archive import Archive
from vbparse.archive.store import upkeep
from vbparse.cli import ingesting, tables
from vbparse.cli.app import app
from vbparse.ingest.keep import Taken

Run = Callable[..., Result]
DAILY = (
    "Công chức Văn phòng - Thống kê tổng hợp kết quả, báo cáo UBND xã trước ngày 25/3/2023.",
    "Tổ dân phòng tuần tra, canh gác rừng hằng ngày.",
    "Công chức Tài chính - Kế toán cân đối kinh phí trong quý III/2023.",
)
BASIS = "Căn cứ Kế hoạch số 42/KH-UBND ngày 01/02/2023 của Ủy ban nhân dân huyện Nà Lộc về phòng cháy;"
REVIEW = "Thực hiện Kế hoạch số 12/KH-UBND ngày 10/3/2023 của Ủy ban nhân dân xã Suối Dền;"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files and an archive of them."""
    top = tmp_path_factory.mktemp("archive")
    (top / "vao").mkdir()
    for name, data in {
        "12.txt": paper("12", above=LOC, basis=[BASIS], work=DAILY),
        "14.txt": paper(
            "14", kind="BC", above=LOC, title="Kết quả phòng cháy", day=(2023, 4, 1), basis=[REVIEW], work=()
        ),
        "7-a.txt": paper("7", above=LOC, title="Rà soát hộ nghèo"),
        "7-b.txt": paper("7", unit="XÃ PÁ CHỐNG", above=LOC, title="Nạo vét kênh mương"),
    }.items():
        (top / "vao" / name).write_bytes(data)
    (top / "vao" / "hong.pdf").write_bytes(b"%PDF-1.4 cut off")
    done = CliRunner().invoke(app, ["ingest", str(top / "vao"), "--archive", str(top / "kho")])
    assert done.exit_code == 1
    assert "4 added" in done.stderr
    return top


@pytest.fixture
def top(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy that can be changed, as the working folder."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VBPARSE_ARCHIVE", "kho")
    return tmp_path


@pytest.fixture
def vbparse(top: Path) -> Run:
    """Runs a command in the folder; whatever it does, it shows no traceback."""

    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(app, list(arguments))
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        assert "Traceback" not in done.output
        return done

    return run


@pytest.fixture
def ids(top: Path) -> dict[str, str]:
    """Ids that the commands want."""
    with Archive(top / "kho") as held:
        owed = held.obligations(document="12", text="tuần tra")[0].obligation
        bodies = [assignee.body for assignee in held.assignees()]
        return {"OWED": owed, "BODY": bodies[0], "OTHER": bodies[1], "SHA": held.find("12").document}


def filled_in(arguments: str, ids: dict[str, str]) -> list[str]:
    """The words of a command line, with ids put in; _ stands for a blank in a word."""
    return [ids.get(word, word).replace("_", " ") for word in arguments.split()]


ASKED = [
    ("search rừng", "12/KH-UBND"),
    ("search -- rừng_-nghèo", "12/KH-UBND"),
    ("search rừng --type KH --from 2023-01 --to 2023-12 --issuer suối_dền --signer nhạn", "Năm: 2023 1"),
    ("search không_có_gì_cả_đâu", "Không có gì."),
    ("obligations", "xã Suối Dền"),
    ("obligations --assignee vptk --due 2023-03", "24/03/2023"),
    ("obligations --due 2023-Q3 --assignee kế_toán", "30/09/2023"),
    ("obligations --overdue-on 2023-04-01", "quá hạn"),
    ("obligations --text canh_gác --role lead --issuer suối_dền --doc 12 --all --limit 3 --page 1", "tuần tra"),
    ("obligations --due 2023-08 --falls running", "30/09/2023"),
    ("obligations --old", "24/03/2023"),
    ("obligations --status old", "hạn cũ"),
    ("obligations --status done", "Không có gì."),
    ("assignees", "Văn phòng - Thống kê"),
    ("assignees kế_toán", "Tài chính"),
    ("refs 12", "42/KH-UBND"),
    ("refs 14", "12/KH-UBND"),
    ("missing", "42/KH-UBND"),
    ("trace 14", "12/KH-UBND"),
    ("check", ""),
    ("history 12", "đưa vào kho"),
    ("failures", "hong.pdf"),
    ("corrections", "Không có gì."),
    ("show 12", '"canonical":"12/KH-UBND"'),
    ("show 12 --format table", "Nhiệm vụ"),
    ("show 12 --format md", "#"),
    ("graph --format mermaid", "flowchart"),
    ("graph 12 --format dot", "digraph"),
    ("graph --format graphml", "<graphml"),
    ("original 12", "KẾ HOẠCH"),
    ("export --format jsonl", '"task"'),
]
FOLDED = re.compile(r"… not shown, being long past due: \d+ .*: --old\n")
NO_JSON = ("original", "export", "graph")


@pytest.mark.parametrize(("arguments", "shown"), ASKED, ids=lambda x: x[:40])
def test_what_is_asked_is_answered(vbparse: Run, arguments: str, shown: str) -> None:
    done = vbparse(*filled_in(arguments, {}))
    assert (done.exit_code, FOLDED.sub("", done.stderr)) == (0, "")
    assert shown in done.stdout
    if arguments.split()[0] not in NO_JSON and "--format" not in arguments:
        words = filled_in(arguments, {})
        told = vbparse(words[0], "--json", *words[1:])
        assert told.exit_code == 0
        json.loads(told.stdout)


def test_a_name_that_fits_no_body_is_told_with_those_that_are_near(vbparse: Run) -> None:
    for command in (("assignees", "Công chức Tài chánh"), ("obligations", "--assignee", "Công chức Tài chánh")):
        done = vbparse(*command)
        assert (done.exit_code, done.stdout.strip()) == (0, "Không có gì.")
        assert done.stderr.startswith(
            "vbparse: Công chức Tài chánh: no body so called is charged; did you mean Tài chính"
        )
    assert "`vbparse assignees` lists those that are" in vbparse("assignees", "xyzxyz").stderr
    assert vbparse("obligations", "--assignee", "vptk", "--due", "2019").stderr == ""


def test_json_has_the_words_of_the_contract(vbparse: Run) -> None:
    (owed, *_) = json.loads(vbparse("obligations", "--doc", "12", "--json").stdout)
    assert owed["due"]["bound"] == "before"
    assert owed["assignee"]["unit"] == "xã Suối Dền"
    assert owed["head"]["canonical"] == "12/KH-UBND"
    assert json.loads(vbparse("obligations", "--status", "done", "--json").stdout) == []
    graph = json.loads(vbparse("graph", "--json").stdout)
    assert {"nodes", "edges"} <= set(graph)


@pytest.mark.parametrize("arguments", ["refs 12 --limit 1", "missing --limit 1", "graph --limit 1", "trace 14 -n 1"])
def test_that_there_is_more_is_told_beside_the_answer(vbparse: Run, arguments: str) -> None:
    done = vbparse(*filled_in(arguments, {}))
    assert done.exit_code == 0
    assert done.stderr.startswith("… ")
    assert "--page 2" in done.stderr or "--limit 2" in done.stderr


SAID = [
    ("correct 12 title Tên_đúng --by Hà --why gõ_nhầm", "Tên đúng"),
    ("correct 12 issued 2023-03-11 --json", '"was": "2023-03-10"'),
    ("correct 12 number 15/KH-UBND", "12/KH-UBND → 15/KH-UBND"),
    ("mark OWED done --by Hà --note đã_gửi --evidence 14", "done on "),
    ("mark OWED cancelled", "cancelled on "),
    ("mark OWED done --assignee tổ_dân_phòng --person Lan --json", '"person": "Lan"'),
    ("mark OWED done --evidence biên_bản_ngày_3/9", "biên bản ngày 3/9 (in words; no document held is called so)"),
    ("mark OWED done --evidence 14", "evidence: 14/BC-UBND (held)"),
    ("mark OWED done --doc 12 --period 2023-Q1", "done on "),
    ("mark OWED done --note đã_gửi --evidence 14 --json", '"note": "đã gửi"'),
    ('correct 12 obligations.+ {"task":"họp","assignees":"Đội_A","due":"2023-09"}', "null → họp"),
    ("merge BODY OTHER --by Hà --why một_nơi", "merged into "),
    ("merge BODY OTHER --json", '"spellings"'),
    ("remove 12 --why trùng --by Hà", "removed "),
    ("original 12 --out ra.txt", ""),
    ("rebuild", ""),
    ("reparse", ""),
    ("backup sao.tar", ""),
    ("export --out ra.csv", ""),
]


def test_a_file_that_fails_again_is_listed_and_told_by_the_exit_status(vbparse: Run) -> None:
    again = vbparse("failures", "--retry")
    assert (again.exit_code, vbparse("failures").exit_code) == (1, 0)
    assert "hong.pdf" in again.stdout


@pytest.mark.parametrize(("path", "value"), [("title", ""), ("title.text", "  "), ("issuer", "")])
def test_an_empty_text_is_no_correction(vbparse: Run, path: str, value: str) -> None:
    done = vbparse("correct", "12", path, value)
    assert done.exit_code == 1
    assert "is empty; write the text, or null where there is none." in done.stderr
    assert json.loads(vbparse("corrections", "--json").stdout) == []


@pytest.mark.parametrize(("arguments", "shown"), SAID, ids=lambda x: x[:40])
def test_what_is_said_is_done(vbparse: Run, ids: dict[str, str], arguments: str, shown: str) -> None:
    done = vbparse(*filled_in(arguments, ids))
    assert done.exit_code == 0, done.stderr
    assert shown in done.stdout


WRONG = [
    ("show 99", 1, "vbparse: 99: no such document; name an id, the beginning of one, or a số ký hiệu."),
    ("show 7", 1, "vbparse: 7: fits 2 documents; name one by its id:"),
    ("remove 7 --why x", 1, "fits 2 documents"),
    ("remove 12", 2, "--why"),
    ("original 99", 1, "no such document"),
    ("original 12 --out no/where.txt", 1, "cannot be written"),
    ("refs 99", 1, "no such document"),
    ("trace 99", 1, "no such document"),
    ("graph 99", 1, "no such document"),
    ("history 99", 1, "no such document"),
    ("corrections 99", 1, "no such document"),
    ("correct 99 title x", 1, "no such document"),
    ("correct 12 titel x", 1, "vbparse: titel: not a field that can be corrected; such are "),
    ("correct 12 obligations.zz.task x", 1, "no such item"),
    ("correct 12 issued 11/3/2023", 1, "is no date; write 2023-09-10"),
    ("correct 12 title", 2, "VALUE"),
    ("withdraw 99", 1, "vbparse: 99: no such correction; `vbparse history` tells their numbers."),
    ("withdraw 99 --json", 1, "vbparse: 99: no such correction"),
    ("withdraw abc", 2, "valid int"),
    ("mark ffff done", 1, "vbparse: ffff: no such obligation; `vbparse obligations` tells their ids."),
    ("mark OWED finished", 2, "finished"),
    ("mark OWED done --period hè", 1, "is no period"),
    ("mark OWED done --evidence 7", 1, "7: fits 2 documents"),
    ("mark OWED done --assignee kế_toán", 1, "vbparse: kế toán: is not charged with"),
    ("merge BODY", 2, "OTHER"),
    ("merge BODY BODY", 1, "name at least one other body"),
    ("merge ffff BODY", 1, "ffff: no such body; `vbparse assignees` tells their ids."),
    ("split BODY Ai_đó", 1, "vbparse: Ai đó: not a spelling of"),
    ("obligations --due 2023-xx", 1, '"2023-xx" is no period: write 2023'),
    ("obligations --overdue-on 9/2023", 1, "9/2023: no day; write it as 2023-09-15 or 15/9/2023."),
    ("obligations --doc 99", 1, "99: no such document"),
    ("obligations --role boss", 2, "boss"),
    ("obligations --status late", 2, "late"),
    ('obligations --text "', 1, "vbparse: "),
    ("search --from hè rừng", 1, "is no period"),
    ("search -- -rừng", 1, "names no word that must stand"),
    ("search", 1, "nothing is searched for; add a word, or a filter"),
    ("export", 1, "--format jsonl, csv, xlsx, ics"),
    ("export --out ra.doc", 1, "say what to write with --format"),
    ("export --format csv --what full", 1, "full documents are written as jsonl"),
    ("export --out no/where.csv", 1, "cannot be written"),
    ("export --gold vao/12.txt", 1, "cannot be made"),
    ("backup no/where.tar", 1, "where.tar: cannot be written"),
    ("backup vao", 1, "cannot be written"),
    ("restore vao/12.txt --archive moi", 1, "is no backup, or cut short"),
    ("restore none.tar --archive moi", 1, "none.tar: cannot be restored"),
    ("restore none.tar --archive kho", 1, "kho: is there already, and not empty; restore into a new folder."),
    ("restore none.tar --archive vao/12.txt", 1, "is there already"),
    ("ingest none.txt", 1, "vbparse: none.txt: there is no such file; check the path."),
    ("ingest vao --archive vao/12.txt", 1, "choose another folder"),
    ("rebuild --archive moi", 1, "moi: there is no archive and there are no originals; check the folder."),
]


@pytest.mark.parametrize(("arguments", "status", "sentence"), WRONG, ids=lambda x: str(x)[:40])
def test_what_cannot_be_done_is_told_in_one_sentence(
    top: Path, vbparse: Run, ids: dict[str, str], arguments: str, status: int, sentence: str
) -> None:
    with Archive(top / "kho") as held:
        before = list(upkeep.dump_rows(held.store))
    done = vbparse(*filled_in(arguments, ids))
    assert done.exit_code == status
    assert sentence in done.stderr
    if status == 1:
        assert done.stderr.startswith(("vbparse: ", "1 failed"))
        assert done.stdout == ""
    with Archive(top / "kho") as held:
        assert list(upkeep.dump_rows(held.store)) == before


EVERY = [
    "search x",
    "obligations",
    "assignees",
    "refs 1",
    "missing",
    "trace 1",
    "graph",
    "check",
    "show 1",
    "original 1",
    "remove 1 --why x",
    "history 1",
    "failures",
    "correct 1 title x",
    "corrections",
    "unions",
    "withdraw 1",
    "mark 1 done",
    "merge a b",
    "split a b",
    "export -f csv",
    "backup x.tar",
    "reparse",
]


@pytest.mark.parametrize("arguments", EVERY)
def test_where_there_is_no_archive_every_command_says_so(vbparse: Run, arguments: str) -> None:
    done = vbparse(*arguments.split(), "--archive", "moi")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "vbparse: moi: there is no archive; `vbparse ingest` makes one, or name another with --archive.\n"
    )
    assert not Path("moi").exists()


@pytest.mark.parametrize("arguments", [*EVERY, "ingest vao", "rebuild", "restore x.tar"])
def test_an_archive_that_is_not_named_is_asked_for(
    vbparse: Run, arguments: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VBPARSE_ARCHIVE")
    done = vbparse(*arguments.split())
    assert done.exit_code == 2
    assert "--archive" in done.stderr
    assert "VBPARSE_ARCHIVE" in done.stderr


def test_a_dry_run_makes_no_archive(vbparse: Run) -> None:
    done = vbparse("ingest", "vao", "none.txt", "--archive", "moi", "--dry-run", "--json")
    assert done.exit_code == 1
    assert [json.loads(line)["state"] for line in done.stdout.splitlines()] == ["failed"] + ["new"] * 5
    assert "5 to be added" in done.stderr
    assert not Path("moi").exists()


def test_a_dry_run_without_an_archive_sees_twins_and_what_cannot_be_read(vbparse: Run) -> None:
    shutil.copy("vao/12.txt", "vao/a.txt")
    Path("vao/gone.txt").symlink_to("none.txt")
    done = vbparse("ingest", "vao", "--archive", "moi", "--dry-run")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1] == "1 failed, 5 to be added, 1 held under another name"
    Path("moi").mkdir()
    assert vbparse("ingest", "vao/12.txt", "--archive", "moi", "--dry-run").exit_code == 0
    assert not any(Path("moi").iterdir())


def test_files_of_other_kinds_in_a_folder_are_counted(vbparse: Run) -> None:
    for name in ("a.xlsx", "b.xlsx", "LICENSE", ".hidden", "~$12.docx"):
        Path("vao", name).write_bytes(b"x")
    done = vbparse("ingest", "vao")
    assert done.stderr.startswith("passed over in folders, being of no kind that is read: .xlsx 2, no suffix 1\n")


def test_a_query_need_not_be_in_quotes(vbparse: Run) -> None:
    for asked in (("cháy rừng mùa khô",), ("cháy", "rừng", "mùa khô"), ("--type", "KH", "--", "-hộ", "-mương")):
        assert "12/KH-UBND" in vbparse("search", *asked).stdout.splitlines()[1], asked
    assert vbparse("search", "--type", "KH").stdout.startswith("3 văn bản\n")
    assert vbparse("search", "cháy", "xyzw").stdout == "Không có gì. Không văn bản nào có “xyzw”.\n"


def test_a_search_has_the_newest_first_where_that_is_asked(vbparse: Run) -> None:
    found = json.loads(vbparse("search", "phòng", "cháy", "--newest", "--json").stdout)["hits"]
    days = [hit["head"]["date"] for hit in found]
    assert days == ["2023-04-01", "2023-03-10"]
    best = json.loads(vbparse("search", "rừng", "--json").stdout)["hits"]
    newest = json.loads(vbparse("search", "rừng", "--newest", "--json").stdout)["hits"]
    assert sorted(hit["head"]["document"] for hit in best) == sorted(hit["head"]["document"] for hit in newest)


def test_a_page_says_how_much_of_all_it_shows(vbparse: Run) -> None:
    assert vbparse("search", "--type", "KH", "-n", "2").stdout.startswith("3 văn bản, hiện 2 (--page")
    assert vbparse("search", "--type", "KH", "--page", "9").stdout.startswith("3 văn bản, hiện 0 (--page")


def test_a_style_ends_with_the_words_it_is_meant_for(top: Path) -> None:
    with Archive(top / "kho") as held:
        found = held.search("cháy rừng", doc_type="KH")
    _, line, snippet, *_ = tables.hits(found).renderables  # type: ignore[union-attr]
    assert str(line.style) == str(snippet.renderable.style) == ""
    assert [line.plain[span.start : span.end] for span in line.spans if span.style == "bold"] == ["12/KH-UBND"]


def test_a_terminal_has_a_progress_bar_whatever_files_are_called(tmp_path: Path) -> None:
    (tmp_path / "[").mkdir()
    for name in ("[/red].txt", "hai\ndòng.txt"):
        (tmp_path / name).write_bytes(paper("1"))
    program = [sys.executable, "-c", "from vbparse.cli import main; main()"]
    arguments = ["ingest", str(tmp_path), "--archive", str(tmp_path / "kho"), "--among-files"]
    status, said = run_on_terminal([*program, *arguments], tmp_path)
    assert status == 0, said
    assert "2/2" in said
    assert "1 added, 1 held under another name" in said


def test_an_interrupted_run_says_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    def taken() -> Iterator[Taken]:
        yield Taken("a.txt", "added")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingesting._report_outcomes(taken(), 2, as_json=False)
    assert capsys.readouterr().err == "interrupted (1 added); run it again for the rest\n"


def test_an_original_that_was_changed_or_lost_is_told_and_comes_back_with_the_file(vbparse: Run, top: Path) -> None:
    with Archive(top / "kho") as held:
        [(sha256, documents)] = [
            (head.document, [line for line in upkeep.dump_rows(held.store) if not line.startswith("sources ")])
            for head in held.documents()
            if head.title and "hộ" in head.title
        ]
    kept = top / "kho" / "originals" / sha256[:2] / sha256
    for break_it in (lambda: kept.write_bytes(paper("8")), kept.unlink):
        break_it()
        done = vbparse("original", sha256)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "take the file in again" in done.stderr
        again = vbparse("reparse")
        assert again.exit_code == 1
        assert "7-a.txt: " in again.stderr
        assert "3 added, 1 failed" in again.stderr
        saved = vbparse("backup", "kho.tar")
        assert saved.exit_code == 1
        assert saved.stderr.startswith(f"vbparse: not in the backup: {kept.relative_to(top)}: the original ")
        restored = vbparse("restore", "kho.tar", "--archive", "moi")
        assert restored.exit_code == 1
        assert restored.stderr == (
            f"vbparse: kho.tar: does not hold the original {sha256}; put it back when you find it.\n"
            "4 documents are held\n"
        )
        shutil.rmtree("moi")
        assert vbparse("ingest", "vao/7-a.txt").exit_code == 0
        assert vbparse("original", sha256).stdout_bytes == Path("vao/7-a.txt").read_bytes()
        with Archive(top / "kho") as held:
            assert [line for line in upkeep.dump_rows(held.store) if not line.startswith("sources ")] == documents


def test_a_backup_says_that_accounts_are_not_in_it(vbparse: Run, top: Path) -> None:
    assert "accounts" not in vbparse("backup", "kho.tar").stderr
    (top / "kho" / "accounts.db").touch()
    done = vbparse("backup", "kho.tar")
    assert done.exit_code == 0
    assert "not in the backup: accounts.db" in done.stderr


def test_keeping_answers_in_json(vbparse: Run) -> None:
    assert json.loads(vbparse("backup", "kho.tar", "--json").stdout) == {"documents": 4, "left_out": []}
    assert json.loads(vbparse("restore", "kho.tar", "--archive", "moi", "--json").stdout) == {
        "documents": 4,
        "lost": [],
    }
    gone = json.loads(vbparse("remove", "12", "--why", "trùng", "--json").stdout)
    assert [one["canonical"] for one in gone] == ["12/KH-UBND"]


def test_from_a_folder_to_a_corrected_archive_and_back(vbparse: Run) -> None:
    said = json.loads(vbparse("correct", "12", "title", "Tên đúng", "--by", "Hà", "--json").stdout)
    assert (said[0]["state"], said[0]["value"]) == ("applied", "Tên đúng")
    assert "Tên đúng" in vbparse("corrections", "12").stdout
    vbparse("backup", "sao.tar")
    vbparse("withdraw", str(said[0]["n"]), "--by", "Hà", "--why", "nhầm")
    assert "rút hiệu đính" in vbparse("history", "12").stdout
    assert vbparse("search", "Tên đúng", "--json").stdout.count("canonical") == 0
    assert vbparse("restore", "sao.tar", "--archive", "moi").exit_code == 0
    assert json.loads(vbparse("show", "12", "--json", "--archive", "moi").stdout)["title"]["text"] == "Tên đúng"
    assert vbparse("rebuild", "--archive", "moi").exit_code == 0
    assert "Tên đúng" in vbparse("search", "Tên đúng", "--archive", "moi").stdout
    with Archive("moi") as restored:
        assert restored.original("12") == Path("vao/12.txt").read_bytes()


def test_a_backup_cut_short_is_refused_and_leaves_nothing(vbparse: Run) -> None:
    vbparse("backup", "sao.tar")
    data = Path("sao.tar").read_bytes()
    Path("sao.tar").write_bytes(data[: len(data) // 2])
    done = vbparse("restore", "sao.tar", "--archive", "moi")
    assert done.exit_code == 1
    assert not Path("moi").exists()
    assert not list(Path().glob("*.part"))


def test_bodies_are_merged_and_split_by_what_the_lists_show(vbparse: Run) -> None:
    def bodies() -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(vbparse("assignees", "--json").stdout)
        return found

    first, second, *rest = bodies()
    vbparse("merge", first["body"], second["body"])
    merged = bodies()
    assert len(merged) == 1 + len(rest)
    spelling = next(iter(second["spellings"]))
    assert "split off as " in vbparse("split", first["body"], spelling).stdout
    assert len(bodies()) == 2 + len(rest)
    told = json.loads(vbparse("unions", "--json").stdout)
    assert [(union["what"], union["name"], union["state"]) for union in told] == [
        ("split", spelling, "applied"),
        ("merged", second["name"], "applied"),
    ]
    for union in told:
        assert "đã rút" in vbparse("withdraw", str(union["n"]), "--by", "Hà").stdout
    assert bodies() == [first, second, *rest]
    assert vbparse("withdraw", str(told[0]["n"])).stderr.endswith("this split is withdrawn already; nothing to do.\n")
    again = vbparse("split", first["body"], "chưa từng có", "--json")
    assert (again.exit_code, again.stdout) == (1, "")


def test_each_format_is_written(vbparse: Run) -> None:
    for what in ("obligations", "documents", "references", "full"):
        lines = vbparse("export", "-f", "jsonl", "--what", what).stdout.splitlines()
        assert lines
        assert all(isinstance(json.loads(line), dict) for line in lines)
    for what in ("obligations", "documents", "references"):
        assert vbparse("export", "--out", f"{what}.csv", "--what", what).exit_code == 0
        assert len(list(csv.reader(io.StringIO(Path(f"{what}.csv").read_text("utf-8-sig"))))) > 1
    assert vbparse("export", "--out", "ra.xlsx").exit_code == 0
    assert len(openpyxl.load_workbook("ra.xlsx").sheetnames) == 3
    assert vbparse("export", "--out", "ra.ics").exit_code == 0
    assert icalendar.Calendar.from_ical(Path("ra.ics").read_bytes()).walk("VEVENT")
    data = CliRunner().invoke(app, ["export", "-f", "xlsx"]).stdout_bytes
    assert data[:2] == b"PK"


@pytest.mark.parametrize("asked", [("--issuer", "xã Pá Chống"), ("--assignee", "tổ dân phòng")])
def test_export_leaves_out_the_documents_that_a_filter_leaves_out(vbparse: Run, asked: tuple[str, str]) -> None:
    every = vbparse("export", "-f", "jsonl", "--what", "documents").stdout.splitlines()
    found = vbparse("export", "-f", "jsonl", "--what", "documents", *asked).stdout.splitlines()
    assert 0 < len(found) < len(every)
    if asked[0] == "--issuer":
        assert all("PÁ CHỐNG" in line.upper() for line in found)
    assert vbparse("export", "--out", "ra.xlsx", *asked).exit_code == 0
    assert openpyxl.load_workbook("ra.xlsx").worksheets[1].max_row == len(found) + 1


def test_corrected_documents_are_written_as_gold(vbparse: Run) -> None:
    vbparse("correct", "12", "title", "Tên đúng")
    done = vbparse("export", "--gold", "vang")
    assert "1 documents written to vang" in done.stderr
    (gold,) = Path("vang").glob("*.json")
    assert json.loads(gold.read_text("utf-8"))["title"] == "Tên đúng"
    assert gold.with_suffix(".txt").read_bytes() == Path("vao/12.txt").read_bytes()
    assert "5 documents" not in vbparse("export", "--gold", "vang", "--all").stderr


def test_what_falls_due_is_listed_before_what_runs(vbparse: Run) -> None:
    shown = vbparse("obligations", "--due", "2023-08-31").stdout
    first, second = shown.split("Đang trong thời gian thực hiện, hạn ở sau thời gian hỏi")
    assert first.startswith("Đến hạn trong thời gian hỏi")
    assert ("tuần tra" in first, "cân đối kinh phí" in first) == (True, False)
    assert ("tuần tra" in second, "30/09/2023" in second) == (False, True)
    told = json.loads(vbparse("obligations", "--due", "2023-08-31", "--json").stdout)
    assert [one["falls"] for one in told] == ["due", "running"]
    assert vbparse("obligations", "--due", "2023-09-30").stdout.startswith("Tổ dân phòng")
    (only,) = json.loads(vbparse("obligations", "--due", "2023-08-31", "--falls", "due", "--json").stdout)
    assert only["last_day"] == "2023-08-31"


def test_what_is_old_is_folded_away_and_counted(vbparse: Run) -> None:
    shown = vbparse("obligations")
    assert "24/03/2023" not in shown.stdout
    (count,) = re.findall(r"not shown, being long past due: (\d+)", shown.stderr)
    old = json.loads(vbparse("obligations", "--old", "--json").stdout)
    assert (len(old), {one["status"] for one in old}) == (int(count), {"old"})
    assert "hạn cũ" in vbparse("obligations", "--due", "2023-03").stdout
    assert "quá hạn" not in vbparse("obligations", "--due", "2023-03").stdout
    assert vbparse("obligations", "--status", "past due").stdout.strip() == "Không có gì."


def test_a_mark_says_for_whom_it_is(vbparse: Run, top: Path) -> None:
    names = "Tổ an ninh, Đội dân phòng, Ban quản lý rừng"
    Path("4.txt").write_bytes(
        paper("44", above=LOC, title="Trực rừng", work=[f"{names} tuần tra trước ngày 25/3/2023."])
    )
    vbparse("ingest", "4.txt")
    (one,) = {x["obligation"] for x in json.loads(vbparse("obligations", "--doc", "44", "--json").stdout)}
    told = vbparse("mark", one, "done", "--assignee", "dân phòng", "--person", "Lan", "--note", "đã nộp")
    assert told.stdout.startswith("done on ")
    assert f": {one} of " in told.stdout
    assert "for Đội dân phòng\nall together: 1/3 xong\n" in told.stdout
    rows = " ".join(vbparse("obligations", "--doc", "44").stdout.split())
    assert rows.count("[hạn cũ]") == 2
    assert rows.count("[đã xong]") == rows.count("[phụ trách:") == 1
    assert "for all 3 who are charged: " in vbparse("mark", one, "cancelled").stdout
    assert f"{one}: done – Đội dân phòng" in vbparse("history", "44", "--json").stdout


def test_a_mark_has_the_day_that_is_said(vbparse: Run, ids: dict[str, str]) -> None:
    (told, *_) = json.loads(vbparse("mark", ids["OWED"], "done", "--date", "12/5/2024", "--json").stdout)
    assert (told["status"], told["date"]) == ("done", "2024-05-12")
    assert vbparse("mark", ids["OWED"], "done", "--date", "2024-05-12").stdout.startswith("done on 2024-05-12: ")
    refused = vbparse("mark", ids["OWED"], "done", "--date", "31/2/2024")
    assert (refused.exit_code != 0, "31/2/2024" in refused.stderr) == (True, True)


def test_a_mark_keeps_the_file_that_shows_it(vbparse: Run, ids: dict[str, str]) -> None:
    data = b"%PDF-1.7 of a record"
    Path("bien-ban.pdf").write_bytes(data)
    (told, *_) = json.loads(vbparse("mark", ids["OWED"], "done", "--evidence", "bien-ban.pdf", "--json").stdout)
    sha256 = hashlib.sha256(data).hexdigest()
    assert (told["file"], told["file_name"], told["evidence"]) == (sha256, "bien-ban.pdf", None)
    Path("bien-ban.pdf").unlink()
    assert [path.read_bytes() for path in Path("kho", "evidence").rglob("*") if path.is_file()] == [data]
    (told, *_) = json.loads(vbparse("mark", ids["OWED"], "done", "--evidence", "biên bản giấy", "--json").stdout)
    assert (told["file"], told["evidence"]) == (None, "biên bản giấy")


def test_rounds_of_one_duty_are_one_row(vbparse: Run) -> None:
    shown = vbparse("obligations", "--due", "2023-05", "--text", "canh gác").stdout
    assert shown.count("tuần tra") == 1
    assert "01/05/2023 –" in shown
    assert "31/05/2023" in shown
    assert "(31 lần)" in shown
    assert len(json.loads(vbparse("obligations", "--due", "2023-05", "--text", "canh gác", "--json").stdout)) == 31


def test_rounds_that_were_settled_stand_apart(vbparse: Run) -> None:
    (one, *_) = json.loads(vbparse("obligations", "--due", "2023-05-01", "--text", "canh gác", "--json").stdout)
    vbparse("mark", one["obligation"], "done", "--period", "2023-05-01/2023-05-10")
    shown = vbparse("obligations", "--due", "2023-05", "--text", "canh gác").stdout
    assert "(10 lần)" in shown
    assert "(21 lần)" in shown


def test_another_version_is_told_under_a_document(vbparse: Run) -> None:
    Path("du-thao.txt").write_bytes(paper(None, above=LOC, basis=[BASIS], work=DAILY))
    assert vbparse("ingest", "du-thao.txt").exit_code == 0
    shown = vbparse("show", "12")
    assert json.loads(shown.stdout)["number"]["number"] == "12"
    assert shown.stderr.endswith(" du-thao.txt\n")
    works = [hit["head"]["work"] for hit in json.loads(vbparse("search", "mùa khô", "--json").stdout)["hits"]]
    assert len(works) == len(set(works))


def test_the_installed_command_ends_quietly_when_its_reader_goes(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    program = f"'{sys.executable}' -c 'from vbparse.cli import main; main()'"
    command = f"{program} obligations --due 2023 --json | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "VBPARSE_ARCHIVE": "kho"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout == "141\n"
    assert done.stderr == ""


def test_a_damaged_archive_is_told_by_every_question(vbparse: Run) -> None:
    data = bytearray(Path("kho/archive.db").read_bytes())
    data[100:4096] = os.urandom(3996)
    for suffix in ("-wal", "-shm"):
        Path(f"kho/archive.db{suffix}").unlink(missing_ok=True)
    Path("kho/archive.db").write_bytes(data)
    for arguments in ("search rừng", "obligations", "show 12", "ingest vao/12.txt", "failures"):
        done = vbparse(*arguments.split())
        assert done.exit_code == 1
        assert "damaged" in done.stderr
        assert "vbparse rebuild" in done.stderr
    assert vbparse("rebuild").exit_code == 0
    assert "12/KH-UBND" in vbparse("search", "rừng").stdout


def test_an_archive_of_older_rules_is_told_until_it_is_rebuilt(vbparse: Run, top: Path) -> None:
    with Archive(top / "kho") as held:
        held.store.db.execute("INSERT INTO meta VALUES ('outdated', 1)")
    told = vbparse("assignees")
    assert told.exit_code == 0
    assert "`vbparse rebuild` brings it up to date" in told.stderr
    assert vbparse("rebuild").exit_code == 0
    assert "rebuild" not in vbparse("assignees").stderr


def test_a_summary_names_what_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "tot.txt").write_bytes(paper("12", above=LOC))
    (tmp_path / "hong.txt").write_bytes(paper("13", above=LOC, title="Họp"))
    kho = ["--archive", str(tmp_path / "kho")]
    done = CliRunner().invoke(app, ["ingest", str(tmp_path / "tot.txt"), str(tmp_path / "hong.txt"), *kho])
    assert done.exit_code == 0
    *_, told, summary, doubts = done.stderr.splitlines()
    assert told == f"vbparse: look at {tmp_path / 'hong.txt'}: Trích yếu chỉ có một chữ “Họp”; có thể đọc thiếu."
    assert summary == f"2 added, 1 read with errors: {tmp_path / 'hong.txt'}"
    assert doubts.startswith("2 documents, ")
    assert doubts.endswith(" with values to look at: vbparse queue")
    queue = json.loads(CliRunner().invoke(app, ["queue", "--json", *kho]).stdout)
    (first,) = [one for one in queue if one["errors"]]
    listed = CliRunner().invoke(app, ["queue", "13/KH-UBND", *kho]).stdout
    assert first["doubts"][0]["vi"] in " ".join(listed.split())
    value = next(one["path"] for one in first["doubts"] if one["path"])
    assert value in listed
    done = CliRunner().invoke(app, ["confirm", "13/KH-UBND", value, "--json", *kho])
    assert json.loads(done.stdout)[0]["state"] == "confirmed"
    left = json.loads(CliRunner().invoke(app, ["queue", "13/KH-UBND", "--json", *kho]).stdout)
    assert value not in [one["path"] for one in left]
    assert (first["head"]["canonical"], first["errors"], first["codes"]) == ("13/KH-UBND", 1, {"title-short": 1})
    assert "title-short" in CliRunner().invoke(app, ["queue", *kho]).stdout
    assert CliRunner().invoke(app, ["confirm", "13/KH-UBND", "--by", "Hà", *kho]).exit_code == 0
    assert "title-short" not in CliRunner().invoke(app, ["queue", *kho]).stdout
    assert "title-short" in CliRunner().invoke(app, ["queue", "--confirmed", *kho]).stdout
    assert CliRunner().invoke(app, ["confirm", "13/KH-UBND", "--withdraw", *kho]).exit_code == 0
    assert "title-short" in CliRunner().invoke(app, ["queue", *kho]).stdout
