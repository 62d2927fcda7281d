"""Plain text and Markdown as pages: letterhead in two columns, type and title in the middle, Nơi nhận beside the
signature, as Nghị định 30/2020/NĐ-CP, Phụ lục I lays out a document."""

from __future__ import annotations

import io
import re
from functools import cache, partial
from html import escape
from itertools import product

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from degraded.faces import TINOS, Face

WIDTH = A4[0] - 4.7 * cm

_TYPE = re.compile(
    r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|CHỈ THỊ|TỜ TRÌNH|BÁO CÁO|PHƯƠNG ÁN|CHƯƠNG TRÌNH|QUY CHẾ|HƯỚNG DẪN|PHỤ LỤC\b.*)$"
)
_NUMBER = re.compile(r"Số\b")
_PLACED = re.compile(r"[^.;]{2,60}, ngày\b")
_MOTTO = re.compile(r"CỘNG H[ÒO]|ĐẢNG CỘNG SẢN")
_MARK = re.compile(r"(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN|HẸN GIỜ)$|V/v ")
_AUTHORITY = re.compile(r"(?:TM|KT|TL|TUQ|Q|T/M|K/T)\b\.?|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|BÍ THƯ|HIỆU TRƯỞNG)")
_LABEL = re.compile(
    r"(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)]\s|\(\d+\)\s|[-+*•]\s|(?:Điều|Chương|Mục|Phần|Căn cứ|Nơi nhận)\b"
)
_HEADING = re.compile(r"(?:[IVXA-D]+\.|Chương|Mục|Phần|Điều)\s")
_LEFT_BREAK = re.compile(r"(?<=[;:]) (?=- )")
_RIGHT_BREAK = re.compile(r" (?=Độc lập)| (?=KT\.|PHÓ CHỦ TỊCH)|(?<=[A-ZĐỊƯ]) (?=[A-ZĐ][a-zà-ỹ]+ [A-ZĐ][a-zà-ỹ]+)")


def typeset(text: str, face: Face = TINOS) -> bytes:
    """A PDF of a text, with a text layer; the same bytes for the same text and face. Raises FileNotFoundError where the
    face is not installed."""
    lines = [line.strip() for line in _strip_markdown(text).split("\n")]
    stream = io.BytesIO()
    frame = SimpleDocTemplate(
        stream, pagesize=A4, leftMargin=3 * cm, rightMargin=1.7 * cm, topMargin=2 * cm, bottomMargin=2 * cm, invariant=1
    )
    letters = _register_face(face)
    flow = _Flow(letters)
    flow.letterhead(lines)
    frame.build(flow.made, onLaterPages=partial(_page_number, letters))
    return stream.getvalue()


@cache
def _register_face(face: Face) -> str:
    """The name by which reportlab knows the plain letters of a face."""
    names = []
    for bold, italic in product((False, True), repeat=2):
        names.append(f"{face.name}{' bold' * bold}{' italic' * italic}")
        pdfmetrics.registerFont(TTFont(names[-1], str(face.path(bold=bold, italic=italic))))
    plain, slanted, heavy, both = names
    for name in (plain, heavy):  # reportlab looks <b> and <i> up by the name of the plain face
        pdfmetrics.registerFontFamily(name, plain, heavy, slanted, both)
    return plain


def _strip_markdown(text: str) -> str:
    """Without the marks of Markdown; bold is kept as tags."""
    text = escape(text.replace("\r", ""), quote=False)
    text = re.sub(r"^#+ +", "", text, flags=re.M)
    text = re.sub(r"\*\*\*(?=\S)(.+?)\*\*\*", r"<b><i>\1</i></b>", text)
    text = re.sub(r"\*\*(?=\S)(.+?)\*\*", lambda m: m[0] if "\n\n" in m[1] else _embolden(m[1]), text, flags=re.S)
    return re.sub(r"(?<![*\w])\*(?=[^\s*])([^*\n]+)\*(?![*\w])", r"<i>\1</i>", text)


def _embolden(words: str) -> str:
    return "\n".join(f"<b>{line.strip()}</b>" for line in words.split("\n") if line.strip())


def _strip_tags(line: str) -> str:
    return re.sub(r"</?[bi]>", "", line).strip()


def _unwrap_lines(lines: list[str]) -> list[str]:
    """Lines of a hard-wrapped text joined to paragraphs."""
    joined: list[str] = []
    for line in lines:
        before = joined[-1] if joined else ""
        joins = re.match(r"\w", _strip_tags(line)) and not _LABEL.match(_strip_tags(line))
        if len(_strip_tags(before)) >= 60 and "|" not in line + before and joins:
            wrapped = len(before) < 100 or before[-1] not in ".;:!?"
            joined[-1:] = [f"{before} {line.strip()}"] if wrapped else [before, line]
        else:
            joined.append(line.strip())
    return joined


class _Flow:
    """Paragraphs and tables of a document, one below the other."""

    def __init__(self, face: str) -> None:
        def style(name: str, size: float, how: int, **more: float) -> ParagraphStyle:
            return ParagraphStyle(name, fontName=face, fontSize=size, leading=1.28 * size, alignment=how, **more)

        self.body = style("body", 13, TA_JUSTIFY, firstLineIndent=1 * cm, spaceAfter=4)
        self.middle = style("middle", 13.5, TA_CENTER, spaceAfter=3)
        self.head = style("head", 12, TA_CENTER)
        self.left = style("left", 11, TA_LEFT)
        self.right = style("right", 13, TA_CENTER)
        self.cell = style("cell", 11, TA_LEFT)
        self.made: list[Flowable] = []

    def letterhead(self, lines: list[str]) -> None:
        """All above the type or the addressees in two columns; then the rest."""
        ends = (i for i, x in enumerate(lines) if _TYPE.match(_strip_tags(x)) or _strip_tags(x).startswith("Kính gửi"))
        top = next(ends, 0)
        if any("|" in x for x in lines[:top]):
            self.rest(_unwrap_lines(lines))
            return
        left: list[str] = []
        right: list[str] = []
        column = left
        for line in filter(None, lines[:top]):
            bare = _strip_tags(line)
            if _MOTTO.match(bare):
                column = right
            if _NUMBER.match(bare) or _MARK.match(bare):
                left.append(line)
            elif _PLACED.match(bare):
                right.append(f"<i>{bare}</i>")
            elif re.fullmatch(r"[-_*=.]+", bare):
                column.append("*" if bare == "*" else "_______")
            else:
                column.append(f"<b>{bare}</b>" if column is right or _is_last(left, lines[:top], line) else line)
        self.columns(left, right, self.head, (0.42, 0.58))
        self.made.append(Spacer(1, 12))
        self.rest(_unwrap_lines(lines[top:]))

    def columns(
        self, left: list[str], right: list[str], style: ParagraphStyle, parts: tuple[float, float], gap: str = ""
    ) -> None:
        cells = [[Paragraph(x, style) for x in left], [Paragraph(x, self.right if gap else self.head) for x in right]]
        if gap and len(right) > 1:
            cells[1].insert(-1, Spacer(1, 50))  # room for the signature
        table = Table([cells], colWidths=[WIDTH * part for part in parts])
        table.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP")])
        self.made.append(table)

    def rest(self, lines: list[str]) -> None:
        at, titled = 0, False
        while at < len(lines):
            line, bare = lines[at], _strip_tags(lines[at])
            if bare.startswith("Nơi nhận"):
                at = self.end(lines, at)
                continue
            if line.startswith("|"):
                at = self.table(lines, at)
                continue
            if _TYPE.match(bare):
                titled = True
                self.made += [Spacer(1, 8), Paragraph(f"<b>{bare}</b>", self.middle)]
            elif titled and bare:
                self.made.append(Paragraph(f"<b>{bare}</b>" if not bare.startswith("(") else bare, self.middle))
                titled = at + 1 < len(lines) and bool(lines[at + 1])
                self.made.append(Spacer(1, 0 if titled else 8))
            elif re.fullmatch(r"[-_*=.]{3,}", bare):
                self.made.append(Paragraph("_________", self.middle))
            elif bare.isupper() and not _LABEL.match(bare):
                self.made.append(Paragraph(f"<b>{bare}</b>", self.middle))
            elif bare:
                heading = _HEADING.match(bare) and (bare.isupper() or len(bare) < 70)
                self.made.append(Paragraph(f"<b>{bare}</b>" if heading else line, self.body))
            at += 1

    def end(self, lines: list[str], at: int) -> int:
        """Nơi nhận beside the signature. Gives back where the document, or what is attached, goes on."""
        left, right = [f"<b><i>{_strip_tags(lines[at])}</i></b>"], []
        column = left
        at += 1
        while at < len(lines) and not _TYPE.match(_strip_tags(lines[at])):
            bare = _strip_tags(lines[at])
            if column is left and _AUTHORITY.match(bare):
                column = right
            if bare:
                column.append(f"<b>{bare}</b>" if column is right else bare)
            at += 1
        self.made.append(Spacer(1, 10))
        self.columns(left, right, self.left, (0.5, 0.5), gap="signature")
        return at

    def table(self, lines: list[str], at: int) -> int:
        """A table drawn by bars; two cells in one row are columns of a letterhead or an end."""
        rows: list[list[str]] = []
        while at < len(lines) and lines[at].startswith("|"):
            cells = [x.strip() for x in lines[at].strip("|").split("|")]
            if not all(re.fullmatch(r":?-+:?", x) for x in cells):
                rows.append(cells)
            at += 1
        if max(map(len, rows)) == 2 and len(rows) < 3:
            for left, right in rows:
                end = "Nơi nhận" in left
                parts = (0.5, 0.5) if end else (0.42, 0.58)
                style = self.left if end else self.head
                self.columns(
                    _LEFT_BREAK.split(left), _RIGHT_BREAK.split(right), style, parts, "signature" if end else ""
                )
            return at
        made = [[Paragraph(f"<b>{x}</b>" if not i else x, self.cell) for x in row] for i, row in enumerate(rows)]
        widest = [max(12, *(min(60, len(row[k])) for row in rows)) for k in range(len(rows[0]))]
        table = Table(made, colWidths=[WIDTH * w / sum(widest) for w in widest], repeatRows=1)
        table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
        self.made += [table, Spacer(1, 8)]
        return at


def _is_last(left: list[str], head: list[str], line: str) -> bool:
    """Whether no further name of a body stands below: the lowest is bold."""
    later = [x for x in head[head.index(line) + 1 :] if x]
    return not later or not _strip_tags(later[0]).isupper() or bool(_MOTTO.match(_strip_tags(later[0])))


def _page_number(face: str, canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont(face, 12)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 1.3 * cm, str(document.page))
