"""Nơi nhận, its filing line, and Kính gửi."""

from __future__ import annotations

import pytest

from plans import parse_plan
from vbparse import Document
from vbparse.fields.recipients import purpose_code


def ended(*lines: str) -> Document:
    recipients = "\n".join(lines)
    return parse_plan(
        "I. NỘI DUNG\nTrồng cây.", end=f"\nNơi nhận:\n{recipients}\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nLê Thị Hạnh\n"
    )


def test_recipients_with_their_purposes() -> None:
    document = ended(
        "- UBND huyện (để b/c);",
        "- Công an xã (phối hợp);",
        "- Các thôn (t/h);",
        "- Ông Bình (Trưởng thôn An);",
        "- Như trên;",
        "- Lưu: VT.",
    )
    assert [(r.name, r.purpose, r.purpose_code) for r in document.recipients] == [
        ("UBND huyện", "để b/c", "report"), ("Công an xã", "phối hợp", "coordinate"), ("Các thôn", "t/h", "implement"),
        ("Ông Bình (Trưởng thôn An)", None, None), ("Như trên", None, "as-addressed"),
    ]  # fmt: skip


def test_a_brace_gives_its_purpose_to_all_lines_it_holds() -> None:
    document = ended(
        "- Sở Nội vụ;   }", "- Huyện ủy;", "             } (b/c)", "- UBND huyện;  }", "- Các thôn;", "- Lưu: VT."
    )
    assert [(r.name, r.purpose, r.purpose_code) for r in document.recipients] == [
        ("Sở Nội vụ", "b/c", "report"), ("Huyện ủy", "b/c", "report"), ("UBND huyện", "b/c", "report"),
        ("Các thôn", None, None),
    ]  # fmt: skip


def test_of_two_braces_one_after_the_other_each_gives_its_own() -> None:
    document = ended(
        "- Huyện ủy;  }", "- HĐND huyện;  } (để b/c)", "- Các phòng;  }", "- Các trường;  }", "- Các thôn;  } (để t/h)"
    )
    assert [(r.name, r.purpose) for r in document.recipients] == [
        ("Huyện ủy", "để b/c"), ("HĐND huyện", "để b/c"), ("Các phòng", "để b/c"), ("Các trường", "để t/h"),
        ("Các thôn", "để t/h"),
    ]  # fmt: skip


def test_between_two_braces_no_purpose_is_guessed() -> None:
    document = ended("- Huyện ủy;  } (để b/c)", "- Các phòng;  }", "- Các thôn;  } (để t/h)")
    assert [(r.name, r.purpose) for r in document.recipients] == [
        ("Huyện ủy", "để b/c"), ("Các phòng", None), ("Các thôn", "để t/h"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("purpose", "code"),
    [
        ("p/hợp", "coordinate"), ("b/c, chỉ đạo", "report"), ("phối hợp và theo dõi", "coordinate"),
        ("th/h", "implement"), ("để ph/hợp", "coordinate"), ("để p/hợp", "coordinate"), ("ph/hợp", "coordinate"),
        ("để t/dõi", "monitor"), ("t/dõi", "monitor"), ("để phê duyệt", "approve"), ("b.cáo", "report"),
        ("đểbáocáo", "report"),
        ("b/cáo", "report"), ("để b/cáo", "report"), ("thay báo cáo", "report"), ("thay b/c", "report"),
        ("c/đạo", "direct"), ("để c/đạo", "direct"), ("k/tra", "inspect"), ("g/sát", "inspect"),
        ("n/cứu", "other"), ("Bố trí xe đưa đón", "other"), ("Phối hợp Sở", None),
        ("đ/c Bình", None), ("Phòng A, Phòng B", None),
    ],
)  # fmt: skip
def test_purposes(purpose: str, code: str | None) -> None:
    assert purpose_code(purpose) == code


def test_a_word_that_begins_like_the_filing_line_is_none() -> None:
    assert [r.name for r in ended("- Lưu học sinh xã;", "- Lưu: VT.").recipients] == ["Lưu học sinh xã"]


@pytest.mark.parametrize(
    ("line", "filing"),
    [
        ("- Lưu: VT.", ["VT"]), ("- Lưu: VT, VPTK.", ["VT", "VPTK"]), ("- Lưu VT, NC.", ["VT", "NC"]),
        ("Lưu: VT; TH (3b).", ["VT", "TH (3b)"]), ("- Lưu: VT, KT (2). |", ["VT", "KT (2)"]),
        ("- Lưu NN.", ["NN"]), ("- Lưu TH, KT.", ["TH", "KT"]),
        ("- Lưu: Văn thư.", ["Văn thư"]), ("- Các thôn.", []),
    ],
)  # fmt: skip
def test_the_filing_line(line: str, filing: list[str]) -> None:
    document = ended("- UBND huyện;", line)
    assert document.filing == filing
    assert [r.name for r in document.recipients] == (["UBND huyện"] if filing else ["UBND huyện", "Các thôn"])
    text = document.text or ""
    assert [text[slice(*f.span)] for f in document.evidence.get("filing", []) if f.span] == filing


def test_entries_that_run_on_in_one_line() -> None:
    document = ended("- UBND huyện; - Các thôn; - Lưu: VT.")
    assert ([r.name for r in document.recipients], document.filing) == (["UBND huyện", "Các thôn"], ["VT"])


@pytest.mark.parametrize(
    ("purpose", "code"),
    [
        ("để b/c", "report"), ("b/c", "report"), ("để báo cáo", "report"), ("Để  thực hiện", "implement"),
        ("t / h", "implement"),
        ("để biết", "inform"), ("p/h", "coordinate"), ("Trưởng thôn", None), ("02 bản", None),
    ],
)  # fmt: skip
def test_codes_of_purposes(purpose: str, code: str | None) -> None:
    assert purpose_code(purpose) == code


def test_addressees() -> None:
    head = "UBND XÃ BÌNH SƠN\nSố: 5/UBND-VP\nV/v phun thuốc\n"
    listed = parse_plan("Kính gửi:\n- Trạm Y tế xã;\n- Các thôn.\n\nĐề nghị phun thuốc.", head=head)
    inline = parse_plan("Kính gửi: Trạm Y tế xã; Các thôn.\n\nĐề nghị phun thuốc.", head=head)
    assert [a.name for a in listed.addressees] == [a.name for a in inline.addressees] == ["Trạm Y tế xã", "Các thôn"]
    assert parse_plan("I. NỘI DUNG\nTrồng cây.").addressees == []


@pytest.mark.parametrize(
    ("purpose", "code"), [("Cục A03 - để b/c", "report"), ("niêm yết", "other"), ("Đ/c Phúc", None), ("cũ", None)]
)
def test_an_office_before_a_purpose_and_a_verb(purpose: str, code: str | None) -> None:
    assert purpose_code(purpose) == code


@pytest.mark.parametrize(
    ("line", "entries"),
    [("- LưuVT, BCD.", ["VT", "BCD"]), ("- Lưu KT&ĐBCL.", ["KT&ĐBCL"]), ("- Lưu: VT, NV.", ["VT", "NV"])],
)
def test_the_filing_line_needs_no_colon_in_the_list(line: str, entries: list[str]) -> None:
    document = ended("- Như trên;", line)
    assert ([r.name for r in document.recipients], document.filing) == (["Như trên"], entries)


def test_what_a_colon_opens_goes_on_over_unmarked_lines() -> None:
    document = ended("- Như trên;", "- VPCP: BTCN, các PCN;", "Trợ lý TTg;", "Cổng TTĐT;", "- Lưu: VT.")
    assert [r.name for r in document.recipients] == ["Như trên", "VPCP: BTCN, các PCN; Trợ lý TTg; Cổng TTĐT"]


def test_a_colon_or_a_stroke_that_ends_an_entry_is_no_part_of_it() -> None:
    found = ended("Như trên:", "- Phòng Nội vụ huyện:", "- Trạm Y tế xã (b/c); -", "- Lưu: VT.").recipients
    assert [(r.name, r.purpose) for r in found] == [
        ("Như trên", None), ("Phòng Nội vụ huyện", None), ("Trạm Y tế xã", "b/c"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["- Phòng Nội vụ huyện;", "- Trạm Y tế xã;", "- Lưu: VT, VP."], ["Phòng Nội vụ huyện", "Trạm Y tế xã"]),
        (["- Trạm Y tế xã;", "- Lưu: VT."], []),
        (["- Phòng Nội vụ huyện.", "- Trạm Y tế xã.", "- Lưu: VT."], []),
    ],
    ids=["list", "one-line", "sentences"],
)
def test_a_list_without_its_heading(lines: list[str], names: list[str]) -> None:
    end = "\n".join(["", *lines, "", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Lê Thị Hạnh", ""])
    document = parse_plan("I. NỘI DUNG\nTrồng cây.\nTrên đây là Kế hoạch trồng cây./.", end=end)
    assert [r.name for r in document.recipients] == names
    assert [s.name for s in document.signatures] == ["Lê Thị Hạnh"]


def test_the_post_of_who_signs_is_no_recipient() -> None:
    document = ended("- Như Điều 3;", "GIÁM ĐỐC", "- CHỦ TỊCH UBND XÃ;", "- Lưu: VT.")
    assert [one.name for one in document.recipients] == ["Như Điều 3", "CHỦ TỊCH UBND XÃ"]
