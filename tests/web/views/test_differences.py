"""What differs between two versions of a document."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from archive import papers
from vbparse.web.views import differences

TEXT = st.text(alphabet="ab \nàß", max_size=60)
OLD = papers.read(papers.paper("12", work=("Công chức Văn phòng báo cáo UBND xã trước ngày 25/3/2023.",)))
NEW = papers.read(
    papers.paper(
        "12",
        signer="Vàng A Chứ",
        work=("Công chức Văn phòng báo cáo UBND xã trước ngày 30/3/2023.", "Công an xã giữ gìn trật tự."),
    )
)


@given(TEXT, TEXT)
def test_each_side_of_a_difference_is_its_text(before: str, after: str) -> None:
    assume(before != after)
    told = differences.compare_lines(before, after, around=10_000)
    for side, text, gone in (("removed", before, "added"), ("added", after, "removed")):
        kept = [line for line in told if line.change != gone]
        said = ["".join(word.text for word in line.words if word.change in ("same", side)) for line in kept]
        assert "\n".join(said) == text


@given(TEXT, TEXT)
def test_what_is_left_out_is_counted(before: str, after: str) -> None:
    told = differences.compare_lines(before, after, around=1)
    old = sum(line.skipped or 1 for line in told if line.change != "added")
    assert old == before.count("\n") + 1


def test_texts_alike_have_no_line_but_what_is_left_out() -> None:
    (only,) = differences.compare_lines("a\nb\nc", "a\nb\nc")
    assert only.skipped == 3


def test_changed_words_are_marked_in_their_line() -> None:
    (line,) = differences.compare_lines("trước ngày 25/3/2023", "trước ngày 30/3/2023")
    assert line.change == "changed"
    marked = [(word.text, word.change) for word in line.words if word.change != "same"]
    assert marked == [("25", "removed"), ("30", "added")]


def test_lines_that_have_nothing_in_common_are_not_mixed() -> None:
    changes = [line.change for line in differences.compare_lines("Nơi nhận:", "KẾ HOẠCH")]
    assert changes == ["removed", "added"]


def test_fields_that_changed_came_and_went() -> None:
    told = {(field.term, field.before, field.after) for field in differences.compare_fields(OLD, NEW)}
    assert told == {
        ("signature", None, "Vàng A Chứ"),
        ("signature", "Lò Thị Nhạn", None),
        ("obligation", "báo cáo UBND xã trước ngày 25/3/2023.", "báo cáo UBND xã trước ngày 30/3/2023."),
        ("due", "25/3/2023", "30/3/2023"),
        ("obligation", None, "giữ gìn trật tự."),
    }
    item = next(field.item for field in differences.compare_fields(OLD, NEW) if field.term == "due")
    assert item == "báo cáo UBND xã trước ngày 30/3/2023."


def test_a_document_does_not_differ_from_itself() -> None:
    assert differences.compare_fields(OLD, OLD) == []
