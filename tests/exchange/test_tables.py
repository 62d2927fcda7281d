"""Columns read from answers, CSV that spreadsheets open right, and answers as JSON."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vbparse.archive.answers import Assignee, Finding, Head, Mark, SearchResult
from vbparse.exchange.jsontext import to_json, to_plain
from vbparse.exchange.naming import dated_name, document_name, drop_illegal_xml
from vbparse.exchange.tables import DOCUMENTS, OBLIGATIONS, REFERENCES, Column, day_or_edtf, to_csv
from vbparse.vocabularies import FindingCode

from .answers import CITED, DEADLINE, GRAPH, LOST, PLAN, QUARTER, REVIEW, TRAPS, UNCLEAR


def test_an_obligation_in_the_columns_of_task_trackers() -> None:
    read = {column.heading: column.read(DEADLINE) for column in OBLIGATIONS}
    assert list(read)[:6] == ["Người chịu trách nhiệm", "Vai trò", "Việc", "Thời gian", "Hạn", "Kết quả/sản phẩm"]
    assert read == {
        "Người chịu trách nhiệm": "Văn phòng - Thống kê", "Vai trò": "lead", "Việc": "Thẩm định hồ sơ khen",
        "Thời gian": "trước ngày 18/9/2023", "Hạn": date(2023, 9, 17), "Định kỳ": None,
        "Kết quả/sản phẩm": "tờ trình", "Đơn vị phối hợp": "Công an thị trấn; các khu phố",
        "Văn bản": "42/KH-UBND", "Mục": "III.2", "Trang": 2, "Tình trạng": "done",
        "Trong thời gian hỏi": None, "Ghi chú": "đã trình", "Minh chứng": None, "Người phụ trách": None,
        "Ngày hoàn thành, hủy": date(2023, 9, 16), "Tệp minh chứng": None,
        "Ngày văn bản": date(2023, 3, 10), "Cơ quan ban hành": "Ủy ban nhân dân thị trấn Đồng Mai",
        "Hiệu lực văn bản": None, "Địa bàn": "thị trấn Đồng Mai",
        "Như viết trong văn bản": "công chức VPTK", "Mã nhiệm vụ": "o-1",
        "Mã văn bản": "a" * 64,
    }  # fmt: skip


def test_each_assignee_has_a_row_with_what_became_of_it() -> None:
    mark = Mark(
        n=3, status="done", at="2023-09-16T08:00:00Z", date="2023-09-16", note="đã nộp", evidence="c" * 64, proof=PLAN
    )
    done = replace(QUARTER, status="done", mark=mark, person="Lan", falls="due")
    told = [[read(one) for key, read in READ.items()] for one in (done, replace(QUARTER, falls="running"))]
    assert told == [["done", "đã nộp", "42/KH-UBND", "Lan", "due"], ["past due", None, None, None, "running"]]
    text = replace(done, mark=replace(mark, evidence="biên bản ngày 3/9", proof=None))
    assert READ["evidence"](text) == "biên bản ngày 3/9"


READ = {x.key: x.read for x in OBLIGATIONS if x.key in ("status", "falls", "note", "evidence", "person")}


def test_an_obligation_of_which_little_is_known() -> None:
    bare = replace(QUARTER, due=None, last_day=None, section=None)
    read = {column.key: column.read(bare) for column in OBLIGATIONS}
    assert (read["assignee"], read["due_text"], read["last_day"], read["note"]) == ("Các khu phố", None, None, None)
    assert (read["document"], read["ended_how"], read["cooperating"]) == ("Kế hoạch Sơ kết đợt 2", "replaces", "")


@pytest.mark.parametrize(
    ("citation", "status", "cited", "cited_id"),
    [(CITED, "resolved", "42/KH-UBND", "a" * 64), (UNCLEAR, "ambiguous", "42/KH-UBND; Kế hoạch Sơ kết đợt 2", None)],
)
def test_a_reference_names_the_documents_held(citation: object, status: str, cited: str, cited_id: str | None) -> None:
    read = {column.key: column.read(citation) for column in REFERENCES}  # type: ignore[arg-type]
    assert (read["status"], read["cited"], read["cited_id"]) == (status, cited, cited_id)


@pytest.mark.parametrize(
    ("columns", "least"), [(OBLIGATIONS, 22), (DOCUMENTS, 14), (REFERENCES, 16)], ids=["owed", "held", "cited"]
)
def test_keys_and_headings_are_there_once(columns: tuple[Column[object], ...], least: int) -> None:
    for names in ([column.key for column in columns], [column.heading for column in columns]):
        assert len(names) == len(set(names)) >= least


@pytest.mark.parametrize(
    ("edtf", "value"),
    [("2023-09-17", date(2023, 9, 17)), ("2023-09", "2023-09"), ("2023-35", "2023-35"), ("2023-09-XX", "2023-09-XX"),
     ("2023/2024", "2023/2024"), ("2023-09-31", "2023-09-31"), (None, None)],
)  # fmt: skip
def test_only_a_day_is_a_date(edtf: str | None, value: object) -> None:
    assert day_or_edtf(edtf) == value


@pytest.mark.parametrize(
    ("document", "name", "with_date"),
    [
        (PLAN, "42/KH-UBND", "42/KH-UBND (10/03/2023)"),
        (REVIEW, "Kế hoạch Sơ kết đợt 2", "Kế hoạch Sơ kết đợt 2 (09/2023)"),
        (Head("d", "d", "quét.pdf"), "quét.pdf", "quét.pdf"),
        (LOST, "21/KH-UBND", "21/KH-UBND (15/02/2023)"),
        (replace(LOST, canonical=None, name="Luật  Đất đai", doc_type=None, date=None), "Luật Đất đai", "Luật Đất đai"),
        (replace(LOST, canonical=None, date="2023"), "21/kh-ubnd|2023-02-15", "21/kh-ubnd|2023-02-15 (2023)"),
    ],
)
def test_what_a_document_is_called(document: Head, name: str, with_date: str) -> None:
    assert (document_name(document), dated_name(document)) == (name, with_date)


def read_back(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_csv_is_read_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "owed.csv"
    odd = replace(QUARTER, task='Báo cáo "nhanh", gồm:\n- số liệu;\n- kiến nghị')
    with path.open("w", encoding="utf-8", newline="") as stream:
        to_csv([DEADLINE, odd], OBLIGATIONS, stream)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfassignee,role,task,")
    first, second = read_back(path)
    assert (first["last_day"], first["page"], first["date"]) == ("2023-09-17", "2", "2023-03-10")
    assert (first["role"], first["status"], first["recurrence"]) == ("lead", "done", "")
    assert (second["task"], second["date"], second["section"]) == (odd.task, "2023-09", "2.1")


@pytest.mark.parametrize("trap", TRAPS)
def test_csv_holds_no_formula(tmp_path: Path, trap: str) -> None:
    path = tmp_path / "owed.csv"
    body = Assignee(body="x", name=trap)
    with path.open("w", encoding="utf-8", newline="") as stream:
        to_csv([replace(DEADLINE, task=trap, assignee=body)], OBLIGATIONS, stream)
    (row,) = read_back(path)
    held = trap if trap == "#N/A" else f"'{trap}"
    assert (row["task"], row["assignee"]) == (held, held)
    assert not [cell for cell in row.values() if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]


def test_answers_as_json_have_their_own_words() -> None:
    made = to_plain(DEADLINE)
    assert made == json.loads(json.dumps(made))
    assert list(made) == list(DEADLINE.__dataclass_fields__)
    assert made["head"]["canonical"] == "42/KH-UBND"
    assert made["head"]["ended_by"] is None
    assert made["assignee"]["spellings"] == {"VPTK": 3}
    assert made["mark"]["by"] == "Lụa"
    assert made["due"]["recurrence"] is None
    assert to_plain(SearchResult([], 3, True, {"year": [("2023", 3)]}))["facets"] == {"year": [["2023", 3]]}
    assert to_plain([Finding(FindingCode.NUMBER_TWICE, "…", [PLAN])])[0]["documents"][0]["pages"] == 4
    assert to_plain(GRAPH)["nodes"][LOST.wanted]["cited_by"][0]["name"] == "ke-hoach.docx"


def test_json_is_a_line_for_each_value_whatever_breaks_lines() -> None:
    task = "một\u2028hai\u0085ba\nbốn"
    lines = "\n".join(map(to_json, [replace(DEADLINE, task=task), CITED])).splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["task"] == task
    assert json.loads(lines[1])["cited"]["title"] == "Phân loại rác tại nguồn"
    assert "Đồng Mai" in lines[0]


def test_text_that_xml_can_hold() -> None:
    assert drop_illegal_xml("a\x00b\x0b\x1fc\ud800d\uffffe\tf\ng") == "abcde\tf\ng"
    assert drop_illegal_xml("Thị trấn 𠀀") == "Thị trấn 𠀀"
