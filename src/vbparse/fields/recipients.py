"""Nơi nhận: recipients with purpose, and the filing line (NĐ 30/2020/NĐ-CP, phụ lục I, ô số 9b)."""

from __future__ import annotations

from functools import cache

from vbparse.blocks import Para
from vbparse.language.labels import bullet_end
from vbparse.language.landmarks.letter import match_addressed
from vbparse.language.landmarks.recipients import find_end_of_filing, match_filing, match_filing_entry, match_recipients
from vbparse.language.landmarks.signer import is_signer_line
from vbparse.language.landmarks.signing import is_post_alone, is_signing_line
from vbparse.language.tables import rows
from vbparse.patterns import Cue
from vbparse.schema import Found, Named, Recipient, span_of
from vbparse.structure.ending import find_unnamed_list
from vbparse.text import Span, Text, fold_view
from vbparse.vocabularies import Purpose, find_member

_BRACKET = Cue(
    r"\s*\(\s*(?P<purpose>[^()]{1,60})\s*\)\s*(?=[;.,:\s-]*$)",
    examples=["UBND tỉnh (để b/c);"],
    rejects=["UBND tỉnh (cũ) và"],
)
_TRAIL = Cue(r"(?<![\s;.,:-])[\s;.,:-]+$", examples=["Như trên; ", "Như kính gửi:", "Sở Y tế; -"], rejects=["Như trên"])
_JOINED = Cue(r",\s*|\s+và\s+|;\s*", examples=["b/c, t/h", "b/c và t/h"], rejects=["b/c"])
_SHORTENED = Cue(r"\p{L}{1,2}/\p{Ll}{1,5}", examples=["b/c", "ph/h"], rejects=["báo cáo"], at="whole")
_FILED_APART = Cue(r"(?:[,;]|\s\+\s)(?![^()]*\))|$", examples=["VT, NV", "VT (2, 3)"])
_BRACE = Cue(r"(?<![\s;,.])[\s;,.]*[}⎫⎬⎭⎪][\s;,.]*", examples=["UBND tỉnh; }"], rejects=["UBND tỉnh;"])
_OPENS_WITH_BRACE = Cue(r"[\s;,.]*[}⎫⎬⎭⎪]", examples=["} để báo cáo"], rejects=["để báo cáo"], at="start")
_STROKE = Cue(r"\s*/\s*", examples=["b / c"], rejects=["bc"])
_APART = Cue(r";\s+(?=\p{Lu})|$", examples=["Sở Y tế; Sở Nội vụ"])
_NEXT = Cue(
    r";\s*(?=[-+•]\s*\p{L})|;\s+(?=Lưu\s*:)|(?P<within>;)\s+(?=\p{Lu})|\s{2,}(?=[-+•]\s*\p{L})|(?<=[;.])\s+(?=[-+•]\s)",
    examples=["Như trên; - Lưu", "Như trên   - Lưu", "Như trên; Lưu: VT", "Bộ Xây dựng; Bộ Tài chính"],
    rejects=["giai đoạn 2020 - 2025", "Sở Y tế; để b/c"],
)
_FIRST_WORD = Cue(r"\p{Lu}\p{L}*", examples=["Bộ Xây dựng"], rejects=["các sở"], at="start")
_ENDED = Cue(r"[;.]\W*$", examples=["Như trên;", "Như trên. "], rejects=["Chủ tịch, các", "Xã hội,"])
_ENDS = Cue(r"[;,.)]\W*$", examples=["UBND tỉnh;", "(để báo cáo)"], rejects=["Nguyễn Văn Bình"])
_UNBRACKETED = Cue(
    r"\s*[;,-]\s*(?P<purpose>(?:để|thay)\s[^();]{1,40}?)(?=[;.,\s]*$)",
    examples=["UBND huyện; để báo cáo;", "Sở Y tế - để b/c"],
    rejects=["Sở Y tế", "Để báo cáo"],
)


_GOES_ON = Cue(r" \p{Ll}", examples=[" kinh phí"], rejects=[" Sở"], at="start")
"""What stands behind a verb that is no part of a name, though it begins with a capital: "(Bố trí kinh phí)"."""
_IN_CHARGE = "phụ trách"
"""Says who a recipient is, and not what for."""
_ABBREVIATION = 6
"""Letters of an abbreviation at most, which is in capitals and yet an entry."""


@cache
def _purposes() -> dict[str, str]:
    """Wording → code; the blanks in it may be missing."""
    codes = {_normalize(r["form"]): r["purpose_code"] for r in rows("recipient_purposes")}
    return {form.replace(" ", ""): code for form, code in codes.items()} | codes


@cache
def _duties() -> frozenset[str]:
    return frozenset(_normalize(r["term"]) for r in rows("actions")) - {_IN_CHARGE}


def _normalize(form: str) -> str:
    return _STROKE.sub("/", " ".join(fold_view(form).lower().split()))


def purpose_code(purpose: str) -> str | None:
    """The code of a purpose in brackets; None where the bracket names no purpose (a person, an office)."""
    wording = _normalize(purpose).replace(". ", "/").strip(" .;")
    codes = _purposes()
    if wording in codes:
        return codes[wording]
    office, _, last = wording.rpartition(" - ")
    if office and last in codes:
        return codes[last]
    parts = _JOINED.split(wording)
    if len(parts) > 1 and all(part in codes for part in parts):
        return codes[parts[0]]
    if wording.startswith("để "):
        return next((c for f, c in codes.items() if f.startswith("để ") and wording.startswith(f)), "other")
    verb = max((v for v in _duties() if wording == v or wording.startswith(f"{v} ")), key=len, default="")
    if verb and (purpose[0].islower() or _GOES_ON.match(purpose, len(verb))):
        return "other"
    return "other" if _SHORTENED.fullmatch(wording) else None


def find_recipients(text: Text, paras: list[Para]) -> tuple[list[Recipient], list[str], list[Found]]:
    """Recipients, the entries of the filing line, and the places of the latter. `paras` is the end of the document."""
    view = text.view
    recipients: list[Recipient] = []
    braced: list[Recipient] = []
    filing: list[str] = []
    places: list[Found] = []
    for span in _find_entries(text, paras):
        mark = match_filing_entry(view, span)
        if mark:
            for entry in _split_filing(view, Span(mark.end(), find_end_of_filing(view, span))):
                filing.append(text.reading(entry))
                places.append(Found(span=span_of(entry)))
        elif not filing and not is_post_alone(view, span):
            found = _make_recipient(text, span)
            if found:
                recipients.append(found)
            if found and _BRACE.search(view, found.span[1] if found.span else span.start, span.end):
                braced.append(found)
            else:
                _share_purpose(braced)
                braced = []
    _share_purpose(braced)
    return recipients, filing, places


def _share_purpose(braced: list[Recipient]) -> None:
    """Give the recipients that a brace holds together the purpose that stands behind it. Where one brace follows on
    another, the nearer purpose is theirs; of two that are as near none."""
    told = [i for i, r in enumerate(braced) if r.purpose]
    for i, recipient in enumerate(braced):
        nearest = [n for n in told if abs(n - i) == min(abs(m - i) for m in told)]
        if len(nearest) == 1:
            recipient.purpose, recipient.purpose_code = braced[nearest[0]].purpose, braced[nearest[0]].purpose_code


def _find_entries(text: Text, paras: list[Para]) -> list[Span]:
    """The lines of Nơi nhận; entries that run on in one paragraph are parted before their marks."""
    view = text.view
    spans: list[Span] = []
    column: int | None = None
    unnamed = _find_unnamed(view, paras)
    listing = False
    for i, para in enumerate(paras):
        if i == unnamed:
            listing, column = True, para.column
        title = match_recipients(view, para.span)
        if title:
            listing, column = True, para.column
            if rest := text.trim(Span(title.end(), para.span.end)):
                spans += _split_entries(view, rest, run_in=True)
        elif listing and spans and para.column == column and _goes_on(view, spans[-1], para):
            spans[-1] = spans[-1].cover(para.span)
        elif (
            listing
            and para.table is None
            and (para.column == column or _leaves_column(view, para, spans))
            and (para.kind == "bullet" or _is_listed(view, para, spans))
        ):
            spans += _split_entries(view, para.span)
        elif listing and spans and para.column == column and _OPENS_WITH_BRACE.match(view, *para.span):
            spans[-1] = spans[-1].cover(para.span)
        elif listing and spans and column is None and not _signs(view, para):
            break
    return spans


def _find_unnamed(view: str, paras: list[Para]) -> int | None:
    """Where the list begins if no line says that it is one."""
    named = any(match_recipients(view, para.span) for para in paras)
    return None if named else find_unnamed_list(view, paras)


def _leaves_column(view: str, para: Para, so_far: list[Span]) -> bool:
    """A marked line below two columns goes on with the list of the left one until it is filed."""
    filed = so_far and match_filing_entry(view, so_far[-1])
    return para.column is None and para.kind == "bullet" and not filed


def _is_listed(view: str, para: Para, so_far: list[Span]) -> bool:
    """A line without a mark belongs to the list while it ends like an entry, or holds the filing line."""
    line = view[para.span.start : para.span.end]
    if match_filing(line):
        return True
    letters = [c for c in line if c.isalpha()]
    capitals = letters and sum(c.isupper() for c in letters) > 0.8 * len(letters) and len(letters) > _ABBREVIATION
    ends = line.rstrip()[-1:]
    return not capitals and (ends in ";" or (not so_far and (para.column is not None or ends in ":,")))


def _signs(view: str, para: Para) -> bool:
    """Whether a line belongs to the signature, which may stand between the lines of the list."""
    return is_signing_line(view, para.span) or is_signer_line(view, para.span)


def _goes_on(view: str, last: Span, para: Para) -> bool:
    """A line without a mark goes on with the entry above it where that has no end: "- Chủ tịch, các Phó Chủ tịch" /
    "UBND tỉnh;", or where a colon opened a list within it: "- VPCP: BTCN, các PCN;" / "Trợ lý Thủ tướng;"."""
    if para.kind != "paragraph" or para.label or bullet_end(view, *last) is None:
        return False
    if match_filing(view, last) or match_filing(view, para.span) or match_addressed(view, para.span):
        return False
    if _signs(view, para):
        return False
    if _ENDED.search(view, *last):
        return ":" in view[last.start : last.end] and _ENDED.search(view, *para.span) is not None
    return view[para.span.start].islower() or view[para.span.start] == "(" or bool(_ENDS.search(view, *para.span))


def _split_entries(view: str, span: Span, *, run_in: bool = False) -> list[Span]:
    """The entries of a paragraph. In a list that runs on behind its title each semicolon parts two; elsewhere a line is
    one recipient ("Báo; Đài PT-TH"), unless bodies of one kind follow on each other or each has its purpose."""
    cuts = [span.start]
    for match in _NEXT.finditer(view, *span):
        entry = Span(cuts[-1], match.start())
        if not match["within"] or _are_two(view, entry, match.end(), run_in=run_in):
            cuts.append(match.end())
    return [Span(a, b) for a, b in zip(cuts, [*cuts[1:], span.end], strict=True)]


def _are_two(view: str, entry: Span, following: int, *, run_in: bool) -> bool:
    """Whether a semicolon parts two recipients. What stands behind a colon is within one ("VPUB: Các PVP; Các phòng"),
    and the filing line is one."""
    if ":" in view[entry.start : entry.end] or match_filing(view, entry):
        return False
    first = _FIRST_WORD.match(view, bullet_end(view, *entry) or entry.start)
    second = _FIRST_WORD.match(view, following)
    alike = bool(first and second and first[0] == second[0])
    return run_in or alike or view[entry.end - 1] == ")"


def _make_recipient(text: Text, span: Span) -> Recipient | None:
    view = text.view
    start = bullet_end(view, *span) or span.start
    trail = _TRAIL.search(view, start, span.end)
    end = trail.start() if trail else span.end
    purpose, code = None, None
    bracket = _BRACKET.search(view, start, span.end)
    bracket = bracket or _UNBRACKETED.search(view, start, span.end)
    if bracket:
        code = purpose_code(bracket["purpose"])
        if code:
            purpose = text.reading(bracket.span("purpose"))
            end = bracket.start()
            end -= len(view[start:end]) - len(view[start:end].rstrip(" ;,-"))
    brace = _BRACE.search(view, start, end)
    if brace:
        end = brace.start()
    name = text.trim(Span(start, end))
    if not name or not any(c.isalpha() for c in view[name.start : name.end]):
        return None
    plain = view[name.start : name.end].lower()
    if plain.startswith("như "):
        code = "as-article" if "điều" in plain else "as-addressed"
    return Recipient(
        name=text.reading(name), purpose=purpose, purpose_code=find_member(Purpose, code), span=span_of(name)
    )


def _split_filing(view: str, span: Span) -> list[Span]:
    """The entries of the filing line: unit of filing, drafter. "Ngân...b." is one, brackets hold together."""
    entries: list[Span] = []
    at = span.start
    for match in _FILED_APART.finditer(view, span.start, span.end):
        entry = Span(at, match.start())
        while entry and view[entry.start] in " .-:":
            entry = Span(entry.start + 1, entry.end)
        while entry and view[entry.end - 1] in " .;":
            entry = Span(entry.start, entry.end - 1)
        if entry:
            entries.append(entry)
        at = match.end()
    return entries


def find_addressees(text: Text, paras: list[Para]) -> list[Named]:
    """The bodies after Kính gửi."""
    addressees: list[Named] = []
    spans: list[Span] = []
    for para in paras:
        if spans and _goes_on(text.view, spans[-1], para):
            spans[-1] = spans[-1].cover(para.span)
        else:
            spans.append(para.span)
    for span in spans:
        title = match_addressed(text.view, span, telegram=True)
        start = title.end() if title else bullet_end(text.view, *span) or span.start
        for part in _split_entries(text.view, Span(start, span.end)) if start < span.end else []:
            for name in _split_names(text.view, Span(bullet_end(text.view, *part) or part.start, part.end)):
                addressees.append(Named(name=text.reading(name), span=span_of(name)))
    return addressees


def _split_names(view: str, span: Span) -> list[Span]:
    out: list[Span] = []
    at = span.start
    for match in _APART.finditer(view, *span):
        piece = Span(at, match.start())
        while piece and view[piece.end - 1] in " ;.,":
            piece = Span(piece.start, piece.end - 1)
        if piece:
            out.append(piece)
        at = match.end()
    return out
