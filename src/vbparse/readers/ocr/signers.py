"""Who signs, where a seal covers letters: a post that lacks its beginning, a name that was stamped askew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import pairwise, takewhile

import numpy as np
from PIL import Image

from vbparse.language.folding import fold
from vbparse.language.landmarks.signer import match_signer, opens_with_surname, surnames
from vbparse.language.landmarks.signing import complete_post, is_signing_line
from vbparse.language.misread import repair_view
from vbparse.language.tables import column
from vbparse.patterns import Cue
from vbparse.readers.ocr.tesseract import BLOCK, LINE, SPARSE, WHITE, Letter, PageError, Word, place_letter, read_words
from vbparse.readers.ocr.words import Piece, bounding_box, mean_confidence, text_of_words
from vbparse.text import Span

_SURE, _UNCLEAR = 85, 50
"""Confidence from which the other words of a name are surely read; and of a word that is made of several readings."""
_WORDS_OF_NAME = range(2, 6)
"""Words that a name has."""
_ANGLES = (0, -1.5, -2.5, -4, 1.5, 2.5, 4)
"""Degrees by which a stamped name may be askew."""
_POST = 13 / 72
"""Inches of an em of a post."""
_STRIP, _STEP, _DEEPEST = 1.15, 0.15, 6
"""Ems that a strip is high, that the next stands below it, and in which posts stand."""
_CLEAR = 75
"""Mean confidence of a post in a strip from which it is one."""
_DEPUTY = "PHÓ "
_DEPUTY_WIDE = 2.5
"""Ems that this word and the blank behind it are wide."""
_FOR_CHIEF = Cue(
    r"(?:.* )?KT\. ?(?P<post>\p{Lu}[\p{Lu} ]+)",
    examples=["KT. CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN KT.GIÁM ĐỐC"],
    rejects=["TL. CHỦ TỊCH", "KT. Chủ tịch"],
)
_SPECK = Cue(
    r"(?<=\p{Ll}{2})[.,](?= \p{Lu}\p{Ll})", examples=["Trần. Văn Bảy"], rejects=["BS. Trần Văn Bảy", "ThS. Lê"]
)
"""A stop behind a word of a name, where none stands."""
_STOPS = ".,"
_PREFIX_LONG, _TIMES = 2, 2
"""Letters of a prefix (KT), which a pen may have written; strips that show a post which is clear in none of them."""
_REMEMBERED = 1024
"""Lines whose repaired wording is kept: those of a few pages."""
_TWICE = 2
"""So much larger a name is read again."""
_LEAST_OF_NAME = 2
"""Words of a name behind the surname, at least, where a seal covers that."""
_SURNAME_WIDE, _WIDE = 5, 2
"""Times its height that a surname and the blank behind it are wide at most, and that one usually is."""
_END_OF_NAME = 3
"""Letters at the end of a surname by which it is known."""


def mend_line(piece: Piece) -> str:
    """A line as rules match it."""
    return _mend(piece.text)


@lru_cache(maxsize=_REMEMBERED)
def _mend(text: str) -> str:
    return repair_view(text)


def is_post(piece: Piece) -> bool:
    """Whether a line is one of authority or post."""
    text = mend_line(piece)
    return text.isupper() and is_signing_line(text, Span(0, len(text)))


def is_name(piece: Piece) -> bool:
    """Whether a line is the name of a person and nothing else, but for specks read as stops."""
    match = match_signer(_SPECK.sub(" ", mend_line(piece)), Span(0, len(piece.text)))
    return match is not None and opens_with_surname(match["name"])


def complete_signer(piece: Piece, grey: Image.Image, dpi: int) -> None:
    """Write down what a seal covers of the post or the name on a line, where it can be one thing only, and leave out
    the specks in a name."""
    _complete_post(piece)
    if is_name(piece):
        for word in piece.words[:-1]:
            word[:] = [x for x in word if x.text not in _STOPS] or word
    if _is_name_half_read(piece):
        _read_askew(piece, grey, dpi)


def restore_deputy(lines: Iterable[Piece]) -> None:
    """Write down "PHÓ" where a chief's own post stands below "KT." and that post: whoever signs in the place of a chief
    is the deputy. The word stays unclear."""
    ordered = sorted(lines, key=lambda p: p.base)
    for chief, signer in pairwise(p for p in ordered if is_post(p)):
        post = mend_line(signer).strip()
        replaced = _FOR_CHIEF.fullmatch(mend_line(chief).strip())
        if replaced and replaced["post"] == post and post in _stamped_posts():
            room = signer.size * _DEPUTY_WIDE
            word = [replace(signer.words[0][0], left=round(signer.x0 - room), right=signer.x0 - 1)]
            signer.words.insert(0, _write_word(word, _DEPUTY.strip()))


@cache
def _stamped_posts() -> tuple[str, ...]:
    """Posts of chiefs whose deputies are PHÓ and that post."""
    return tuple(column("confusions", "read", kind="post of a stamp"))


def read_stamped_posts(grey: Image.Image, box: tuple[int, int, int, int], dpi: int) -> list[Piece]:
    """A deputy's post and that of the chief that stand one over the other: each is a line of some strip of the page.
    Nothing where no deputy is read: of a chief alone the deputy may be what was missed. They stay unclear."""
    size = round(_POST * dpi)
    high, step = round(_STRIP * size), round(_STEP * size)
    tops = range(box[1], min(box[3], box[1] + _DEEPEST * size) - high, step)
    if not tops:
        return []
    sheet = Image.new("L", (box[2] - box[0], len(tops) * 2 * high), WHITE)
    for n, top in enumerate(tops):
        sheet.paste(grey.crop((box[0], top, box[2], top + high)), (0, 2 * n * high + high // 2))
    try:
        lines = read_words(sheet, dpi, mode=BLOCK)
    except PageError:
        return []
    readings: dict[str, list[tuple[float, Piece]]] = {}
    for line in lines:
        words, post = _find_post(line)
        if post:
            strip = min(words[0][0].top // (2 * high), len(tops) - 1)
            drop = tops[strip] - 2 * strip * high - high // 2
            piece = _write_post(words, post, box[0], drop, size)
            readings.setdefault(post, []).append((mean_confidence(words[:2]), piece))
    posts = {
        post: max(read, key=lambda one: one[0])[1]
        for post, read in readings.items()
        if len(read) >= _TIMES or max(confidence for confidence, _ in read) >= _CLEAR
    }
    deputies = [post for post in posts if post.startswith(_DEPUTY)]
    if len(deputies) != 1:
        return []
    chief = deputies[0].removeprefix(_DEPUTY)
    return [posts[post] for post in (chief, deputies[0]) if post in posts]


def _find_post(line: Sequence[Word]) -> tuple[list[Word], str]:
    """The words of a line that are a post in any marks, and the post; empty where it holds none. Of a deputy's post two
    words are enough: the others can be one thing only. A prefix is left out."""
    words = [word for word in line if sum(x.text.isalpha() for x in word) > 1]
    plain = [fold("".join(x.text for x in word if x.text.isalpha())) for word in words]
    if plain and len(plain[0]) <= _PREFIX_LONG:
        words, plain = words[1:], plain[1:]
    posts = _stamped_posts()
    for post in (*(_DEPUTY + post for post in posts), *posts):
        meant = fold(post).split()
        alike = [p for p in posts if fold(p).split()[0] == meant[1]]
        enough = plain == meant or (plain[:2] == meant[:2] and len(plain) == len(meant) and len(alike) == 1)
        if enough:
            return words, post
    return [], ""


def _write_post(words: Sequence[Word], post: str, left: int, drop: int, size: int) -> Piece:
    """The post in the place of the words that were read for it, from a strip back on the page."""
    placed = [[place_letter(x, left, drop) for x in word] for word in words]
    written = [_write_word(word, text) for word, text in zip(placed, post.split(), strict=True)]
    return Piece(written, float(max(x.bottom for word in placed for x in word)), float(size), -1)


def _complete_post(piece: Piece) -> None:
    """Write down the first word of a post whose first letters lie below a seal: "ANH THANH TRA". It stays unclear."""
    post = None if is_post(piece) else complete_post(mend_line(piece))
    if post is None:
        return
    piece.words[0] = _write_word(piece.words[0], post.split()[0])


def _is_name_half_read(piece: Piece) -> bool:
    """Whether the words of a name are clear but the first, which is no surname."""
    if len(piece.words) not in _WORDS_OF_NAME or is_name(piece):
        return False
    first, *rest = piece.words
    if first[0].word_confidence >= _SURE or min(word[0].word_confidence for word in rest) < _SURE:
        return False
    return all(word.istitle() and word.isalpha() for word in (text_of_words([w]) for w in rest))


def _read_askew(piece: Piece, grey: Image.Image, dpi: int) -> None:
    """A name stamped askew read at several angles: the surname that comes out more than once, and no other, is its
    first word. It stays unclear."""
    left, top, right, bottom = (round(x) for x in bounding_box(piece.letters))
    room = round(piece.size / 2)
    part = grey.crop((left - room, top - room, right + room, bottom + room))
    turned = [_turn(part, angle) for angle in _ANGLES]
    sheet = Image.new("L", (max(x.width for x in turned), sum(x.height for x in turned)), WHITE)
    at = 0
    for one in turned:
        sheet.paste(one, (0, at))
        at += one.height
    sheet = sheet.resize((sheet.width * _TWICE, sheet.height * _TWICE), Image.Resampling.BICUBIC)
    try:
        lines = [text_of_words(line).split() for line in read_words(sheet, dpi * _TWICE, mode=SPARSE)]
    except PageError:
        return
    rest = [text_of_words([word]) for word in piece.words[1:]]
    surname = _find_surname([words[0] for words in lines if len(words) > 1 and words[1:] == rest])
    if surname:
        piece.words[0] = _write_word(piece.words[0], surname)


def read_coloured_name(stamped: Image.Image, box: tuple[int, int, int, int], dpi: int) -> Piece | None:
    """A name stamped in colour across the edge of a seal, which was taken off the page with it: `stamped` is the
    coloured ink alone. The seal may cover what its first word begins with; None where that can be two surnames or more,
    or none. It stays unclear."""
    for words in _read_lines(stamped.crop(box), dpi, SPARSE, 1):
        rest = [[place_letter(x, box[0], box[1]) for x in word] for word in _trailing_names(words)]
        if len(rest) < _LEAST_OF_NAME:
            continue
        left, top, right, bottom = (round(x) for x in bounding_box([x for word in rest for x in word]))
        high = bottom - top
        line = (max(0, left - _SURNAME_WIDE * high), top - high // 2, right + high // 2, bottom + high // 2)
        part = stamped.crop(line)
        read = [again for scale in (1, _TWICE) for again in _read_lines(part, dpi, LINE, scale)]
        read += [again for angle in _ANGLES for again in _read_lines(_turn(part, angle), dpi, BLOCK, 1)]
        firsts = [x[-1 - len(rest)] for x in read if len(x) > len(rest) and _are_alike(x[-len(rest) :], rest)]
        found = {surname for first in firsts if (surname := _complete_surname(text_of_words([first])))}
        if len(found) == 1:
            before = [replace(rest[0][0], left=max(line[0], left - round(_WIDE * high)), right=left - 1)]
            named = [_write_word(word, text_of_words([word])) for word in rest]
            return Piece([_write_word(before, found.pop(), _UNCLEAR), *named], float(bottom), float(high), -1)
    return None


def _turn(picture: Image.Image, angle: float) -> Image.Image:
    return picture.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=WHITE)


def _read_lines(picture: Image.Image, dpi: int, mode: int, scale: int) -> list[list[Word]]:
    """The lines of a picture, read at a multiple of its resolution; places are those of that."""
    scaled = picture.resize((picture.width * scale, picture.height * scale), Image.Resampling.BICUBIC)
    try:
        return read_words(scaled, dpi * scale, mode=mode)
    except PageError:
        return []


def _trailing_names(words: Sequence[Word]) -> list[Word]:
    """The clear words at the end of a line that can be those of a name, less the surname, which may not be on it."""
    names = list(takewhile(lambda w: w[0].word_confidence >= _SURE and _is_titled(w), reversed(words)))[::-1]
    whole = len(names) == len(words) > _LEAST_OF_NAME and opens_with_surname(text_of_words(names))
    return names[1:] if whole else names


def _is_titled(word: Word) -> bool:
    text = text_of_words([word])
    return text.istitle() and text.isalpha()


def _are_alike(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return [text_of_words([w]) for w in some] == [text_of_words([w]) for w in others]


def _complete_surname(read: str) -> str | None:
    """The surname that ends as what was read does; None where it can be several."""
    letters = "".join(x for x in read if x.isalpha())
    if opens_with_surname(letters):
        return letters
    known = {name for name in surnames() if len(letters) >= _END_OF_NAME and name.endswith(letters[-_END_OF_NAME:])}
    return known.pop() if len(known) == 1 else None


def _find_surname(read: Sequence[str]) -> str | None:
    """The one surname that two readings or more name by their letters, one of them with its marks."""
    words = ["".join(x for x in word if x.isalpha()) for word in read]
    known = [word for word in words if opens_with_surname(word)]
    alike = [word for word in words if known and fold(word) == fold(known[0])]
    return known[0] if len(set(known)) == 1 and len(alike) > 1 else None


def _write_word(word: Word, text: str, sure: float | None = None) -> Word:
    """A word in the place of one, spread evenly over its box; as sure as that was, but never clear."""
    left, top, right, bottom = (round(x) for x in bounding_box(word))
    edges = np.linspace(left, right, len(text) + 1).round().astype(int).tolist()
    sure = min(word[0].word_confidence, _UNCLEAR) if sure is None else sure
    return [Letter(x, a, top, b, bottom, sure, sure) for x, a, b in zip(text, edges, edges[1:], strict=False)]
