"""Inline marks of Markdown: emphasis, links, escapes, HTML tags. Marks that do not pair up are text."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from vbparse.arrange.drafts import Draft, Run
from vbparse.origins import Raw
from vbparse.patterns import Cue

_URL = r"(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+[\"'][^\"'\n]*[\"'])?"
_TAG = (
    r"</?(?:a|b|big|blockquote|center|code|del|div|em|font|i|img|ins|li|mark|ol|p|pre|s|small|span|strike|strong"
    r"|sub|sup|tt|u|ul)(?:\s[^<>]*)?/?>"
)
_TOKEN = Cue(
    rf"""(?xsi)(?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<comment><!--[^\n]{{0,2000}}?-->)
    | (?P<br><br\s*/?>)
    | (?P<tag>{_TAG})
    | <(?P<auto>(?:https?|ftp|mailto):[^\s<>]*)>
    | (?P<image>!\[[^\[\]]*\]\(\s*{_URL}\s*\))
    | (?P<note>\[\^[^\s\[\]]+\](?!:))
    | \[(?P<link>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])+)\](?P<url>\(\s*{_URL}\s*\))
    | (?P<entity>&(?:[a-zA-Z][a-zA-Z0-9]{{1,30}}|\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}});)
    | (?P<code>(?<!`)(?P<ticks>`{{1,2}})(?!`)(?P<inside>[^`\n]+)(?P=ticks)(?!`))
    | (?P<marks>\*+|(?<!_)_{{1,3}}(?!_)|(?<!~)~~(?!~))""",
    examples=[
        r"\*",
        "<!-- trang 1 -->",
        "<br/>",
        '<span style="color:red">',
        "<https://chinhphu.vn>",
        "![dấu](dau.png)",
        "[^1]",
        "[Nghị định](https://vbpl.vn/a_(b) 'nhan đề')",
        "&agrave;",
        "`mã`",
        "**",
    ],
    rejects=["1 < 2", "[1]", "a b", "Sở & ban", "~"],
)
_MARKED = Cue(r"[\\<!\[&`*_~]", examples=["**Điều 1**", "a_b", "Sở & ban"], rejects=["Điều 1. Phạm vi (a)"])
"""A character with which any of these may begin."""
_WEB = Cue(
    r"[/#:@]|\.\w{2,}|^\(\s*\)$",
    examples=["(https://a.vn)", "(#muc-1)", "(anh.png)", "(a@b.vn)", "( )"],
    rejects=["(sau đây gọi là Ban)", "(1)"],
)
"""What stands in brackets behind a link, and behind a word in square ones that is none."""
_BOLD_TAG = Cue(r"(?i)<(/?)(?:b|strong)\b", examples=["<b>", "</STRONG>"], rejects=["<br>", "<big>"])
_ITALIC_TAG = Cue(r"(?i)<(/?)(?:i|em)\b", examples=["<i>", "</em>"], rejects=["<img>", "<ins>"])


@dataclass(slots=True)
class _Marks:
    """A run of `*`, `_` or `~`; `start` and `end` shrink as its marks are paired."""

    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


class _Faces:
    """What becomes of each character: left out, bold, italic, or other text in its place."""

    def __init__(self, size: int) -> None:
        self.dropped = bytearray(size)
        self.bold = bytearray(size)
        self.italic = bytearray(size)
        self.instead: dict[int, tuple[int, str]] = {}

    def drop(self, start: int, end: int) -> None:
        self.dropped[start:end] = b"\x01" * (end - start)

    def emphasise(self, kind: str, size: int, start: int, end: int) -> None:
        if kind != "~":
            face = self.bold if size == 2 else self.italic
            face[start:end] = b"\x01" * (end - start)


def parse_inline(raw: str, segments: Sequence[tuple[int, int]]) -> list[Draft]:
    """The lines that stretches of the raw text make, without the marks; a `<br>` begins a new line."""
    text = "\n".join(raw[a:b] for a, b in segments)
    if not _MARKED.search(text):
        return [Draft([Run(raw[a:b], Raw(a, b - a))]) if b > a else Draft() for a, b in segments]
    places = [i for a, b in segments for i in range(a, b + 1)]
    faces = _Faces(len(text))
    _pair_marks(text, _settle_marks(text, faces), faces)
    return _build_lines(text, places, faces)


def _settle_marks(text: str, faces: _Faces, start: int = 0, end: int | None = None) -> list[_Marks]:
    """Settle all marks but emphasis, which is returned."""
    marks: list[_Marks] = []
    at, end = start, len(text) if end is None else end
    tags: dict[str, int] = {}
    while match := _TOKEN.search(text, at, end):
        at = match.end()
        kind = match.lastgroup if match.lastgroup != "url" else "link"
        if kind == "escape":
            faces.drop(match.start(), match.start() + 1)
        elif kind in {"comment", "image", "note"}:
            faces.drop(*match.span())
        elif kind == "tag":
            faces.drop(*match.span())
            _apply_tag(match, tags, faces)
        elif kind == "br":
            faces.instead[match.start()] = (match.end(), "\n")
        elif kind == "auto":
            faces.drop(match.start(), match.start() + 1)
            faces.drop(at - 1, at)
        elif kind == "link":
            if _WEB.search(match["url"]):
                faces.drop(match.start(), match.start() + 1)
                faces.drop(match.end("link"), at)
                marks += _settle_marks(text, faces, match.start("link"), match.end("link"))
            else:
                at = match.start() + 1
        elif kind == "entity":
            value = html.unescape(match[0])
            if value != match[0]:
                faces.instead[match.start()] = (at, value)
        elif match["code"]:
            size = len(match["ticks"])
            faces.drop(match.start(), match.start() + size)
            faces.drop(at - size, at)
        else:
            marks.append(_classify_marks(text, match.start(), at))
    return marks


def _apply_tag(match: regex.Match[str], tags: dict[str, int], faces: _Faces) -> None:
    for name, pattern, size in (("b", _BOLD_TAG, 2), ("i", _ITALIC_TAG, 1)):
        edge = pattern.match(match[0])
        if edge and not edge[1]:
            tags.setdefault(name, match.end())
        elif edge and name in tags:
            faces.emphasise("*", size, tags.pop(name), match.start())


def _classify_marks(text: str, start: int, end: int) -> _Marks:
    """Which way a run of marks may look. Stricter than CommonMark in that `(*)` and 2*3 are no marks, laxer in that a
    mark may close before a letter (`**Mục đích:**Nhằm`)."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    opens = not after.isspace() and after not in ")]}.,;:!?”»"
    closes = not before.isspace() and before not in "([{“«"
    if text[start] == "_":
        opens, closes = opens and not before.isalnum(), closes and not after.isalnum()
    elif end - start == 1 and before.isalnum() and after.isalnum():
        opens = closes = False
    return _Marks(start, end, text[start], opens, closes)


def _pair_marks(text: str, marks: list[_Marks], faces: _Faces) -> None:
    openers: list[_Marks] = []
    for mark in marks:
        while mark.closes and mark.end > mark.start:
            at = next((i for i in range(len(openers) - 1, -1, -1) if openers[i].kind == mark.kind), None)
            if at is None:
                break
            _join_pair(openers[at], mark, faces)
            del openers[at + (openers[at].end > openers[at].start) :]
        if mark.opens and mark.end > mark.start:
            openers.append(mark)
    _pair_sloppy(text, [x for x in marks if x.end > x.start and x.kind == "*"], faces)


def _join_pair(opener: _Marks, closer: _Marks, faces: _Faces) -> None:
    size = 2 if min(opener.end - opener.start, closer.end - closer.start) >= 2 else 1
    faces.emphasise(opener.kind, size, opener.end, closer.start)
    faces.drop(opener.end - size, opener.end)
    faces.drop(closer.start, closer.start + size)
    opener.end -= size
    closer.start += size


def _pair_sloppy(text: str, marks: list[_Marks], faces: _Faces) -> None:
    """Pairs that converters write with a blank inside (`**Mục đích: **`), within one line, around whole lines, or
    around all of them."""
    opener: _Marks | None = None
    for mark in marks:
        if opener is not None and _is_sloppy_pair(text, opener, mark):
            while opener.end > opener.start and mark.end > mark.start:
                _join_pair(opener, mark, faces)
            opener = None
        else:
            opener = mark


def _is_sloppy_pair(text: str, opener: _Marks, mark: _Marks) -> bool:
    line_end = text.find("\n", mark.end)
    ends_line = opener.opens and not text[mark.end : line_end if line_end >= 0 else len(text)].strip()
    begins_line = not text[text.rfind("\n", 0, opener.start) + 1 : opener.start].strip()
    around_all = opener.start == 0 and mark.end == len(text)
    between = text[opener.end : mark.start]
    if not between.strip() or (
        "\n" in between and not around_all and not (begins_line and ends_line and not mark.opens)
    ):
        return False
    size = opener.end - opener.start
    return min(size, mark.end - mark.start) >= 2 or (ends_line and size == mark.end - mark.start)


def _build_lines(text: str, places: list[int], faces: _Faces) -> list[Draft]:
    lines = [Draft()]
    at, size = 0, len(text)
    while at < size:
        if at in faces.instead:
            end, value = faces.instead[at]
            if value == "\n":
                lines.append(Draft())
            else:
                run = Run(value, Raw(places[at], end - at), bool(faces.bold[at]), bool(faces.italic[at]))
                lines[-1].runs.append(run)
            at = end
        elif text[at] == "\n":
            lines.append(Draft())
            at += 1
        elif faces.dropped[at]:
            at += 1
        else:
            end = at + 1
            while (
                end < size
                and text[end] != "\n"
                and not faces.dropped[end]
                and end not in faces.instead
                and faces.bold[end] == faces.bold[at]
                and faces.italic[end] == faces.italic[at]
            ):
                end += 1
            lines[-1].runs.append(
                Run(text[at:end], Raw(places[at], end - at), bool(faces.bold[at]), bool(faces.italic[at]))
            )
            at = end
    return lines
