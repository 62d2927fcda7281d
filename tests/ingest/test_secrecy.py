"""Documents with a mark of secrecy: refused before anything of them is written, unless somebody answers for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from archive.papers import dump, paper
from readers.pages import LEFT_HEAD, plan
from vbparse import parse
from vbparse.archive.archive import Archive
from vbparse.cli.app import app
from vbparse.errors import VbparseError
from vbparse.ingest import secrecy
from vbparse.ingest.again import rebuild, reparse
from vbparse.ingest.batch import in_processes
from vbparse.ingest.inputs import expand
from vbparse.ingest.keep import Taken, ingest, retry

WORDS = ("phương án tác chiến", "Lò Thị Nhạn")
"""What stands in the secret paper of these tests."""


def secret(mark: str = "TỐI MẬT", number: str = "9") -> bytes:
    return paper(number, title="Phương án tác chiến").replace("Số:".encode(), f"{mark}\n\nSố:".encode(), 1)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "vao"
    folder.mkdir()
    (folder / "1.txt").write_bytes(paper("1", signer="Vừ A Páo"))
    (folder / "9.txt").write_bytes(secret())
    return folder


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "kho", create=True) as held:
        yield held


def take(held: Archive, folder: Path, **options: bool) -> dict[str, Taken]:
    return {Path(t.name).name: t for t in ingest(held.store, expand([str(folder)]), **options)}


def everything(folder: Path) -> bytes:
    """All bytes of all files of an archive, which must not be open."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_secret_file_is_refused_and_nothing_of_it_is_stored(tmp_path: Path, files: Path, jobs: int) -> None:
    with in_processes(jobs) as spread, Archive(tmp_path / "kho", create=True) as held:
        told = {Path(t.name).name: t for t in ingest(held.store, expand([str(files)]), spread=spread)}
        assert {name: one.state for name, one in told.items()} == {"1.txt": "added", "9.txt": "failed"}
        (failure,) = held.failures()
        assert (Path(failure.name).name, failure.reason) == ("9.txt", told["9.txt"].text)
        assert "“TỐI MẬT”" in failure.reason
        assert "số 29/2018/QH14" in failure.reason
        assert "--accept-secret" in failure.reason
        assert len(held.store.document_ids()) == 1
        assert held.search("tác chiến").total == 0
    held_now = everything(tmp_path / "kho")
    assert all(word.encode() not in held_now for word in WORDS)
    assert "Vừ A Páo".encode() in held_now
    assert len(list((tmp_path / "kho" / "originals").rglob("*"))) == 2
    entry = json.loads((tmp_path / "kho" / "journal.jsonl").read_text("utf-8").splitlines()[1])
    assert set(entry) == {"at", "what", "name", "reason", "reason_vi", "line", "after", "sum"}


def test_it_is_taken_in_where_somebody_answers_for_it(kho: Archive, files: Path) -> None:
    assert take(kho, files, accept_secret=True)["9.txt"].state == "added"
    assert kho.failures() == []
    found = kho.document("9")
    assert found.secrecy is not None
    assert (found.secrecy.text, found.issuer and found.issuer.name) == ("TỐI MẬT", "ỦY BAN NHÂN DÂN XÃ SUỐI DỀN")


def test_a_failure_is_retried_with_the_same_word(kho: Archive, files: Path) -> None:
    take(kho, files)
    assert [t.state for t in retry(kho.store)] == ["failed"]
    assert [t.state for t in retry(kho.store, accept_secret=True)] == ["added"]
    assert kho.failures() == []


def test_a_dry_run_parses_nothing(kho: Archive, files: Path) -> None:
    before = dump(kho)
    assert {one.state for one in take(kho, files, dry=True).values()} == {"new"}
    assert dump(kho) == before


def test_one_marked_document_keeps_its_whole_file_out() -> None:
    plain, marked = parse(paper("1"), name="a.txt"), parse(secret(), name="a.txt")
    secrecy.refuse([plain], "a.txt")
    with pytest.raises(VbparseError, match=r"^a\.txt: bears the mark “TỐI MẬT”"):
        secrecy.refuse([plain, marked], "a.txt")


def test_what_is_held_and_only_now_seen_to_be_marked_is_told_and_stays(kho: Archive, files: Path) -> None:
    take(kho, files, accept_secret=True)
    assert {t.state for t in reparse(kho.store)} == {"added"}, "somebody accepted it as secret"
    unseen = kho.store.parsed_document(kho.find("9").document).model_copy(update={"secrecy": None})
    with kho.store.writing() as step:  # as a version that did not see the mark left it
        step.add_documents([unseen])
    told = {Path(t.name).name: t for t in reparse(kho.store)}
    assert {name: one.state for name, one in told.items()} == {"1.txt": "added", "9.txt": "secret"}
    assert "still held" in told["9.txt"].text
    assert kho.document("9").secrecy is not None
    assert kho.original("9") == (files / "9.txt").read_bytes()
    assert {t.state for t in reparse(kho.store)} == {"added"}


def test_a_lost_database_is_made_again_with_what_was_accepted(kho: Archive, files: Path) -> None:
    take(kho, files, accept_secret=True)
    before = dump(kho)
    kho.close()
    kho.store.path.unlink()
    assert sorted(t.state for t in rebuild(kho.folder)) == ["added", "secret"]
    with Archive(kho.folder) as again:
        assert dump(again) == before


@pytest.mark.parametrize("mark", ["MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize("at", [(LEFT_HEAD, 125), (500, 30), (120, 160)], ids=["number", "corner", "type"])
def test_a_stamp_on_a_page(kho: Archive, tmp_path: Path, mark: str, framed: bool, at: tuple[float, float]) -> None:
    (tmp_path / "mat.pdf").write_bytes(plan(mark, at, framed=framed))
    (tmp_path / "thuong.pdf").write_bytes(plan())
    told = {Path(t.name).name: t for t in ingest(kho.store, expand([str(tmp_path / "*.pdf")]))}
    assert {name: one.state for name, one in told.items()} == {"mat.pdf": "failed", "thuong.pdf": "added"}
    assert f"“{mark}”" in told["mat.pdf"].text


def test_the_command_refuses_lists_and_accepts(tmp_path: Path, files: Path) -> None:
    kho = ["--archive", str(tmp_path / "kho")]
    done = CliRunner().invoke(app, ["ingest", str(files), *kho])
    assert done.exit_code == 1
    assert "9.txt: bears the mark “TỐI MẬT”" in done.stderr
    (listed,) = json.loads(CliRunner().invoke(app, ["failures", "--json", *kho]).stdout)
    assert listed["name"].endswith("9.txt")
    assert CliRunner().invoke(app, ["failures", "--retry", "--json", *kho]).stdout.count("9.txt") == 1
    done = CliRunner().invoke(app, ["failures", "--retry", "--accept-secret", "--json", *kho])
    assert json.loads(done.stdout) == []
    assert CliRunner().invoke(app, ["ingest", str(files), "--accept-secret", *kho]).exit_code == 0


def test_no_document_of_the_project_is_refused(corpus: Path) -> None:
    for path in sorted(corpus.glob("[0-9]*")):
        try:
            found = parse(path)
        except VbparseError:
            continue  # a program is missing
        assert found.secrecy is None, path.name
