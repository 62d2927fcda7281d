"""The journal: its lines rest on each other, and nothing of it changes unseen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from vbparse.archive.folder.journal import Chain, Entry, Journal, first_unfit, is_whole, lines_by_number
from vbparse.errors import JournalError

AT = "2023-01-01T00:00:00Z"


def entries(count: int) -> list[Entry]:
    return [{"at": AT, "what": "failed", "name": f"Kế hoạch {n}.pdf", "reason": "hỏng"} for n in range(count)]


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "journal.jsonl")
    made.append(entries(3))
    made.append(entries(2))
    return made


def lines(journal: Journal) -> list[bytes]:
    return list(journal.read_lines())


def test_a_line_holds_its_number_and_the_sum_of_all_before_it(journal: Journal) -> None:
    before = hashlib.sha256(b"").hexdigest()[:32]
    for n, line in enumerate(lines(journal), 1):
        entry = json.loads(line)
        text = line.decode().rpartition(f'{entry["sum"]}"}}')[0]
        assert (entry["line"], entry["after"]) == (n, before)
        assert entry["sum"] == hashlib.sha256(text.encode()).hexdigest()[:32]
        before = entry["sum"]
    assert first_unfit(lines(journal)) is None


def test_each_flipped_bit_is_seen_and_its_line_named(journal: Journal) -> None:
    whole, data = lines(journal), journal.path.read_bytes()
    for at in range(len(data)):
        for bit in (1, 32):
            flipped = bytearray(data)
            flipped[at] ^= bit
            journal.path.write_bytes(flipped)
            n = data.count(b"\n", 0, at) + 1
            with pytest.raises(JournalError, match=rf"journal\.jsonl: line {n} "):
                journal.compare(whole)
            # By themselves the lines tell as much, but for a last one that is no line any more.
            assert first_unfit(lines(journal)) == (n if at < len(data) - 1 else None), (at, bit)


@pytest.mark.parametrize(
    ("order", "first"), [((1, 0, 2, 3, 4), 1), ((0, 2, 3, 4), 2), ((0, 1, 1, 2, 3, 4), 3), ((4,), 1)]
)
def test_what_was_moved_taken_out_or_put_in_is_seen(journal: Journal, order: tuple[int, ...], first: int) -> None:
    there = lines(journal)
    assert first_unfit([there[i] for i in order]) == first
    assert not is_whole([there[i] for i in order])


def test_lines_of_an_earlier_version_are_taken_as_they_are_and_stand_under_the_first_sum(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal.jsonl")
    old = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries(3)).encode()
    journal.path.write_bytes(old)
    assert [n for n, _, _ in journal.new_entries(0, 0)] == [1, 2, 3]
    assert not is_whole(lines(journal))
    journal.append(entries(1))
    assert journal.path.read_bytes().startswith(old)
    assert json.loads(lines(journal)[3])["line"] == 4
    assert is_whole(lines(journal))
    for at in range(len(old)):
        flipped = bytearray(journal.path.read_bytes())
        flipped[at] ^= 1
        found = [line + b"\n" for line in bytes(flipped).split(b"\n")[:-1]]
        assert first_unfit(found) is not None, at


@pytest.mark.parametrize(
    "line", [b"[1,2]", b'"x"', b"null", b"17", b"{}", b'{"what":"failed"}', b'{"at":1,"what":"failed"}', b"\xff\xfe",
             b"[" * 100_000, b'{"at":"","what":["x"]}', b"{what"]
)  # fmt: skip
def test_a_line_that_is_no_entry_is_told_with_its_number(journal: Journal, line: bytes) -> None:
    size = journal.size()
    with journal.path.open("ab") as file:
        file.write(line + b"\n")
    with pytest.raises(JournalError, match=r"journal\.jsonl: line 6 is not what was written there"):
        list(journal.new_entries(size, 5))


def test_a_torn_last_line_gives_way_to_the_next(journal: Journal) -> None:
    with journal.path.open("ab") as file:
        file.write(lines(journal)[0][:-5])
    assert journal.torn_end() == lines(journal)[0][:-5]
    assert len(lines(journal)) == 5
    journal.append(entries(1))
    assert journal.torn_end() == b""
    assert first_unfit(lines(journal)) is None
    assert len(lines(journal)) == 6


def test_lines_are_numbered_as_they_say_whatever_stands_between(journal: Journal) -> None:
    there = lines(journal)
    garbage = [b"\0\n", b"\n", b"x\n", b"\n", b"\n", b"\n"]
    assert lines_by_number([there[0], *garbage, *there[3:]]) == {
        1: there[0], 2: b"\0\n", 3: b"\n", 4: there[3], 5: there[4],
    }  # fmt: skip
    assert lines_by_number([there[4], there[0]]) == {5: there[4], 1: there[0]}


def test_a_chain_goes_on_from_its_last_line(journal: Journal) -> None:
    there = lines(journal)
    assert Chain([there[3]]).continues(there[4])
    assert not Chain([there[2]]).continues(there[4])
    assert Chain(there).next_line(entries(1)[0]) == Chain([there[4]]).next_line(entries(1)[0])
