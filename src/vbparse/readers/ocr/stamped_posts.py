"""Posts that are stamped one over the other, or over a chief's own: each is a line of some strip of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from PIL import Image

from vbparse.language.folding import fold
from vbparse.language.tables import column
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.tesseract import BLOCK, WHITE, Word, place_letter, read_words
from vbparse.readers.ocr.words import Piece, mean_confidence, write_word

DEPUTY = "PHÓ "
_DEPUTY_WIDE = 2.5
"""Ems that this word and the blank behind it are wide."""
_POST = 13 / 72
"""Inches of an em of a post."""
_STRIP, _STEP, _DEEPEST = 1.15, 0.15, 6
"""Ems that a strip is high, that the next stands below it, and in which posts stand."""
_CLEAR, _SEEN = 65, 25
"""Mean confidence of a post in a strip from which it is one; and of a word there from which it is none of dirt."""
_PREFIX_LONG, _LAST_OF_KT = 2, "t"
"""Letters of KT, and its last, which a pen may have written: "ZT GIÁM ĐỐC"."""
_TIMES = 2
"""Strips that show a post which is clear in none of them."""


def read_stamped_posts(grey: Image.Image, box: tuple[int, int, int, int], dpi: int) -> list[Piece]:
    """A deputy's post and that of the chief that stand one over the other; nothing where neither the deputy is read nor
    the KT before the chief. They stay unclear."""
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
    for_chief = False
    for line in lines:
        words, post, prefix = _find_post(line)
        if post:
            strip = min(words[0][0].top // (2 * high), len(tops) - 1)
            drop = tops[strip] - 2 * strip * high - high // 2
            piece = _write_post(words, post, box[0], drop, size)
            readings.setdefault(post, []).append((mean_confidence(words[:2]), piece))
            for_chief |= prefix.endswith(_LAST_OF_KT)
    posts = {
        post: max(read, key=lambda one: one[0])[1]
        for post, read in readings.items()
        if len(read) >= _TIMES or max(confidence for confidence, _ in read) >= _CLEAR
    }
    return _pair_posts(posts, for_chief)


def _pair_posts(posts: dict[str, Piece], for_chief: bool) -> list[Piece]:
    """Chief and deputy among the posts that strips show. Of a chief alone the deputy may be what was missed: he is who
    signs where KT stands before the post."""
    deputies = [post for post in posts if post.startswith(DEPUTY)]
    if len(deputies) == 1:
        chief = deputies[0].removeprefix(DEPUTY)
        return [posts[post] for post in (chief, deputies[0]) if post in posts]
    if deputies or len(posts) != 1 or not for_chief:
        return []
    (chief_line,) = posts.values()
    down = round(chief_line.size)
    words = [[replace(x, top=x.top + down, bottom=x.bottom + down) for x in word] for word in chief_line.words]
    deputy_line = replace(chief_line, words=words, base=chief_line.base + down)
    write_deputy(deputy_line)
    return [chief_line, deputy_line]


def write_deputy(piece: Piece) -> None:
    """Write "PHÓ" before the post on a line. The word is not clear."""
    room = piece.size * _DEPUTY_WIDE
    word = [replace(piece.words[0][0], left=round(piece.x0 - room), right=piece.x0 - 1)]
    piece.words.insert(0, write_word(word, DEPUTY.strip()))


def _find_post(line: Sequence[Word]) -> tuple[list[Word], str, str]:
    """The words of a line that are a post in any marks, the post, and the letters of a prefix before it; empty where
    the line holds none. Of a deputy's post two words are enough: the others can be one thing only."""
    words = [w for w in line if sum(x.text.isalpha() for x in w) > 1 and w[0].word_confidence >= _SEEN]
    letters = [fold("".join(x.text for x in word if x.text.isalpha())) for word in words]
    prefix = ""
    if letters and len(letters[0]) <= _PREFIX_LONG:
        prefix, words, letters = letters[0], words[1:], letters[1:]
    posts = stamped_posts()
    for post in (*(DEPUTY + post for post in posts), *posts):
        meant = fold(post).split()
        alike = [p for p in posts if fold(p).split()[0] == meant[1]]
        if letters == meant or (letters[:2] == meant[:2] and len(letters) == len(meant) and len(alike) == 1):
            return words, post, prefix
    return [], "", ""


@cache
def stamped_posts() -> tuple[str, ...]:
    """Posts of chiefs whose deputies are PHÓ and that post."""
    return tuple(column("confusions", "read", kind="post of a stamp"))


def _write_post(words: Sequence[Word], post: str, left: int, drop: int, size: int) -> Piece:
    """The post in the place of the words that were read for it, from a strip back on the page."""
    placed = [[place_letter(x, left, drop) for x in word] for word in words]
    written = [write_word(word, text) for word, text in zip(placed, post.split(), strict=True)]
    return Piece(written, float(max(x.bottom for word in placed for x in word)), float(size), -1)
