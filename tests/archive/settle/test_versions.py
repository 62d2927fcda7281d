"""Which files are one document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive.papers import keep, made, paper, put, read
from vbparse.archive.index.keys import title_key
from vbparse.archive.settle.versions import Version, find_works

TEXT = "Thực hiện kế hoạch phòng, chống cháy rừng mùa khô, các thôn tổ chức trực, phát dọn đường băng cản lửa. " * 6
SIGNED = Version(
    "z", "KH", "12|KHUBND", ("xã suối dền", "huyện nà lộc", "ủy ban nhân dân"), "2023-03-10", "KH|cháy rừng", (0, 5, 10)
)
DRAFT = replace(SIGNED, document="b", number=None, date="2023-03", weight=(0, 3, 7))
OTHER_TEXT = "Nạo vét kênh mương nội đồng trước vụ cấy, mỗi hộ góp một công, xong trong tháng bảy. " * 6


@pytest.mark.parametrize(
    ("other", "text", "one"),
    [
        (replace(SIGNED, document="b"), TEXT, True),
        (replace(SIGNED, document="b"), TEXT.replace(" ", "\n"), True),
        (replace(SIGNED, document="b", title="KH|cháy rừng mùa khô"), OTHER_TEXT, True),
        (replace(SIGNED, document="b", title=None), OTHER_TEXT, True),
        (replace(SIGNED, document="b", title="KH|cháy rùng"), OTHER_TEXT, True),
        (replace(SIGNED, document="b", title="KH|nạo vét"), TEXT, False),
        (replace(SIGNED, document="b", title="KH|nạo vét"), OTHER_TEXT, False),
        (DRAFT, TEXT, True),
        (DRAFT, TEXT.replace("mùa khô", "năm nay"), True),
        (replace(DRAFT, date=None), TEXT, True),
        (replace(DRAFT, issuer=("xã suối dền", None, "ủy ban nhân dân")), TEXT, True),
        (DRAFT, OTHER_TEXT, False),
        (DRAFT, "", False),
        (DRAFT, TEXT * 3, False),
        (replace(DRAFT, title="KH|nạo vét"), TEXT, False),
        (replace(DRAFT, title=None), TEXT, False),
        (replace(DRAFT, doc_type="BC"), TEXT, False),
        (replace(DRAFT, date="2022-03"), TEXT, False),
        (replace(DRAFT, date="2023-03-11"), TEXT, False),
        (replace(DRAFT, issuer=("xã pá chống", "huyện nà lộc", "ủy ban nhân dân")), TEXT, False),
        (replace(DRAFT, issuer=("xã suối dền", "huyện vân khê", "ủy ban nhân dân")), TEXT, False),
        (replace(DRAFT, issuer=("xã suối dền", "huyện nà lộc", "hội đồng nhân dân")), TEXT, False),
        (replace(SIGNED, document="b", number="13|KHUBND"), TEXT, False),
        (replace(SIGNED, document="b", number="12|KHHĐND"), TEXT, False),
        (replace(SIGNED, document="b", date="2023-03-11"), TEXT, False),
        (replace(SIGNED, document="b", date="2022-03-10"), TEXT, False),
    ],
)
def test_two_files_are_one_document_or_two(other: Version, text: str, one: bool) -> None:
    texts = {"z": TEXT, "b": text}
    for pair in ([SIGNED, other], [other, SIGNED]):
        found = find_works(pair, texts.__getitem__)
        assert (found["z"] == found["b"]) is one
        assert found["z"] == "z"  # the signed one stands for both


def test_a_draft_that_could_belong_to_two_belongs_to_none() -> None:
    later = replace(SIGNED, document="c", number="13|KHUBND", date="2023-03-20")
    found = find_works([SIGNED, DRAFT, later], lambda _: TEXT)
    assert found == {"z": "z", "b": "b", "c": "c"}


def test_three_files_of_one_document_are_one() -> None:
    found = find_works([SIGNED, replace(SIGNED, document="c", weight=(1, 0, 0)), DRAFT], lambda _: TEXT)
    assert set(found.values()) == {"c"}  # one that somebody corrected counts most


HTML = "<html><body>{}</body></html>"


def test_files_of_one_document_are_shown_once(tmp_path: Path) -> None:
    text = paper("12")
    html = HTML.format("".join(f"<p>{line}</p>" for line in text.decode().splitlines() if line)).encode()
    with made(tmp_path / "kho") as held:
        keep(held, text)
        put(held, [read(html, "a.html"), read(paper(None), "du-thao.txt")])
        (shown,) = held.documents()
        assert shown.canonical == "12/KH-UBND"
        assert len(held.versions("12")) == 3
        assert held.search("cháy rừng").total == 1
        assert {owed.head.document for owed in held.obligations()} == {shown.document}
        held.remove(shown.document, why="trùng")
        assert held.find("12").document != shown.document
        assert len(held.versions("12")) == 2
        assert held.search("cháy rừng").total == 1


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("nâng lương đối với bà Quàng Thị Nhạn", "nâng lương đối với ông Vì Văn Sơ", False),
        ("phòng, chống cháy rừng mùa khô", "phỏng, chông chay rùng mua khô", True),
        ("tổ chức Tháng Thanh niên xã Suối Dền", "tổ chức Tháng Thanh niên", True),
        ("kế hoạch công tác của UBND xã", "kế hoạch công tác của Ủy ban nhân dân xã", True),
    ],
    ids=["a number given twice", "misread", "cut", "abbreviated"],
)
def test_titles_under_one_number(one: str, other: str, same: bool) -> None:
    first = replace(SIGNED, title=title_key("QĐ", one))
    second = replace(SIGNED, document="b", title=title_key("QĐ", other))
    found = find_works([first, second], lambda _: TEXT)
    assert (found["z"] == found["b"]) is same


@pytest.mark.parametrize(
    "other",
    [
        paper("13"),
        paper("12", day=(2022, 3, 10)),
        paper("12", kind="BC"),
        paper("12", unit="XÃ PÁ CHỐNG"),
        paper(None, title="Nạo vét kênh mương"),
        paper("12", title="Nạo vét kênh mương", aim=OTHER_TEXT * 2, work=("Các hộ góp công.",)),
    ],
    ids=["number", "year", "type", "unit", "draft of another title", "nothing in common"],
)
def test_other_documents_stay_others(tmp_path: Path, other: bytes) -> None:
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"), other)
        assert len(list(held.documents())) == 2
