"""What handlers have done by workers. Nothing of the server is loaded here, so that a worker starts fast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vbparse.archive.folder import renditions
from vbparse.errors import FormatError, SourceError, ToolError
from vbparse.readers import pictures
from vbparse.schema import Document
from vbparse.web.views.places import PlacedLine
from vbparse.web.views.placing import dump_pages, place_words


def parse_file(data: bytes, name: str) -> list[Document]:
    """The documents of a file."""
    from vbparse import pipeline

    return pipeline.parse_parts(data, name=name)


def print_report(docx: bytes, name: str) -> bytes:
    """A report as PDF."""
    from vbparse.exchange.reports.printing import print_pdf

    return print_pdf(docx, name)


def join_files(parts: list[tuple[str, Path]], target: Path) -> None:
    """Put pictures, by their names and where they are, together to one file. Raises FormatError, SourceError."""
    from vbparse.readers.joining import join_pictures

    target.write_bytes(join_pictures((name, place.read_bytes()) for name, place in parts))


def draw_page(place: Path, number: int, width: int, part: pictures.Part | None = None) -> bytes | None:
    """A page of a file as PNG, or a part of it; None where files of its kind have none."""
    data = place.read_bytes()
    kind = pictures.media_type(data)
    return pictures.draw_page(data, kind, number, width, part) if kind else None


def measure_pages(place: Path) -> list[tuple[float, float]]:
    """Width and height in points of each page of a file; none where files of its kind have none."""
    data = place.read_bytes()
    kind = pictures.media_type(data)
    return pictures.page_sizes(data, kind) if kind else []


def lay_out(original: Path, media_type: str, name: str, folder: Path, sha256: str) -> str | None:
    """Make the pages of an office file and keep them in a folder; gives why this file has none, if it has none. Raises
    ToolError, where another time it may have some: LibreOffice is missing, or the disk is full."""
    from vbparse.readers.office import converter, pages

    if converter.find_soffice() is None:
        raise ToolError("rendition.missing")
    try:
        renditions.add(folder, sha256, pages.lay_out(original.read_bytes(), name, media_type))
    except (SourceError, FormatError, ToolError) as error:
        if isinstance(error.__cause__, OSError):
            raise
        return str(error)
    return None


def place_page_words(place: Path, text: str, lines: Sequence[PlacedLine], within: Sequence[int] | None) -> bytes:
    """The words of the pages of a file with their places in a text that was read from it, as `load_pages` takes them.
    `lines` are those whose places were kept when it was read; it stands `within` the first and last of these pages."""
    from vbparse.readers.page_words import read_words

    data = place.read_bytes()
    words = read_words(data) if pictures.media_type(data) == pictures.PDF else []
    first, last = within or (1, len(words))
    own = [page if first <= number <= last else [] for number, page in enumerate(words, 1)]
    return dump_pages(place_words(text, own, lines))
