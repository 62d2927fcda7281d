"""The figures of an evaluation, by hand on small cases and against the judge of the reference documents."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from random import Random
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from fakes import PLAN, damage_document, make_document
from vbparse import pipeline, schema
from vbparse.cli import main
from vbparse.errors import InputError, ToolError
from vbparse.evaluate import Report, by_file, compare, compare_file, empty_document, load_gold, tally, wording
from vbparse.evaluate.report import FIELDS, FURTHER, macro, micro, scores, trust_figures

GOLD: dict[str, Any] = {
    "doc_type": "KH", "number": "12", "symbol": "KH-UBND", "issued": "2024-03-05", "place": "Tân Lập",
    "issuer": "UBND xã Tân Lập", "title": "Tổ chức Tháng vệ sinh môi trường năm 2024", "addressees": [],
    "references": [
        {"type": "QĐ", "number": "345/QĐ-UBND", "date": "2024-02-20", "issuer": "UBND huyện", "name": None,
         "mentions": 2, "relation": "basis"}
    ],
    "nodes": [
        [1, "I", "MỤC ĐÍCH"], [1, "II", "THỜI GIAN"], [1, "III", "TỔ CHỨC THỰC HIỆN"],
        [2, "1", "Công chức Địa chính"], [2, "2", "Công an xã"],
    ],
    "phases": [
        {"label": "Đợt 1", "start": "2024-03-10", "end": "2024-03-20", "recurrence": None},
        {"label": "Đợt 2", "start": "2024-04-01", "end": "2024-04-15", "recurrence": None},
    ],
    "obligations": [
        {"assignee": "Công chức Địa chính - Xây dựng", "assignees": ["Công chức Địa chính - Xây dựng"],
         "cooperating": [], "task_starts": "Lập danh sách", "due": "2024-03-08", "bound": "before", "section": "III.1"},
        {"assignee": "Công an xã", "assignees": ["Công an xã"], "cooperating": ["Ban Chỉ huy Quân sự xã"],
         "task_starts": "bảo đảm trật tự", "due": None, "section": "III.2", "role": "lead"},
    ],
    "recipients": [["UBND huyện", "để b/c"], ["Các thôn", "để t/h"]], "purpose_codes": ["report", "implement"],
    "filing": ["VT"], "signatures": [{"name": "Trần Văn Bình", "position": "CHỦ TỊCH"}], "attachments": [],
    "anomaly_codes": [],
    "places": [
        {"field": "number", "text": "Số: 12", "origin": {"start": PLAN.index("Số: 12")}},
        {"field": "obligations[0].due", "text": "ngày 08/3/2024"},
        {"field": "obligations[1].assignee", "text": "Công an xã"},
        {"field": "references[0]", "text": "345/QĐ-UBND"},
        {"field": "filing", "text": "VT"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def plan() -> schema.Document:
    return pipeline.parse_bytes(PLAN.encode(), "plan.txt")


def test_a_plan_that_is_read_right_has_no_misses(plan: schema.Document) -> None:
    result = compare(GOLD, plan, "plan")
    assert result.misses == []
    assert macro(result) == 1.0
    assert result.evidence_held == result.evidence_claimed == 6
    nothing_to_find = {"obligation.product", "addressees", "attachments", "anomalies"}
    assert set(scores(result)) == {*FIELDS, *FURTHER} - nothing_to_find


@pytest.mark.parametrize(
    ("change", "field", "counts"),
    [
        ({"number": "13"}, "number", (0, 1, 1)),
        ({"number": None}, "number", (0, 1, 0)),
        ({"filing": ["VT", "VP"]}, "filing", (1, 0, 1)),
        ({"filing": []}, "filing", (0, 1, 0)),
        ({"title": "Về việc tổ chức tháng vệ sinh môi trường năm 2024."}, "title", (1, 0, 0)),
        ({"issuer": "UBND xã Tân Lập, huyện Vũ Thư"}, "issuer", (1, 0, 0)),
        ({"issuer": "UBND phường Tân Lập"}, "issuer", (0, 1, 1)),
        ({"recipients": [["UBND huyện", None]]}, "recipients", (0, 2, 1)),
        ({"purpose_codes": ["inform", "implement"]}, "recipient.purpose_code", (1, 1, 1)),
        ({"anomaly_codes": ["number-blank"]}, "anomalies", (0, 0, 1)),
        ({"nodes": [[2, "I", "MỤC ĐÍCH"]]}, "node.level", (0, 1, 1)),
        ({"places": [{"field": "title", "text": "Tháng vệ sinh", "page": 2}]}, "places", (0, 1, 1)),
        ({"places": [{"field": "title", "text": "Tháng an toàn"}]}, "places", (0, 0, 1)),
    ],
    ids=str,
)  # fmt: skip
def test_a_difference_is_counted(
    plan: schema.Document, change: dict[str, Any], field: str, counts: tuple[int, int, int]
) -> None:
    score = compare(GOLD | change, plan, "plan").fields[field]
    assert (score.right, score.wrong, score.missed) == counts


def test_parts_are_held_against_the_annotations_of_their_numbers(plan: schema.Document) -> None:
    other = {"number": "7"}
    golds = by_file({"a": GOLD, "tap#1": other, "tap#2": GOLD, "tap#3": GOLD, "x#y": other})
    assert {name: sorted(parts) for name, parts in golds.items()} == {"a": [0], "tap": [1, 2, 3], "x#y": [0]}
    told = compare_file(golds["tap"], [plan, plan], "tap.pdf")
    assert {name: (macro(tally), len(tally.misses) > 0) for name, tally in told.items()} == {
        "tap.pdf#1": (0.0, True), "tap.pdf#2": (1.0, False), "tap.pdf#3": (0.0, True),
    }  # fmt: skip
    assert macro(compare_file(golds["a"], [plan, plan], "a.pdf")["a.pdf"]) == 1.0


@pytest.mark.parametrize(
    ("key", "value", "field"),
    [
        ("role", "support", "obligation.role"), ("bound", "by", "obligation.bound"),
        ("product", "biên bản", "obligation.product"),
    ],
)  # fmt: skip
def test_own_keys_of_a_charge(plan: schema.Document, key: str, value: str, field: str) -> None:
    gold = copy.deepcopy(GOLD)
    gold["obligations"][0][key] = value
    score = compare(gold, plan, "plan").fields[field]
    assert score.missed == 1


def test_keys_that_are_not_annotated_are_not_scored(plan: schema.Document) -> None:
    result = compare({"doc_type": "KH", "obligations": []}, plan, "plan")
    counts = {name: (x.right, x.wrong) for name, x in result.fields.items()}
    assert counts == {"doc_type": (1, 0), "obligations": (0, 2)}


def test_optional_items_are_neither_demanded_nor_wrong(plan: schema.Document) -> None:
    gold = copy.deepcopy(GOLD)
    gold["obligations"][0]["optional"] = True
    gold["phases"].append({"label": None, "start": "2030", "end": "2030", "recurrence": None, "optional": True})
    fields = compare(gold, plan, "plan").fields
    assert (fields["obligations"].right, fields["obligations"].wrong, fields["obligations"].missed) == (1, 0, 0)
    assert (fields["phases"].right, fields["phases"].missed) == (2, 0)
    assert "obligation.due" in fields
    assert fields["obligation.due"].right == 0


def test_an_annotation_of_another_shape_is_an_error(plan: schema.Document) -> None:
    with pytest.raises(InputError, match=r"plan: its annotation is not of the expected shape \(KeyError: 'task_sta"):
        compare({"obligations": [{"assignee": "Công an xã"}]}, plan, "plan")


def test_a_document_that_was_not_parsed_is_missed_altogether() -> None:
    result = compare(GOLD, empty_document("plan"), "plan")
    assert not any(x.right or x.wrong for x in result.fields.values())
    assert {x.missed for name, x in result.fields.items() if name in ("title", "filing", "number")} == {1}


def test_letters_of_a_scan_may_be_misread(plan: schema.Document) -> None:
    gold = copy.deepcopy(GOLD)
    gold["nodes"][2][2] = "TỔ CHÚC THỰC HIỆN"
    gold["obligations"][1]["task_starts"] = "bảo đảm trật tự trang các đợl"
    typed, scan = (compare(gold | {"scan": scan}, plan, "plan").fields for scan in (False, True))
    assert [(x["nodes"].right, x["node.level"].right, x["obligations"].right) for x in (typed, scan)] == [
        (4, 4, 1), (5, 5, 2),
    ]  # fmt: skip
    gold["nodes"][2][2] = "TÔ CHÚC THỤC HỆNH"
    gold["obligations"][1]["task_starts"] = "bào đàm trậl tụ trang cóc đợl"
    assert compare(gold | {"scan": True}, plan, "plan").fields["nodes"].right == 4
    assert compare(gold | {"scan": True}, plan, "plan").fields["obligations"].right == 1


def test_figures_of_all_values_and_of_whole_headers(plan: schema.Document) -> None:
    right, wrong = compare(GOLD, plan, "a"), compare(GOLD | {"number": "13"}, plan, "b")
    count = sum(score.right for name, score in right.fields.items() if name in FIELDS)
    assert (micro(right), micro(wrong)) == (1.0, 2 * (count - 1) / (2 * (count - 1) + 2))
    report = Report({"a": right, "b": wrong})
    assert report.headers == 1
    assert json.loads(report.as_json())["headers"] == 1


def test_values_without_doubts_are_held_against_those_that_are_right() -> None:
    counted = tally.Tally()
    for right, doubts in ((True, []), (True, ["x"]), (False, []), (False, ["x"]), (True, [])):
        counted.trust_one("header", SimpleNamespace(doubts=doubts), right=right)
    counted.trust_one("header", SimpleNamespace(), right=True)  # does not say
    counted.trust_one("references", SimpleNamespace(doubts=["x"]), right=True)
    assert trust_figures(counted) == {
        "header": {"sure": 3, "right": 0.6667, "covers": 0.6667},
        "references": {"sure": 0, "right": None, "covers": 0.0},
    }


def test_a_reading_that_no_reader_could_better_is_no_fault(plan: schema.Document) -> None:
    also = {"number": ["12"], "issued": [None]}
    fields = compare(GOLD | {"number": "13", "issued": "2024", "also": also}, plan, "plan").fields
    assert "number" not in fields
    assert (fields["issued"].wrong, fields["issued"].missed) == (1, 1)


def test_figures_of_counts() -> None:
    score = tally.Score(right=6, wrong=2, missed=6)
    assert (score.precision, score.recall, score.f1) == (0.75, 0.5, 0.6)
    assert tally.Score(wrong=2).f1 == 0.0


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [
        (["Sở Y tế", "Công an tỉnh"], ["Sở Y tế và Công an tỉnh"], 0),
        (["các sở, ban, ngành", "Công an tỉnh"], ["các sở, ban, ngành, Công an tỉnh"], 2),
        (["các sở, ban, ngành"], ["các sở", "ban", "ngành"], 1),
        (["Sở Y tế", "Công an tỉnh"], ["Công an tỉnh", "UBND xã"], 1),
    ],
)
def test_named_bodies_may_not_be_run_together(gold: list[str], found: list[str], right: int) -> None:
    result = tally.Tally()
    result.bodies("x", gold, found)
    assert result.fields["x"].right == right


@pytest.mark.parametrize(
    ("gold", "due", "agrees"),
    [
        (None, None, True),
        (None, {"recurrence": "FREQ=MONTHLY"}, True),
        (None, {"date": "2024"}, False),
        ("2024-Q2", {"date": "2024-34"}, True),
        ("2024-03", {"date": "../2024-03"}, True),
        ("2024-03", None, False),
        ("continuous", {"ongoing": True}, True),
        ("continuous", {"date": "2024"}, False),
        ("monthly", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=15"}, True),
        ("monthly:20", {"recurrence": "FREQ=MONTHLY;BYMONTHDAY=15"}, False),
        ("as-needed", {"ongoing": True}, True),
        ("as-needed", {}, True),
        ("as-needed", None, True),
        ("as-needed", {"date": "2024"}, False),
    ],
)
def test_deadlines(gold: str | None, due: dict[str, Any] | None, agrees: bool) -> None:
    assert wording.due_agrees(gold, None if due is None else schema.Due(text="x", **due)) is agrees


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UBND huyện", "Ủy ban nhân dân huyện Vũ Thư", True),
        ("UBND xã", "UBND huyện", False),
        ("Chủ tịch UBND xã", "Phó Chủ tịch UBND xã", False),
        ("Sở Y tế", "", False),
        ("UBND thị trấn Hoà Bình", "Ủy ban nhân dân thị trấn Hòa Bình", True),
    ],
)
def test_two_writings_of_one_body(one: str, other: str, same: bool) -> None:
    assert wording.same_body(one, other) is same


def test_a_letter_that_looks_like_another_is_a_fault() -> None:
    assert wording.fold("Hoà  BÌNH – “1”") == wording.fold("hòa bình - 1")
    assert wording.fold("BGÐ") != wording.fold("BGĐ")


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotations"):
        load_gold(tmp_path)
    (tmp_path / "x.json").write_text("[1]")
    with pytest.raises(InputError, match=r"x\.json: an annotation is a JSON object"):
        load_gold(tmp_path)


@pytest.fixture
def annotated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one annotated plan, one that is empty, one without annotation; and an annotation without a file."""
    (tmp_path / "gold").mkdir()
    for stem in ("plan", "empty", "lost"):
        (tmp_path / "gold" / f"{stem}.json").write_text(json.dumps(GOLD | {"number": "13"}), "utf-8")
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    (tmp_path / "other.txt").write_text(PLAN, "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def evaluate(
    *arguments: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["vbparse", "evaluate", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    told = capsys.readouterr()
    return end.value.code or 0, told.out, told.err  # type: ignore[return-value]


@pytest.mark.usefixtures("annotated")
def test_the_command_prints_figures_and_misses(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = evaluate("gold", "plan.txt", "other.txt", capsys=capsys, monkeypatch=monkeypatch)
    assert status == 0
    assert err.splitlines() == [
        "vbparse: no annotation for other.txt; left out", "vbparse: no file for empty, lost; left out",
    ]  # fmt: skip
    lines = out.splitlines()
    assert lines[:4] == ["plan.txt", "  number", "    - 13", "    + 12"]
    assert "number                  0.000  0.000  0.000      0      1       1" in lines
    assert lines[-1] == "sure of obligations: 2, right 1.000, of all right ones 1.000"
    assert lines[-4] == (
        "macro F1 0.9545 over 22 fields, micro F1 0.9714, headers all right 0 of 1 documents; evidence 1.0"
    )
    _, out, _ = evaluate("gold", "plan.txt", "--no-misses", capsys=capsys, monkeypatch=monkeypatch)
    assert "    - 13" not in out


@pytest.mark.usefixtures("annotated")
def test_the_command_as_json_with_a_file_that_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    status, out, err = evaluate("gold", "plan.txt", "empty.txt", "--json", capsys=capsys, monkeypatch=monkeypatch)
    assert status == 1
    assert err.splitlines()[1].startswith("vbparse: empty.txt: ")
    assert err.splitlines()[2] == "vbparse: 1 of 2 files parsed; 1 failed"
    made = json.loads(out)
    assert made["fields"]["number"] == {"precision": 0, "recall": 0, "f1": 0, "right": 0, "wrong": 1, "missed": 2}
    assert (made["fields"]["doc_type"]["recall"], made["fields"]["doc_type"]["f1"]) == (0.5, 0.6667)
    assert {"document": "plan.txt", "field": "number", "about": "", "gold": "13", "found": "12"} in made["misses"]
    assert made["by_document"]["empty.txt"] == 0


def test_a_report_adds_documents_up() -> None:
    report = Report({name: tally.Tally(name) for name in ("a", "b")})
    for one in report.documents.values():
        one.single("number", "1", "1", right=True)
    assert report.total.fields["number"].right == 2


@pytest.fixture(scope="module")
def judge(shared: Path) -> ModuleType:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("score", shared / "tools/score.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotations(*folders: Path) -> list[tuple[str, dict[str, Any]]]:
    """The annotations of folders; those of the corpus leave out keys that others have."""
    empty = {key: [] for key, value in GOLD.items() if isinstance(value, list)}
    paths = sorted(path for folder in folders for path in folder.glob("*.json"))
    return [(path.stem, {"id": path.stem} | empty | json.loads(path.read_text("utf-8"))) for path in paths]


def doubt(document: schema.Document, random: Random) -> dict[str, Any]:
    """The document as the judge gets it, with doubts about some values, which the document itself gets too."""
    given = json.loads(document.model_dump_json())
    heads = [(getattr(document, key), given[key]) for key in ("number", "issued", "issuer", "title")]
    lists = [zip(getattr(document, key), given[key], strict=True) for key in ("references", "obligations")]
    for value, plain in [*heads, *(pair for pairs in lists for pair in pairs)]:
        if value:
            plain["doubts"] = ["ocr-repaired"] if random.random() < 0.3 else []
            object.__setattr__(value, "doubts", plain["doubts"])
    return given


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(3))
def test_counts_are_those_of_the_judge_on_damaged_documents(
    judge: ModuleType, shared: Path, corpus: Path, seed: int
) -> None:
    found = annotations(shared / "gold", shared / "real" / "gold", corpus / "gold")
    report, theirs, whole = Report(), judge.Tally(), 0
    for stem, gold in found[seed::3]:
        document = damage_document(make_document(gold), Random(seed))
        given = doubt(document, Random(seed))
        one = judge.Tally()
        for tally_of_judge in (one, theirs):
            judge.score_one(gold, given, tally_of_judge)
        report.documents[stem] = compare(gold, document, stem)
        whole += not any(one.fp[field] + one.fn[field] for field in judge.HEADER)
        ours = report.documents[stem].fields
        for field in FIELDS:
            score = ours.get(field, tally.Score())
            counts = (one.tp[field], one.fp[field], one.fn[field])
            assert (score.right, score.wrong, score.missed) == counts, (stem, field)
    made = json.loads(report.as_json(misses=False))
    assert made["micro_f1"] == judge.micro_of(theirs)
    assert made["headers"] == whole
    assert made["sure"] == judge.sure_of(theirs)
    assert {group for group, trust in made["sure"].items() if trust["sure"]} == {"header", "references", "obligations"}


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize(
    ("gold", "files"),
    [
        ("shared/gold", "shared/seeds/*.txt"), ("shared/real/gold", "shared/real/[0D]*.*"),
        ("gold", "*[0-9]-*.*"),
    ],
)  # fmt: skip
def test_figures_are_those_of_the_judge_on_parsed_documents(
    shared: Path, corpus: Path, tmp_path: Path, gold: str, files: str
) -> None:
    top = shared.parent if gold.startswith("shared") else corpus
    golds = load_gold(top / gold)
    report, parsed = Report(), tmp_path / "parsed.jsonl"
    with parsed.open("w", encoding="utf-8") as out:
        for path in sorted(path for path in top.glob(files) if path.stem in golds):
            with suppress(ToolError):  # without Tesseract or LibreOffice: the other files are compared
                document = pipeline.parse_bytes(path.read_bytes(), path.name)  # an error where it is taken for several
                assert document.secrecy is None, f"{path.name} is no secret"
                out.write(document.model_dump_json() + "\n")
                report.documents[path.name] = compare(golds[path.stem], document, path.name)
    command = [sys.executable, shared / "tools/score.py", top / gold, parsed, "--json"]
    command += ["--only", ",".join(Path(name).stem for name in report.documents)]
    theirs = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
    ours = json.loads(report.as_json())
    assert theirs["documents"] == len(report.documents) >= 5
    assert {x: (f["right"], f["wrong"], f["missed"]) for x, f in ours["fields"].items() if x in FIELDS} == {
        x: (f["tp"], f["fp"], f["fn"]) for x, f in theirs["fields"].items()
    }
    for figure in ("macro_f1", "micro_f1", "headers", "evidence", "sure"):
        assert ours[figure] == theirs[figure], figure
