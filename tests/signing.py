"""Every way to sign: authority, post and name, in the layouts in which the end of a document comes.

Posts are those of the state's agencies, of enterprises, schools, the armed forces, the courts and the Party; prefixes
those of Nghị định 30/2020/NĐ-CP, Điều 13, and of Hướng dẫn 36-HD/VPTW, as they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import cycle

from readers.ooxml import package, para, table
from readers.pdfs import LEFT, Paper
from vbparse import parse

POSTS = (
    "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC", "CHỦ TỊCH HỘI ĐỒNG QUẢN TRỊ", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC", "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", "HIỆU PHÓ", "BÍ THƯ", "PHÓ BÍ THƯ",
    "PHÓ BÍ THƯ THƯỜNG TRỰC", "BỘ TRƯỞNG", "THỨ TRƯỞNG", "CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "CHÁNH THANH TRA",
    "PHÓ CHÁNH THANH TRA", "CHÁNH ÁN", "PHÓ CHÁNH ÁN", "VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG", "VIỆN PHÓ", "CỤC TRƯỞNG",
    "PHÓ CỤC TRƯỞNG", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", "TỔNG CỤC TRƯỞNG", "VỤ TRƯỞNG", "PHÓ VỤ TRƯỞNG",
    "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "TRƯỞNG CÔNG AN XÃ", "TRƯỞNG KHOA",
    "TRƯỞNG ĐOÀN", "TRƯỞNG TRẠM Y TẾ", "TRẠM TRƯỞNG", "PHÓ TRẠM TRƯỞNG", "TỔ TRƯỞNG", "TỔ PHÓ", "ĐỘI TRƯỞNG",
    "PHÓ ĐỘI TRƯỞNG", "HẠT TRƯỞNG", "PHÓ HẠT TRƯỞNG", "CHỈ HUY TRƯỞNG", "PHÓ CHỈ HUY TRƯỞNG", "CHÍNH TRỊ VIÊN",
    "CHÍNH ỦY", "CHÍNH TRỊ VIÊN PHÓ", "TỔNG BIÊN TẬP", "PHÓ TỔNG BIÊN TẬP", "CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "TỔNG THƯ KÝ",
    "TỔNG KIỂM TOÁN NHÀ NƯỚC", "KIỂM TOÁN TRƯỞNG", "KẾ TOÁN TRƯỞNG", "THỦ TRƯỞNG ĐƠN VỊ", "PHỤ TRÁCH PHÒNG",
    "TƯ LỆNH", "PHÓ TƯ LỆNH", "TỔNG CỤC PHÓ", "CHỦ TỊCH CÔNG ĐOÀN", "ỦY VIÊN THƯỜNG TRỰC",
    "TRƯỞNG THÔN", "TỔ TRƯỞNG TỔ DÂN PHỐ", "GIÁM ĐỐC TRUNG TÂM Y TẾ", "CỤC PHÓ", "TIỂU KHU TRƯỞNG", "ĐỒN TRƯỞNG",
    "ĐỒN PHÓ", "LỚP TRƯỞNG", "KHỐI TRƯỞNG", "TRUNG ĐOÀN TRƯỞNG", "THƯ KÝ",
)  # fmt: skip
"""Each as it stands below an authority, or alone."""
COLLECTIVE = (
    "TM. ỦY BAN NHÂN DÂN", "TM ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "T.M HỘI ĐỒNG NHÂN DÂN", "TM.BAN CHỈ ĐẠO",
)  # fmt: skip
FOR_A_HEAD = ("KT. {}", "KT {}", "KT.{}", "K/T {}", "TL. {}", "T/L {}", "TUQ. {}", "TUQ {}")
ACTING = ("Q. {}", "Q.{}")
NAMES = ("Lò Thị Nhạn", "Nguyễn Văn An", "Y Blăk Niê", "H'Len Kbuôr", None)
BODIES = ("UBND tỉnh Hải Giang", "Các phòng, ban thuộc huyện")
FILING = ("VT", "NV")


@dataclass(frozen=True, slots=True)
class Ending:
    """Lines that sign, and what is read of them."""

    authority: str | None
    position: str | None
    name: str | None

    @property
    def lines(self) -> list[str]:
        """What stands in the document, name last."""
        return [line for line in (self.authority, self.position, self.name) if line]


def endings() -> list[Ending]:
    """Each post behind each prefix and alone, with names in turn and without."""
    names = cycle(NAMES)
    found: list[Ending] = []
    for post in POSTS:
        found += [Ending(authority, post, next(names)) for authority in COLLECTIVE]
        found += [Ending(prefix.format("GIÁM ĐỐC"), post, next(names)) for prefix in FOR_A_HEAD]
        found += [Ending(prefix.format(post), f"PHÓ {post}", next(names)) for prefix in FOR_A_HEAD if _is_head(post)]
        found += [Ending(None, prefix.format(post), next(names)) for prefix in ACTING if _is_head(post)]
        found.append(Ending(None, post, next(names)))
        found.append(Ending(None, post, "Phan Thị Mai"))
    return found


def _is_head(post: str) -> bool:
    return not post.startswith(("PHÓ", "THỨ", "PHỤ TRÁCH", "ỦY VIÊN", "THƯỜNG TRỰC", "Q.", "TỔNG KIỂM", "THƯ KÝ")) and (
        "PHÓ" not in post
    )


HEAD = (
    "ỦY BAN NHÂN DÂN", "XÃ PHÙ ĐIỀN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
    "Số: 12/KH-UBND", "Phù Điền, ngày 5 tháng 3 năm 2026", "KẾ HOẠCH", "Trồng cây xanh năm 2026",
    "Căn cứ Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;", "I. MỤC ĐÍCH", "Nâng cao chất lượng rừng.",
    "II. TỔ CHỨC THỰC HIỆN", "Các thôn thực hiện nghiêm túc kế hoạch này./.",
)  # fmt: skip
_LIST = [*(f"- {one};" for one in BODIES), f"- Lưu: {', '.join(FILING)}."]


def one_column(ending: Ending) -> bytes:
    """Who signs stands below the list, as portals paste it."""
    return "\n".join([*HEAD, "Nơi nhận:", *_LIST, "", *ending.lines]).encode()


def signed_above(ending: Ending) -> bytes:
    """Who signs stands above the list."""
    return "\n".join([*HEAD, "", *ending.lines, "", "Nơi nhận:", *_LIST]).encode()


def two_columns(ending: Ending) -> bytes:
    """Text in two columns, parted by blanks."""
    left, right = ["Nơi nhận:", *_LIST], ending.lines
    size = max(len(left), len(right))
    rows = zip(left + [""] * (size - len(left)), right + [""] * (size - len(right)), strict=True)
    return "\n".join([*HEAD, "", *(f"{a:<44}{b}".rstrip() for a, b in rows)]).encode()


def markdown_row(ending: Ending) -> bytes:
    """A row of a table in Markdown."""
    row = f"| {'<br>'.join(['Nơi nhận:', *_LIST])} | {'<br>'.join(ending.lines)} |"
    return "\n\n".join([*HEAD, f"{row}\n| --- | --- |"]).encode()


def html_table(ending: Ending) -> bytes:
    """A table of a page."""
    cells = "".join(f"<td>{'<br>'.join(lines)}</td>" for lines in (["Nơi nhận:", *_LIST], ending.lines))
    return (
        f"<html><body>{''.join(f'<p>{line}</p>' for line in HEAD)}<table><tr>{cells}</tr></table></body></html>"
    ).encode()


def docx_table(ending: Ending) -> bytes:
    """A table of a Word file."""
    cells = ["".join(map(para, lines)) for lines in (["Nơi nhận:", *_LIST], ending.lines)]
    return package("".join(map(para, HEAD)) + table(cells))


_LONG_LINES = (
    "Các cơ quan chuyên môn của huyện, các xã và các thôn, bản căn cứ kế hoạch",
    "này rà soát diện tích đất trống, chuẩn bị cây giống và phân công nhiệm vụ cụ",
)


def pdf_columns(ending: Ending) -> bytes:
    """A page of a PDF, in two columns."""
    paper = Paper()
    y = paper.lines(70, *HEAD[:-1], *_LONG_LINES, HEAD[-1], size=12) + 17
    for n, line in enumerate(["Nơi nhận:", *_LIST]):
        paper.text(LEFT, y + 17 * n, line, 11)
    for n, line in enumerate(ending.lines):
        paper.centre(y + 17 * n, line, 11, x=430)
    return paper.save()


LAYOUTS: dict[str, tuple[Callable[[Ending], bytes], str]] = {
    "one column": (one_column, "a.txt"),
    "signed above": (signed_above, "a.txt"),
    "two columns": (two_columns, "a.txt"),
    "Markdown row": (markdown_row, "a.md"),
    "HTML table": (html_table, "a.html"),
    "DOCX table": (docx_table, "a.docx"),
    "PDF": (pdf_columns, "a.pdf"),
}


def read_ending(data: bytes, name: str) -> tuple[list[tuple[str | None, ...]], list[str], tuple[str, ...]]:
    """What is read of the end of a document: signatures, recipients, filing."""
    found = parse(data, name=name)
    signatures = [(one.authority, one.position, one.name) for one in found.signatures]
    return signatures, [one.name for one in found.recipients], tuple(found.filing)


def wrong_layouts(ending: Ending, layouts: Iterable[str] = LAYOUTS) -> dict[str, object]:
    """Layouts in which an ending is not read as it is meant, with what is read of it there."""
    meant = [(ending.authority, ending.position, ending.name)]
    wrong: dict[str, object] = {}
    for layout in layouts:
        make, name = LAYOUTS[layout]
        signatures, recipients, filing = read_ending(make(ending), name)
        if (signatures, recipients, filing) != (meant, list(BODIES), FILING):
            wrong[layout] = signatures, recipients, filing
    return wrong
