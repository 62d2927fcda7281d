"""Hostile PDFs, written object by object."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable

from fuzzing.hostile.docx import with_nothing
from fuzzing.hostile.kinds import DAMAGED, DOCUMENT, EMPTY, ENCRYPTED, SOURCE, enter

WORDS = b"BT /F 12 Tf 72 700 Td (Uy ban nhan dan xa Tan Lap lap ke hoach trong cay nam 2024) Tj ET"
"""A line of text, so that a page has something to read."""
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_CATALOG, _PAGES, _PAGE, _CONTENT, _FONT_AT, FREE = 1, 2, 3, 4, 5, 6
"""Numbers of the objects that `document` writes; what is added begins at `FREE`."""


def stream(data: bytes, entries: bytes = b"", *, packed: bool = False) -> bytes:
    """A stream object of `data`, deflated where `packed`."""
    if packed:
        data, entries = zlib.compress(data, 9), entries + b"/Filter/FlateDecode"
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def written(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A file of numbered objects with its table of places."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)


def document(
    content: bytes = WORDS,
    *,
    page: bytes = b"",
    resources: bytes = b"",
    more: Iterable[bytes] = (),
    catalog: bytes = b"",
    packed: bool = False,
    pages: bytes = b"/Kids[3 0 R]/Count 1",
) -> bytes:
    """A file of one page that shows `content`; `more` are objects from `FREE` on, the rest further entries."""
    objects = {
        _CATALOG: b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        _PAGES: b"<</Type/Pages%s>>" % pages,
        _PAGE: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>"
        % (resources, page),
        _CONTENT: stream(content, packed=packed),
        _FONT_AT: _FONT,
    }
    return written(objects | dict(enumerate(more, FREE)))


def page_of_lines(lines: Iterable[bytes]) -> bytes:
    """Content that writes lines, one below the other; those that find no room on the page stand below it."""
    rows = [b"1 0 0 1 72 %d Tm (%s) Tj" % (780 - 14 * i, line) for i, line in enumerate(lines)]
    return b"BT /F 12 Tf " + b" ".join(rows) + b" ET"


def form(content: bytes, resources: bytes = b"") -> bytes:
    """A form, which content shows by its name."""
    return stream(content, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%s>>" % resources)


def _pdf(name: str, meets: str, data: bytes | Callable[[], bytes], *outcomes: str) -> None:
    enter(name, "x.pdf", meets, data, *outcomes)


def nested_forms(depth: int, times: int) -> bytes:
    forms = [form(b"/X Do " * times, b"/XObject<</X %d 0 R>>" % (FREE + i + 1)) for i in range(depth)]
    return document(b"/X Do " + WORDS, resources=b"/XObject<</X 6 0 R>>", more=[*forms, form(b"0 0 m 9 9 l S ")])


def forms_elsewhere(depth: int) -> bytes:
    """Forms that name each other by resources that stand in objects of their own."""
    more: list[bytes] = []
    for i in range(depth):
        more += [form(b"/X Do " * 10).replace(b"/Resources<<>>", b"/Resources %d 0 R" % (FREE + 2 * i + 1))]
        more += [b"<</XObject<</X %d 0 R>>>>" % (FREE + 2 * i + 2)]
    return document(b"/X Do " + WORDS, resources=b"/XObject<</X 6 0 R>>", more=[*more, form(b"0 0 m 9 9 l S ")])


def repeated_page(count: int) -> bytes:
    return document(pages=b"/Kids[" + b"3 0 R " * count + b"]/Count %d" % count)


def crowded_page(count: int) -> bytes:
    words = (b"1 0 0 1 %d %d Tm (w%d) Tj " % (20 + i % 19 * 29, i // 19 % 780, i) for i in range(count))
    return document(b"BT /F 6 Tf " + b"".join(words) + b"ET", packed=True)


def _picture(width: int, height: int, data: bytes, entries: bytes = b"", *, packed: bool = True) -> bytes:
    head = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceGray" % (width, height)
    picture = stream(data, head + entries, packed=packed)
    return document(b"q 500 0 0 800 0 0 cm /I Do Q " + WORDS, resources=b"/XObject<</I 6 0 R>>", more=[picture])


_pdf("forms in forms", "forms that a form draws", lambda: nested_forms(12, 10), DAMAGED)
_pdf("forms by way of objects", "forms that a form draws", lambda: forms_elsewhere(12), DAMAGED)
_pdf("forms in 30 forms", "nesting of forms", lambda: nested_forms(30, 1))


def ring_of_forms(*shows: bytes) -> bytes:
    """Forms each of which shows the next, and the last the first."""
    numbers = [FREE + (i + 1) % len(shows) for i in range(len(shows))]
    forms = [form(content, b"/XObject<</X %d 0 R>>" % at) for content, at in zip(shows, numbers, strict=True)]
    return document(b"/X Do " + WORDS, resources=b"/XObject<</X 6 0 R>>", more=forms)


_pdf("a form in itself", "forms in a ring", lambda: ring_of_forms(b"/X Do "))
_pdf("a form nine times in itself", "forms in a ring", lambda: ring_of_forms(b"/X Do " * 9), DAMAGED)
_pdf("two forms in a ring", "forms in a ring", lambda: ring_of_forms(b"/X Do " * 9, b"/X Do " * 9), DAMAGED)
_pdf("a stream of 400 MB", "bytes of streams", lambda: document(b" " * 400_000_000 + WORDS, packed=True), DAMAGED)
_pdf(
    "streams of 400 MB in sum",
    "bytes of streams, in sum",
    lambda: document(more=[stream(b" " * 40_000_000, packed=True)] * 10),
    DAMAGED,
)
_pdf(
    "a stream packed twice",
    "bytes of streams",
    lambda: document(
        more=[stream(zlib.compress(zlib.compress(b" " * 300_000_000, 9), 9), b"/Filter[/FlateDecode/FlateDecode]")]
    ),
)
_pdf("200,000 pages", "pages", lambda: repeated_page(200_000), DAMAGED)
_pdf("2,000 pages", "pages", lambda: repeated_page(2_000))
_pdf("pages that are told and not there", "number of pages", document(pages=b"/Kids[3 0 R]/Count 1000000000"))
_pdf("pages of 5,000 digits", "number of pages", document(pages=b"/Kids[3 0 R]/Count " + b"9" * 5_000))
_pdf("pages in a ring", "pages in a ring", document(pages=b"/Kids[2 0 R 3 0 R]/Count 2"))
_pdf("a page that is its own parent", "pages in a ring", document(page=b"/Parent 3 0 R"))
_pdf("no pages", "number of pages", document(pages=b"/Kids[]/Count 0"), EMPTY, DAMAGED)
_pdf(
    "outlines in a ring",
    "outlines",
    document(
        catalog=b"/Outlines 6 0 R",
        more=[b"<</First 7 0 R/Last 7 0 R/Count 1>>", b"<</Title(a)/Parent 6 0 R/Next 7 0 R/First 7 0 R/Prev 7 0 R>>"],
    ),
)
_pdf("names in a ring", "names", document(catalog=b"/Names<</Dests 6 0 R>>", more=[b"<</Kids[6 0 R]>>"]))
_pdf(
    "fields in a ring",
    "fields",
    document(catalog=b"/AcroForm<</Fields[6 0 R]>>", more=[b"<</Kids[6 0 R]/Parent 6 0 R/FT/Sig/T(a)>>"]),
)
_pdf("30,000 pieces of text", "pieces of text on a page", lambda: crowded_page(30_000), DAMAGED)
_pdf("4,000 pieces of text", "pieces of text on a page", lambda: crowded_page(4_000))
_pdf(
    "20,000 lines",
    "lines drawn on a page",
    lambda: document(
        b"".join(b"0 %d m 500 %d l %d 0 m %d 800 l S " % (i % 800, i % 800, i % 590, i % 590) for i in range(10_000))
        + WORDS,
        packed=True,
    ),
)
_pdf(
    "100,000 letters on a line",
    "letters of a page",
    lambda: document(b"BT /F 12 Tf 72 700 Td (" + b"ab " * 33_000 + b") Tj ET", packed=True),
)
_pdf(
    "20,000 annotations",
    "annotations",
    lambda: document(
        page=b"/Annots[" + b"<</Type/Annot/Subtype/Stamp/Rect[9 9 99 99]/AP<</N 4 0 R>>>>" * 20_000 + b"]"
    ),
)
_pdf(
    "contents without end",
    "parts of a page's content",
    lambda: document(page=b"/Contents[" + b"4 0 R " * 20_000 + b"]"),
)
_pdf("states that are never restored", "content", lambda: document(b"q " * 1_000_000 + WORDS, packed=True))
_pdf("arrays in arrays", "nesting of objects", document(more=[b"[" * 100_000 + b"]" * 100_000]))
_pdf(
    "dictionaries in dictionaries",
    "nesting of objects",
    document(page=b"/A" + b"<</A" * 20_000 + b" 1" + b">>" * 20_000),
    DOCUMENT,
    DAMAGED,
)
_pdf("a length that is its own", "streams", document(more=[b"<</Length 6 0 R>>\nstream\na\nendstream"]))
for _name, _box in (
    ("huge", b"0 0 1e9 1e9"),
    ("thin", b"0 0 100000000 0.001"),
    ("empty", b"0 0 0 0"),
    ("turned", b"595 842 0 0"),
    ("no numbers", b"a b c d"),
):
    _pdf(
        f"a page whose box is {_name}",
        "size of a page",
        document(page=b"/CropBox[%s]/MediaBox[%s]" % (_box, _box)),
        DOCUMENT,
        EMPTY,
        SOURCE,
    )
_pdf("a page turned by 45", "size of a page", document(page=b"/Rotate 45"))
_pdf(
    "letters of no size",
    "size of letters",
    document(
        WORDS.replace(b"/F 12 Tf", b"/F 0 Tf")
        + b" "
        + WORDS.replace(b"/F 12 Tf", b"/F 1e30 Tf")
        + b" "
        + WORDS.replace(b"72 700 Td", b"0 0 0 0 0 0 Tm")
        + b" "
        + WORDS
    ),
)
_pdf("letters that go nowhere", "places of letters", document(WORDS.replace(b"72 700 Td", b"1e38 -1e38 Td") + WORDS))
_pdf("no font", "fonts", document(WORDS.replace(b"/F 12", b"/G 12")), DOCUMENT, EMPTY, SOURCE)
_pdf("a picture of 3,600 million points", "points of a picture", lambda: _picture(60_000, 60_000, b"\0" * 1_000))
_pdf("a picture of 400 million points", "points of a picture", lambda: _picture(20_000, 20_000, b"\xff" * 400_000_000))
_pdf("a picture that is no JPEG", "pictures", _picture(9, 9, b"\xff\xd8nothing", b"/Filter/DCTDecode", packed=False))
_pdf(
    "a picture that is no JPEG 2000", "pictures", _picture(9, 9, b"\0\0\0\x0cjP  ", b"/Filter/JPXDecode", packed=False)
)
_pdf("a picture that is no JBIG2", "pictures", _picture(9, 9, b"\x97JB2", b"/Filter/JBIG2Decode", packed=False))
_pdf("half a file", "damage", document(WORDS * 20)[:700], DOCUMENT, DAMAGED, EMPTY)
_pdf("no end", "damage", document().partition(b"xref")[0], DOCUMENT, DAMAGED)
_pdf("a head alone", "damage", b"%PDF-1.7\n", DAMAGED)
_pdf("zeros behind the head", "damage", b"%PDF-1.7\n" + b"\0" * 100_000, DAMAGED)
_pdf(
    "places that lead astray",
    "table of places",
    document().replace(b" 00000 n", b" 65535 n").replace(b"0000000", b"0009999"),
    DOCUMENT,
    DAMAGED,
)
_pdf(
    "a table of places in a ring",
    "table of places",
    written({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"}, b"/Prev 9"),
    EMPTY,
    DAMAGED,
)
_pdf("a start beyond the end", "table of places", document().replace(b"startxref\n", b"startxref\n9"))
_pdf("objects that are told twice", "table of places", document() + document())
_pdf("words before the head", "place of the head", b"a" * 900 + b"\n" + document())
_pdf(
    "a password",
    "encryption",
    written(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>"},
        b"/Encrypt<</Filter/Standard/V 4/R 4/O("
        + b"a" * 32
        + b")/U("
        + b"b" * 32
        + b")/P -1/Length 128/CF<</StdCF<</CFM/AESV2/Length 16/AuthEvent/DocOpen>>>>/StmF/StdCF/StrF/StdCF>>/ID[(a)(a)]",
    ),
    ENCRYPTED,
    DAMAGED,
)
_pdf("streams that never begin", "streams", b"%PDF-1.7\n" + b"stream\n" * 300_000, DAMAGED)
_pdf("a PDF that is a container, too", "content before name", document() + with_nothing({"a.txt": b"a"}))
