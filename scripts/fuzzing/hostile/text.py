"""Hostile plain text and Markdown."""

from __future__ import annotations

from fuzzing.hostile.kinds import DAMAGED, DOCUMENT, EMPTY, FORMAT, enter

LINE = "Ủy ban nhân dân xã Tân Lập lập kế hoạch trồng cây năm 2024.\n"


def _text(name: str, meets: str, text: str, *outcomes: str, file: str = "x.txt") -> None:
    enter(name, file, meets, lambda: text.encode("utf-8", "surrogatepass"), *outcomes)


_text("one mark piled", "marks of one letter", LINE + "a" + "\u0301" * 200_000)
_text("two marks in turn", "marks of one letter; their order takes the square", LINE + "a" + "\u0301\u0323" * 100_000)
_text("marks without a letter", "marks of one letter", "\u0323" * 50_000 + LINE)
_text("piles on each letter", "marks of one letter", LINE + ("a" + "\u0302" * 60) * 3_000)
_text("one long line", "length of a paragraph", "Phòng A lập báo cáo; " * 5_000)
_text("one long word", "length of a paragraph", "ă" * 300_000)
_text("one sign", "length of a paragraph", LINE + "." * 300_000)
_text("brackets without end", "nesting", LINE + "(" * 100_000 + ")" * 100_000)
_text("blank lines", "number of lines", LINE + "\n" * 1_000_000 + LINE)
_text("page breaks", "number of pages", LINE + "\f" * 300_000 + LINE)
_text("line breaks of all kinds", "number of lines", LINE + "\r\n\v\f\x85\u2028\u2029\r" * 20_000 + LINE)
_text(
    "grounds without end", "number of references", "".join(f"Căn cứ Luật Số {i} về việc {i};\n" for i in range(5_000))
)
_text(
    "numbers without end",
    "number of references",
    "".join(f"Căn cứ Kế hoạch số {i}/KH-UBND của Ủy ban nhân dân tỉnh;\n" for i in range(4_000)),
)
_text("mottos without end", "number of letterheads", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" * 10_000)
_text(
    "letterheads without end",
    "number of documents in a file",
    (
        "ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\nSố: 1/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTân Lập, ngày 1 tháng 2 năm 2024\n"
        "KẾ HOẠCH\nTrồng cây\nGiao Công an xã tuần tra.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nTrần Văn Bình\n"
    )
    * 300,
)
_text("parts without end", "number of sections", "".join(f"{i}. Việc {i}\n" for i in range(20_000)))
_text("parts in parts", "depth of sections", "I. A\n1. B\n1.1. C\n1.1.1. D\na) E\n- G\n+ H\n" * 2_000)
_text(
    "a number of 5,000 digits",
    "Python reads no more than 4,300",
    f"Điều {'9' * 5_000}. Một\nSố: {'8' * 5_000}/KH-UBND\n{LINE}",
)
_text(
    "digits that are none",
    "isdigit is true of them",
    f"²²/KH-UBND\n²) Một\nĐiều ². Hai\nngày ² tháng ² năm ²⁰²⁴\n{LINE}",
)
_text(
    "digits of other scripts",
    "dates are written in ASCII",
    f"Tân Lập, ngày ٠٥ tháng ٣ năm ٢٠٢٤\n{LINE}trước ngày １５/３/２０２４\n",
)
_text("days that are none", "calendar", f"{LINE}trước ngày 31/02/2024, từ ngày 99/99/9999 đến 00/00/0000\n")
_text("turned about", "signs that turn the order of others", f"{LINE}\u202ecod.hcaoh ek\u202c \u2066a\u2069\n")
_text("controls", "binary data", LINE + "\x00\x01\x02\x1b[31m" * 1_000, FORMAT)
_text("a few controls", "controls in text", LINE * 50 + "\x1b]0;x\x07\x9b31m\x00")
_text("halves of pairs", "surrogates are no UTF-8", LINE * 20 + "\ud800\udfff")
_text("six million characters", "characters of a document", LINE * 100_000, DAMAGED)
_text("blanks alone", "nothing to read", " \t\n\u00a0\u2003" * 200_000, EMPTY)
_text("a wide table", "cells of tables", "|a|\n" * 10_000 + "|" * 10_000, DAMAGED, file="x.md")
_text(
    "a wide drawn table",
    "cells of tables",
    "tt|nội dung|thời gian" + "|tt" * 5_000 + "\n" + "a" + "|tt" * 5_002 + "\n" + "a|b\n" * 5_000,
    DAMAGED,
)
_text("stars", "emphasis that is never closed", LINE + "*a " * 50_000, file="x.md")
_text("stars within stars", "nesting of emphasis", LINE + "*" * 50_000 + "a" + "*" * 50_000, file="x.md")
_text("links within links", "nesting of links", LINE + "[" * 20_000 + "a" + "](b)" * 20_000, file="x.md")
_text("ticks", "code that is never closed", LINE + "`a" * 50_000, file="x.md")
_text("comments", "comments that are never closed", LINE + "<!--" * 50_000, file="x.md")
_text("quotes", "nesting of quotes", ">" * 100_000 + LINE, file="x.md")
_text("tables of HTML", "tables that are never closed", "<table><tr><td>a\n" * 5_000, file="x.md")
_text("comments before a page", "patterns that try all ways", "<!---->" * 5_000 + LINE)
for _charset, _outcomes in (("utf-16", ()), ("utf-32", ()), ("utf-7", ()), ("cp1258", (DOCUMENT, DAMAGED))):
    enter(f"text in {_charset}", "x.txt", "charset", (LINE * 20).encode(_charset, "replace"), *_outcomes)
enter("UTF-16 of odd length", "x.txt", "charset", (LINE * 20).encode("utf-16")[:-1])
enter("UTF-16 without mark", "x.txt", "charset", (LINE * 20).encode("utf-16-le"), FORMAT, DAMAGED)
enter("random bytes", "x.txt", "binary data", bytes((i * i * 37 + i) % 256 for i in range(50_000)), FORMAT, DAMAGED)
