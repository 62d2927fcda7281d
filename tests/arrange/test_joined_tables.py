"""Tables that page breaks cut in two."""

from array import array

import pytest

from vbparse.arrange.layout.joined_tables import join_tables
from vbparse.arrange.layout.ruled_tables import Grid, GridCell
from vbparse.arrange.layout.segments import Segment

SIZE = 13.0


def cell(text: str) -> GridCell:
    lefts, rights = array("f", range(len(text))), array("f", range(1, len(text) + 1))
    return GridCell([Segment(text, lefts, rights, bytearray(len(text)), 100.0, SIZE, 90.0, 103.0)] if text else [])


def table(page: int, *rows: tuple[str, ...]) -> Grid:
    edges = [100.0 * i for i in range(len(rows[0]) + 1)]
    return Grid(page, edges, [20.0 * i for i in range(len(rows) + 1)], [[cell(t) for t in row] for row in rows], {})


def count_rows(head: tuple[str, ...], again: tuple[str, ...], recognised: set[int]) -> int:
    first = table(1, head, ("1", "Lập danh sách", "Phòng Nội vụ"))
    flow, _ = join_tables([first, table(2, again, ("2", "Tổng hợp", "Văn phòng"))], recognised)
    (joined,) = flow
    assert isinstance(joined, Grid)
    return len(joined.cells)


HEAD = ("TT", "Nội dung công việc", "Cơ quan chủ trì")


@pytest.mark.parametrize("recognised", [set(), {1, 2}])
def test_a_header_row_that_is_repeated_is_taken_out(recognised: set[int]) -> None:
    assert count_rows(HEAD, HEAD, recognised) == 3


def test_of_recognised_pages_a_few_letters_of_it_may_be_misread() -> None:
    again = ("TT", "Nội dung công viêc", "Cơ quan chủ tri")
    assert count_rows(HEAD, again, {1, 2}) == 3
    assert count_rows(HEAD, again, set()) == 4


def test_other_digits_make_another_row() -> None:
    assert count_rows(("TT", "Nội dung đợt 1", "Chủ trì"), ("TT", "Nội dung đợt 2", "Chủ trì"), {1, 2}) == 4
