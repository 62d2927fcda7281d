"""Answers of an archive, as the tests of its exchange give them out."""

from __future__ import annotations

from vbparse.archive.answers import Assignee, Citation, Edge, Graph, Head, Mark, Missing, Owed

PLAN = Head(
    document="a" * 64, work="a" * 64, name="ke-hoach.docx", doc_type="KH", canonical="42/KH-UBND", date="2023-03-10",
    issuer="Ủy ban nhân dân thị trấn Đồng Mai", title="Phân loại rác tại nguồn", signer="Hà Quang Thuyết", pages=4,
    place="Đồng Mai",
)  # fmt: skip
REVIEW = Head(
    document="b" * 64 + "#2", work="b" * 64 + "#2", name="so-ket.pdf", doc_type="KH", date="2023-09",
    issuer="Ủy ban nhân dân thị trấn Đồng Mai", title="Sơ kết đợt 2", corrected=True, ended_by="c" * 64,
    ended_how="replaces",
)  # fmt: skip
LOST = Missing(
    wanted="21/kh-ubnd|2023-02-15", doc_type="KH", canonical="21/KH-UBND", name=None, date="2023-02-15",
    issuer="UBND huyện Sông Lam", citations=2, cited_by=[PLAN],
)  # fmt: skip
OFFICE = Assignee(body="o1", name="Văn phòng - Thống kê", unit="thị trấn Đồng Mai", spellings={"VPTK": 3})

DEADLINE = Owed(
    obligation="o-1", head=PLAN, assignee=OFFICE, assignee_text="công chức VPTK", role="lead",
    task="Thẩm định hồ sơ khen", cooperating=["Công an thị trấn", "các khu phố"], product="tờ trình",
    due={"text": "trước ngày 18/9/2023", "date": "2023-09-18", "bound": "before", "recurrence": None, "ongoing": False},
    last_day="2023-09-17", section="III.2", page=2, status="done",
    mark=Mark(n=7, status="done", at="2023-09-16T08:00:00Z", date="2023-09-16", by="Lụa", note="đã trình"),
)  # fmt: skip
QUARTER = Owed(
    obligation="o-2", head=REVIEW, assignee=None, assignee_text="Các khu phố", role="support", task="Báo cáo kết quả",
    due={"text": "trong quý III/2023", "date": "2023-35", "bound": "within", "recurrence": None, "ongoing": False},
    first_day="2023-07-01", last_day="2023-09-30", section="2.1", status="past due",
)  # fmt: skip
CITED = Citation(
    id="r-1", head=REVIEW, relation="basis", doc_type="KH", canonical="42/KH-UBND", name=None, date="2023-03-10",
    issuer="UBND thị trấn", section=None, page=1, sentence="Căn cứ Kế hoạch số 42/KH-UBND;", status="resolved",
    cited=PLAN, disagrees=["issuer"],
)  # fmt: skip
UNCLEAR = Citation(
    id="r-2", head=PLAN, relation="implements", doc_type="QĐ", canonical=None, name="Quyết định về rác", date="2023-02",
    issuer=None, section="I", page=None, sentence=None, status="ambiguous", candidates=[PLAN, REVIEW],
)  # fmt: skip
GRAPH = Graph(
    nodes={PLAN.work: PLAN, REVIEW.work: REVIEW, LOST.wanted: LOST},
    edges=[
        Edge(REVIEW.work, PLAN.work, "basis", "resolved"),
        Edge(REVIEW.work, LOST.wanted, "implements", "missing"),
        Edge(PLAN.work, LOST.wanted, "implements", "missing"),
    ],
)
TRAPS = ("=1+1", "+84 912", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1", '=HYPERLINK("http://x","y")', "#N/A", "=")
