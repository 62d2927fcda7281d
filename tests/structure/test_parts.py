"""Where one file holds several documents; above all, where it holds one."""

from __future__ import annotations

from pathlib import Path

import pytest

import bundles as b
from conftest import TOP
from vbparse import read
from vbparse.errors import FormatError, SourceError
from vbparse.origins import Place
from vbparse.structure.parts import find_beginnings

JOINTS = ["\n", "\n\n", "\f", "\n\n---\n\n"]


def parted(*papers: str, joint: str = "\n") -> tuple[list[str], list[int]]:
    """The first line of each part; and the papers, by number, that begin a part."""
    raw = joint.join(papers)
    source = read(raw)
    firsts = [source.lines[i] for i in find_beginnings(source.text.view, source.lines)]
    starts, at = [], 0
    for paper in papers:
        starts.append(at)
        at += len(paper) + len(joint)
    found = [int(str(source.text.places(line.span)[0]["start"])) for line in firsts]
    assert set(found) <= set(starts), "a document is cut in its middle"
    return [source.text[line.span] for line in firsts], [starts.index(x) for x in found]


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize(
    ("papers", "begin"),
    [
        ([b.letter(1), b.letter(2)], [0, 1]),
        ([b.letter(1), b.plan(2), b.party_plan(3), b.letter(4)], [0, 1, 2, 3]),
        ([b.party_plan(1), b.party_plan(2), b.plan(3)], [0, 1, 2]),
        ([b.decision(41), b.issued_plan(41), b.letter(42)], [0, 2]),
        ([b.plan(1), b.annex(), b.letter(2)], [0, 2]),
        (
            [b.plan(1), b.annex("Phụ lục I"), b.blank_form("Phụ lục II"), b.plan(2), b.blank_form(), b.letter(3)],
            [0, 3, 5],
        ),
        ([b.decision(41), b.issued_plan(41), b.letter(42).replace("Số: 42/UBND-VP\n", "")], [0, 2]),
        ([b.plan(1), b.blank_form("Biểu mẫu 2"), b.blank_form("MẪU BÁO CÁO"), b.party_plan(2)], [0, 3]),
    ],
    ids=[
        "letters",
        "mixed",
        "party",
        "issued-plan",
        "annex",
        "forms",
        "number-lost-behind-an-issued-plan",
        "forms-before-party",
    ],
)
def test_a_document_begins_behind_the_end_of_another(papers: list[str], begin: list[int], joint: str) -> None:
    assert parted(*papers, joint=joint)[1] == begin


LOST = [
    ("no motto", b.plan(2).replace(b.STATE, "")),
    ("no issuer", b.plan(2).replace("ỦY BAN NHÂN DÂN\nXÃ SUỐI DỀN\n\n", "", 1)),
    ("number and day alone", b.plan(2).replace(b.HEAD, "").lstrip()),
    ("misread", b.plan(2).replace("Số:", "Só:").replace("CỘNG HÒA", "CỌNG HOÀ").replace("KẾ HOẠCH", "KÉ HOẠCH", 1)),
    ("number written by hand and not read", b.plan(2).replace("Số: 2/KH", "Số:      /KH")),
    ("number and day blank", b.plan(2).replace("Số: 2/KH", "Số:      /KH").replace("ngày 05", "ngày    ")),
    ("line of the number lost", b.plan(2).replace("Số: 2/KH-UBND\n", "")),
    ("stamp above", "ĐẾN\nNgày: 7/3/2024\n" + b.plan(2)),
    ("mark above", "HỎA TỐC\n" + b.plan(2)),
    ("letter with a long V/v", b.letter(2).replace("môi trường\n", "môi trường\nvà trồng cây\nnăm 2024\n", 1)),
]


@pytest.mark.parametrize("second", [text for _, text in LOST], ids=[name for name, _ in LOST])
def test_a_letterhead_that_lost_a_part(second: str) -> None:
    assert parted(b.letter(1), second, b.letter(3), joint="\f")[1] == [0, 1, 2]


LOST_ENDS = [
    ("no recipients", b.letter(1)[: b.letter(1).index("Nơi nhận")] + "CHỦ TỊCH\n\nLò Thị Nhạn\n"),
    ("signed for another", b.letter(1)[: b.letter(1).index("Nơi nhận")] + "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n"),
    ("no signature", b.letter(1)[: b.letter(1).index("TM.")]),
    ("nothing but the end of the body", b.letter(1)[: b.letter(1).index("Nơi nhận")]),
]


@pytest.mark.parametrize("first", [text for _, text in LOST_ENDS], ids=[name for name, _ in LOST_ENDS])
def test_an_end_that_lost_a_part(first: str) -> None:
    assert parted(first, b.plan(2))[1] == [0, 1]


ISSUED = b.issued_plan(41)
NUMBERED = (
    ISSUED.replace(b.HEAD, b.HEAD + b.number_line(41, "QĐ-UBND")),
    ISSUED.replace(b.HEAD, b.HEAD + b.number_line(9, "KH-UBND")),
)
SIGNED = b.plan(2).replace("Số: 2/KH-UBND\n", "")
QUOTED = b.letter(1).replace("1. Các thôn", f"{b.HEAD}{b.number_line(5, 'KH-UBND')}\nKẾ HOẠCH\n\n1. Các thôn")
COPIED = "Số: 12/SY-VP\n\nSAO Y\n\nVạn Cát, ngày 07 tháng 3 năm 2024\n\nNơi nhận:\n- Các phòng;\n- Lưu: VT.\n"
COPIER = "\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\n\nVì Văn Sáu\n"
CITING = "VĂN BẢN LIÊN QUAN\n\nSố: 12/KH-UBND ngày 05 tháng 3 năm 2024\n\nSố: 13/KH-UBND\n"
WHOLE = [
    ("issued plan", b.decision(41) + b.issued_plan(41)),
    ("issued plan with its number again", b.decision(41) + NUMBERED[0]),
    ("issued plan with a number of its own", b.decision(41) + NUMBERED[1]),
    ("issued plan, signed and dated, and not told", b.decision(41) + SIGNED),
    ("forms", b.plan(1) + b.annex() + b.blank_form() + b.blank_form("Mẫu số 02") + b.blank_form("PHỤ LỤC II")),
    ("form filled in as an example", b.plan(1) + "Mẫu số 01\nMẫu báo cáo\n" + b.plan(7)),
    ("form with placeholders and no label", b.plan(1) + b.blank_form("").replace("XÃ SUỐI DỀN", "TÊN CƠ QUAN")),
    ("form without a label", b.plan(1) + b.annex() + b.blank_form("")),
    ("form with month", b.plan(1) + b.annex() + b.blank_form("").replace("tháng … năm", "tháng 12 năm")),
    ("a letterhead quoted before the end", QUOTED),
    ("a copy", f"{b.letter(1)}\nUBND HUYỆN VẠN CÁT\nVĂN PHÒNG\n\n{COPIED}{COPIER}"),
    ("a copy told first", f"{b.letter(1)}\nSAO Y BẢN CHÍNH\n{COPIED.replace('SAO Y', '')}{COPIER}"),
    ("an annex that cites", f"{b.plan(1)}PHỤ LỤC\n{CITING}"),
    ("the letterhead again", b.plan(1) + b.HEAD + "\nDANH SÁCH\n\n1. Thôn Nà Cáy.\n"),
    ("its own copy", b.plan(1) + b.plan(1)),
    ("nothing", "Xin chào."),
    ("letterhead alone", b.HEAD + b.number_line(1, "KH-UBND")),
]  # fmt: skip


@pytest.mark.parametrize("joint", ["\n", "\f"])
@pytest.mark.parametrize("text", [text for _, text in WHOLE], ids=[name for name, _ in WHOLE])
def test_what_stays_with_its_document(text: str, joint: str) -> None:
    assert parted(text)[1] == [0]
    assert parted(text.replace("Lò Thị Nhạn\n", f"Lò Thị Nhạn{joint}"))[1] == [0]


def test_a_copy_ends_before_the_next_letterhead() -> None:
    copy = "\nSAO Y\n\nSố: 12/SY-UBND\n\nVạn Cát, ngày 07 tháng 3 năm 2024\n\nCHỦ TỊCH\n\nVì Văn Sáu\n"
    assert parted(b.letter(1) + copy, b.plan(2))[1] == [0, 1]


def test_a_part_begins_with_its_first_line() -> None:
    assert parted(b.letter(1), b.party_plan(2), b.decision(3))[0] == [
        "ỦY BAN NHÂN DÂN", "ĐẢNG BỘ HUYỆN VẠN CÁT", "ỦY BAN NHÂN DÂN",
    ]  # fmt: skip


BLANK = b.plan(2).replace("Số: 2/KH", "Số:      /KH").replace("ngày 05 tháng 3", "ngày      tháng   ")
FOREIGN = BLANK.replace(b.HEAD, f"SỞ Y TẾ\nTRUNG TÂM KIỂM SOÁT BỆNH TẬT\n\n{b.STATE}\n").replace("KH-UBND", "KH-TTKSBT")
PENNED = ["Số:", "Suối Dền, ngày"]


def pages_parted(*papers: str, pen: list[str], on: int = 2) -> list[int]:
    """The pages at which a document begins, each paper on its own page. A pen wrote into the lines that begin with the
    words of `pen` on one page."""
    source = read("\n".join(papers))
    starts = [len("\n".join(papers[:i])) + bool(i) for i in range(len(papers))]
    written: list[Place] = []
    for i, line in enumerate(source.lines):
        at = int(str(source.text.places(line.span)[0]["start"]))
        line.page, line.box = sum(start <= at for start in starts), (80.0, 20.0 * i, 500.0, 20.0 * i + 12)
        if line.page == on and source.text[line.span].startswith(tuple(pen)):
            written.append({"page": on, "box": [110.0, 20.0 * i - 3, 140.0, 20.0 * i + 11]})
    return [source.lines[i].page or 0 for i in find_beginnings(source.text.view, source.lines, written)]


@pytest.mark.parametrize(
    ("papers", "pen", "pages"),
    [
        ([b.letter(1), BLANK], PENNED, [1, 2]),
        ([b.letter(1), FOREIGN], PENNED, [1, 2]),
        ([b.letter(1).replace("rác", "rác (đính kèm Thông báo)"), FOREIGN[: FOREIGN.index("TM.")]], PENNED, [1, 2]),
        ([b.letter(1), BLANK.replace("/KH-UBND", "2/KH-UBND")], PENNED[1:], [1, 2]),
        ([b.letter(1), BLANK.replace("ngày      tháng   ", "ngày 05 tháng 3")], PENNED[:1], [1, 2]),
        ([b.letter(1), b.annex(), FOREIGN], PENNED, [1, 3]),
        ([b.letter(1), FOREIGN], [], [1]),
        ([b.letter(1), FOREIGN], PENNED[:1], [1]),
        ([b.letter(1), FOREIGN], PENNED[1:], [1]),
        ([b.letter(1), FOREIGN], ["KẾ HOẠCH", "Nơi nhận"], [1]),
        ([b.letter(1), FOREIGN.replace("KẾ HOẠCH", "Kế hoạch", 1)], PENNED, [1]),
        ([b.letter(1), FOREIGN.replace(b.STATE, "")], PENNED, [1]),
        ([b.letter(1), "Mẫu số 01\n" + FOREIGN], PENNED, [1]),
        ([b.letter(1)[: b.letter(1).index("vi phạm./.")], FOREIGN], PENNED, [1]),
        ([b.letter(1) + FOREIGN], PENNED, [1]),
    ],
    ids=[
        "by pen",
        "of another body",
        "no signature",
        "number in print",
        "day in print",
        "behind an annex",
        "blank",
        "no day",
        "no number",
        "a pen elsewhere",
        "no type",
        "no motto",
        "form",
        "no end before",
        "on the same page",
    ],
)
def test_number_and_day_by_pen_make_a_document(papers: list[str], pen: list[str], pages: list[int]) -> None:
    """What has neither is a form or a draft."""
    assert pages_parted(*papers, pen=pen, on=len(papers)) == pages


def _whole(path: Path) -> None:
    try:
        source = read(path)
    except (FormatError, SourceError) as error:
        pytest.skip(str(error))
    assert find_beginnings(source.text.view, source.lines) == [0]


ALONE = [
    p for p in sorted((TOP / "corpus").glob("[0-9]*.*")) if not (TOP / "corpus/gold" / f"{p.stem}#1.json").exists()
]
PICTURES = {"23-an-toan-thuc-pham", "24-to-cong-tac-han-man", "25-duoi-nuoc-nghi-he", "26-lich-tiem-phong"}


@pytest.mark.parametrize(
    "path", [pytest.param(p, id=p.stem, marks=[pytest.mark.slow] * (p.stem in PICTURES)) for p in ALONE]
)
def test_documents_of_the_project_are_whole(path: Path) -> None:
    _whole(path)


TEXTS = [p for p in ALONE if p.suffix == ".txt" and "Số: /" not in p.read_text("utf-8")]


@pytest.mark.parametrize("turn", range(len(TEXTS)))
def test_texts_of_the_project_one_behind_the_other(turn: int) -> None:
    """In every turn another one is first."""
    papers = [p.read_text("utf-8").strip() for p in (*TEXTS[turn:], *TEXTS[:turn])]
    for joint in JOINTS:
        assert parted(*papers, joint=joint)[1] == [*range(len(papers))]
