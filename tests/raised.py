"""Plans of which one thing is odd, and what is doubted in them."""

from __future__ import annotations

from collections.abc import Sequence

from plans import END, HEAD, parse_plan
from vbparse import Document
from vbparse.doubts.raising import raise_doubts
from vbparse.readers.open import open_source
from vbparse.schema import Value
from vbparse.text import Span

__all__ = ["END", "HEAD", "codes", "doubt_again", "duties", "plan", "unsure"]
BODY = "I. NỘI DUNG\nTrồng cây ven đường."


def plan(body: str = BODY, *, head: str = HEAD, end: str = END) -> Document:
    return parse_plan(body, head=head, end=end)


def duties(*items: str) -> Document:
    return plan("I. TỔ CHỨC THỰC HIỆN\n" + "\n".join(items))


def codes(value: Value | Document | None) -> list[str]:
    assert value is not None
    return [code.value for code in value.doubts]


def doubt_again(document: Document, unsure_words: Sequence[Span] = ()) -> Document:
    """The doubts of a document whose values a test changed, or whose words may be misread."""
    source = open_source((document.text or "").encode(), "plan.txt")
    source.unsure = list(unsure_words)
    return raise_doubts(document, source)


def unsure(document: Document, *words: str) -> Document:
    """The document as if it had been recognised, and these words had not been clear."""
    text = document.text or ""
    return doubt_again(document, sorted(Span(text.index(word), text.index(word) + len(word)) for word in words))
