"""The outline of a body: numbered parts by nesting, with their numbering as it is.

Nothing is renumbered: a label that repeats or jumps stays (its anomaly is reported elsewhere). A level is how deep a
part is nested, so Markdown depth and type size do not matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from vbparse.blocks import Para
from vbparse.language.cues import build_cue
from vbparse.language.labels import KIND, Label
from vbparse.language.landmarks.opening import PREAMBLE
from vbparse.patterns import Cue
from vbparse.structure.run_in_headings import SENTENCE_END, find_heading_end
from vbparse.text import Span


@dataclass(slots=True)
class Node:
    """A part of the outline. `path` is as in the contract ("II.2.1"); empty for unlabelled parts at the top.

    `paras` are its blocks in order; a block that stands in the paragraph of its own label comes first (`runs_in`).
    """

    kind: str
    level: int
    label: Label | None = None
    path: str = ""
    heading: Span | None = None
    paras: list[Para] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False)
    runs_in: bool = False
    _span: Span | None = field(default=None, repr=False)

    def walk(self) -> Iterator[Node]:
        """This part and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def span(self) -> Span:
        """From the label to the end of the last part below; to be asked once the outline stands."""
        if self._span is not None:
            return self._span
        spans = [self.label.span] if self.label else []
        spans += [self.heading] if self.heading else []
        spans += [p.span for p in self.paras] + [c.span for c in self.children]
        self._span = Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else Span(0, 0)
        return self._span


_OPENING = build_cue(
    r"(?i){opening}\W*$|sau\W{0,3}$|^\W*{enacting}\W*$|(?:xây dựng|ban hành) (?:\p{L}+ )?kế hoạch",
    examples=["UBND xã xây dựng kế hoạch như sau:", "QUYẾT ĐỊNH:", "ban hành kế hoạch"],
    rejects=["Căn cứ Luật Lâm nghiệp;"],
)
_CLOSING_HEAD = build_cue(
    r"\W*{closing head}|\(", examples=["Trên đây là", "(Đính kèm"], rejects=["Đề nghị các"], at="start"
)
_CLOSING = build_cue(
    r"\W*(?:{closing head}|{closing})|\(",
    examples=["Đề nghị các thôn", "Trên đây là kế hoạch"],
    rejects=["Các thôn"],
    at="start",
)
_INNER_STOP = Cue(r"[.;:]\s+\S", examples=["Công an xã. Các thôn"], rejects=["Công an xã."])
_OPENING_PARAS, _TAIL = 8, 60
"""Paragraphs of an opening at most, and letters at the end of one in which "như sau" is looked for."""
_UPPER_RANK, _BELOW_UPPER = 5, 6
"""Rank of A., B. among labels (`language.labels`), and the rank below it."""
_LONGEST_GROUP, _LONGEST_BELOW = 100, 250
"""Letters of a heading at most, of numbered parts and below its label."""


def build_tree(view: str, paras: list[Para], *, framed: bool = True) -> Node:
    """The root of an outline, whose children are the top parts. `framed` sets preamble and opening apart (an attachment
    has none); closing text is set apart in both."""
    root = Node("root", 0)
    first = next((i for i, p in enumerate(paras) if p.label and not _is_false_label(view, p)), len(paras))
    body_to = _find_closing(view, paras, first)
    if framed:
        _set_front_apart(view, paras[:first], root)
    else:
        root.paras = list(paras[:first])
    _nest(view, paras[first:body_to], root)
    _name_groups(view, root)
    if paras[body_to:]:
        root.children.append(Node("closing", 1, paras=list(paras[body_to:]), parent=root))
    return root


def _is_false_label(view: str, para: Para) -> bool:
    """A lone letter or number that labels nothing: "a)" at the start of a paragraph without text."""
    return not para.body and para.table is None and para.label is not None and para.label.style not in _ABOVE


_ABOVE = ("part", "chapter", "section", "subsection", "roman", "article")
"""Forms whose heading may stand in the paragraph below."""


def _set_front_apart(view: str, paras: list[Para], root: Node) -> None:
    """Căn cứ are the preamble; the last paragraphs, up to "… như sau:", the opening."""
    cut = len(paras)
    while cut > 0 and not _is_basis(view, paras[cut - 1]) and (len(paras) - cut) < _OPENING_PARAS:
        cut -= 1
    if cut == len(paras) and paras and _OPENING.search(view, *paras[-1].span):
        cut -= 1
    for kind, part in (("preamble", paras[:cut]), ("opening", paras[cut:])):
        if part:
            root.children.append(Node(kind, 1, paras=list(part), parent=root))


def _is_basis(view: str, para: Para) -> bool:
    return bool(PREAMBLE.match(view, *para.span)) and not _OPENING.search(
        view, max(para.span.start, para.span.end - _TAIL), para.span.end
    )


def _find_closing(view: str, paras: list[Para], first: int) -> int:
    """The index at which the closing text begins: unlabelled paragraphs at the very end that speak of the whole."""
    last_label = max((i for i, p in enumerate(paras) if p.label and not _is_false_label(view, p)), default=first - 1)
    at = len(paras)
    for i in range(len(paras) - 1, max(last_label, first - 1), -1):
        para = paras[i]
        if para.kind == "table" or para.label:
            break
        if para.kind == "paragraph" and (_CLOSING_HEAD if i < len(paras) - 3 else _CLOSING).match(view, *para.span):
            at = i
    return at


def _nest(view: str, paras: list[Para], root: Node) -> None:
    stack = [root]
    headless: Node | None = None
    articles = {p.label.value: i for i, p in enumerate(paras) if p.label and p.label.style == "article"}
    for i, para in enumerate(paras):
        if para.label is None or _is_false_label(view, para):
            if headless and para.table is None and _is_heading(view, para):
                headless.heading = para.span
            else:
                stack[-1].paras.append(para)
            headless = None
            continue
        label = _settle_label(para.label, stack)
        if not _opens_in_article(label, stack, articles, i):
            _unwind(label, stack)
        parent = stack[-1]
        node = Node(KIND[label.style], parent.level + 1, label, _join_path(parent, label.text), parent=parent)
        _split_heading(view, para, node)
        parent.children.append(node)
        stack.append(node)
        headless = node if not para.body else None


def _name_groups(view: str, root: Node) -> None:
    """A few words with a full stop are the heading of the numbered parts below them ("1. Công an xã." / "1.1. …")."""
    for node in root.walk():
        if node.runs_in and not node.heading and node.children and len(node.paras) == 1:
            body = node.paras[0].body
            if body.end - body.start <= _LONGEST_GROUP and not _INNER_STOP.search(view, *body):
                node.heading, node.paras, node.runs_in = body, [], False


def _is_heading(view: str, para: Para) -> bool:
    """Can this paragraph be the heading of a label that stands alone above it ("Chương I" / "QUY ĐỊNH CHUNG")?"""
    size = para.span.end - para.span.start
    return para.kind == "paragraph" and size < _LONGEST_BELOW and not SENTENCE_END.search(view, *para.span)


def _settle_label(label: Label, stack: list[Node]) -> Label:
    """C., D., I., V., X. may be letters or Romans: what goes on a series that is open decides."""
    if label.style != "roman" or len(label.text) > 1 or (label.text in "IVX" and not _find_open(stack, "upper")):
        return label
    letters = _find_open(stack, "upper")
    place = "ABCDĐEGHI".find(label.text) + 1
    if (
        letters
        and letters.label
        and place
        and letters.label.value
        and place - letters.label.value in (1, 2)
        and not _find_open(stack, "roman")
    ):
        return Label(label.text, "upper", _UPPER_RANK, place, label.span)
    return label


def _find_open(stack: list[Node], style: str) -> Node | None:
    return next((n for n in reversed(stack) if n.label and n.label.style == style), None)


def _opens_in_article(label: Label, stack: list[Node], articles: dict[int | None, int], at: int) -> bool:
    """Whether an "I." opens a list within an article: the next article stands behind it (`articles`: where each number
    stands last)."""
    article = stack[-1].label
    if label.style != "roman" or label.value != 1 or article is None or article.style != "article":
        return False
    return articles.get((article.value or 0) + 1, -1) > at


def _unwind(label: Label, stack: list[Node]) -> None:
    """Close the parts that cannot hold the new one, so that the last on the stack is its parent."""
    same = next((i for i in range(len(stack) - 1, 0, -1) if _style(stack[i]) == label.style), None)
    if label.style.startswith("decimal") and "." in label.text:
        _unwind_dotted(label, stack, same)
    elif same is not None:
        del stack[same:]
    elif not (label.value == 1 and label.style in _DEEP):
        # A series of a form that is not open stands beside or above what is deeper; an A. that opens under I. stays.
        floor = _BELOW_UPPER if _opens_letters(label) and _find_open(stack, "roman") else label.rank
        while len(stack) > 1 and (rank := stack[-1].label) and rank.rank > floor:
            stack.pop()


def _opens_letters(label: Label) -> bool:
    """Whether a label is A. or Phần A, the first of a series of capital letters."""
    return label.value == 1 and (label.style == "upper" or (label.style == "part" and label.text == "A"))


_DEEP = ("letter", "paren", "number-paren")


def _style(node: Node) -> str:
    return node.label.style if node.label else ""


def _unwind_dotted(label: Label, stack: list[Node], same: int | None) -> None:
    """2.1 belongs under the 2 that is open, 2.1.a under 2.1; where no such part is open it is beside its like."""
    stem = label.text.rsplit(".", 1)[0]
    holder = next(
        (
            i
            for i in range(len(stack) - 1, 0, -1)
            if (x := stack[i].label) and x.text == stem and x.style.startswith("decimal")
        ),
        None,
    )
    if holder is not None:
        del stack[holder + 1 :]
    elif same is not None:
        del stack[same:]
    else:
        while len(stack) > 1 and (rank := stack[-1].label) and rank.rank >= label.rank:
            stack.pop()


def _join_path(parent: Node, text: str) -> str:
    """Labels joined by dots; one that already holds its parent's takes its place ("2.1" under "II.2" is "II.2.1")."""
    if not parent.label:
        return text
    own = parent.label.text
    if text.startswith(own + ".") and parent.path.endswith(own):
        return parent.path[: len(parent.path) - len(own)] + text
    return f"{parent.path}.{text}"


def _split_heading(view: str, para: Para, node: Node) -> None:
    """Part the paragraph of a label into heading and text that runs on behind it."""
    if not para.body:
        return
    end = find_heading_end(view, para)
    if end >= para.body.end:
        node.heading = para.body
        return
    if end > para.body.start:
        node.heading = Span(para.body.start, end)
    start = end
    while start < para.body.end and view[start] == " ":
        start += 1
    node.paras.append(
        Para(Span(start, para.body.end), Span(start, para.body.end), page=para.page, bold_end=start, lines=para.lines)
    )
    node.runs_in = True
