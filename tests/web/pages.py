"""Pages as tests look at them: their elements, their words, the forms in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element with its attributes, what is in it, and the words of all that."""

    tag: str
    attributes: dict[str, str]
    inner: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its text on one line."""
        return " ".join("".join(self.pieces).split())

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements in it of a tag that have these attributes; a class among others suffices, `_` stands for -."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        found = []
        for one in self.inner:
            fits = all(
                value in one.attributes.get(name, "").split() if name == "class" else one.attributes.get(name) == value
                for name, value in wanted.items()
            )
            found += ([one] if fits and tag in ("", one.tag) else []) + one.all(tag, **attributes)
        return found

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The one element that fits."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, (tag, attributes, [element.words for element in found])
        return found[0]

    def fields(self) -> dict[str, str]:
        """Of a form: what it sends as it stands."""
        sent = {one.attributes["name"]: one.attributes.get("value", "") for one in self.all("input")}
        sent |= {one.attributes["name"]: "".join(one.pieces) for one in self.all("textarea")}
        for select in self.all("select"):
            chosen = [one for one in select.all("option") if "selected" in one.attributes] or select.all("option")
            sent[select.attributes["name"]] = chosen[0].attributes["value"]
        return sent


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top = Element("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inner.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].inner.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.pieces.append(data)


def read(answer: Any, status: int = 200) -> Element:
    """The page of an answer. Fails where its elements are not closed as they were opened."""
    assert answer.status_code == status, answer.text[-2000:]
    tree = _Tree()
    tree.feed(answer.text)
    tree.close()
    assert len(tree.open) == 1, [element.tag for element in tree.open]
    return tree.top
