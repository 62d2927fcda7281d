"""What differs between two versions of a document: field by field, and in the text line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.fuzz import ratio

from vbparse.patterns import Cue
from vbparse.schema import Document
from vbparse.web.views.document import view_document
from vbparse.web.views.values import DocumentView, Item, Row

_WORDS = Cue(r"\w+|\s+|[^\w\s]+", examples=["trước", " ", "30/4, "], rejects=[""])
_ALIKE = 0.3
"""From this likeness on two lines are shown as one that was changed."""
_MANY = 2000
"""From so many lines on, those that stand in a text again and again anchor nothing: else the time is their square."""
_ALIKE_ITEMS = 60.0
"""From this likeness on, of 100, two items are one whose wording was changed."""

Change = Literal["same", "changed", "added", "removed"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that differs: its term, the item it is of, and what each version has; None where it is not there."""

    term: str
    item: str | None
    before: str | None
    after: str | None

    @property
    def change(self) -> Change:
        """What became of it."""
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of a line: in both versions, only before, or only after."""

    text: str
    change: Change


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text; of a changed one its words tell how. `skipped` lines alike are left out in its place."""

    change: Change
    words: list[Word]
    skipped: int = 0


def compare_fields(before: Document, after: Document) -> list[Field]:
    """The fields that differ, in the order of the page."""
    old, new = view_document(before), view_document(after)
    found = list(_compare_rows(None, old.head, new.head))
    for name in ("signatures", "recipients", "phases", "obligations", "references"):
        found += _compare_items(_TERMS[name], _items_of(old, name), _items_of(new, name))
    return found


_TERMS = {
    "signatures": "signature",
    "recipients": "recipient",
    "phases": "phase",
    "obligations": "obligation",
    "references": "reference",
}


def _items_of(one: DocumentView, name: str) -> list[Item]:
    found: list[Item] = getattr(one, name)
    return found


def _compare_items(term: str, old: Sequence[Item], new: Sequence[Item]) -> Iterator[Field]:
    for old_item, new_item in _pair_items(old, new):
        if old_item and new_item:
            name = _item_text(new_item)
            if _item_text(old_item) != name:
                yield Field(term, None, _item_text(old_item), name)
            yield from _compare_rows(name, old_item.rows, new_item.rows)
        else:
            yield Field(
                term, None, _item_text(old_item) if old_item else None, _item_text(new_item) if new_item else None
            )


def _pair_items(old: Sequence[Item], new: Sequence[Item]) -> list[tuple[Item | None, Item | None]]:
    """Each item with its other version: that of its field, of its wording, or else of a wording that is like it."""
    unpaired = {item.field: item for item in old}
    pairs: dict[str, Item] = {}
    for same in (_find_same_field, _find_same_wording, _find_similar):
        for item in new:
            if item.field not in pairs and (before := same(item, unpaired)):
                pairs[item.field] = unpaired.pop(before.field)
    return [*((pairs.get(item.field), item) for item in new), *((item, None) for item in unpaired.values())]


def _find_same_field(item: Item, left: Mapping[str, Item]) -> Item | None:
    return left.get(item.field)


def _find_same_wording(item: Item, left: Mapping[str, Item]) -> Item | None:
    return next((one for one in left.values() if _item_text(one) == _item_text(item)), None)


def _find_similar(item: Item, left: Mapping[str, Item]) -> Item | None:
    best = max(left.values(), key=lambda one: ratio(_item_text(one), _item_text(item)), default=None)
    return best if best and ratio(_item_text(best), _item_text(item)) >= _ALIKE_ITEMS else None


def _item_text(item: Item) -> str:
    return item.name.text or "; ".join(_row_text(row) or "" for row in item.rows)


def _compare_rows(item: str | None, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Field]:
    before, after = ({row.term: _row_text(row) for row in rows} for rows in (old, new))
    for term in dict.fromkeys([*before, *after]):
        if before.get(term) != after.get(term):
            yield Field(term, item, before.get(term), after.get(term))


def _row_text(row: Row) -> str | None:
    """What a row says; codes of closed lists stand for themselves."""
    return "; ".join(value.text or (value.code or "").rpartition(".")[2] for value in row.values) or None


def compare_lines(before: str, after: str, around: int = 2) -> list[Line]:
    """Two texts line by line; of lines alike `around` are kept beside each difference."""
    old_lines, new_lines = before.split("\n"), after.split("\n")
    lines: list[Line] = []
    long = max(len(old_lines), len(new_lines)) > _MANY
    for tag, a, b, c, d in SequenceMatcher(None, old_lines, new_lines, autojunk=long).get_opcodes():
        if tag == "equal":
            lines += _fold_equal(
                old_lines[a:b], around, first=a == c == 0, last=(b, d) == (len(old_lines), len(new_lines))
            )
        else:
            lines += _compare_changed(old_lines[a:b], new_lines[c:d])
    return lines


def _fold_equal(same: Sequence[str], around: int, *, first: bool, last: bool) -> Iterator[Line]:
    """Lines alike, less those far from a difference: at the ends of the text there is none."""
    begin, end = 0 if first else around, len(same) if last else len(same) - around
    for i, text in enumerate(same):
        if begin < end and begin <= i < end:
            if i == begin:
                yield Line("same", [], skipped=end - begin)
        else:
            yield Line("same", [Word(text, "same")])


def _compare_changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Lines that differ: side by side as far as they are alike."""
    for i in range(max(len(old), len(new))):
        old_line, new_line = (texts[i] if i < len(texts) else None for texts in (old, new))
        if old_line is not None and new_line is not None:
            marked = compare_words(old_line, new_line)
            if sum(len(word.text) for word in marked if word.change == "same") >= _ALIKE * max(
                len(old_line), len(new_line)
            ):
                yield Line("changed", marked)
                continue
        if old_line is not None:
            yield Line("removed", [Word(old_line, "removed")])
        if new_line is not None:
            yield Line("added", [Word(new_line, "added")])


def compare_words(before: str, after: str) -> list[Word]:
    """Two lines word by word: what only one has is marked."""
    old_words, new_words = _WORDS.findall(before), _WORDS.findall(after)
    words: list[Word] = []
    for tag, a, b, c, d in SequenceMatcher(None, old_words, new_words, autojunk=False).get_opcodes():
        if tag == "equal":
            words.append(Word("".join(old_words[a:b]), "same"))
            continue
        if a < b:
            words.append(Word("".join(old_words[a:b]), "removed"))
        if c < d:
            words.append(Word("".join(new_words[c:d]), "added"))
    return words
