"""Watched folders: each file is given out once, when it is complete, and ends moved or with a note."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from archive.papers import paper
from vbparse.archive.archive import Archive
from vbparse.ingest.watching import DONE, NOTE, WatchedFolders
from vbparse.sentences import Sentence
from vbparse.web.app import create_app
from vbparse.web.settings import Settings

SOON = 120.0
REASON = Sentence.from_texts("x", "tệp hỏng.", "it is damaged.")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "đến").mkdir()
    return tmp_path / "đến"


def names(watched: WatchedFolders) -> list[str]:
    return [Path(given.name).name for given in watched.list_ready()]


def wait_until(done: Callable[[], object]) -> None:
    ends = time.monotonic() + SOON
    while not done():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_a_file_that_grows_is_not_complete(inbox: Path) -> None:
    watched = WatchedFolders([inbox], quiet=0)
    (inbox / "a.txt").write_text("Số:")
    assert names(watched) == []
    (inbox / "a.txt").write_text("Số: 1/KH")
    assert names(watched) == []
    assert names(watched) == ["a.txt"]
    slow = WatchedFolders([inbox], quiet=3600)
    assert [names(slow), names(slow)] == [[], []]


def test_what_was_taken_in_is_moved_and_names_are_kept_apart(inbox: Path) -> None:
    (inbox / "xã").mkdir()
    watched = WatchedFolders([inbox], quiet=0)
    for text in ("một", "hai"):
        (inbox / "xã" / "a.txt").write_text(text)
        watched.list_ready()
        (given,) = watched.list_ready()
        assert watched.settle(given, None) is None
        assert [names(watched), names(watched)] == [[], []]
    moved = inbox / DONE / "xã"
    assert {path.name: path.read_text() for path in moved.iterdir()} == {"a.txt": "một", "a (2).txt": "hai"}


def test_a_failed_file_has_a_note_and_is_tried_again_when_it_changes(inbox: Path) -> None:
    file, note = inbox / "a.pdf", inbox / f"a.pdf{NOTE}"
    file.write_bytes(b"%PDF")
    watched = WatchedFolders([inbox], quiet=0)
    watched.list_ready()
    (given,) = watched.list_ready()
    watched.settle(given, REASON)
    assert note.read_text("utf-8").startswith("a.pdf: tệp hỏng.\na.pdf: it is damaged.\n")
    for again in (watched, WatchedFolders([inbox], quiet=0)):  # the second as after a restart
        assert [names(again), names(again)] == [[], []]
    file.write_bytes(b"%PDF-1.7 mended")
    watched.list_ready()
    (given,) = watched.list_ready()
    watched.settle(given, None)
    assert not note.exists()


def test_what_is_left_is_not_given_out_again(inbox: Path) -> None:
    (inbox / "a.txt").write_text("một")
    watched = WatchedFolders([inbox], done=None, quiet=0)
    watched.list_ready()
    (given,) = watched.list_ready()
    watched.settle(given, None)
    assert [names(watched), names(watched)] == [[], []]
    assert (inbox / "a.txt").exists()


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_what_cannot_be_moved_is_told(inbox: Path) -> None:
    (inbox / "a.txt").write_text("một")
    watched = WatchedFolders([inbox], quiet=0)
    watched.list_ready()
    (given,) = watched.list_ready()
    inbox.chmod(0o500)
    told = watched.settle(given, None)
    inbox.chmod(0o700)
    assert told is not None
    assert "không có quyền" in told.vi


@pytest.mark.slow
def test_the_command_takes_in_what_comes_and_ends_cleanly(inbox: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from vbparse.cli import main; main()", "watch", str(inbox), "--every", "0.2"]
    command += ["-a", str(tmp_path / "kho")]
    with (tmp_path / "out").open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=os.environ | {"LANG": "vi_VN"})
        try:
            (inbox / "a.txt").write_bytes(paper("12"))
            (inbox / "hỏng.pdf").write_bytes(b"%PDF-1.4 cut off")
            wait_until((inbox / DONE / "a.txt").exists)
            wait_until((inbox / f"hỏng.pdf{NOTE}").exists)
            process.send_signal(signal.SIGTERM)
            assert process.wait(SOON) == 0
        finally:
            process.kill()
    told = (tmp_path / "out").read_text("utf-8")
    assert "a.txt: đã nạp: KH 12/KH-UBND" in told
    assert "hỏng.pdf: chưa nạp được: " in told
    assert "Traceback" not in told
    with Archive(tmp_path / "kho") as held:
        assert len(held.store.document_ids()) == 1


@pytest.mark.slow
def test_a_server_takes_in_what_comes_as_jobs(inbox: Path, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "kho", watch=(inbox,))
    with TestClient(create_app(settings), base_url="http://127.0.0.1:8000") as client:
        (inbox / "a.txt").write_bytes(paper("12"))
        (inbox / "hỏng.pdf").write_bytes(b"%PDF-1.4 cut off")
        wait_until((inbox / DONE / "a.txt").exists)
        wait_until((inbox / f"hỏng.pdf{NOTE}").exists)
        jobs = client.get("/api/v1/jobs").json()["jobs"]
        assert {job["by"] for job in jobs} == {"thư mục theo dõi"}
        files = {file["name"]: file for job in jobs for file in job["files"]}
        assert files["a.txt"]["summaries"][0]["number"] == "12/KH-UBND"
        assert files["hỏng.pdf"]["state"] == "failed"
