"""What became of obligations: for all who are charged with one or for some of them, through merges, splits and
rebuilding; and in an archive that was made when a mark was for all."""

from __future__ import annotations

import json
import sqlite3
import tarfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.papers import dump, keep, made, paper, put
from vbparse.archive.archive import Archive
from vbparse.archive.ask import marks
from vbparse.archive.ask.marks import list_marks
from vbparse.archive.folder import evidence
from vbparse.archive.folder.evidence import EvidenceFile
from vbparse.archive.say.marking import MarkValues
from vbparse.archive.store import backups, upkeep
from vbparse.errors import ArchiveError, InputError, UnknownError
from vbparse.schema import Document

MONTHLY = ("Công chức Tài chính - Kế toán báo cáo trước ngày 15 hằng tháng.",)
POLICE, GUARD, FOREST = "Tổ an ninh cơ sở", "Đội dân phòng", "Ban quản lý rừng"
TOGETHER = f"{POLICE}, {GUARD}, {FOREST} tuần tra, canh gác rừng, báo cáo trước ngày 25/3/2023."
"""One obligation of three bodies."""
HELPED = f"{POLICE} chủ trì, phối hợp với {GUARD} tuần tra, canh gác rừng, báo cáo trước ngày 25/3/2023."
PDF = b"%PDF-1.7 x"
OLD_TABLES = Path(__file__).parent.with_name("tables-6.tar.xz")
"""A backup by the last version in which marks were for all: `TOGETHER` is done by Hà, of a monthly report June 2023."""


@pytest.fixture
def kho(tmp_path: Path) -> Iterator[Archive]:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"), paper("14", kind="BC", title="Kết quả phòng cháy", work=()))
        yield held


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Archive]:
    """An archive with one obligation, which three bodies share."""
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=[TOGETHER]))
        yield held


def owed(held: Archive, **asked: object) -> list[tuple[str, str | None]]:
    return [(o.status, o.last_day) for o in held.obligations(**asked)]


def statuses(held: Archive, **asked: object) -> dict[str, str]:
    """The status of each assignee that is asked for."""
    return {o.assignee.name: o.status for o in held.obligations(**asked) if o.assignee}


def the_one(held: Archive) -> str:
    """The id of the obligation that all share."""
    (found,) = {o.obligation for o in held.obligations()}
    return found


def body(held: Archive, named: str) -> str:
    (found,) = held.assignees(named)
    return found.body


def test_what_became_of_an_obligation_is_kept_with_its_history(kho: Archive) -> None:
    dated = kho.obligations()[0]
    assert (dated.status, dated.last_day) == ("old", "2023-03-24")
    kho.mark(dated.obligation[:8], "done", by="Hà", note="đã gửi", evidence="14/BC-UBND")
    (after,) = [o for o in kho.obligations() if o.obligation == dated.obligation]
    assert (after.status, after.mark and after.mark.evidence) == ("done", kho.find("14").document)
    kho.mark(dated.obligation, "open", by="Nhạn", note="thiếu biểu", document="12")
    (after,) = [o for o in kho.obligations() if o.obligation == dated.obligation]
    assert after.status == "old"
    said = [(m.status, m.by, m.note) for m in list_marks(kho.store.db, dated.head.document, dated.obligation)]
    assert said == [("open", "Nhạn", "thiếu biểu"), ("done", "Hà", "đã gửi")]
    told = [event.text for event in kho.history("12") if event.what == "marked"]
    assert [dated.obligation in text and "báo cáo UBND xã" in text for text in told] == [True, True]
    assert "done 2023-03-10 (14/BC-UBND) · đã gửi" in told[0]


@pytest.mark.parametrize(
    ("period", "done"),
    [
        ("2023-Q3", ["2023-07-14", "2023-08-14", "2023-09-14"]),
        ("quý III/2023", ["2023-07-14", "2023-08-14", "2023-09-14"]),
        ("2023-07/2023-08", ["2023-07-14", "2023-08-14"]),
        ("8/2023", ["2023-08-14"]),
        ("2023-08-14", ["2023-08-14"]),
        ("../2023-07", ["2023-05-14", "2023-06-14", "2023-07-14"]),
        ("2023-H1", ["2023-05-14", "2023-06-14"]),
        (None, ["2023-05-14", "2023-06-14", "2023-07-14", "2023-08-14", "2023-09-14"]),
    ],
)
def test_a_mark_holds_for_the_occurrences_of_its_period(tmp_path: Path, period: str | None, done: list[str]) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("20", work=MONTHLY))
        (one,) = held.obligations(due="2023-05")
        held.mark(one.obligation, "done", period=period)
        found = owed(held, due="2023-05/2023-09", today=date(2023, 10, 1))
        assert [day for status, day in found if status == "done"] == done
        assert len(found) == 5


@pytest.mark.parametrize("period", ["2022", "2023-08-15/2023-09-13", "../2023-03-13"])
def test_a_period_in_which_nothing_recurs_is_told(tmp_path: Path, period: str) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("20", work=MONTHLY))
        (one,) = held.obligations(due="2023-05")
        with pytest.raises(InputError, match=f"{one.obligation}: nothing of it falls due in {period}; name a time"):
            held.mark(one.obligation, "done", period=period)


def test_a_period_of_what_does_not_recur_must_hold_its_day(kho: Archive) -> None:
    dated, undated = kho.obligations(document="12")
    for period, sentence in (("2023-04", "is due 2023-03-24, which is not in 2023-04"), ("2023-03", "")):
        if sentence:
            with pytest.raises(InputError, match=sentence):
                kho.mark(dated.obligation, "done", period=period)
        else:
            kho.mark(dated.obligation, "done", period=period)
    assert [o.status for o in kho.obligations(document="12")] == ["done", "open"]
    with pytest.raises(InputError, match="it is not due on a day; leave the period out"):
        kho.mark(undated.obligation, "done", period="2023")


def test_marks_survive_when_the_document_is_parsed_again_and_removed_and_back(kho: Archive) -> None:
    first = kho.obligations()[0]
    kho.mark(first.obligation, "cancelled", document=first.head.document)
    document = kho.store.parsed_document(first.head.document)
    before = dump(kho)
    put(kho, [document])
    assert dump(kho) == before
    kho.remove("12", why="thử")
    put(kho, [document])
    assert [o.status for o in kho.obligations() if o.obligation == first.obligation] == ["cancelled"]


def test_an_obligation_is_named_through_any_version(kho: Archive) -> None:
    (draft,) = keep(kho, paper(None))
    first = kho.obligations()[0]
    assert first.head.document != draft.id
    assert kho.mark(first.obligation, "done", document=draft.id) == (first.head.document, first.obligation)
    assert kho.obligations()[0].status == "done"


def test_what_cannot_be_marked_is_told(kho: Archive) -> None:
    keep(kho, paper("13"))
    one = kho.obligations()[0].obligation
    for arguments, sentence in (
        ({"obligation": "ffff", "status": "done"}, "ffff: no such obligation; `vbparse obligations` tells their ids"),
        ({"obligation": one, "status": "done", "document": "14"}, "no such obligation"),
        ({"obligation": one, "status": "done"}, "fits 2 obligations; name the document with --doc as well:\n"),
        ({"obligation": one, "status": "xong", "document": "12"}, "say done, cancelled or open"),
        ({"obligation": one, "status": "done", "document": "12", "period": "hè"}, '"hè" is no period: write 2023'),
        ({"obligation": one, "status": "done", "document": "12", "assignees": ["Công an"]}, "Công an: is not charged"),
        ({"obligation": one, "status": "done", "document": "99"}, "99: no such document"),
        ({"obligation": "", "status": "done"}, "fits 4 obligations"),
    ):
        before = dump(kho)
        with pytest.raises(InputError) as told:
            kho.mark(**arguments)  # type: ignore[arg-type]
        assert sentence in str(told.value)
        assert dump(kho) == before


# --- for whom


def test_done_by_one_is_not_done_by_the_others(shared: Archive) -> None:
    one = the_one(shared)
    assert [o.shared for o in shared.obligations()] == [3, 3, 3]
    shared.mark(one, "done", assignees=[GUARD], by="Hà", note="đã nộp", person="Lò Thị Lan")
    assert statuses(shared) == {POLICE: "old", GUARD: "done", FOREST: "old"}
    assert [o.mark and o.mark.note for o in shared.obligations(assignee=GUARD)] == ["đã nộp"]
    assert [o.person for o in shared.obligations(assignee=POLICE)] == [None]
    for status, names in (("done", {GUARD}), ("old", {POLICE, FOREST}), ("cancelled", set()), ("open", set())):
        assert set(statuses(shared, status=status)) == names, status
    assert set(statuses(shared, overdue_on=date(2023, 4, 1))) == {POLICE, FOREST}
    assert shared.obligations(assignee=GUARD, overdue_on=date(2023, 4, 1)) == []
    assert shared.obligations(assignee=POLICE, status="done") == []


def test_the_last_word_counts_whether_it_is_for_one_or_for_all(shared: Archive) -> None:
    one = the_one(shared)
    shared.mark(one, "done")
    assert set(statuses(shared).values()) == {"done"}
    shared.mark(one, "open", assignees=[FOREST])
    assert statuses(shared) == {POLICE: "done", GUARD: "done", FOREST: "old"}
    shared.mark(one, "cancelled", assignees=[GUARD, FOREST])
    assert statuses(shared) == {POLICE: "done", GUARD: "cancelled", FOREST: "cancelled"}
    shared.mark(one, "open")
    assert set(statuses(shared).values()) == {"old"}


def test_who_is_in_charge_stays_until_another_is(shared: Archive) -> None:
    one = the_one(shared)

    def persons() -> dict[str, str | None]:
        return {o.assignee.name: o.person for o in shared.obligations() if o.assignee}

    shared.mark(one, "open", assignees=[POLICE], person="Lò Thị Lan")
    shared.mark(one, "done", assignees=[POLICE])
    assert persons() == {POLICE: "Lò Thị Lan", GUARD: None, FOREST: None}
    shared.mark(one, "open", person="Quàng Văn Minh")
    assert set(persons().values()) == {"Quàng Văn Minh"}
    shared.mark(one, "open", assignees=[GUARD], person="")
    assert persons() == {POLICE: "Quàng Văn Minh", GUARD: None, FOREST: "Quàng Văn Minh"}


def test_an_occurrence_is_settled_by_one_alone(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("20", work=[f"{POLICE}, {GUARD} báo cáo kết quả trước ngày 15 hằng tháng."]))
        one = the_one(held)
        held.mark(one, "done", period="2023-08", assignees=[GUARD])
        found = held.obligations(due="2023-07/2023-08", today=date(2023, 9, 10))
        told = {(o.assignee.name, o.last_day): o.status for o in found if o.assignee}
        late = {(POLICE, "2023-07-14"), (POLICE, "2023-08-14"), (GUARD, "2023-07-14")}
        assert told == {(GUARD, "2023-08-14"): "done"} | dict.fromkeys(late, "past due")
        for asked in ({}, {"assignee": GUARD}, {"assignee": POLICE}):
            overdue = held.obligations(overdue_on=date(2023, 9, 10), **asked)
            days = {o.assignee.name: o.last_day for o in overdue if o.assignee}
            assert len(overdue) == len(days), "each assignee once"
            meant = {GUARD: "2023-07-14", POLICE: "2023-08-14"}
            assert days == {name: day for name, day in meant.items() if asked.get("assignee", name) == name}


def test_each_of_many_bodies_has_its_own_last_occurrence(tmp_path: Path) -> None:
    """More bodies than are read one by one."""
    names = [f"Trường Mầm non {name}" for name in ("Hoa Sen", "Hoa Ban", "Hoa Mai", "Hoa Hồng", "Hoa Lan", "Hoa Cúc")]
    with made(tmp_path / "kho") as held:
        keep(held, paper("20", work=[f"{', '.join(names)} báo cáo kết quả trước ngày 15 hằng tháng."]))
        held.mark(the_one(held), "done", period="2023-08", assignees=names[:2])
        held.mark(the_one(held), "done", period="2023-07", assignees=names[:1])
        found = held.obligations(assignee="trường mầm non", overdue_on=date(2023, 9, 10))
        days = {o.assignee.name: o.last_day for o in found if o.assignee}
        first = {names[0]: "2023-06-14", names[1]: "2023-07-14"}
        assert days == dict.fromkeys(names, "2023-08-14") | first
        assert len(found) == len(names)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["Công an"], f"Công an: is not charged with {{one}}; name one of {FOREST} ("),
        (["rung", "Công an"], "Công an: is not charged"),
    ],
)
def test_who_is_not_charged_with_it_is_told_who_is(shared: Archive, typed: list[str], sentence: str) -> None:
    one, before = the_one(shared), dump(shared)
    with pytest.raises(InputError) as told:
        shared.mark(one, "done", assignees=typed)
    assert sentence.format(one=one) in str(told.value)
    assert dump(shared) == before


def test_a_name_that_fits_several_of_them_is_told(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=["Trường Mầm non Hoa Sen, Trường Mầm non Hoa Ban tuần tra trước ngày 25/3/2023."]))
        with pytest.raises(InputError, match="mầm non: fits 2 of those who are charged"):
            held.mark(the_one(held), "done", assignees=["mầm non"])


def test_an_obligation_that_charges_nobody_by_name_is_marked_for_all(kho: Archive) -> None:
    said = {"task": "dọn vệ sinh", "assignees": [], "assignee_text": "các hộ"}
    kho.correct("14", "obligations.+", said)
    (one,) = kho.obligations(document="14")
    kho.correct("14", f"obligations.{one.obligation}.assignees", [])
    (one,) = kho.obligations(document="14")
    assert (one.assignee, one.shared) == (None, 0)
    with pytest.raises(InputError, match="charges no body by name; leave the assignee out"):
        kho.mark(one.obligation, "done", assignees=["các hộ"])
    kho.mark(one.obligation, "done")
    assert owed(kho, document="14") == [("done", None)]


# --- evidence


def test_evidence_is_a_document_that_is_held_or_a_text(kho: Archive) -> None:
    dated = kho.obligations()[0]
    kho.mark(dated.obligation, "done", evidence="14/BC-UBND")
    kho.mark(dated.obligation, "done", evidence=" Biên bản  họp thôn ngày 20/3 ")
    kho.mark(dated.obligation, "done", evidence="99/BC-UBND")
    said = kho.marks(dated.obligation, dated.head.document)
    assert [marks.evidence_label(one) for one in said] == ["99/BC-UBND", "Biên bản họp thôn ngày 20/3", "14/BC-UBND"]
    assert [one.proof and one.proof.document for one in said] == [None, None, kho.find("14").document]
    told = [event.text for event in kho.history("12") if event.what == "marked"]
    assert [text.partition(" · ")[0].partition(": ")[2] for text in told] == [
        "done 2023-03-10 (14/BC-UBND)", "done (Biên bản họp thôn ngày 20/3)", "done (99/BC-UBND)",
    ]  # fmt: skip
    keep(kho, paper("14", kind="BC", unit="XÃ PÁ CHỐNG", title="Nạo vét kênh", work=()))
    with pytest.raises(InputError, match="14: fits 2 documents"):
        kho.mark(dated.obligation, "done", evidence="14")


def test_evidence_that_was_removed_is_still_named(kho: Archive) -> None:
    dated = kho.obligations()[0]
    kho.mark(dated.obligation, "done", evidence="14")
    gone = kho.find("14").document
    kho.remove("14", why="nhầm")
    (said,) = kho.marks(dated.obligation, dated.head.document)
    assert (said.proof, marks.evidence_label(said)) == (None, gone[:12])


# --- marks go with the bodies


def same_after_all(held: Archive) -> None:
    """Parsed again, rebuilt: what was said holds."""
    before, found = dump(held), held.obligations()
    put(held, [held.store.parsed_document(document) for document in held.store.document_ids()])
    assert (dump(held), held.obligations()) == (before, found)
    upkeep.rebuild(held.store)
    assert (dump(held), held.obligations()) == (before, found)


def test_a_mark_goes_with_its_body_into_a_merge_and_out_of_it(shared: Archive) -> None:
    one = the_one(shared)
    shared.mark(one, "done", assignees=[GUARD])
    shared.merge(body(shared, POLICE), [body(shared, GUARD)])
    assert statuses(shared) == {POLICE: "done", FOREST: "old"} or statuses(shared) == {GUARD: "done", FOREST: "old"}
    assert [o.shared for o in shared.obligations()] == [2, 2]
    same_after_all(shared)
    shared.withdraw_union(shared.unions()[0].n)
    assert statuses(shared) == {POLICE: "old", GUARD: "done", FOREST: "old"}
    same_after_all(shared)


def test_what_was_said_of_merged_bodies_holds_for_each_when_they_are_parted(shared: Archive) -> None:
    one = the_one(shared)
    whole = shared.merge(body(shared, POLICE), [body(shared, GUARD)])
    shared.mark(one, "done", assignees=[whole])
    assert sorted(statuses(shared).values()) == ["done", "old"]
    same_after_all(shared)
    shared.withdraw_union(shared.unions()[0].n)
    assert statuses(shared) == {POLICE: "done", GUARD: "done", FOREST: "old"}
    same_after_all(shared)


def test_a_mark_goes_with_the_spelling_that_is_split_off(tmp_path: Path) -> None:
    """Two spellings of one body in two obligations: a mark stays with the obligation, whatever the body is by now."""
    spelled = ("Công chức Văn phòng - Thống kê", "Bộ phận VPTK")
    work = [f"{name}, {GUARD} báo cáo trước ngày 2{i}/3/2023." for i, name in enumerate(spelled)]
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=work))
        first, second = (o for o in held.obligations(assignee="VPTK"))
        assert first.assignee
        assert second.assignee
        assert first.assignee.body == second.assignee.body
        held.mark(second.obligation, "done", assignees=["VPTK"])
        apart = held.split(first.assignee.body, second.assignee_text.partition(",")[0])
        assert owed(held, assignee=apart) == [("done", second.last_day)]
        assert owed(held, assignee=first.assignee.body) == [("old", first.last_day)]
        same_after_all(held)
        held.withdraw_union(held.unions()[0].n)
        assert owed(held, assignee=first.assignee.body) == [("old", first.last_day), ("done", second.last_day)]
        same_after_all(held)


def renamed(document: Document, **names: str) -> Document:
    """A document as other rules would read it: the same wording, other readings of it."""
    copy = document.model_copy(deep=True)
    for obligation in copy.obligations:
        for one in obligation.assignees:
            one.name = names.get(one.text.replace(" ", "_"), one.name)
    return copy


def test_a_mark_survives_that_a_name_is_read_otherwise(shared: Archive) -> None:
    shared.mark(the_one(shared), "done", assignees=[GUARD])
    document = shared.store.parsed_document(shared.store.document_ids()[0])
    put(shared, [renamed(document, Đội_dân_phòng="Đội Dân phòng cơ động")])
    assert statuses(shared) == {POLICE: "old", "Đội Dân phòng cơ động": "done", FOREST: "old"}
    shared.mark(the_one(shared), "cancelled", assignees=["Đội Dân phòng cơ động"])
    put(shared, [document])
    assert statuses(shared)[GUARD] == "cancelled"


def test_two_who_are_written_alike_are_told_apart_by_what_they_are_read_as(shared: Archive) -> None:
    document = shared.store.parsed_document(shared.store.document_ids()[0])
    for one, name in zip(document.obligations[0].assignees, ("Sở Y tế", "Sở Nội vụ", "Sở Y tế"), strict=True):
        one.text, one.name = "các Sở", f"Giám đốc {name}"
    put(shared, [document])
    shared.mark(the_one(shared), "done", assignees=["Giám đốc Sở Y tế"])
    assert sorted(statuses(shared).values()) == ["done", "old"]


def test_a_mark_for_who_is_not_charged_any_more_is_told_as_orphaned(shared: Archive) -> None:
    one = the_one(shared)
    shared.mark(one, "done", assignees=[GUARD])
    changed = shared.correct("1", f"obligations.{one}.assignees", ["Công an xã", POLICE])
    assert set(statuses(shared).values()) == {"old"}
    (event,) = [event for event in shared.history("1") if event.what == "marked"]
    assert f"{one}: done – {GUARD} [orphaned]" in event.text
    same_after_all(shared)
    shared.withdraw(changed.n)
    assert statuses(shared)[GUARD] == "done"
    assert "[orphaned]" not in next(event.text for event in shared.history("1") if event.what == "marked")


def test_a_mark_of_a_draft_holds_for_its_assignee_in_the_signed_copy(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper(None, work=[TOGETHER]))
        held.mark(the_one(held), "done", assignees=[GUARD])
        keep(held, paper("1", work=[TOGETHER]))
        assert len(held.versions("1")) == 2
        assert statuses(held) == {POLICE: "old", GUARD: "done", FOREST: "old"}
        same_after_all(held)


def test_removed_and_back_it_is_marked_as_before(shared: Archive) -> None:
    shared.mark(the_one(shared), "done", assignees=[GUARD])
    document, before = shared.store.parsed_document(shared.store.document_ids()[0]), statuses(shared)
    shared.remove("1", why="thử")
    put(shared, [document])
    assert statuses(shared) == before


# --- an archive made before


def test_an_archive_made_before_opens_and_keeps_its_marks(tmp_path: Path) -> None:
    with tarfile.open(OLD_TABLES) as tar:
        tar.extractall(tmp_path / "kho", filter="data")
    with closing(sqlite3.connect(tmp_path / "kho" / "archive.db")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (6,)
        assert "assignees" not in {row[1] for row in db.execute("PRAGMA table_info(marks)")}
    with Archive(tmp_path / "kho") as held:
        assert held.store.is_outdated
        dated = held.obligations(document="1", due="2023-03-24")
        assert [(o.status, o.mark and (o.mark.by, o.mark.note, o.mark.assignees)) for o in dated] == [
            ("done", ("Hà", "đã gửi", []))
        ] * 3
        assert {o.mark.proof.canonical for o in dated if o.mark and o.mark.proof} == {"14/BC-UBND"}
        assert {(o.last_day, o.status) for o in held.obligations(due="2023-05/2023-06", today=date(2023, 7, 1))} == {
            ("2023-05-14", "past due"), ("2023-06-14", "done"),
        }  # fmt: skip
        held.mark(dated[0].obligation, "open", assignees=[GUARD])
        meant = {POLICE: "done", GUARD: "old", FOREST: "done"}
        assert statuses(held, due="2023-03-24") == meant
        upkeep.rebuild(held.store)
        assert not held.store.is_outdated
        assert statuses(held, due="2023-03-24") == meant


def test_the_journal_says_for_whom(shared: Archive) -> None:
    shared.mark(the_one(shared), "done", assignees=[GUARD, POLICE], person="Lan")
    shared.mark(the_one(shared), "open")
    said = [json.loads(line) for line in shared.store.journal.path.read_text("utf-8").splitlines()]
    assert [one.get("assignees") for one in said if one["what"] == "marked"] == [[GUARD, POLICE], None]
    assert [one["person"] for one in said if one["what"] == "marked"] == ["Lan", None]


def test_several_are_marked_in_one_step_or_none(kho: Archive) -> None:
    dated, undated = (next(o for o in kho.obligations() if bool(o.last_day) == has_day) for has_day in (True, False))

    def statuses() -> dict[str, str]:
        return {x.obligation: x.status for x in kho.obligations(limit=None) if x.mark}

    documents: list[MarkValues] = [{"document": x.head.document} for x in (dated, undated)]
    wrong: list[tuple[str, MarkValues]] = [
        (dated.obligation, documents[0]),
        (undated.obligation, {**documents[1], "period": "2023"}),
    ]
    with pytest.raises(InputError, match="not due on a day"):
        kho.mark_all(wrong, "done")
    assert statuses() == {}
    told = zip((dated.obligation, undated.obligation), documents, strict=True)
    assert kho.mark_all(list(told), "done") == [(x.head.document, x.obligation) for x in (dated, undated)]
    assert statuses() == {dated.obligation: "done", undated.obligation: "done"}


def test_a_mark_has_a_day_of_its_own(kho: Archive) -> None:
    """As it was said; else that of the document which shows it; else the one on which it was said."""
    dated = kho.obligations()[0]
    assert dated.last_day == "2023-03-24"
    for typed, day, late in (("24/3/2023", "2023-03-24", False), ("2023-03-25", "2023-03-25", True)):
        kho.mark(dated.obligation, "done", date=typed)
        (after,) = kho.obligations(document="12", status="done")
        assert (after.mark and after.mark.date, marks.is_late(after)) == (day, late)
    kho.mark(dated.obligation, "done", evidence="14/BC-UBND")
    (after,) = kho.obligations(document="12", status="done")
    assert after.mark
    assert after.mark.date == kho.find("14").date
    kho.mark(dated.obligation, "open")
    said = kho.marks(dated.obligation, "12")
    assert [one.date for one in said[2:]] == ["2023-03-25", "2023-03-24"]
    assert said[0].date == date.today().isoformat()
    assert "done 2023-03-25" in [e.text for e in kho.history("12") if e.what == "marked"][1]


@pytest.mark.parametrize("typed", ["ngày mai", "3/2023", "31/2/2023"])
def test_a_day_that_is_none_is_refused(kho: Archive, typed: str) -> None:
    with pytest.raises(InputError, match="day"):
        kho.mark(kho.obligations()[0].obligation, "done", date=typed)


def test_what_is_to_come_is_not_done(kho: Archive) -> None:
    coming = date.today() + timedelta(days=1)
    dated = kho.obligations()[0]
    with pytest.raises(InputError, match=f"{coming.day}/{coming.month}/{coming.year}: this day is still to come"):
        kho.mark(dated.obligation, "done", date=coming.isoformat())
    assert kho.marks(dated.obligation, "12") == []


def test_a_file_that_shows_it_goes_with_backups_and_rebuilding(kho: Archive, tmp_path: Path) -> None:
    dated = kho.obligations()[0]
    kho.mark(dated.obligation, "done", file=EvidenceFile("báo cáo/kết quả.pdf", PDF))
    kho.mark(dated.obligation, "open", note="thiếu biểu")
    opened, done = kho.marks(dated.obligation, "12")
    assert (done.file_name, opened.file) == ("kết quả.pdf", None)
    before = dump(kho)
    upkeep.rebuild(kho.store)
    assert dump(kho) == before
    assert upkeep.unparsed_originals(kho.store) == []
    assert backups.write_backup(kho.store, tmp_path / "b.tar") == []
    assert backups.restore_backup(tmp_path / "b.tar", tmp_path / "other") == []
    with Archive(tmp_path / "other") as other:
        assert other.evidence(dated.obligation, "12", done.n) == ("kết quả.pdf", PDF)
        with pytest.raises(UnknownError, match="has no file of evidence"):
            other.evidence(dated.obligation, "12", opened.n)


def test_a_file_that_is_gone_or_changed_is_told(kho: Archive, tmp_path: Path) -> None:
    dated = kho.obligations()[0]
    kho.mark(dated.obligation, "done", file=EvidenceFile("a.pdf", PDF))
    (said,) = kho.marks(dated.obligation, "12")
    assert said.file
    place = evidence.path_of(kho.store.folder, said.file)
    place.write_bytes(PDF + b" ")
    with pytest.raises(ArchiveError, match="was changed"):
        kho.evidence(dated.obligation, "12", said.n)
    place.unlink()
    (sentence,) = backups.write_backup(kho.store, tmp_path / "b.tar")
    assert said.file in sentence
    (sentence,) = backups.restore_backup(tmp_path / "b.tar", tmp_path / "other")
    assert f"does not hold the evidence {said.file}" in sentence
    kho.mark(dated.obligation, "done", file=EvidenceFile("a.pdf", PDF))
    assert kho.evidence(dated.obligation, "12", said.n).data == PDF


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.exe", b"MZ", "not a kind of file"),
        ("a.pdf", b"MZ", "not a kind of file"),
        ("pdf", b"%PDF-1.7", "not a kind of file"),
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"%PDF-" + bytes(evidence.MOST_BYTES), "is larger than 50 MB"),
    ],
)
def test_what_is_no_evidence_is_refused_and_marks_nothing(kho: Archive, name: str, data: bytes, sentence: str) -> None:
    dated = kho.obligations()[0]
    with pytest.raises(InputError, match=sentence):
        kho.mark(dated.obligation, "done", file=EvidenceFile(name, data))
    assert (kho.marks(dated.obligation, "12"), evidence.list_all(kho.store.folder)) == ([], [])


def test_one_file_for_many_is_stored_once(shared: Archive) -> None:
    one, file = the_one(shared), EvidenceFile("a.pdf", PDF)
    values: list[MarkValues] = [{"assignees": [name], "file": file} for name in (POLICE, GUARD)]
    shared.mark_all([(one, said) for said in values], "done")
    assert len(evidence.list_all(shared.store.folder)) == 1
    assert [said.file_name for said in shared.marks(one, "1")] == ["a.pdf", "a.pdf"]


def test_what_helpers_did_is_kept_by_itself_and_the_task_is_done_by_its_lead(tmp_path: Path) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("1", work=[HELPED]))
        (asked,) = held.obligations()
        assert asked.assignee
        assert asked.cooperating == [GUARD]
        held.mark(asked.obligation, "done", assignees=[GUARD.upper()], person="Lụa", date="1/3/2023")
        (after,) = held.obligations(today=date(2023, 3, 1))
        assert (after.status == "done", after.mark) == (False, None)
        (helper,) = marks.list_helpers(after, held.marks(asked.obligation, "1"))
        assert (helper.name, helper.person) == (GUARD, "Lụa")
        assert helper.mark
        assert (helper.mark.status, helper.mark.date) == ("done", "2023-03-01")
        assert "[orphaned]" not in next(e.text for e in held.history("1") if e.what == "marked")
        held.mark(asked.obligation, "open", assignees=[GUARD])
        held.mark(asked.obligation, "done", assignees=[asked.assignee.body])
        (after,) = held.obligations()
        (helper,) = marks.list_helpers(after, held.marks(asked.obligation, "1"))
        assert (after.status, helper.mark and helper.mark.status) == ("done", "open")


def test_readers_do_not_get_a_file_of_what_is_restricted(kho: Archive, tmp_path: Path) -> None:
    dated = kho.obligations()[0]
    kho.mark(dated.obligation, "done", file=EvidenceFile("a.pdf", PDF))
    n = kho.marks(dated.obligation, "12")[0].n
    folder = kho.store.folder
    with Archive(folder, restricted=False) as reader:
        assert reader.evidence(dated.obligation, "12", n).data == PDF
    kho.restrict("12", True, why="nội bộ")
    with Archive(folder, restricted=False) as reader, pytest.raises(UnknownError):
        reader.evidence(dated.obligation, "12", n)
