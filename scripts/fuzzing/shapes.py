"""Documents that say one thing again and again: does the work grow with their length, or faster?"""

from __future__ import annotations

import gc
import html
import time
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from fuzzing.hostile.pdf import document, page_of_lines
from readers.ooxml import package, para, run, table
from vbparse import VbparseError, parse_parts

HEAD = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP
Số: 12/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Tân Lập, ngày 05 tháng 3 năm 2024

KẾ HOẠCH
Trồng cây năm 2024

"""
TAIL = "\nNơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình\n"
DUTIES = "I. TỔ CHỨC THỰC HIỆN\n"
TIMES = 4
"""How much longer the second document is."""

SNIPPETS: dict[str, tuple[str, ...]] = {
    "letterhead": (
        "ỦY BAN NHÂN DÂN ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ", "Độc lập - Tự do - Hạnh phúc ", "ĐẢNG CỘNG SẢN VIỆT NAM ",
        "Số: {i}/KH-UBND ", "Số:     /KH-UBND ", "Tân Lập, ngày 05 tháng 3 năm 2024 ", "Tân Lập, ngày    tháng    năm 2024 ",
        "V/v trồng cây ", "HỎA TỐC ", "MẬT ", "KẾ HOẠCH ", "QUYẾT ĐỊNH ", "Kính gửi: Ủy ban nhân dân xã {i}; ",
    ),
    "grounds": (
        "Căn cứ Luật Số {i} về việc {i}; ", "Căn cứ Luật Đất đai; ", "Căn cứ Kế hoạch số {i}/KH-UBND của Ủy ban nhân dân tỉnh; ",
        "Kế hoạch số {i}/KH-UBND, ", "Quyết định số {i}, {i} và {i}/QĐ-UBND ", "26-NQ/ĐU ", "Chỉ thị {i} ", "Chỉ thị 11 ",
        "Luật Sửa đổi, bổ sung một số điều của Luật Đất đai ", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX ",
        "Theo đề nghị của Trưởng phòng {i} tại Tờ trình số {i}/TTr-P, ", "thay thế Quyết định số {i}/QĐ-UBND ",
        "sửa đổi, bổ sung ", "Điều {i} Quyết định số 5/QĐ-UBND ", "về việc ", "ban hành kèm theo Quyết định số {i}/QĐ-UBND ",
    ),
    "tasks": (
        "Phòng A lập báo cáo; ", "Giao Sở Y tế chủ trì, phối hợp với Công an xã thực hiện. ", "Giao Sở Y tế ", "Công an xã, ",
        "Công an xã và ", "Sở Y tế: ", "các sở, ban, ngành ", "Đề nghị Công an xã tuần tra; ", "phối hợp với ", "chủ trì, ",
        "Đơn vị chủ trì: Công an xã. ", "Thời gian hoàn thành: trước ngày 15/3/2024. ", "lập báo cáo. ",
        "Ông Trần Văn Bình, Trưởng phòng, làm Tổ trưởng; ", "Phân công ông Trần Văn Bình phụ trách thôn {i}; ", "Đối với ",
        "HĐND, UBND, UBMTTQ ", "do Công an xã thực hiện. ", "Trường Mầm non {i}, ", "thôn {i}, ", "Sản phẩm: báo cáo. ",
    ),
    "times": (
        "trước ngày 15/3/2024 ", "từ ngày 01/3 đến 30/4 ", "từ ngày 01/3/2024 ", "ngày ", "tháng {i} ", "năm 2024 ", "quý III/2023 ",
        "hằng tháng ", "ngày 15 hằng tháng ", "Đợt {i}: từ ngày 1/3 đến 5/3; ", "giai đoạn 2021-2025 ", "thường xuyên ",
        "trong tháng 3, tháng 4 và tháng 5 ", "lúc 8 giờ 00 ngày 5/3/2024 ", "01/01/2024, ", "1/", "(11/6/1948 - 11/6/2023) ",
    ),
    "parts": (
        "I. ", "1. Một ", "1.1. Một ", "a) một; ", "- một; ", "+ một ", "• một ", "(1) một ", "Điều {i}. Một ", "Chương II ",
        "PHỤ LỤC {i} ", "(Kèm theo Kế hoạch số 12/KH-UBND) ", "{i}. Việc {i} ", "1.1.1.1.", "III",
    ),
    "end": (
        "Nơi nhận: ", "- Như trên; ", "- Lưu: VT. ", "- UBND tỉnh (để b/c); ", "TM. ỦY BAN NHÂN DÂN ", "CHỦ TỊCH ", "(Đã ký) ",
        "Trần Văn Bình ", "./. ", "Sao y bản chính ",
    ),
    "letters": (
        "a", "A", "Ứ", "ă ", "A B ", "T hành phố ", "hoà ", "1", "12 ", "²", "Ⅲ", ".", ". ", ", ", ": ", "-", "- ", "–", "…", "/", "(", "()",
        "](", "[", "“", "*", "**", "_", "#", "|", "| a ", "=", "`", "<", "<b>", "</b>", "&", "&#65;", "\\", "![", "[a](b) ", "\t", "a\tb\t",
        "\u00a0", "\u200b", "\ufffd", "\u0301", "\u0301\u0323", "a\u0301\u0323", "漢", "http://a.b/c ", "TT Nội dung Thời gian ",
        "<!---->", "<!--", "<td>", "<tr><td>a", "<li>a", "<![CDATA[", "Uû ban nh©n d©n ",
    ),
}  # fmt: skip
"""What is repeated, by the kind of line it stands in; {i} counts."""


def repeat_snippet(snippet: str, size: int) -> list[str]:
    """A snippet as often as fills so many characters."""
    copies, length = [], 0
    while length < size:
        copies.append(snippet.replace("{i}", str(len(copies) + 1)))
        length += len(copies[-1])
    return copies


Layout = Callable[[list[str]], tuple[str, bytes]]


def _text(put: Callable[[list[str]], str], name: str = "x.txt") -> Layout:
    return lambda parts: (name, put(parts).encode())


def _html(put: Callable[[list[str]], str]) -> Layout:
    return lambda parts: ("x.html", f"<html><body>{put([html.escape(x) for x in parts])}</body></html>".encode())


def _docx(put: Callable[[list[str]], str]) -> Layout:
    return lambda parts: ("x.docx", package(put([html.escape(x) for x in parts])))


def _pdf(parts: list[str]) -> tuple[str, bytes]:
    plain = unicodedata.normalize("NFD", " ".join(parts)).encode("ascii", "ignore").translate(None, b"()\\\n")
    return "x.pdf", document(page_of_lines([plain[i : i + 80] for i in range(0, len(plain), 80)][:2_000]), packed=True)


_COLUMNS = "| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n"
LAYOUTS: dict[str, Layout] = {
    "one paragraph": _text(lambda parts: HEAD + "".join(parts) + TAIL),
    "lines": _text(lambda parts: HEAD + "\n".join(parts) + TAIL),
    "lines alone": _text("\n".join),
    "paragraphs": _text(lambda parts: HEAD + "\n\n".join(parts) + TAIL),
    "duties": _text(lambda parts: HEAD + DUTIES + "".join(f"- {x}\n" for x in parts) + TAIL),
    "one duty": _text(lambda parts: HEAD + DUTIES + "1. " + "".join(parts) + TAIL),
    "in turn with parts": _text(lambda parts: HEAD + "".join(f"{x}\n{i}. Nội dung\n" for i, x in enumerate(parts, 1)) + TAIL),
    "Markdown": _text(lambda parts: HEAD + "## Một\n\n" + "".join(parts) + TAIL, "x.md"),
    "Markdown items": _text(lambda parts: HEAD + "".join(f"- {x}\n" for x in parts) + TAIL, "x.md"),
    "Markdown rows": _text(
        lambda parts: HEAD + _COLUMNS + "".join(f"| {i} | {x.replace('|', '')} | Công an xã | Quý II |\n" for i, x in enumerate(parts, 1)), "x.md"
    ),
    "HTML as it is": lambda parts: ("x.html", f"<html><body>{''.join(parts)}</body></html>".encode()),
    "HTML paragraphs": _html(lambda parts: "".join(f"<p>{x}</p>" for x in parts)),
    "HTML runs": _html(lambda parts: "<p>" + "".join(f"<b>{x}</b>" for x in parts)),
    "HTML rows": _html(lambda parts: "<table>" + "".join(f"<tr><td>{i}<td>{x}<td>Công an xã" for i, x in enumerate(parts)) + "</table>"),
    "HTML cell": _html(lambda parts: f"<table><tr><td>TT<td>Nhiệm vụ<td>Chủ trì<tr><td>1<td>{'<br>'.join(parts)}<td>Công an xã</table>"),
    "DOCX paragraphs": _docx(lambda parts: "".join(map(para, [*HEAD.splitlines(), *parts]))),
    "DOCX runs": _docx(lambda parts: "<w:p>" + "".join(run(x, "<w:b/>" * (i % 2)) for i, x in enumerate(parts)) + "</w:p>"),
    "DOCX rows": _docx(lambda parts: table(["TT", "Nhiệm vụ", "Chủ trì"], *([str(i), x, "Công an xã"] for i, x in enumerate(parts)))),
    "DOCX cell": _docx(lambda parts: table(["TT", "Nhiệm vụ", "Chủ trì"], ["1", "".join(map(para, parts)), "Công an xã"])),
    "PDF": _pdf,
}  # fmt: skip
"""What is made of the repetitions: a file's name and its bytes."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A snippet in a layout."""

    layout: str
    snippet: str

    def measure_growth(self, size: int, *, runs: int = 2) -> float:
        """How many times the processor time a document `TIMES` as long takes; the best of several runs of each."""
        short, long = (LAYOUTS[self.layout](repeat_snippet(self.snippet, n)) for n in (size, TIMES * size))
        return min(_measure_seconds(*long) for _ in range(runs)) / max(
            min(_measure_seconds(*short) for _ in range(runs)), 1e-3
        )


def all_shapes() -> Iterator[Shape]:
    """Every snippet in every layout."""
    for layout in LAYOUTS:
        for group in SNIPPETS.values():
            yield from (Shape(layout, snippet) for snippet in group)


def _measure_seconds(name: str, data: bytes) -> float:
    gc.collect()
    start = time.process_time()
    with suppress(VbparseError):
        parse_parts(data, name=name)
    return time.process_time() - start
