"""Pages of office files: made once, kept, and not tried again where they cannot be made."""

from __future__ import annotations

import hashlib
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from readers.offices import needs_office
from readers.ooxml import package, para
from vbparse import __version__
from vbparse.archive.folder import renditions
from vbparse.errors import ToolError
from vbparse.readers.docx.body import MEDIA_TYPE as DOCX
from vbparse.schema import SourceInfo
from vbparse.vocabularies import Charset
from vbparse.web.background import errands
from vbparse.web.background.renditions import Renditions
from vbparse.workers.limits import Limits
from vbparse.workers.pool import Pool

pytestmark = [pytest.mark.slow, needs_office]
SOON = 120.0


class CountingPool(Pool):
    """A pool that counts what it is asked."""

    calls = 0

    def call(self, function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        self.calls += 1
        return super().call(function, *arguments, **options)


@pytest.fixture(scope="module")
def workers() -> Iterator[CountingPool]:
    with CountingPool(1, Limits.from_environment()) as pool:
        yield pool


@pytest.fixture
def pool(workers: CountingPool) -> CountingPool:
    workers.calls = 0
    return workers


def kept(folder: Path, data: bytes, **more: Any) -> tuple[Path, SourceInfo]:
    """A file, and what is known of it."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = folder / "tệp"
    place.write_bytes(data)
    values = {"media_type": DOCX, "text_origin": "markup", "producer": "vbparse"} | more
    return place, SourceInfo(name="tệp.docx", sha256=sha256, size=len(data), **values)


def test_pages_are_made_once_for_all_who_look(tmp_path: Path, pool: CountingPool) -> None:
    original, source = kept(tmp_path, package(para("Kế hoạch trồng cây")))
    made = Renditions(tmp_path, pool, SOON)
    assert made.stored_path(source.sha256) is None
    with ThreadPoolExecutor(4) as threads:
        found = {future.result() for future in [threads.submit(made.find, original, source) for _ in range(4)]}
    assert found == {renditions.path_of(tmp_path, source.sha256)}
    assert pool.calls == 1
    assert found.pop().read_bytes().startswith(b"%PDF-")
    assert Renditions(tmp_path, pool, SOON).find(original, source) == made.stored_path(source.sha256)
    assert pool.calls == 1


def test_a_failure_is_remembered_for_the_version(tmp_path: Path, pool: CountingPool) -> None:
    original, source = kept(tmp_path, b"PK\x03\x04 cut off")
    made = Renditions(tmp_path, pool, SOON)
    assert [made.find(original, source), made.find(original, source)] == [None, None]
    assert pool.calls == 1
    assert renditions.failed_by(tmp_path, source.sha256) == __version__
    renditions.add_failure(tmp_path, source.sha256, "0.0.1", "an earlier version")
    assert made.find(original, source) is None
    assert pool.calls == 2


def die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def test_a_file_that_kills_its_worker_is_not_tried_again(
    tmp_path: Path, pool: CountingPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, source = kept(tmp_path, package(para("Kế hoạch")))
    monkeypatch.setattr(errands, "lay_out", die)
    made = Renditions(tmp_path, pool, SOON)
    assert [made.find(original, source), made.find(original, source)] == [None, None]
    assert pool.calls == 1


def test_nothing_is_remembered_where_libreoffice_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original, source = kept(tmp_path, package(para("Kế hoạch")))
    monkeypatch.setenv("PATH", str(tmp_path))
    with Pool(1, Limits.from_environment()) as bare, pytest.raises(ToolError, match="LibreOffice"):
        Renditions(tmp_path, bare, SOON).find(original, source)
    assert renditions.failed_by(tmp_path, source.sha256) is None


def test_nothing_is_kept_of_what_was_removed_meanwhile(tmp_path: Path, pool: CountingPool) -> None:
    original, source = kept(tmp_path, b"PK\x03\x04 cut off")
    original.unlink()
    with pytest.raises(FileNotFoundError):
        Renditions(tmp_path, pool, SOON).find(original, source)
    renditions.add(tmp_path, source.sha256, b"%PDF-")
    renditions.add_words(tmp_path, f"{source.sha256}#2", b"[]")
    renditions.add_failure(tmp_path, source.sha256, "1", "")
    renditions.delete(tmp_path, source.sha256)
    assert not [path for path in (tmp_path / "renditions").rglob("*") if path.is_file()]


@pytest.mark.parametrize("more", [{"media_type": "text/html"}, {"charset": Charset.TCVN3}])
def test_other_files_have_no_pages(tmp_path: Path, pool: CountingPool, more: dict[str, Any]) -> None:
    original, source = kept(tmp_path, b"<p>", **more)
    assert Renditions(tmp_path, pool, SOON).find(original, source) is None
    assert pool.calls == 0
