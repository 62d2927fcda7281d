"""Where an offset lies: its paragraph, its section, the heading above it."""

from __future__ import annotations

from bisect import bisect_right

from vbparse.blocks import Para
from vbparse.structure.tree import Node
from vbparse.text import Span, Text


class Places:
    """Finds the paragraph and the section around an offset."""

    def __init__(self, text: Text, paras: list[Para], roots: list[tuple[str | None, Node]]) -> None:
        self._text = text
        self._paras = sorted(p.span for p in paras)
        self._starts = [s.start for s in self._paras]
        parts = [
            (node.span.start, prefix, node)
            for prefix, root in roots
            for node in root.walk()
            if node is not root and node.span
        ]
        self._parts = sorted(parts, key=lambda p: (p[0], p[2].level))
        self._part_starts = [p[0] for p in self._parts]
        self._first = next((start for start, _, node in self._parts if node.label), 0)

    def paragraph(self, offset: int) -> Span:
        """The paragraph around an offset; an empty span at the offset where there is none."""
        i = bisect_right(self._starts, offset) - 1
        return self._paras[i] if i >= 0 and offset < self._paras[i].end else Span(offset, offset)

    def opens(self, offset: int) -> bool:
        """Whether an offset lies before all numbered parts, of which there are some."""
        return offset < self._first

    def part(self, offset: int) -> tuple[str | None, Node] | None:
        """The deepest part of an outline that holds an offset, and the path of its attachment."""
        i = bisect_right(self._part_starts, offset) - 1
        while i >= 0:
            _, prefix, node = self._parts[i]
            if offset < node.span.end:
                return prefix, node
            if node.level == 1:
                return None
            i -= 1
        return None

    def section(self, offset: int) -> str | None:
        """The path of the section around an offset ("II.1", "Phụ lục I/3"), None outside all numbered parts."""
        part = self.part(offset)
        if not part:
            return None
        prefix, node = part
        if prefix is None:
            return node.path or None
        return f"{prefix}/{node.path}" if node.path else prefix

    def heading(self, offset: int) -> str | None:
        """The heading above an offset."""
        part = self.part(offset)
        return self._text.view[part[1].heading.start : part[1].heading.end] if part and part[1].heading else None
