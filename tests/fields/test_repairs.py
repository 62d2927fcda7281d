"""Recognised text: values are readings of what is meant, the wording stays as it was read, and the repair is told."""

from __future__ import annotations

from array import array
from dataclasses import replace

from plans import END, HEAD
from vbparse import Document, blocks, parse
from vbparse.arrange.layout.assembly import repair_pages
from vbparse.fields import document
from vbparse.origins import Glyphs
from vbparse.readers.open import open_source
from vbparse.schema import Anomaly, SourceInfo
from vbparse.source import Source
from vbparse.text import Span, fold_view

SCAN = """ỦY BAN NHÂN DÀN
XÃ BÌNH SƠN

Số: 27/KH-UBNĐ

Bình Sơn, ngày l5 tháng O5 năm 2024

KÊ HOẠCH
Trồng cây ven đường năm 2024

Căn cứ Quyết định số 79/QĐÐ-UBND ngày 19/O2/2024 cua UBND huyện;

I. MỤC ĐÍCH
Làm đẹp đường làng.
H. TÔ CHỨC THỰC HIỆN
1. Công ăn xã tiếp tục tuần tra.
2. Trạm Y tế xã phôi hợp với Hội Phụ nữ xã tông hợp kết quả trước ngày l5/6/2O24.

Nơi nhân:
- UBND huyện (đê b/c);
- Các thôn;
- Lưu: VI.

TM. ỦY BAN NHÂN DÂN
CHỦ TICH

Lê Thị Trân
"""


def source_of(text: str, page_of: dict[str, int] | None = None) -> Source:
    """The text as if it were recognised; each line stands on page 1, or on the page told for a word of it."""
    source = replace(open_source(text.encode(), "scan.txt"), text_origin="ocr")
    for line in source.lines:
        words = source.text[line.span]
        line.page = next((page for word, page in (page_of or {}).items() if word in words), 1)
    return source


def recognised(text: str) -> Document:
    info = SourceInfo(name="scan.pdf", media_type="application/pdf", sha256="", size=1, text_origin="ocr", producer="")
    source = repair_pages(source_of(text), {1})
    return document.build_document(source, blocks.build_paragraphs(source), "", info)


def test_values_are_read_as_they_are_meant() -> None:
    found = recognised(SCAN)
    assert found.number
    assert found.issued
    assert found.issuer
    assert (found.doc_type, found.number.canonical, found.issued.date) == ("KH", "27/KH-UBND", "2024-05-15")
    assert found.issuer.canonical == "Ủy ban nhân dân xã Bình Sơn"
    (cited,) = found.references
    assert (cited.canonical, cited.date, cited.issuer) == ("79/QĐ-UBND", "2024-02-19", "UBND huyện")
    assert [s.label for s in found.sections if s.label] == ["I", "II"]
    owed = found.obligations[-1]
    assert (owed.section, [b.name for b in owed.assignees]) == ("II.2", ["Trạm Y tế xã"])
    assert owed.due
    assert owed.due.date == "2024-06-15"
    assert [(r.name, r.purpose_code) for r in found.recipients] == [("UBND huyện", "report"), ("Các thôn", None)]
    assert (found.filing, [s.position for s in found.signatures]) == (["VT"], ["CHỦ TỊCH"])


def test_repairs_on_a_page_that_is_hard_to_read_are_told_by_the_page() -> None:
    source = repair_pages(source_of(SCAN), {1})
    split = source.text.value.index("TÔ CHỨC")
    edges = array("f", range(len(SCAN)))
    stretches = zip(source.text.starts, source.text.ends, strict=True)
    origins = [Glyphs(1 if a < split else 2, edges[: b - a], edges[: b - a], 0, 9) for a, b in stretches]
    source.text = replace(source.text, origins=origins)
    place = {"page": 2, "box": [0.0, 0.0, 595.0, 842.0]}
    source.anomalies = [Anomaly(code="page-doubtful", message="Trang 2 quét không rõ.", origin=[place])]
    info = SourceInfo(name="scan.pdf", media_type="application/pdf", sha256="", size=1, text_origin="ocr", producer="")
    whole = document.build_document(source, blocks.build_paragraphs(source), "", info)
    mended = [one.message for one in whole.anomalies if one.code == "ocr-repaired"]
    assert any("79/QĐÐ" in message for message in mended)
    assert [message for message in mended if "2O24" in message or "đê" in message] == []
    assert [one.code for one in whole.anomalies].count("page-doubtful") == 1


def test_names_of_persons_are_left_alone() -> None:
    assert [s.name for s in recognised(SCAN).signatures] == ["Lê Thị Trân"]


def test_the_wording_stays_as_it_was_read() -> None:
    found = recognised(SCAN)
    text = found.text or ""
    assert text.split() == SCAN.split()
    assert found.issuer
    assert found.issuer.name == "ỦY BAN NHÂN DÂN XÃ BÌNH SƠN"
    assert found.issuer.span
    assert "DÀN" in text[slice(*found.issuer.span)]
    due = found.obligations[-1].due
    assert due
    assert due.span
    assert due.text == text[slice(*due.span)] == "trước ngày l5/6/2O24"
    assert "79/QĐÐ-UBND" in text[slice(*found.references[0].mentions[0])]


def test_repairs_that_values_rest_on_are_told() -> None:
    found = recognised(SCAN)
    told = [a for a in found.anomalies if a.code == "ocr-repaired"]
    assert {a.severity for a in told} == {"info"}
    messages = "\n".join(a.message for a in told)
    for word, meant in {
        "27/KH-UBNĐ": "27/KH-UBND",
        "l5": "15",
        "DÀN": "DÂN",
        "79/QĐÐ-UBND": "79/QĐ-UBND",
        "H.": "II.",
        "l5/6/2O24.": "15/6/2024.",
        "TICH": "TỊCH",
    }.items():
        assert f"“{word}” được đọc là “{meant}”" in messages
    assert all(a.span and (found.text or "")[slice(*a.span)].strip() for a in told)
    assert len(told) < 15


def test_many_words_are_told_at_once() -> None:
    items = "\n".join(f"{i}. Trạm Y tế xã tông hợp, bô trí, phôi hợp, kiêm tra lần {i}." for i in range(1, 30))
    found = recognised(f"{HEAD}\nI. TỔ CHỨC THỰC HIỆN\n{items}\n{END}")
    assert len([a for a in found.anomalies if a.code == "ocr-repaired"]) <= 3


def test_typed_text_with_a_slip_or_two_is_not_repaired() -> None:
    found = parse("KẾ HOẠCH\nTrồng cây\nCăn cứ Quyết định số 79/QĐÐ-UBND của UBND xã về công tác tô chức;")
    assert [r.canonical for r in found.references] == ["79/QĐĐ-UBND"]
    assert [a for a in found.anomalies if a.code in ("ocr-repaired", "text-misread")] == []


def test_text_that_another_program_recognised_is_repaired() -> None:
    found = parse(SCAN)
    assert [r.canonical for r in found.references] == ["79/QĐ-UBND"]
    assert {"ocr-repaired", "text-misread"} <= {a.code for a in found.anomalies}


def test_a_part_of_a_text_is_repaired_with_it() -> None:
    text = repair_pages(source_of(SCAN), {1}).text
    at = text.value.index("Căn cứ")
    part = text.extract([Span(0, 15), Span(at, at + 41)])
    assert part.value == "ỦY BAN NHÂN DÀN\nCăn cứ Quyết định số 79/QĐÐ-UBND ngày 19/"
    assert part.view == "ỦY BAN NHÂN DÂN Căn cứ Quyết định số 79/QĐ -UBND ngày 19/"
    assert part.reading((0, 15)) == "ỦY BAN NHÂN DÂN"


def test_only_lines_of_recognised_pages_are_repaired() -> None:
    source = source_of("Công tác tô chức\nCác tô chức khác", {"khác": 2})
    view = repair_pages(source, {2}).text.view
    assert view == fold_view("Công tác tô chức Các tổ chức khác")
