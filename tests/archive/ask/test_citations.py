"""What cites what, what is missing, chains and graphs."""

import sqlite3
from pathlib import Path

import pytest

from archive.held import PLAN, cite, connect, hold
from vbparse import parse
from vbparse.archive.answers import Edge, Graph, Missing
from vbparse.archive.ask import citations, graphs, wanted
from vbparse.archive.store.store import Store

PROVINCE = "9/2019|QĐUBND|2019-04-09|ủy ban nhân dân|tỉnh khe sanh"
LAW = "Luật|thi đua khen thưởng|||"


@pytest.fixture
def db() -> sqlite3.Connection:
    """A district's plan, two communes that carry it out, the review of one, and a letter beside them; a draft of the
    review stands behind it."""
    found = connect()
    hold(found, "district", "15/KH-UBND", "2023-02-24", unit="huyện lũng vài")
    hold(found, "plan", "42/KH-UBND", "2023-03-10")
    hold(found, "other", "37/KH-UBND", "2023-03-15", unit="xã nà phặc")
    hold(found, "review", "7/BC-UBND", "2023-09-20")
    hold(found, "draft", None, "2023-09-19", work="review", current=0)
    hold(found, "letter", "88/UBND-VP", "2023-10-02", doc_type="CV")
    decision = {"doc_type": "QĐ", "date": "2019-04-09", "relation": "basis", "wanted": PROVINCE}
    cite(found, "district", "09/2019", **decision, issuer="Chủ tịch Ủy ban nhân dân tỉnh Khe Sanh")
    cite(found, "plan", "15/KH-UBND", to="district", relation="implements", sentence="Thực hiện Kế hoạch;", section="1")
    cite(found, "plan", "09/2019/QĐ-UBND", **decision, issuer="UBND tỉnh Khe Sanh")
    cite(found, "plan", None, name="Luật Thi đua, khen thưởng", wanted=LAW)
    cite(found, "other", "15/KH-UBND", to="district", relation="implements")
    cite(found, "review", "42/KH-UBND", to="plan", relation="implements")
    cite(found, "draft", "42/KH-UBND", to="plan", relation="implements")
    cite(found, "draft", None, name="Luật Thi đua, khen thưởng", wanted=LAW)
    cite(found, "letter", "42/KH-UBND", to="plan")
    return found


def said(graph: Graph) -> set[tuple[str, str]]:
    return {(edge.source, edge.target) for edge in graph.edges}


def test_what_a_document_cites_stands_in_the_order_of_its_text(db: sqlite3.Connection) -> None:
    found = citations.outgoing_citations(db, "plan")
    assert [(c.status, c.cited.document if c.cited else c.wanted) for c in found] == [
        ("resolved", "district"),
        ("missing", PROVINCE),
        ("missing", LAW),
    ]
    first = found[0]
    assert (first.head.document, first.relation, first.section, first.sentence) == (
        "plan",
        "implements",
        "1",
        "Thực hiện Kế hoạch;",
    )


def test_a_version_shows_its_own_references(db: sqlite3.Connection) -> None:
    assert [c.head.document for c in citations.outgoing_citations(db, "draft")] == ["draft", "draft"]


def test_what_cites_a_document_stands_newest_first_without_drafts(db: sqlite3.Connection) -> None:
    found = citations.incoming_citations(db, "plan")
    assert [c.head.document for c in found] == ["letter", "review"]
    assert citations.incoming_citations(db, "plan", limit=1, offset=1) == found[1:]
    assert citations.incoming_citations(db, "letter") == []


def test_missing_documents_with_the_fullest_wording(db: sqlite3.Connection) -> None:
    decision, law = wanted.missing_documents(db)
    assert (decision.canonical, decision.issuer, decision.citations) == ("09/2019/QĐ-UBND", "UBND tỉnh Khe Sanh", 2)
    assert [head.document for head in decision.cited_by] == ["plan", "district"]
    assert (law.wanted, law.name, law.citations) == (LAW, "Luật Thi đua, khen thưởng", 1)
    assert wanted.missing_documents(db, limit=1, offset=1) == [law]


def test_a_missing_document_tells_what_it_may_be(db: sqlite3.Connection) -> None:
    near = {"candidates": ["plan"], "disagrees": ["date"]}
    cite(db, "other", "42/KH-UBND", date="2023-03-11", wanted="42|KHUBND|2023-03-11|", **near)
    cite(db, "letter", "42/KH-UBND", date="2023-03-11", wanted="42|KHUBND|2023-03-11|")
    found = {m.wanted: m for m in wanted.missing_documents(db)}["42|KHUBND|2023-03-11|"]
    assert ([head.document for head in found.near], found.disagrees, found.citations) == (["plan"], ["date"], 2)


def test_equals_among_missing_stand_newest_first(db: sqlite3.Connection) -> None:
    for key, date in (("x", "2020-01-01"), ("y", "2022-01-01"), ("z", None)):
        cite(db, "letter", "1/KH-UBND", wanted=key, date=date)
    assert [m.wanted for m in wanted.missing_documents(db)] == [PROVINCE, "y", "x", LAW, "z"]


def test_no_more_citing_documents_are_listed_than_can_be_read(db: sqlite3.Connection) -> None:
    for i in range(30):
        hold(db, f"d{i:02}", f"{i + 1}/BC-UBND", "2024-05-05")
        cite(db, f"d{i:02}", None, name="Luật", wanted=LAW)
    law = wanted.missing_documents(db)[0]
    assert (law.wanted, law.citations, len(law.cited_by)) == (LAW, 31, wanted.CITING)


def test_the_chain_runs_from_the_province_to_the_review(db: sqlite3.Connection) -> None:
    found = graphs.trace_chain(db, "plan")
    assert said(found) == {("review", "plan"), ("plan", "district"), ("plan", PROVINCE), ("district", PROVINCE)}
    law = found.nodes[PROVINCE]
    assert isinstance(law, Missing)
    assert law.canonical == "09/2019/QĐ-UBND"
    assert set(graphs.trace_chain(db, "district").nodes) == {"district", PROVINCE, "plan", "other", "review"}


def test_a_chain_ends_where_it_is_cut_or_closes(db: sqlite3.Connection) -> None:
    assert set(graphs.trace_chain(db, "review", depth=1).nodes) == {"review", "plan"}
    assert len(graphs.trace_chain(db, "district", limit=3).nodes) == 3
    cite(db, "district", "7/BC-UBND", to="review", relation="amends")
    assert ("district", "review") in said(graphs.trace_chain(db, "plan"))


def test_a_graph_leads_through_missing_documents_too(db: sqlite3.Connection) -> None:
    hold(db, "far", "3/QĐ-UBND", "2021-01-05", unit="xã khác")
    cite(db, "far", None, name="Luật", wanted=LAW)
    assert set(graphs.citation_graph(db, "plan", depth=1).nodes) == {
        "plan",
        "district",
        PROVINCE,
        LAW,
        "letter",
        "review",
    }
    assert set(graphs.citation_graph(db, "plan").nodes) - set(graphs.citation_graph(db, "plan", depth=1).nodes) == {
        "other",
        "far",
    }
    assert ("letter", "plan") in said(graphs.citation_graph(db, "plan"))
    assert list(graphs.citation_graph(db, "plan", limit=2).nodes) == ["plan", "district"]


def test_the_graph_of_all_keeps_the_newest_with_what_they_cite(db: sqlite3.Connection) -> None:
    whole = graphs.citation_graph(db)
    assert set(whole.nodes) == {"district", "plan", "other", "review", "letter", PROVINCE, LAW}
    assert len(whole.edges) == 7
    assert list(graphs.citation_graph(db, limit=3).nodes) == ["letter", "plan", "review"]


def test_an_ambiguous_citation_leads_to_each_candidate_and_back(db: sqlite3.Connection) -> None:
    hold(db, "twin", "42/KH-UBND", "2023-03-10", unit="xã nà phặc")
    cite(db, "letter", "42", candidates=["plan", "twin"], relation="basis")
    (told,) = (c for c in citations.outgoing_citations(db, "letter") if c.status == "ambiguous")
    assert [head.document for head in told.candidates] == ["plan", "twin"]
    edges = {Edge("letter", "plan", "basis", "ambiguous"), Edge("letter", "twin", "basis", "ambiguous")}
    assert edges <= set(graphs.trace_chain(db, "letter").edges)
    assert Edge("letter", "twin", "basis", "ambiguous") in graphs.trace_chain(db, "twin").edges


def test_an_ambiguous_title_leads_back_too(db: sqlite3.Connection) -> None:
    for name, unit in (("one", "xã nà phặc"), ("two", "xã khác")):
        hold(db, name, None, "2023-03-10", unit=unit, title="Thu gom rác thải")
    cite(db, "letter", None, title_key="KH|thu gom rác thải", candidates=["one", "two"], relation="basis")
    assert Edge("letter", "one", "basis", "ambiguous") in graphs.trace_chain(db, "one").edges


def test_nothing_is_no_error() -> None:
    db = connect()
    assert wanted.missing_documents(db) == []
    assert graphs.citation_graph(db) == Graph({}, [])
    assert citations.outgoing_citations(db, "x") == citations.incoming_citations(db, "x") == []
    assert graphs.trace_chain(db, "x") == Graph({}, [])


DISTRICT = PLAN.format(
    unit="HUYỆN LŨNG VÀI", number=15, place="Lũng Vài", day=24, month="02", title="Thu gom rác thải nhựa năm 2023",
    cited="Quyết định số 09/2022/QĐ-UBND ngày 11/4/2022 của UBND tỉnh Khe Lạnh",
)  # fmt: skip
COMMUNE = PLAN.format(
    unit="XÃ SUỐI DỀN", number=42, place="Suối Dền", day=10, month="03", title="Triển khai thu gom rác thải nhựa",
    cited="Kế hoạch số 15/KH-UBND ngày 24/02/2023 của UBND huyện Lũng Vài",
)  # fmt: skip
REVIEW = PLAN.format(
    unit="XÃ SUỐI DỀN", number=97, place="Suối Dền", day=12, month="09", title="Sơ kết việc thu gom rác thải nhựa",
    cited="Kế hoạch số 42/KH-UBND ngày 10/3/2023 của UBND xã Suối Dền",
)  # fmt: skip


def test_documents_that_come_in_any_order_make_one_chain(tmp_path: Path) -> None:
    parsed = [parse(text, name=f"{i}.txt") for i, text in enumerate((REVIEW, DISTRICT, COMMUNE))]
    with Store(tmp_path, create=True) as store:
        for document in parsed:
            with store.writing() as step:
                step.record("ingested", sha256=document.source.sha256, name=document.source.name, size=1)
                step.add_documents([document])
        review, district, commune = (document.id for document in parsed)
        found = graphs.trace_chain(store.db, commune)
        (lacking,) = (key for key, node in found.nodes.items() if isinstance(node, Missing))
        assert said(found) == {(review, commune), (commune, district), (district, lacking)}
        assert {edge.relation for edge in found.edges} == {"implements"}


@pytest.mark.shared
def test_the_seeds(shared: Path, tmp_path: Path) -> None:
    with Store(tmp_path, create=True) as store:
        with store.writing() as step:
            step.add_documents([parse(path) for path in sorted((shared / "seeds").glob("*.txt"))])
        held = {row["canonical"]: row["document"] for row in store.db.execute("SELECT canonical, document FROM heads")}
        plan = held["42/KH-UBND"]
        assert [c.relation for c in citations.incoming_citations(store.db, plan)] == ["implements"]
        own = next(c for c in citations.outgoing_citations(store.db, plan) if c.canonical == "42/KH-UBND")
        assert (own.status, own.date, own.cited) == ("missing", "2023-02-24", None)
        twice = wanted.missing_documents(store.db)[0]
        assert (twice.canonical, twice.citations) == ("09/2019/QĐ-UBND", 2)


def test_missing_documents_of_a_type(db: sqlite3.Connection) -> None:
    assert wanted.missing_types(db) == {"QĐ": 1}
    assert [one.wanted for one in wanted.missing_documents(db, doc_type="QĐ")] == [PROVINCE]
    assert wanted.count_missing(db, most=10, doc_type="QĐ") == wanted.count_missing(db, most=10, text="khe sanh") == 1
    cite(db, "letter", "1/KH-UBND", wanted="x", date="2022-01-01")
    assert [one.wanted for one in wanted.missing_documents(db, newest=True)] == ["x", PROVINCE, LAW]
