"""Pages that a machine read from an image: rules match what the letters are taken to mean, the text stays as read."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from vbparse.language.misread import repaired
from vbparse.readers.source import Source


def mend(source: Source, pages: Container[int] | None = None) -> Source:
    """The source with misreadings mended in its match view, on the given pages only (None: on all)."""
    view = repaired(source.text.value)
    if pages is not None:
        kept = list(source.text.view)
        for line in source.lines:
            if line.page in pages:
                kept[line.span.start : line.span.end] = view[line.span.start : line.span.end]
        view = "".join(kept)
    return replace(source, text=replace(source.text, view=view))
