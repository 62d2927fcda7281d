"""What the letterhead says twice."""

from __future__ import annotations

import pytest

from raised import BODY, END, HEAD, codes, doubt_again, plan
from vbparse.vocabularies import BodyKind, IssuerEvidence


def test_a_plain_letterhead_is_sure() -> None:
    document = plan()
    for value in (document.number, document.issued, document.issuer, document.title):
        assert codes(value) == []


def test_type_and_symbol() -> None:
    assert codes(plan(head=HEAD.replace("27/KH-UBND", "27/QĐ-UBND")).number) == ["disagrees"]


@pytest.mark.parametrize("symbol", ["KH-SYT", "KH-HĐND"])
def test_symbol_and_issuer(symbol: str) -> None:
    document = plan(head=HEAD.replace("KH-UBND", symbol))
    assert codes(document.number) == ["disagrees"]
    assert codes(document.issuer) == ["disagrees"]


def test_place_and_issuer() -> None:
    document = plan(head=HEAD.replace("Bình Sơn, ngày", "Tân Phú, ngày"))
    assert codes(document.issued) == ["disagrees"]
    assert codes(document.issuer) == ["disagrees"]
    assert codes(plan(head=HEAD.replace("Bình Sơn, ngày", "Bình Sởn, ngày")).issued) == ["disagrees"]


def test_a_province_issues_in_its_town() -> None:
    head = HEAD.replace("XÃ BÌNH SƠN", "TỈNH SƠN LĨNH")
    assert codes(plan(head=head).issued) == []


def test_day_of_issue_and_days_of_what_is_cited() -> None:
    cited = "Căn cứ Quyết định số {} ngày {} của UBND huyện;\n"
    late = cited.format("79/QĐ-UBND", "19/6/2024") + cited.format("80/QĐ-UBND", "20/6/2024")
    document = plan(late + BODY)
    assert codes(document.issued) == ["disagrees"]
    assert [codes(one) for one in document.references] == [["disagrees"]] * 2
    assert codes(plan(late.replace("/6/2024", "/4/2024") + BODY).issued) == []


def test_an_issuer_known_by_the_signature() -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN\n", "")
    document = plan(head=head)
    assert document.issuer
    assert document.issuer.evidence == "signature"
    assert codes(document.issuer) == ["weak-cue"]


def test_an_issuer_that_is_no_known_body() -> None:
    document = plan()
    assert document.issuer
    document.issuer.kind = None
    assert codes(doubt_again(document).issuer) == ["name-unknown"]


def test_an_issuer_that_is_named_by_a_document() -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN\nXÃ BÌNH SƠN", "HĐND XÃ BÌNH SƠN\nĐOÀN GIÁM SÁT THEO NGHỊ QUYẾT SỐ 64/NQ-HĐND")
    issuer = plan(head=head).issuer
    assert issuer is not None
    assert issuer.name.startswith("ĐOÀN GIÁM SÁT")
    assert "form" in codes(issuer)


def test_a_title_that_ends_open() -> None:
    assert codes(plan(head=HEAD.replace(" năm 2024\n", " và\n")).title) == ["name-cut"]
    assert codes(plan(head=HEAD.replace(" năm 2024\n", " theo ý kiến của Ủy ban nhân\n")).title) == ["name-cut"]
    assert codes(plan(head=HEAD.replace(" năm 2024\n", " và những năm tiếp theo\n")).title) == []


def test_a_title_of_two_words_or_of_very_many() -> None:
    document = plan()
    assert document.title
    for text in ("Trồng cây", "cây " * 81):
        document.title.text = text
        assert codes(doubt_again(document).title) == ["length"]


def test_a_title_that_begins_with_a_mark() -> None:
    document = plan()
    assert document.title
    for text, doubts in ((", về trồng cây ven đường", ["form"]), ("“Tết trồng cây” năm 2024", [])):
        document.title.text = text
        assert codes(doubt_again(document).title) == doubts


def test_a_title_into_which_an_addressee_runs() -> None:
    document = plan()
    assert document.title
    document.title.text = "Trồng cây ven đường Kính gửi: Các thôn"
    assert codes(doubt_again(document).title) == ["name-cut"]


def test_signer_and_issuer() -> None:
    document = plan(end=END.replace("TM. ỦY BAN NHÂN DÂN", "TM. HỘI ĐỒNG NHÂN DÂN"))
    assert codes(document.issuer) == ["disagrees"]
    assert codes(document.signatures[0]) == ["disagrees"]
    assert document.issuer
    document.issuer.kind = BodyKind.PEOPLES_COUNCIL
    assert codes(doubt_again(document).signatures[0]) == []


def test_a_name_that_stands_elsewhere_with_other_marks() -> None:
    other = "I. NỘI DUNG\nỦy ban nhân dân xã Bình Sởn trồng cây ven đường."
    assert codes(plan(other).issuer) == ["disagrees"]
    assert codes(plan(other.replace("Sởn", "Sơn")).issuer) == []
    document = plan("I. NỘI DUNG\nĐồng chí Lê Thị Hành phụ trách việc trồng cây.")
    assert codes(document.signatures[0]) == ["disagrees"]


@pytest.mark.parametrize(("issuer", "doubts"), [("Trường học", ["name-cut"]), ("Trường Trung học cơ sở Bình Sơn", [])])
def test_an_issuer_of_which_only_the_kind_is_said(issuer: str, doubts: list[str]) -> None:
    document = plan()
    assert document.issuer
    document.issuer.name, document.issuer.place = issuer, None
    document.issuer.evidence = IssuerEvidence.OPENING
    assert [code for code in codes(doubt_again(document).issuer) if code == "name-cut"] == doubts


def test_an_issuer_of_the_opening_sentence_without_a_letterhead() -> None:
    document = plan()
    assert document.issuer
    document.issuer.evidence = IssuerEvidence.OPENING
    assert "out-of-place" not in codes(doubt_again(document).issuer)
    document.number = document.issued = None
    assert "out-of-place" not in codes(doubt_again(document).issuer)
    document.signatures = []
    assert "out-of-place" in codes(doubt_again(document).issuer)
