"""Office files laid out in pages for people to look at: `renditions/ab/abcd….pdf`, named by the SHA-256 of the
original. Beside it stands where the words of a document are on its pages (`….words`), or why there are no pages
(`….failed`). All of it can be made again from the originals, so a backup holds none."""

from __future__ import annotations

from pathlib import Path

from vbparse.archive.folder import originals

FOLDER = "renditions"
_WHAT = "a rendition"


def path_of(folder: Path, sha256: str) -> Path:
    """Where the pages of a content stand, or would."""
    return folder / FOLDER / sha256[:2] / f"{sha256}.pdf"


def add(folder: Path, sha256: str, data: bytes) -> None:
    """Store the pages of a content, whole or not at all. Raises ArchiveError."""
    originals.write_file(folder, path_of(folder, sha256), data, _WHAT)


def words_path(folder: Path, document: str) -> Path:
    """Where it is said, or would be, where the words of a document stand."""
    return path_of(folder, document[: originals.SHA256_DIGITS]).with_name(f"{document.replace('#', '.')}.words")


def add_words(folder: Path, document: str, data: bytes) -> None:
    """Store where the words of a document stand. Raises ArchiveError."""
    originals.write_file(folder, words_path(folder, document), data, _WHAT)


def failed_by(folder: Path, sha256: str) -> str | None:
    """The version of vbparse that could not lay out a content."""
    try:
        return _failure_path(folder, sha256).read_text("utf-8").partition("\n")[0]
    except OSError:
        return None


def add_failure(folder: Path, sha256: str, version: str, why: str) -> None:
    """Store that a version of vbparse could not lay out a content. Raises ArchiveError."""
    originals.write_file(folder, _failure_path(folder, sha256), f"{version}\n{why}\n".encode(), _WHAT)


def delete(folder: Path, sha256: str) -> None:
    """Delete all that is stored here of a content."""
    for path in path_of(folder, sha256).parent.glob(f"{sha256}.*"):
        path.unlink(missing_ok=True)


def _failure_path(folder: Path, sha256: str) -> Path:
    return path_of(folder, sha256).with_suffix(".failed")
