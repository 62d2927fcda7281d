"""Words that were read from a picture and were not clear."""

from __future__ import annotations

from dataclasses import replace

from raised import BODY, END, HEAD, codes, plan, unsure
from vbparse.arrange.cutting import cut_parts
from vbparse.doubts.raising import raise_doubts
from vbparse.readers.open import open_source
from vbparse.text import Span

TWICE = (
    "Căn cứ Quyết định số 79/QĐ-UBND ngày 19/02/2024 của UBND huyện;\nCăn cứ Luật Lâm nghiệp ngày 15/11/2017;\n" + BODY
)


def test_a_value_with_an_unclear_word() -> None:
    document = unsure(plan(), "27/KH-UBND", "ven")
    assert codes(document.number) == codes(document.title) == ["ocr-uncertain"]
    assert codes(document.issued) == codes(document.issuer) == []


def test_a_cited_number_that_is_unclear() -> None:
    document = unsure(plan(TWICE), "79/QĐ-UBND")
    assert [codes(one) for one in document.references] == [["ocr-uncertain"], []]
    assert [codes(one) for one in unsure(plan(TWICE), "19/02/2024").references] == [["ocr-uncertain"], []]
    assert [codes(one) for one in unsure(plan(TWICE), "Quyết").references] == [[], []]
    assert [codes(one) for one in unsure(plan(TWICE), "Lâm").references] == [[], ["ocr-uncertain"]]


def test_a_number_cited_twice_is_clear_once() -> None:
    body = TWICE + "\nThực hiện Quyết định số 79/QĐ-UBND ngày 19/02/2024 của UBND huyện, các thôn trồng cây."
    document = plan(body)
    assert len(document.references[0].mentions) == 2
    assert codes(unsure(document, "79/QĐ-UBND").references[0]) == []


def test_the_beginning_of_a_task() -> None:
    body = "I. TỔ CHỨC THỰC HIỆN\n1. Công an xã tổ chức tuần tra trên các tuyến đường thôn, xóm vào buổi tối."
    assert codes(unsure(plan(body), "tuần").obligations[0]) == ["ocr-uncertain"]
    assert codes(unsure(plan(body), "buổi").obligations[0]) == []


def test_unclear_words_stay_with_their_part() -> None:
    source = open_source("một hai\nba bốn\n".encode(), "x.txt")
    source.unsure = [Span(4, 7), Span(8, 10)]
    parts = [part.source for part in cut_parts(source, [0, 1])]
    assert [[part.text[word] for word in part.unsure] for part in parts] == [["hai"], ["ba"]]


def test_a_value_with_a_mended_word() -> None:
    document = plan()
    source = open_source((document.text or "").encode(), "plan.txt")
    source.text = replace(source.text, view=source.text.view.replace("Trồng cây ven", "Tròng cây ven"))
    assert codes(raise_doubts(document, source).title) == ["ocr-uncertain"]
    assert codes(document.number) == []


def test_a_date_of_a_picture_without_its_day() -> None:
    document = plan(head=HEAD.replace("ngày 15 tháng 5 năm 2024", "ngày     tháng 5 năm 2024"))
    assert document.issued is not None
    assert document.issued.date == "2024-05"
    assert codes(document.issued) == []
    assert codes(unsure(document, "CHỦ TỊCH").issued) == ["ocr-uncertain"]


def test_a_signer_whose_name_was_mended() -> None:
    document = plan(end=END.replace("Lê Thị Hạnh", "Nguyên Thị Hạnh"))
    source = open_source((document.text or "").encode(), "plan.txt")
    for word, doubts in {"Nguyên": ["ocr-uncertain"], "CHỦ": []}.items():
        view = source.text.value.replace("\n", " ").replace(word, "X" * len(word))
        source.text = replace(source.text, view=view)
        assert codes(raise_doubts(document, source).signatures[0]) == doubts


def test_a_title_whose_word_has_other_marks_below() -> None:
    body = "I. NỘI DUNG\nTrồng cây vên đường làng. Các thôn trồng cây vên đường; chăm sóc hoa vên đường."
    assert codes(unsure(plan(body), "làng").title) == ["ocr-uncertain"]
    assert codes(plan(body).title) == []  # typed
    assert codes(unsure(plan(body.replace("vên", "ven")), "làng").title) == []
