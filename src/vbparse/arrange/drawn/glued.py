"""Items that a copy from a web page glued to the end of the line above: "… đã được duyệt.4. Tổ chức …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vbparse.arrange.drafts import Draft, Grid
from vbparse.language.labels import Label, parse_label
from vbparse.patterns import Cue
from vbparse.text import fold_view

_GLUED = Cue(
    r"(?<=\p{Ll}{2}[.;])(?=(?:\d{1,2}\.|[a-zđ]\))\s*\p{Lu}\p{Ll})",
    examples=["được duyệt.4. Tổ chức", "các thôn;b) Rà soát"],
    rejects=["được duyệt. 4. Tổ chức", "trang 3.4. Các", "được duyệt.4. tổ chức"],
)
_SERIES = ("decimal1", "letter")


def split_glued(items: list[Draft | Grid]) -> list[Draft | Grid]:
    """The items, with a line of its own for each whose number is the next of the items above, and not that of the item
    below."""
    glued = {i for i, item in enumerate(items) if isinstance(item, Draft) and _GLUED.search(item.text)}
    if not glued:
        return items
    opens = [_read_label(item) for item in items]
    last: dict[str, int] = {}
    split: list[Draft | Grid] = []
    for i, item in enumerate(items):
        if label := opens[i]:
            last[label.style] = label.value or 0
        cut = _find_cut(item, last, opens[i + 1 :]) if i in glued and isinstance(item, Draft) else None
        if isinstance(item, Draft) and cut:
            behind = item.slice(cut, len(item.text)).trim()
            split += [item.slice(0, cut).trim(), replace(behind, gap=False, bullet=False)]
        else:
            split.append(item)
    return split


def _read_label(item: Draft | Grid) -> Label | None:
    return parse_label(fold_view(item.text), 0, len(item.text)) if isinstance(item, Draft) else None


def _find_cut(item: Draft, last: dict[str, int], below: Sequence[Label | None]) -> int | None:
    """Where the item begins that is glued to a line; its number becomes the last."""
    view = fold_view(item.text)
    for match in _GLUED.finditer(view):
        label = parse_label(view, match.start(), len(view))
        if label is None or label.style not in _SERIES or not label.value or last.get(label.style) != label.value - 1:
            continue
        follows = next((one for one in below if one and one.style == label.style), None)
        if follows is None or follows.value != label.value:
            last[label.style] = label.value
            return match.start()
    return None
