"""Pages that a machine read from an image: rules match what the letters are taken to mean, the text stays as read."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from vbparse.language.misread import repair_view
from vbparse.source import Source


def repair_pages(source: Source, pages: Container[int]) -> Source:
    """The source with misreadings repaired in its match view, in the lines of the given pages."""
    view, found = list(source.text.view), repair_view(source.text.value)
    for start, end in (line.span for line in source.lines if line.page in pages):
        view[start:end] = found[start:end]
    return replace(source, text=replace(source.text, view="".join(view)))
