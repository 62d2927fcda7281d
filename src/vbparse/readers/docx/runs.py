"""What stands in a paragraph: its lines, the text boxes that hang on it, the notes it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import hexdigits

from vbparse.arrange.drafts import Run
from vbparse.language.charsets.fonts import Legacy, charset_of_font
from vbparse.language.charsets.letters import map_private_letters
from vbparse.language.charsets.symbols import BYTE, PRIVATE, symbol_sign
from vbparse.origins import Spot
from vbparse.patterns import Cue
from vbparse.readers.docx.legacy_fonts import Fonts
from vbparse.readers.docx.package import MC, Element, W
from vbparse.readers.docx.styles import Properties, Styles, read_val, style_of
from vbparse.readers.legacy import capitals_font, convert_runs

_NO_TEXT = """
pPr rPr del moveFrom instrText delText delInstrText sdtPr sdtEndPr smartTagPr customXmlPr commentReference
annotationRef footnoteRef endnoteRef ruby proofErr permStart permEnd
"""
_SKIPPED = frozenset(f"{W}{tag}" for tag in _NO_TEXT.split())
"""Elements that show nothing: properties, deletions, codes of fields, marks."""
_TEXT = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "‑", f"{W}softHyphen": "", f"{W}cr": "\n"}
_HEX, _LONGEST_CODE = 16, 6
"""Base of the code of a sign (`w:sym`), and its digits at most."""
_RUN, _PROPERTIES, _LETTERS, _FIELD = f"{W}r", f"{W}rPr", f"{W}t", f"{W}fldChar"
_BRANCHES = f"{MC}AlternateContent"
_DRAWINGS = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_PARAGRAPH_ENDS = frozenset((f"{W}p", f"{W}tbl"))
_OF_FACE = frozenset(f"{W}{tag}" for tag in ("b", "i", "caps", "vanish", "rFonts", "rStyle"))
"""The run properties that a face depends on."""


_PRIVATE = Cue("[\uf000-\uf0ff]", examples=["\uf0b7"], rejects=["•"])
"""What fonts of symbols show under a code of their own."""


@dataclass(slots=True)
class Content:
    """`lines` are the runs between line breaks. `boxes` are `w:txbxContent` elements; `notes` are kind and id."""

    lines: list[list[Run]] = field(default_factory=lambda: [[]])
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Face:
    bold: bool = False
    italic: bool = False
    caps: bool = False
    hidden: bool = False
    font: str = ""
    legacy: Legacy | None = None


_PLAIN = _Face()


class ParagraphReader:
    """Reads the content of paragraphs in document order: fields may run over several."""

    def __init__(self, styles: Styles, fonts: Fonts) -> None:
        self._styles = styles
        self._fonts = fonts
        self._fields: list[bool] = []
        self._faces: dict[object, _Face] = {}

    def read_paragraph(self, paragraph: Element, properties: Properties, place: Spot) -> Content:
        """Text as the page shows it: insertions are in, deletions out, fields as their result."""
        content = Content()
        self._style = style_of(properties)
        self._place = place
        self._walk(paragraph, content, _PLAIN)
        # A field whose result has not begun at the end of its paragraph has none: it must not swallow what follows.
        self._fields = [shown for shown in self._fields if shown]
        content.lines = [convert_runs(line, self._fonts.settings) for line in content.lines]
        return content

    def _walk(self, parent: Element, content: Content, face: _Face) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._walk(child, content, self._face_of_run(child))
            elif tag == _LETTERS:
                self._read_leaf(child, content, face)
            elif tag in _SKIPPED or not isinstance(tag, str):
                continue
            elif tag == _BRANCHES:
                branch = _choose_branch(child)
                if branch is not None:
                    self._walk(branch, content, face)
            elif tag in _DRAWINGS:
                content.boxes += _find_boxes(child)
            elif tag in _REFERENCES:
                content.notes.append((_REFERENCES[tag], child.get(f"{W}id") or ""))
            elif tag == _FIELD:
                self._track_field(child.get(f"{W}fldCharType"))
            elif not self._read_leaf(child, content, face) and tag not in _PARAGRAPH_ENDS:
                self._walk(child, content, face)

    def _read_leaf(self, element: Element, content: Content, face: _Face) -> bool:
        """Add the text of an element that is text; False for one that holds others."""
        tag = element.tag
        if tag == _LETTERS or tag.endswith("/math}t"):
            text = element.text or ""
            text = map_private_letters(text) if face.legacy else _replace_private(text, face.font)
        elif tag == f"{W}sym":
            code = element.get(f"{W}char") or ""
            text = self._read_symbol(int(code, _HEX), element.get(f"{W}font") or "") if _is_hex(code) else ""
        elif tag == f"{W}br":
            text = "\n" if element.get(f"{W}type") in {None, "textWrapping"} else ""
        elif tag == f"{W}softHyphen" and face.legacy and face.legacy.charset == "tcvn3":
            text = "\xad"  # ư, which Word takes for a sign of its own
        elif tag in _TEXT:
            text = _TEXT[tag]
        else:
            return False
        if text and not face.hidden and all(self._fields):
            self._add_text(content, text.upper() if face.caps else text, face)
        return True

    def _add_text(self, content: Content, text: str, face: _Face) -> None:
        for i, part in enumerate(text.split("\n") if text == "\n" else [text.replace("\n", " ")]):
            if i:
                content.lines.append([])
            if not part:
                continue
            runs = content.lines[-1]
            if runs and (runs[-1].bold, runs[-1].italic, runs[-1].legacy) == (face.bold, face.italic, face.legacy):
                part = runs.pop().text + part
            runs.append(Run(part, self._place, face.bold, face.italic, face.legacy))

    def _read_symbol(self, code: int, font: str) -> str:
        """What `w:sym` shows. A letter of a legacy font goes with the runs around it, which are in that font."""
        if self._fonts.settings and charset_of_font(font):
            return chr(code & BYTE)
        return symbol_sign(PRIVATE[0] | code & BYTE, font) or "•"

    def _track_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _face_of_run(self, run: Element) -> _Face:
        """The face of a run. Documents have thousands of runs and a handful of faces."""
        properties = next(run.iterchildren(_PROPERTIES), None)
        own = [(x.tag, *x.items()) for x in properties if x.tag in _OF_FACE] if properties is not None else ()
        key = (self._style, *own)
        if key not in self._faces:
            self._faces[key] = self._read_face(properties)
        return self._faces[key]

    def _read_face(self, properties: Element | None) -> _Face:
        bold, italic, caps, hidden = (
            self._styles.is_on(properties, self._style, tag) for tag in ("b", "i", "caps", "vanish")
        )
        legacy = self._fonts.legacy_font(properties, self._style)
        if caps and (shown := capitals_font(legacy, self._fonts.settings)):
            caps, legacy = False, shown
        fonts = properties.find(f"{W}rFonts") if properties is not None else None
        font = str(fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
        return _Face(bold, italic, caps, hidden, font, legacy)


def _choose_branch(alternate: Element) -> Element | None:
    """One branch of several that show the same: the first with text, else the first."""
    branches = [x for x in alternate.iterchildren() if x.tag in {f"{MC}Choice", f"{MC}Fallback"}]
    return next((x for x in branches if next(x.iter(f"{W}t"), None) is not None), branches[0] if branches else None)


def _find_boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes in a drawing."""
    for child in element.iterchildren():
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            branch = _choose_branch(child)
            if branch is not None:
                yield from _find_boxes(branch)
        elif isinstance(child.tag, str):
            yield from _find_boxes(child)


def _is_hex(code: str) -> bool:
    return 0 < len(code) <= _LONGEST_CODE and all(c in hexdigits for c in code)


def mark_is_deleted(properties: Properties) -> bool:
    """Whether the end of the paragraph is a tracked deletion: it then goes on in the next one."""
    mark = properties.get(_PROPERTIES)
    return mark is not None and mark.find(f"{W}del") is not None


def alignment(styles: Styles, properties: Properties) -> str:
    """`left`, `center`, `right` or `both`, by the paragraph and its styles."""
    return read_val(styles.paragraph_property(properties, "jc")) or "left"


def _replace_private(text: str, font: str) -> str:
    """The text with signs of symbol fonts as what they show."""
    return _PRIVATE.sub(lambda match: symbol_sign(ord(match[0]), font) or "•", text)
