"""Letterheads of every form, in the layouts in which they come, and what must be read of them.

Forms are those of Nghị định 30/2020/NĐ-CP, phụ lục I, ô số 1 to 5, and of the Party (Hướng dẫn 36-HD/VPTW), as they are
written. `python tests/letterheads.py` reads all of them and prints, layout by layout, how many are read as meant;
`python tests/letterheads.py LAYOUT` prints those of one layout that are not.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, product, zip_longest

from readers.ooxml import package, para, table
from readers.pdfs import Paper
from vbparse import parse


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of document: its code and the line that names it. A công văn has no such line, but V/v and Kính gửi."""

    code: str
    line: str | None


KINDS = (
    Kind("KH", "KẾ HOẠCH"), Kind("QĐ", "QUYẾT ĐỊNH"), Kind("BC", "BÁO CÁO"), Kind("TB", "THÔNG BÁO"),
    Kind("TTr", "TỜ TRÌNH"), Kind("CT", "CHỈ THỊ"), Kind("HD", "HƯỚNG DẪN"), Kind("CTr", "CHƯƠNG TRÌNH"),
    Kind("NQ", "NGHỊ QUYẾT"), Kind("PA", "PHƯƠNG ÁN"), Kind("CV", None),
)  # fmt: skip


OWN = [kind for kind in KINDS if kind.code in ("KH", "BC", "PA", "CTr")]
"""Types whose title may end with the name of who issues."""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """How a line "Số: …" is written: `{}` stands for the symbol."""

    form: str
    number: str | None
    year: str = ""


NUMBERS = (
    NumberLine("Số: 29/{}", "29"), NumberLine("Số:29/{}", "29"), NumberLine("Số: 05 /{}", "05"),
    NumberLine("Số 107/{}", "107"), NumberLine("Số:     /{}", None), NumberLine("Số: …/{}", None),
    NumberLine("Số: ....../{}", None), NumberLine("SỐ: 112/{}", "112"), NumberLine("Số: 05/2024/{}", "05", "2024/"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line of place and date, and what it says; `date` is EDTF."""

    line: str
    place: str
    date: str | None


DATES = (
    DateLine("Hoa Lư, ngày 3 tháng 5 năm 2024", "Hoa Lư", "2024-05-03"),
    DateLine("Thị trấn Hoa Lư, ngày 03 tháng 01 năm 2024", "Thị trấn Hoa Lư", "2024-01-03"),
    DateLine("Hải Giang, ngày    tháng 11 năm 2023", "Hải Giang", "2023-11"),
    DateLine("Phù Điền, ngày … tháng 5 năm 2026", "Phù Điền", "2026-05"),
    DateLine("Hoa Lư, ngày ..... tháng ..... năm 2026", "Hoa Lư", "2026"),
    DateLine("TP. Hải Giang, ngày 15 tháng 12 năm 2025", "TP. Hải Giang", "2025-12-15"),
    DateLine("Ea H'leo, ngày 19 tháng 8 năm 2025", "Ea H'leo", "2025-08-19"),
    DateLine("Hoa Lư, ngày 03/5/2024", "Hoa Lư", "2024-05-03"),
    DateLine("Phường 12, ngày 7 tháng 10 năm 2024", "Phường 12", "2024-10-07"),
)


@dataclass(frozen=True, slots=True)
class Issuing:
    """Who issues: the lines above the number, those of the superior first; the name, and what it is in full. Where the
    letterhead does not say it in full, the end of the title or the clause that issues does."""

    superior: tuple[str, ...]
    body: tuple[str, ...]
    canonical: str
    in_title: str = ""
    clause: str = ""


CLAUSE = "Ủy ban nhân dân xã Phù Điền ban hành {} như sau:"
ISSUERS = (
    Issuing((), ("ỦY BAN NHÂN DÂN", "XÃ PHÙ ĐIỀN"), "Ủy ban nhân dân xã Phù Điền"),
    Issuing((), ("UBND XÃ PHÙ ĐIỀN",), "Ủy ban nhân dân xã Phù Điền"),
    Issuing((), ("TRƯỜNG THCS LÊ LỢI",), "Trường THCS Lê Lợi"),
    Issuing(("UBND HUYỆN HOA LƯ",), ("PHÒNG NỘI VỤ",), "Phòng Nội vụ"),
    Issuing(("UBND TỈNH HẢI GIANG",), ("SỞ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG"), "Sở Nông nghiệp và Môi trường"),
    Issuing(("ỦY BAN NHÂN DÂN", "TỈNH HẢI GIANG"), ("SỞ Y TẾ",), "Sở Y tế"),
    Issuing(("SỞ Y TẾ HẢI GIANG",), ("BỆNH VIỆN ĐA KHOA", "HUYỆN HOA LƯ"), "Bệnh viện đa khoa huyện Hoa Lư"),
    Issuing(("ỦY BAN NHÂN DÂN",), ("HUYỆN HOA LƯ",), "Ủy ban nhân dân huyện Hoa Lư"),
    Issuing((), ("ỦY BAN NHÂN DÂN",), "Ủy ban nhân dân xã Phù Điền", in_title=" của UBND xã Phù Điền"),
    Issuing((), ("ỦY BAN NHÂN DÂN",), "Ủy ban nhân dân xã Phù Điền", clause=CLAUSE),
    Issuing((), (), "Ủy ban nhân dân xã Phù Điền", clause=CLAUSE),
)  # fmt: skip
MOTTOS = (
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"),
    ("CÔNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập- Tự do- Hạnh phúc"),
    ("CỘNG HÕA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"),
    ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc"),
)
PARTY_ISSUERS = (
    Issuing(("HUYỆN ỦY HOA LƯ",), ("ĐẢNG ỦY XÃ PHÙ ĐIỀN",), "Đảng ủy xã Phù Điền"),
    Issuing((), ("ĐẢNG ỦY", "XÃ PHÙ ĐIỀN"), "Đảng ủy xã Phù Điền"),
    Issuing((), ("TỈNH ỦY HẢI GIANG",), "Tỉnh ủy Hải Giang"),
)
PARTY_NUMBERS = (
    NumberLine("Số 26-{}", "26"), NumberLine("Số: 07-{}", "07"), NumberLine("Số:     -{}", None),
    NumberLine("Số …-{}", None),
)  # fmt: skip
PARTY_MOTTO = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
TITLE = "Trồng cây xanh năm 2026"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The parts that go in."""

    kind: Kind
    number: NumberLine
    date: DateLine
    issuer: Issuing
    motto: tuple[str, ...]

    @property
    def symbol(self) -> str:
        if self.motto == PARTY_MOTTO:
            return f"{self.kind.code}/ĐU"
        return f"{self.kind.code}-UBND" if self.kind.line else "UBND-NN"

    @property
    def above(self) -> list[str]:
        """The lines of who issues."""
        return [*self.issuer.superior, *self.issuer.body, *["*"] * (self.motto == PARTY_MOTTO)]

    @property
    def below(self) -> list[str]:
        """The number, and V/v below it."""
        about = [] if self.kind.line else ["V/v " + TITLE[0].lower() + TITLE[1:]]
        return [self.number.form.format(self.symbol), *about]

    @property
    def rest(self) -> list[str]:
        """What follows in one column: type and title, or Kính gửi, and the text."""
        named = self.kind.line or "CÔNG VĂN"
        act = f"{named.capitalize()} {TITLE[0].lower()}{TITLE[1:]}"
        opening = [self.kind.line, TITLE + self.issuer.in_title] if self.kind.line else ["Kính gửi: Các thôn."]
        return [
            *opening, "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;",
            *([self.issuer.clause.format(act)] if self.issuer.clause else []),
            "I. MỤC ĐÍCH", "Nâng cao chất lượng rừng.", "II. TỔ CHỨC THỰC HIỆN",
            "Các thôn thực hiện nghiêm túc kế hoạch này./.", "", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "",
            "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lò Thị Nhạn",
        ]  # fmt: skip

    def expected(self) -> dict[str, str | None]:
        """What must be read of it."""
        said = bool(self.issuer.body)
        own = " ".join(self.issuer.body) or "Ủy ban nhân dân xã Phù Điền"
        above = " ".join(self.issuer.superior) or None
        if above == "ỦY BAN NHÂN DÂN":  # one body on two lines
            own, above = f"{above} {own}", None
        title = TITLE + self.issuer.in_title if self.kind.line else TITLE[0].lower() + TITLE[1:]
        return {
            "type": self.kind.code,
            "number": self.number.number,
            "symbol": self.number.year + self.symbol,
            "place": self.date.place,
            "date": self.date.date,
            "issuer": own,
            "canonical": self.issuer.canonical.lower(),
            "parent": above if said else None,
            "title": title,
        }


def letterheads() -> Iterator[Letterhead]:
    """Each number line with each date line and each issuer; types and mottos in turn."""
    state = product(NUMBERS, DATES, ISSUERS)
    party = product(PARTY_NUMBERS, DATES, PARTY_ISSUERS)
    for n, (number, date, issuer) in enumerate(state):
        kinds = OWN if issuer.in_title else KINDS[:-1] if issuer.clause else KINDS
        yield Letterhead(kinds[n * 3 % len(kinds)], number, date, issuer, MOTTOS[n * 2 % len(MOTTOS)])
    for n, (number, date, issuer) in enumerate(party):
        yield Letterhead(KINDS[n % (len(KINDS) - 1)], number, date, issuer, PARTY_MOTTO)


def _rows(head: Letterhead) -> list[tuple[str, str]]:
    """Left and right line side by side: who issues and the motto above, number and date below."""
    upper = zip_longest(head.above, head.motto, fillvalue="")
    lower = zip_longest(head.below, [head.date.line], fillvalue="")
    return [*upper, *lower]


def two_columns(head: Letterhead) -> bytes:
    """Typed in two columns, parted by blanks."""
    return "\n".join([*(f"{a:<44}{b}".rstrip() for a, b in _rows(head)), "", *head.rest]).encode()


def column_by_column(head: Letterhead) -> bytes:
    """The left column above the right one, as converters write them."""
    return "\n".join([*head.above, *head.below, *head.motto, head.date.line, "", *head.rest]).encode()


def row_by_row(head: Letterhead) -> bytes:
    """One below the other, row by row."""
    lines = [*head.above, *head.motto, *head.below, head.date.line]
    return "\n".join([*lines, "", *head.rest]).encode()


def markdown_rows(head: Letterhead) -> bytes:
    """A table in Markdown."""
    upper = f"| {'<br>'.join(head.above)} | {'<br>'.join(head.motto)} |"
    lower = f"| {'<br>'.join(head.below)} | {head.date.line} |"
    return "\n\n".join([f"{upper}\n| --- | --- |\n{lower}", *filter(None, head.rest)]).encode()


def html_table(head: Letterhead) -> bytes:
    """A table of a page."""
    cells = [["<br>".join(head.above), "<br>".join(head.motto)], ["<br>".join(head.below), head.date.line]]
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    rest = "".join(f"<p>{line}</p>" for line in head.rest)
    return f"<html><body><table>{rows}</table>{rest}</body></html>".encode()


def docx_table(head: Letterhead) -> bytes:
    """A table of a Word file."""
    rows = [[head.above or [""], list(head.motto)], [head.below, [head.date.line]]]
    cells = [["".join(map(para, lines)) for lines in row] for row in rows]
    return package(table(*cells) + "".join(map(para, head.rest)))


def pdf_columns(head: Letterhead) -> bytes:
    """A page of a PDF."""
    paper = Paper()
    y = 60.0
    for left, right in _rows(head):
        paper.centre(y, left, 10, x=160)
        paper.centre(y, right, 10, x=420)
        y += 15
    for line in filter(None, head.rest[:2] if head.kind.line else []):
        y += 17
        paper.centre(y, line, 12, bold=True)
    paper.lines(y + 25, *filter(None, head.rest[2 if head.kind.line else 0 :]), size=12)
    return paper.save()


def bars(head: Letterhead) -> bytes:
    """Rows with a bar behind each cell, as portals paste a table."""
    upper = f"{' '.join(head.above)} | {' '.join(head.motto)} |"
    lower = f"{' '.join(head.below)} | {head.date.line} |"
    return "\n".join([upper, lower, *head.rest]).encode()


def torn_number(head: Letterhead) -> bytes:
    """The word Số, and the symbol on the line below."""
    number, *about = head.below
    word, symbol = number[:3].strip() + (":" if number[2] == ":" and number[:3].strip()[-1] != ":" else ""), number[3:]
    lines = [*head.above, word, symbol.strip(), *about, *head.motto, head.date.line]
    return "\n".join([*lines, "", *head.rest]).encode()


def torn_place(head: Letterhead) -> bytes:
    """The first word of the place, and the rest of the line below."""
    first, rest = head.date.line.split(" ", 1)
    lines = [*head.above, *head.motto, *head.below, first, rest]
    return "\n".join([*lines, "", *head.rest]).encode()


def one_line(head: Letterhead) -> bytes:
    """The whole letterhead on one line."""
    line = " ".join([*head.above, *head.motto, *head.below, head.date.line])
    return "\n".join([line, *head.rest]).encode()


LAYOUTS: dict[str, tuple[Callable[[Letterhead], bytes], str]] = {
    "two columns": (two_columns, "a.txt"),
    "column by column": (column_by_column, "a.txt"),
    "row by row": (row_by_row, "a.txt"),
    "Markdown rows": (markdown_rows, "a.md"),
    "HTML table": (html_table, "a.html"),
    "DOCX table": (docx_table, "a.docx"),
    "PDF": (pdf_columns, "a.pdf"),
    "bars": (bars, "a.txt"),
    "torn number": (torn_number, "a.txt"),
    "torn place": (torn_place, "a.txt"),
    "one line": (one_line, "a.txt"),
}
SLOW = {"DOCX table": 11, "HTML table": 5, "PDF": 7}
"""Of how many letterheads one is tried in those layouts that take long to make and read."""


def read_letterhead(data: bytes, name: str) -> dict[str, str | None]:
    """What is read of a letterhead, by the keys of `Letterhead.expected`."""
    document = parse(data, name=name)
    number, issued, issuer, title = document.number, document.issued, document.issuer, document.title
    return {
        "type": document.doc_type,
        "number": number.number if number else None,
        "symbol": number.symbol if number else None,
        "place": issued.place if issued else None,
        "date": issued.date if issued else None,
        "issuer": issuer.name if issuer else None,
        "canonical": issuer.canonical.lower() if issuer else None,
        "parent": issuer.parent if issuer else None,
        "title": title.text if title else None,
    }


def find_faults(head: Letterhead, layout: str) -> dict[str, tuple[str | None, str | None]]:
    """Fields that are not read as meant, with what is read and what is meant."""
    make, name = LAYOUTS[layout]
    read, expected = read_letterhead(make(head), name), head.expected()
    return {key: (read[key], value) for key, value in expected.items() if read[key] != value}


def main(only: str | None = None) -> None:
    for layout in [only] if only else LAYOUTS:
        heads = [head for n, head in enumerate(letterheads()) if n % SLOW.get(layout, 1) == 0]
        wrong = [(head, faults) for head in heads if (faults := find_faults(head, layout))]
        fields = Counter(chain.from_iterable(faults for _, faults in wrong))
        print(f"{layout}: {len(heads) - len(wrong)} of {len(heads)} read as meant", dict(fields) or "")
        for head, faults in wrong if only else []:
            print(*head.above, "/", *head.below, "/", head.date.line, "/", head.motto[0], "\n   ", faults)


if __name__ == "__main__":
    main(*sys.argv[1:])
