"""Which bullets are no items of their own: parts of the bullet above them, and headings of those below."""

from __future__ import annotations

from vbparse.blocks import Para
from vbparse.fields.actors import ActorParser
from vbparse.language.cues import build_cue
from vbparse.text import Span

_CAPTION = build_cue(
    r"(?:Quy định|Yêu cầu|Nội dung|Về|Hình thức|Thành phần|Kinh phí)(?!\w)",
    examples=["Nội dung tuyên truyền", "Thành phần"],
    rejects=["Tuyên truyền"],
    at="start",
)
_CAPTION_WORDS = 8
"""Words of a bullet that can be the heading of those below it."""


class Bullets:
    """Follows the bullets of one part. `_marks` are those that are open, each with whether its last bullet announced
    parts."""

    def __init__(self, view: str, parser: ActorParser) -> None:
        self._view = view
        self._parser = parser
        self._marks: list[tuple[str, bool]] = []

    def is_part(self, para: Para, follows: Para | None) -> bool:
        """Whether a paragraph is no item. Bullets of another mark below a bullet that ends in a colon are its parts,
        and a bullet of a few words without a full stop above others is their heading. Called in reading order."""
        marks = self._marks
        if para.kind != "bullet":
            marks.clear()
            return False
        mark = self._view[para.span.start]
        while any(m == mark for m, _ in marks) and marks[-1][0] != mark:
            marks.pop()
        is_announced = any(announced for m, announced in marks if m != mark)
        if marks and marks[-1][0] == mark:
            marks.pop()
        marks.append((mark, self._view[para.body.end - 1] == ":"))
        heads = follows is not None and follows.kind == "bullet" and self._is_caption(para.body, follows, mark)
        return is_announced or heads

    def _is_caption(self, span: Span, follows: Para, mark: str) -> bool:
        """A few words that say nothing is to be done, above bullets of another mark or that are sentences."""
        deeper = self._view[follows.span.start] != mark or self._view[follows.body.end - 1] in ".;"
        if not deeper or self._view.count(" ", *span) > _CAPTION_WORDS or not self._view[span.end - 1].isalpha():
            return False
        return self._parser.action_at(span.start) is None or _CAPTION.match(self._view, *span) is not None
