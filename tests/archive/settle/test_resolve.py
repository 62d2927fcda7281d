"""Which document is cited, where number, day and issuer leave it open."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vbparse.archive.index.keys import number_key, title_key
from vbparse.archive.settle.agreement import Candidate, CitationParts
from vbparse.archive.settle.resolve import resolve
from vbparse.bodies.identity import Home

COMMUNE, DISTRICT = "xã suối dền", "huyện nà lộc"
BY = Candidate("citing", "BC", None, None, "2024-12-10", "ủy ban nhân dân", COMMUNE, DISTRICT)
PLAN = Candidate(
    "plan",
    "KH",
    number_key("45", "KH-UBND"),
    title_key("KH", "Trồng cây phân tán trên đất công năm 2024"),
    "2024-03-04",
    "ủy ban nhân dân",
    DISTRICT,
    None,
)
OTHER = replace(
    PLAN, work="other", title_key=title_key("KH", "Nạo vét kênh mương nội đồng năm 2024"), unit="huyện vân khê"
)
CITED = CitationParts(
    BY, Home(COMMUNE, DISTRICT), (DISTRICT,), "KH", PLAN.number_key, PLAN.title_key, "2024-03-04", "UBND huyện Nà Lộc"
)
UNDATED = replace(CITED, date=None)
BLANK = replace(PLAN, number_key=None, date="2024-03")
SCHOOL = Candidate(
    "school",
    "KH",
    number_key("3", "KH-THCS"),
    None,
    "2024-09-16",
    "trường trung học cơ sở suối dền",
    "trường thcs suối dền",
    None,
)
OF_SCHOOL = replace(CITED, number_key=SCHOOL.number_key, title_key=None, date="2024-09-16")


def titled(cited: CitationParts, title: str) -> CitationParts:
    return replace(cited, title_key=title_key("KH", title))


@pytest.mark.parametrize(
    ("cited", "held", "found"),
    [
        (replace(CITED, issuer=None), [PLAN, OTHER], "plan"),
        (titled(replace(CITED, issuer=None), "Trồng cây phân tán"), [PLAN, OTHER], "plan"),
        (titled(replace(CITED, issuer=None), "Diễn tập phòng thủ dân sự"), [PLAN, OTHER], "ambiguous"),
        (replace(CITED, issuer=None), [PLAN, replace(OTHER, title_key=PLAN.title_key)], "ambiguous"),
        (titled(CITED, "Một việc khác hẳn"), [PLAN], "plan"),
    ],
    ids=["the title of one", "broken off", "of none", "of both", "number, day and issuer are enough"],
)
def test_a_title_decides_between_several(cited: CitationParts, held: list[Candidate], found: str) -> None:
    told = resolve(cited, held)
    assert (told.resolved or told.status) == found


@pytest.mark.parametrize(
    ("cited", "held", "found"),
    [
        (UNDATED, replace(PLAN, date="2022-03-04"), "plan"),
        (titled(UNDATED, "Trồng cây phân tán trên đất công năm 2023"), PLAN, "missing"),
        (titled(UNDATED, "Trồng cây phân tán"), PLAN, "plan"),
        (titled(UNDATED, "Trồng cây phân tán"), replace(PLAN, date="2022-03-04"), "missing"),
        (titled(UNDATED, "Nạo vét kênh mương"), PLAN, "missing"),
        (replace(UNDATED, issuer="UBND huyện", above=(), home=Home(COMMUNE, None)), PLAN, "missing"),
    ],
    ids=["same title", "other year", "broken off, same year", "broken off, years before", "another", "any district"],
)
def test_a_title_makes_up_for_the_day(cited: CitationParts, held: Candidate, found: str) -> None:
    told = resolve(cited, [held])
    assert (told.resolved or told.status) == found


@pytest.mark.parametrize(
    ("cited", "held", "found"),
    [
        (CITED, BLANK, "plan"),
        (CITED, replace(BLANK, date="2024-04"), "missing"),
        (CITED, replace(BLANK, date=None), "missing"),
        (CITED, replace(BLANK, unit="huyện vân khê"), "missing"),
        (titled(CITED, "Trồng cây phân tán"), BLANK, "missing"),
        (titled(CITED, "Công tác tuần"), replace(BLANK, title_key=title_key("KH", "Công tác tuần")), "missing"),
    ],
    ids=["same", "other month", "any month", "other district", "broken off", "a title of many"],
)
def test_a_copy_without_its_number_is_found_by_the_title(cited: CitationParts, held: Candidate, found: str) -> None:
    told = resolve(cited, [held])
    assert (told.resolved or told.status) == found


@pytest.mark.parametrize(
    ("issuer", "found"),
    [
        ("Trường THCS Suối Dền", "school"),
        ("Trường THCS Pá Chống", "missing"),
        ("Trường THCS Suối Dền, huyện Vân Khê", "missing"),
    ],
)
def test_a_school_is_called_by_its_place(issuer: str, found: str) -> None:
    told = resolve(replace(OF_SCHOOL, issuer=issuer), [SCHOOL])
    assert (told.resolved or told.status) == found


@pytest.mark.parametrize(
    ("doc_type", "number", "symbol", "found"),
    [
        ("TT", "40", None, "circular"),
        ("TT", "40", "TT-BTC", "circular"),
        ("TT", "40", "TT-BXD", "missing"),
        ("TT", "40", "2022/TT-BTC", "missing"),
        ("CV", "40", None, "missing"),
    ],
)
def test_a_circular_is_found_without_its_year(doc_type: str, number: str, symbol: str | None, found: str) -> None:
    circular = Candidate(
        "circular", "TT", number_key("40", "2021/TT-BTC"), None, "2021-06-01", "bộ tài chính", None, None
    )
    key = number_key(number, symbol)
    cited = replace(CITED, doc_type=doc_type, number_key=key, title_key=None, date="2021-06-01", issuer="Bộ Tài chính")
    told = resolve(cited, [circular])
    assert (told.resolved or told.status) == found


def test_what_came_later_is_told_of_the_body_that_is_named_alone() -> None:
    early = replace(CITED, by=replace(BY, date="2024-01-08"))
    told = resolve(early, [PLAN, replace(OTHER, title_key=None)])
    assert (told.status, told.candidates, told.disagrees) == ("missing", ("plan",), ("later",))


OFFICE = Candidate(
    "request", "TTr", number_key("44", "TTr-SNV"), None, "2024-03-05", "sở nội vụ", "tỉnh hải giang", None
)
HALL = replace(OFFICE, core="văn phòng ủy ban nhân dân")
LYCEE = replace(OFFICE, core="trường trung học phổ thông lê lợi", unit="trường thpt lê lợi")


@pytest.mark.parametrize(
    ("issuer", "held", "found"),
    [
        ("Sở Nội vụ", OFFICE, "request"),
        ("Giám đốc Sở Nội vụ", OFFICE, "request"),
        ("Phó Giám đốc Sở Nội vụ tỉnh Hải Giang", OFFICE, "request"),
        ("Giám đốc Sở Tài chính", OFFICE, "missing"),
        ("Giám đốc Sở Nội vụ tỉnh Đông Sơn Bình", OFFICE, "missing"),
        ("Văn phòng UBND tỉnh", HALL, "request"),
        ("Chánh Văn phòng UBND tỉnh", HALL, "request"),
        ("Văn phòng Tỉnh ủy", HALL, "missing"),
        ("Hiệu trưởng Trường THPT Lê Lợi", LYCEE, "request"),
        ("Hiệu trưởng Trường THPT Trần Phú", LYCEE, "missing"),
    ],
)
def test_who_holds_an_office_stands_for_it(issuer: str, held: Candidate, found: str) -> None:
    by = replace(BY, unit="tỉnh hải giang", parent=None)
    cited = CitationParts(by, Home("tỉnh hải giang", None), (), "TTr", OFFICE.number_key, None, "2024-03-05", issuer)
    resolution = resolve(cited, [held])
    assert (resolution.resolved or resolution.status) == found
    assert resolution.disagrees == (() if found == "request" else ("issuer",))
