"""What a path leads to is read, or said to be nothing to read; nothing is waited for without end."""

from __future__ import annotations

import io
import os
import threading
import time
from pathlib import Path

import pytest

from vbparse import parse
from vbparse.errors import InputError
from vbparse.readers import files
from vbparse.readers.files import read_file, read_stream


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"Kho" * 9)
    assert read_file(tmp_path / "a", "a") == b"Kho" * 9


def test_a_pipe_that_nobody_writes_to_is_told(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    with pytest.raises(
        InputError, match=r"^tên: is a pipe that nobody has written to in 0\.2 seconds; start what writes"
    ):
        read_file(pipe, "tên", piped=True)
    with pytest.raises(InputError, match=rf"^{pipe}: is a pipe that nobody has written to"):
        parse(pipe)


def test_a_pipe_is_waited_for_while_somebody_holds_it(pipe: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)

    def write() -> None:
        with pipe.open("wb") as opened:
            time.sleep(0.6)
            opened.write(b"Kho")
            opened.flush()
            time.sleep(0.3)
            opened.write(b"b" * 200_000)

    writer = threading.Thread(target=write)
    writer.start()
    assert read_file(pipe, "a", piped=True) == b"Kho" + b"b" * 200_000
    writer.join()


def test_a_pipe_of_a_writer_who_is_gone_is_empty() -> None:
    read, write = os.pipe()
    os.close(write)
    assert read_file(Path(f"/dev/fd/{read}"), "a", piped=True) == b""
    os.close(read)


def test_what_is_no_file_is_said_to_be_none(pipe: Path) -> None:
    for path, what in ((pipe, "a pipe"), (Path("/dev/zero"), "a device"), (pipe.parent, "a folder")):
        with pytest.raises(InputError, match=rf"^a: cannot be read \(no file, but {what}\); name a file"):
            read_file(path, "a")
    with pytest.raises(InputError, match=r"^a: there is no such file; check the path"):
        read_file(pipe / "b" if not pipe.exists() else pipe.parent / "b", "a")
    with pytest.raises(InputError, match=r"^a: cannot be read \(embedded null byte\)"):
        read_file(Path("a\0b"), "a")
    with pytest.raises(InputError, match=r"^/dev/zero: cannot be read \(no file, but a device\)"):
        parse(Path("/dev/zero"))


def test_what_does_not_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    assert len(read_stream(io.BytesIO(b"a" * 1_000_000), "-")) == 1_000_000
    with pytest.raises(InputError, match=r"^-: holds more than 1 MB, which no document does; split it"):
        read_stream(io.BytesIO(b"a" * 1_000_001), "-")
    with open("/dev/zero", "rb") as zeros, pytest.raises(InputError):
        read_stream(zeros, "-")
