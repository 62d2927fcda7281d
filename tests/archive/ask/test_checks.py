"""What does not fit between documents: what is told, and what looks like it and is none."""

import sqlite3
from pathlib import Path

import pytest

from archive.held import PLAN, cite, connect, hold, phase
from vbparse import parse
from vbparse.archive.answers import Finding
from vbparse.archive.ask.checks import find_conflicts
from vbparse.archive.store.store import Store

NAMED = "Kế hoạch số 42/KH-UBND ngày 10/3/2023 của Ủy ban nhân dân xã suối dền"


@pytest.fixture
def db() -> sqlite3.Connection:
    return connect()


def told(db: sqlite3.Connection, code: str) -> list[tuple[str, list[str]]]:
    """Message and documents of each finding; there are none of another code."""
    found = list(find_conflicts(db))
    assert {finding.code for finding in found} <= {code}
    return [(finding.message, [head.document for head in finding.documents]) for finding in found]


def messages(db: sqlite3.Connection, code: str) -> list[str]:
    return [message for message, _ in told(db, code)]


# --- numbers


def test_a_number_that_two_documents_bear(db: sqlite3.Connection) -> None:
    hold(db, "a", "42/KH-UBND", "2023-03-10", title="Thu gom rác thải")
    hold(db, "b", "42/KH-UBND", "2023-04-01", title="Trồng cây “đời đời nhớ ơn”")
    assert told(db, "number-twice") == [
        (
            "Số 42/KH-UBND của Ủy ban nhân dân xã suối dền đứng trên 2 văn bản khác nhau của năm 2023:"
            " Kế hoạch “Thu gom rác thải” ngày 10/3/2023; Kế hoạch “Trồng cây ‘đời đời nhớ ơn’” ngày 1/4/2023.",
            ["a", "b"],
        )
    ]


@pytest.mark.parametrize(
    ("canonical", "said"),
    [
        pytest.param("42/QĐ-UBND", {}, id="another type"),
        pytest.param("42/KH-UBND", {"date": "2022-12-30"}, id="another year"),
        pytest.param("42/KH-UBND", {"unit": "xã nà phặc"}, id="another issuer"),
        pytest.param("42/KH-UBND", {"issuer_parent": "huyện khác"}, id="a unit of the same name elsewhere"),
        pytest.param("42/KH-UBND", {"issuer_core": "hội đồng nhân dân"}, id="another body of the unit"),
        pytest.param("42/KH-UBND", {"work": "a", "current": 0}, id="a version"),
    ],
)
def test_a_number_that_is_no_fault(db: sqlite3.Connection, canonical: str, said: dict[str, str]) -> None:
    hold(db, "a", "42/KH-UBND", "2023-03-10")
    hold(db, "b", canonical, **{"date": "2023-04-01", **said})
    assert told(db, "number-twice") == []


def test_a_body_of_no_unit_could_be_any(db: sqlite3.Connection) -> None:
    for name in "ab":
        hold(db, name, "42/KH-UBND", "2023-03-10", issuer_unit=None)
    assert told(db, "number-twice") == []


def test_a_central_body_has_no_unit(db: sqlite3.Connection) -> None:
    for name in "ab":
        said = {"issuer": "Bộ Y tế", "issuer_core": "bộ y tế", "issuer_unit": None}
        hold(db, name, "12/TT-BYT", "2023-03-10", **said)
    assert len(told(db, "number-twice")) == 1


def series(db: sqlite3.Connection, form: str, numbers: list[int], **said: str) -> None:
    for n in numbers:
        hold(db, f"{form}{n}", form.format(n), f"2023-{1 + n // 28:02}-{1 + n % 28:02}", **said)


@pytest.mark.parametrize(
    ("form", "numbers", "gaps"),
    [
        ("{}/KH-UBND", [1, 2, 8, 9, 11, 13], "thiếu 3–7, 10, 12 (kho có 6 số, cao nhất là 13"),
        ("{}/KH-UBND", [2, 3, 4], "thiếu 1 (kho"),
        ("{}/2023/QĐ-UBND", [1, 2, 4], "…/2023/QĐ-UBND năm 2023 của Ủy ban nhân dân xã suối dền thiếu 3 (kho"),
        ("{}-NQ/ĐU", [31, 32, 34], "…-NQ/ĐU năm 2023 của Ủy ban nhân dân xã suối dền thiếu 33 (kho"),
        ("{}/KH-UBND", [*range(2, 60, 2)], "1, 3, 5, 7, 9, 11, 13, 15, 17, 19 và 19 khoảng nữa (kho"),
        ("{}/KH-UBND", [1, 2, 9000000], "thiếu 3–8999999 (kho"),
    ],
)
def test_gaps_of_a_series(db: sqlite3.Connection, form: str, numbers: list[int], gaps: str) -> None:
    for i, n in enumerate(numbers):
        hold(db, f"d{n}", form.format(n), f"2023-{1 + i // 28:02}-{1 + i % 28:02}")
    (message,) = messages(db, "number-gap")
    assert gaps in message


def test_the_documents_beside_a_gap_are_named(db: sqlite3.Connection) -> None:
    series(db, "{}/KH-UBND", [1, 2, 3, 6, 7])
    ((_, documents),) = told(db, "number-gap")
    assert documents == ["{}/KH-UBND3", "{}/KH-UBND6"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("{}/KH-UBND", [1, 2, 3]),
        ("{}/KH-UBND", [4, 9]),
        ("{}-NQ/ĐU", [31, 32, 33]),
        ("{}/KH-UBND", [42, 120, 305]),
        ("{}/2023/QĐ-UBND", [64, 65, 72]),
    ],
    ids=[
        "whole",
        "too few to be a series",
        "a series of a term need not begin with 1",
        "some of very many",
        "some in a row of very many",
    ],
)
def test_no_gap(db: sqlite3.Connection, form: str, numbers: list[int]) -> None:
    series(db, form, numbers)
    assert told(db, "number-gap") == []


def test_types_may_share_a_series(db: sqlite3.Connection) -> None:
    series(db, "{}/KH-UBND", [1, 4, 6])
    series(db, "{}/BC-UBND", [2, 3])
    (message,) = messages(db, "number-gap")
    assert "…/KH-UBND" in message
    assert "thiếu 5 (" in message
    assert "có thể thuộc loại văn bản khác" in message


def test_types_that_bear_one_number_have_series_of_their_own(db: sqlite3.Connection) -> None:
    series(db, "{}/KH-UBND", [1, 4, 6])
    series(db, "{}/BC-UBND", [2, 3, 4])
    plans, reports = sorted(messages(db, "number-gap"), reverse=True)
    assert "thiếu 2–3, 5 (kho có 3 số, cao nhất là 6)" in plans
    assert "thiếu 1 (kho có 3 số, cao nhất là 4)" in reports


def test_letters_of_all_departments_are_one_series(db: sqlite3.Connection) -> None:
    series(db, "{}/UBND-VP", [1, 3], doc_type="CV")
    series(db, "{}/UBND-NV", [2, 4, 6], doc_type="CV")
    (message,) = messages(db, "number-gap")
    assert message.startswith("Dãy số công văn năm 2023 của Ủy ban nhân dân xã suối dền thiếu 5 (kho có 5 số")


# --- phases


def planned(db: sqlite3.Connection, relation: str = "implements", title: str = "Sơ kết đợt 2", **said: str) -> None:
    """A plan of two phases, and a document that cites it."""
    hold(db, "plan", "42/KH-UBND", "2023-03-10")
    phase(db, "plan", "Đợt 1", "2023-03-01", "2023-04-30", "III.1")
    phase(db, "plan", "Đợt 2", "2023-05-01", "2023-09-02", "III.2")
    hold(db, "review", None, "2023-09-12", title=title, **said)
    cite(db, "review", "42/KH-UBND", to="plan", relation=relation)


def test_a_review_that_gives_a_phase_the_days_of_another(db: sqlite3.Connection) -> None:
    planned(db)
    phase(db, "review", "đợt 1", "2023-05-01", "2023-09-02", "II.2")
    phase(db, "review", "đợt 2", "2023-05-01", "2023-09-02", "I.1")
    assert told(db, "phases-disagree") == [
        (
            "Kế hoạch “Sơ kết đợt 2” ngày 12/9/2023 của Ủy ban nhân dân xã suối dền tại II.2 ghi “đợt 1”"
            f" từ 1/5/2023 đến 2/9/2023, nhưng {NAMED} tại III.1 ghi “Đợt 1” từ 1/3/2023 đến 30/4/2023;"
            " thời gian ấy ở đó là “Đợt 2”.",
            ["review", "plan"],
        )
    ]


def test_days_under_a_label_that_the_plan_does_not_have(db: sqlite3.Connection) -> None:
    planned(db)
    phase(db, "review", "Đợt 3", "2023-05-01", "2023-09-02", "I")
    (message,) = messages(db, "phases-disagree")
    assert "tại I gọi thời gian từ 1/5/2023 đến 2/9/2023 là “Đợt 3”, nhưng " in message
    assert message.endswith("tại III.2 gọi là “Đợt 2”.")


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [
        pytest.param("ĐỢT II", "2023-05-01", "2023-09-02", id="in Roman numerals"),
        pytest.param("đợt 02", "2023-05-01", "2023-09-02", id="with a nought"),
        pytest.param("đợt 2", "2023-05", "2023-09-02", id="a month whose first day it is"),
        pytest.param("đợt 2", None, "2023-09-02", id="the end alone"),
        pytest.param("Giai đoạn 1", "2023-05-01", "2023-09-02", id="phases of another kind"),
        pytest.param("đợt 1", "2022-03-01", "2022-06-30", id="of another year"),
    ],
)
def test_phases_that_do_not_disagree(db: sqlite3.Connection, label: str, start: str | None, end: str) -> None:
    planned(db)
    phase(db, "review", label, start, end, "I")
    assert told(db, "phases-disagree") == []


@pytest.mark.parametrize(
    ("relation", "title", "said", "is_told"),
    [
        ("basis", "Kiểm tra", {}, True),
        ("cites", "Tổng kết phong trào", {}, True),
        ("cites", "Kiểm tra", {}, False),
        ("implements", "Triển khai", {"unit": "xã nà phặc"}, False),
        ("implements", "Về việc sơ kết phong trào", {"unit": "xã nà phặc"}, True),
    ],
    ids=["basis", "review", "merely cited", "of another body, within", "review of another body"],
)
def test_whose_phases_are_compared(
    db: sqlite3.Connection, relation: str, title: str, said: dict[str, str], is_told: bool
) -> None:
    planned(db, relation, title, **said)
    phase(db, "review", "đợt 1", "2023-03-05", "2023-04-30", "I")
    assert len(told(db, "phases-disagree")) == is_told


def test_another_body_may_not_leave_the_days_of_the_plan(db: sqlite3.Connection) -> None:
    planned(db, title="Triển khai", unit="xã nà phặc")
    phase(db, "review", "đợt 1", "2023-03-05", "2023-05-10", "I")
    assert len(told(db, "phases-disagree")) == 1


# --- citations


def test_a_later_document_is_told_once(db: sqlite3.Connection) -> None:
    hold(db, "plan", "42/KH-UBND", "2023-03-10")
    hold(db, "early", "9/BC-UBND", "2023-02", unit="xã nà phặc")
    later = {"candidates": ["plan"], "disagrees": ["later"], "wanted": "42"}
    cite(db, "early", "42/KH-UBND", **later)
    cite(db, "early", None, **later, name="Kế hoạch thu gom")
    expected = (
        f"Báo cáo số 9/BC-UBND tháng 2/2023 của Ủy ban nhân dân xã nà phặc viện dẫn văn bản ban hành sau nó: {NAMED}."
    )
    assert messages(db, "cited-before-issued") == [expected]


def test_only_the_later_one_of_those_that_nearly_fit_came_later(db: sqlite3.Connection) -> None:
    hold(db, "later", "42/KH-UBND", "2023-03-10")
    hold(db, "near", "42/KH-UBND", "2023-01-10", unit="xã nà phặc")
    hold(db, "early", "9/BC-UBND", "2023-02-01", unit="xã nà phặc")
    said = {"candidates": ["later", "near"], "disagrees": ["date", "later"], "wanted": "42", "date": "2023-01-01"}
    cite(db, "early", "42/KH-UBND", **said)
    found = {finding.code: [head.document for head in finding.documents] for finding in find_conflicts(db)}
    assert found == {"cited-before-issued": ["early", "later"], "citation-disagrees": ["early", "near"]}


@pytest.mark.parametrize(
    ("date", "relation", "is_told"),
    [("2023-06-01", "basis", True), ("2023-04-30", "basis", False), ("2023-06-01", "cites", False)],
    ids=["after its end", "before its end", "only cited"],
)
def test_a_basis_that_was_no_longer_in_force(db: sqlite3.Connection, date: str, relation: str, is_told: bool) -> None:
    hold(db, "old", "5/QĐ-UBND", "2020-01-02", ended_by="new", ended_how="repeals")
    hold(db, "new", "8/QĐ-UBND", "2023-05-01")
    hold(db, "late", "42/KH-UBND", date)
    cite(db, "new", "5/QĐ-UBND", to="old", relation="repeals")
    cite(db, "new", "5/QĐ-UBND", to="old", relation="basis")
    cite(db, "late", "5/QĐ-UBND", to="old", relation=relation)
    found = told(db, "ended-cited")
    assert [documents for _, documents in found] == [["late", "old", "new"]] * is_told
    for message, _ in found:
        assert "căn cứ vào Quyết định số 5/QĐ-UBND ngày 2/1/2020" in message
        assert "đã bị bãi bỏ bởi Quyết định số 8/QĐ-UBND ngày 1/5/2023" in message


def test_a_citation_that_nearly_fits(db: sqlite3.Connection) -> None:
    hold(db, "plan", "42/KH-UBND", "2023-03-10")
    hold(db, "review", "9/BC-UBND", "2023-09-12")
    said = {"doc_type": "KH", "date": "2023-10-03", "issuer": "UBND xã"}
    cite(db, "review", "42/KH-UBND", **said, wanted="42", candidates=["plan"], disagrees=["date"])
    assert told(db, "citation-disagrees") == [
        (
            "Báo cáo số 9/BC-UBND ngày 12/9/2023 của Ủy ban nhân dân xã suối dền viện dẫn Kế hoạch số 42/KH-UBND"
            f" ngày 3/10/2023 của UBND xã; kho chỉ có văn bản khác ngày ban hành: {NAMED}.",
            ["review", "plan"],
        )
    ]


def test_what_fits_is_not_told(db: sqlite3.Connection) -> None:
    hold(db, "plan", "1/KH-UBND", "2023-03-10")
    hold(db, "review", None, None, title=None)
    cite(db, "review", "1/KH-UBND", to="plan", relation="implements")
    assert list(find_conflicts(db)) == []
    assert list(find_conflicts(connect())) == []


def test_a_citation_of_a_later_document_goes_the_whole_way(tmp_path: Path) -> None:
    later = PLAN.format(
        unit="HUYỆN LŨNG VÀI", number=15, place="Lũng Vài", day=24, month=10, title="Thu gom rác thải nhựa",
        cited="Quyết định số 09/2022/QĐ-UBND ngày 11/4/2022 của UBND tỉnh Khe Lạnh",
    )  # fmt: skip
    early = PLAN.format(
        unit="XÃ SUỐI DỀN", number=42, place="Suối Dền", day=10, month="03", title="Thu gom rác thải nhựa tại xã",
        cited="Kế hoạch số 15/KH-UBND ngày 24/10/2023 của UBND huyện Lũng Vài",
    )  # fmt: skip
    with Store(tmp_path, create=True) as store:
        with store.writing() as step:
            step.add_documents([parse(later), parse(early)])
        (found,) = find_conflicts(store.db)
    assert found.code == "cited-before-issued"
    assert [head.canonical for head in found.documents] == ["42/KH-UBND", "15/KH-UBND"]


@pytest.mark.shared
def test_the_seeds(shared: Path, tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        with store.writing() as step:
            step.add_documents([parse(path) for path in sorted((shared / "seeds").glob("*.txt"))])
        found: list[Finding] = list(find_conflicts(store.db))
    assert [finding.code for finding in found] == ["phases-disagree"]
    assert "ghi “đợt 1” từ 1/5/2023 đến 2/9/2023" in found[0].message
    assert found[0].message.endswith("ghi “Đợt 1” từ 1/3/2023 đến 30/4/2023; thời gian ấy ở đó là “Đợt 2”.")
