"""What holds for any text: parsing never fails but with an error of its own, loses nothing and invents no place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conftest import TOP
from fakes import PLAN
from model import broken
from promises import (
    find_broken_promises,
    find_lost_or_doubled,
    find_misplaced_sections,
    find_repeated_ids,
    find_unknown_paths,
)
from vbparse import Document, VbparseError, parse
from vbparse.errors import EmptyError

CORPUS = [p.read_text("utf-8") for p in sorted((TOP / "corpus").glob("[0-9]*")) if p.suffix in {".txt", ".md", ".html"}]

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
ALPHABET = LETTERS + LETTERS.upper() + "0123456789" + " \t\n.,;:!?…()[]/-–—+*•#|_<>&%\"'“”̣̀́̉̃\u00a0"
PIECES = [
    "\nNơi nhận:\n- Các thôn;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn Bình\n",
    "\n\nPHỤ LỤC I\nDANH SÁCH\n\n",
    "\n\n| TT | Nhiệm vụ | Chủ trì | Thời gian |\n|---|---|---|---|\n| 1 | Trồng cây | Công an xã | Quý II |\n\n",
    "I.", "II", "1.", "1.1.", "2.1.a", "a)", "đ)", "(1)", "Điều 3.", "Chương II", "- ", "+ ", "• ", "* ", "| a | b |",
    "|---|---|",
    "KẾ HOẠCH", "QUYẾT ĐỊNH", "PHỤ LỤC I", "(Kèm theo Kế hoạch số 12/KH-UBND)", "Số: 12/KH-UBND", "Số:     /KH-UBND",
    "ỦY BAN NHÂN DÂN", "XÃ TÂN LẬP", "Tân Lập, ngày 05 tháng 3 năm 2024", "Tân Lập, ngày    tháng    năm 2024",
    "Kính gửi:", "V/v",
    "Căn cứ Quyết định số 345/QĐ-UBND ngày 20/02/2024 của UBND huyện;", "Chỉ thị 11", "26-NQ/ĐU", "Luật Đất đai",
    "như sau:",
    "Giao Sở Y tế chủ trì, phối hợp với", "Công an xã", "các sở, ban, ngành", "Đề nghị", "thực hiện", "Trưởng phòng:",
    "Thời gian:",
    "Đơn vị chủ trì:", "trước ngày 15/3/2024", "từ ngày 01/3 đến 30/4", "ngày 45/13/2024", "quý III/2023",
    "hằng tháng", "Đợt 1",
    "tháng 2", "năm 2024", "(11/6/1948 - 11/6/2023)", "thường xuyên", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
    "(để b/c)",
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH", "(Đã ký)", "Trần Văn Bình", "./.", "hoà", "thuỷ", "T hành phố",
    "**", "<b>", "</p>",
]  # fmt: skip

fuzz = settings(max_examples=150, suppress_health_check=list(HealthCheck))
LINES = sorted({line for text in CORPUS for line in text.splitlines() if line.strip()})
words = st.one_of(st.sampled_from(PIECES), st.sampled_from(LINES), st.text(ALPHABET, max_size=30), st.text(max_size=8))
parts = st.tuples(words, st.sampled_from(["\n", "\n\n", " ", "", "\r\n", "\f"]))
texts = st.one_of(st.lists(parts, max_size=6), st.lists(parts, min_size=10, max_size=40)).map(
    lambda pieces: "".join(word + end for word, end in pieces)
)
places = st.floats(0, 1, exclude_max=True)
changes = st.lists(
    st.tuples(st.sampled_from(["drop", "twice", "swap", "cut", "join", "upper", "lower", "empty"]), places, places),
    max_size=12,
)


def changed(text: str, steps: Iterable[tuple[str, float, float]]) -> str:
    """A document with lines lost, doubled, put elsewhere, cut, run together or in another case."""
    lines = text.split("\n")
    for step, one, other in steps:
        i, j = int(one * len(lines)), int(other * len(lines))
        line, at = lines[i], int(other * len(lines[i]))
        if step == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif step == "join":
            lines[i : i + 2] = [" ".join(lines[i : i + 2])]
        else:
            put = {
                "drop": [], "twice": [line, line], "cut": [line[:at], line[at:]], "upper": [line.upper()],
                "lower": [line.lower()], "empty": [line, ""],
            }  # fmt: skip
            lines[i : i + 1] = put[step] or ([] if len(lines) > 1 else [""])
    return "\n".join(lines)


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.html"])
@fuzz
@given(text=texts)
@example("1.")
@example("Kính gửi:\nNơi nhận:\nPHỤ LỤC")
@example("Kính gửi:\nXÃ BÌNH SƠN\nSố: 61/TTr-UBND\nHỎA TỐC\nVề việc hỗ trợ kinh phí\nỦy ban nhân dân xã báo cáo.")
def test_any_text(name: str, text: str) -> None:
    check(text, name)


@fuzz
@given(text=st.sampled_from([PLAN, *CORPUS]), steps=changes)
def test_documents_with_slips(text: str, steps: list[tuple[str, float, float]]) -> None:
    check(changed(text, steps), "x")


@fuzz
@given(st.sampled_from(["", "\ufeff"]), st.text(" \t\n\r\f\u00a0\u2003\u2028"))
def test_a_blank_file_is_an_error_of_its_own(mark: str, text: str) -> None:
    with pytest.raises(EmptyError, match=r"^x\.txt: "):
        parse((mark + text).encode(), name="x.txt")


@fuzz
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"%PDF-1.7\n")
@example("Điều".encode("utf-16"))
def test_any_bytes(data: bytes) -> None:
    attempt(data, "x")


def attempt(data: bytes, name: str) -> Document | None:
    """The document, or None where it is refused with an error that names the file."""
    try:
        return parse(data, name=name)
    except VbparseError as error:
        message = str(error)
    assert message.startswith(f"{name}: ")
    return None


def check(text: str, name: str) -> None:
    """Parse a text twice and hold the result to all that a document promises."""
    document = attempt(text.encode("utf-8", "replace"), name)
    if document is None:
        return
    assert find_broken_promises(document) == []
    again = attempt(text.encode("utf-8", "replace"), name)
    assert again is not None
    assert again.model_dump_json() == document.model_dump_json()


def test_the_checks_can_fail(top: Path) -> None:
    plan = parse(PLAN)
    assert find_lost_or_doubled(plan, plan.sections) == []
    first = next(s for s in plan.sections if s.label)
    first.blocks.append(first.blocks[0])
    assert {n for _, _, n in find_lost_or_doubled(plan, plan.sections)} == {2}
    first.blocks.clear()
    assert {n for _, _, n in find_lost_or_doubled(plan, plan.sections)} == {0}
    first.span = (first.span[0], plan.sections[-1].span[1])
    assert len(list(find_misplaced_sections(plan.sections))) >= 1
    plan.obligations[0].section = "IX.9"
    plan.obligations[1].id = plan.obligations[0].id
    assert (find_unknown_paths(plan), find_repeated_ids(plan)) == (["IX.9"], [plan.obligations[0].id])
    plan.obligations[0].task = "Việc khác"
    assert [x.split(":")[0] for x in broken(plan)] == ["obligations[0].task"]
