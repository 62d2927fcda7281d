"""Who signs, where a seal covers letters: a post that lacks its beginning, a name that was stamped askew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from PIL import Image

from vbparse.language.folding import fold
from vbparse.language.landmarks.signer import match_signer, opens_with_surname, surnames
from vbparse.language.landmarks.signing import complete_post, is_signing_line
from vbparse.language.misread import repair_view
from vbparse.patterns import Cue
from vbparse.readers.ocr.readings import PageError
from vbparse.readers.ocr.stamped_posts import stamped_posts, write_deputy
from vbparse.readers.ocr.tesseract import BLOCK, LINE, SPARSE, WHITE, Word, place_letter, read_words
from vbparse.readers.ocr.words import UNCLEAR, Piece, bounding_box, text_of_words, write_word
from vbparse.text import Span

_SURE = 85
"""Confidence from which the other words of a name are surely read."""
_WORDS_OF_NAME = range(2, 6)
"""Words that a name has."""
_ANGLES = (0, -1.5, -2.5, -4, 1.5, 2.5, 4)
"""Degrees by which a stamped name may be askew."""
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
    if lacks_letters_of_surname(piece):
        piece.words[0] = write_word(piece.words[0], _surname_behind(piece) or "")
    if is_name(piece):
        for word in piece.words[:-1]:
            if word[-1].text in _STOPS and _SPECK.search(f"{text_of_words([word])} Ân"):
                word.pop()
    if _is_name_half_read(piece):
        _read_askew(piece, grey, dpi)


def restore_deputy(lines: Iterable[Piece]) -> None:
    """Write down "PHÓ" where a chief's own post stands below "KT." and that post: whoever signs in the place of a chief
    is the deputy. The word stays unclear."""
    ordered = sorted(lines, key=lambda p: p.base)
    for chief, signer in pairwise(p for p in ordered if is_post(p)):
        post = mend_line(signer).strip()
        replaced = _FOR_CHIEF.fullmatch(mend_line(chief).strip())
        if replaced and replaced["post"] == post and post in stamped_posts():
            write_deputy(signer)


def _complete_post(piece: Piece) -> None:
    """Write down the first word of a post whose first letters lie below a seal: "ANH THANH TRA". It stays unclear."""
    post = None if is_post(piece) else complete_post(mend_line(piece))
    if post is None:
        return
    piece.words[0] = write_word(piece.words[0], post.split()[0])


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
        piece.words[0] = write_word(piece.words[0], surname)


def read_coloured_name(stamped: Image.Image, box: tuple[int, int, int, int], dpi: int) -> Piece | None:
    """A name stamped in colour across the edge of a seal, which was taken off the page with it: `stamped` is the
    coloured ink alone. The seal may cover what its first word begins with; None where that can be two surnames or more,
    or none. It stays unclear."""
    for words in _read_lines(stamped.crop(box), dpi, SPARSE, 1):
        rest = [[place_letter(x, box[0], box[1]) for x in word] for word in _trailing_names(words)]
        if len(rest) < _LEAST_OF_NAME:
            continue
        start, top, end, bottom = (round(x) for x in bounding_box([x for word in rest for x in word]))
        high = bottom - top
        line = (max(0, start - _SURNAME_WIDE * high), top - high // 2, end + high // 2, bottom + high // 2)
        part = stamped.crop(line)
        read = [again for scale in (1, _TWICE) for again in _read_lines(part, dpi, LINE, scale)]
        read += [again for angle in _ANGLES for again in _read_lines(_turn(part, angle), dpi, BLOCK, 1)]
        firsts = [x[-1 - len(rest)] for x in read if len(x) > len(rest) and _are_alike(x[-len(rest) :], rest)]
        found = {surname for first in firsts if (surname := _complete_surname(text_of_words([first])))}
        if len(found) == 1:
            before = [replace(rest[0][0], left=max(line[0], start - _WIDE * high), right=start - 1)]
            named = [write_word(word, text_of_words([word])) for word in rest]
            return Piece([write_word(before, found.pop(), UNCLEAR), *named], float(bottom), float(high), -1)
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


def lacks_letters_of_surname(piece: Piece) -> bool:
    """Whether a line is a name whose surname lacks its first letters below a seal, and can be one only."""
    return len(piece.words) in _WORDS_OF_NAME and not is_name(piece) and _surname_behind(piece) is not None


def _surname_behind(piece: Piece) -> str | None:
    """The one surname that ends with the letters of the first word of a line, in any marks, where clear words of a name
    follow. The first letter of an unclear word may be the rest of two."""
    first, *rest = piece.words
    if len(rest) < _LEAST_OF_NAME or not all(map(_is_titled, rest)):
        return None
    if min(word[0].word_confidence for word in rest) < _SURE or first[0].word_confidence >= _SURE:
        return None
    letters = fold("".join(x.text for x in first if x.text.isalpha()))
    for end in (letters, letters[1:]):
        known = {name for name in surnames() if fold(name).endswith(end) and len(name) > len(end)}
        if len(end) >= _END_OF_NAME and len(known) == 1:
            return known.pop()
    return None


def _find_surname(read: Sequence[str]) -> str | None:
    """The one surname that two readings or more name by their letters, one of them with its marks."""
    words = ["".join(x for x in word if x.isalpha()) for word in read]
    known = [word for word in words if opens_with_surname(word)]
    alike = [word for word in words if known and fold(word) == fold(known[0])]
    return known[0] if len(set(known)) == 1 and len(alike) > 1 else None
