"""The bodies that a table cell or a line "Chủ trì: …" names: by semicolon, by line, then as in a sentence."""

from __future__ import annotations

from vbparse.fields.actor_lists import Actor, Actors
from vbparse.fields.actors import ActorParser
from vbparse.language.cues import build_cue
from vbparse.patterns import Cue
from vbparse.text import Span, Text

_PERSON = Cue(
    r"\s*(?:\p{Lu}\p{Ll}*\s+){1,4}\p{Lu}\p{Ll}*\s*$",
    examples=["Lê Văn Tâm", " Trần Thị Hoa "],
    rejects=["Công an xã", "Tâm"],
    at="start",
)
_UNFINISHED = build_cue(
    r"(?i:lãnh đạo|trưởng|giám đốc|thủ trưởng|chủ tịch|các|đại diện(?: lãnh đạo)?)",
    examples=["Lãnh đạo", "Đại diện lãnh đạo"],
    rejects=["Giám đốc Sở"],
    at="whole",
)
_COMMA = build_cue(
    r" ?, ?(?!Thể thao|[Cc]hống)(?=\p{L})",
    examples=[", y tế thôn", ", Công an"],
    rejects=[", Thể thao", ", chống", ", 5"],
)
_BREAK = Cue(r"[;\n]", examples=["Sở Y tế; Sở Nội vụ", "Sở Y tế\nSở Nội vụ"], rejects=["Sở Y tế, Sở Nội vụ"])
_MOST_WORDS = 7
"""Words of the longest name between commas."""


def read_bodies(text: Text, parser: ActorParser, span: Span) -> Actors:
    """The bodies of a cell; a piece that names none is taken whole, as a person where it looks like one."""
    items: list[Actor] = []
    for piece in _split_pieces(text, parser, span):
        read = parser.read_actors(*piece)
        if read is None or read.span.end < piece.end - 2:
            read = parser.names.read_actors(*piece)
        if read and read.span.end >= piece.end - 2:
            items += read.items
        else:
            items += [_make_actor(text, parser, part) for part in _split_at_commas(text, parser, piece)]
    return Actors(Span(items[0].span.start, items[-1].span.end) if items else span, items, "end")


def _make_actor(text: Text, parser: ActorParser, piece: Span) -> Actor:
    return Actor(piece, "body", "", piece if _is_person(text, parser, piece) else None)


def _split_at_commas(text: Text, parser: ActorParser, piece: Span) -> list[Span]:
    """ "Trường học, y tế thôn bản, Công an xã": pieces that each begin as a name does; else the piece as one."""
    cuts = [m.span() for m in _COMMA.finditer(text.view, *piece)]
    starts, ends = [piece.start, *(b for _, b in cuts)], [*(a for a, _ in cuts), piece.end]
    parts = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    named = all(text.view[p.start].isupper() or parser.match_opening(p.start, p.end, listed=True) for p in parts)
    short = all(text.view.count(" ", *p) < _MOST_WORDS for p in parts)
    return parts if named and short else [piece]


def _is_person(text: Text, parser: ActorParser, span: Span) -> bool:
    return bool(_PERSON.match(text.view, *span)) and parser.match_opening(span.start, span.end, listed=False) is None


def _split_pieces(text: Text, parser: ActorParser, span: Span) -> list[Span]:
    pieces: list[Span] = []
    at = span.start
    for match in _BREAK.finditer(text.value, *span):
        piece = text.trim(Span(at, match.start()))
        rest = Span(parser.skip_blanks(match.end(), span.end), span.end)
        if piece and match[0] == "\n" and not _starts_name(text, parser, piece, rest):
            continue
        if piece:
            pieces.append(piece)
        at = match.end()
    last = text.trim(Span(at, span.end))
    while last and text.view[last.end - 1] in " .;,":
        last = Span(last.start, last.end - 1)
    return [*pieces, last] if last else pieces


def _starts_name(text: Text, parser: ActorParser, before: Span, rest: Span) -> bool:
    """Whether the next line of a cell begins another name, rather than goes on with "Lãnh đạo" / "Sở Y tế"."""
    line = text.value.find("\n", rest.start, rest.end)
    following = text.trim(Span(rest.start, line if line > 0 else rest.end))
    if _is_person(text, parser, following) and _is_person(text, parser, before):
        return True
    if _UNFINISHED.fullmatch(text.view, *before) or not text.view[following.start : following.start + 1].isupper():
        return False
    return parser.match_opening(following.start, following.end, listed=False) is not None
