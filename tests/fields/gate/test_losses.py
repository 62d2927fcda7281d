"""Signs that the reading of a document went wrong as a whole."""

from __future__ import annotations

import pytest

from plans import HEAD, parse_plan
from vbparse import parse
from vbparse.fields.gate.losses import find_losses
from vbparse.origins import Raw
from vbparse.schema import Block, Document, Section, Signature, SourceInfo
from vbparse.text import Text, TextBuilder
from vbparse.vocabularies import AnomalyCode, DoubtCode

SENTENCE = "Các thôn trồng cây ven đường và chăm sóc cây đã trồng.\n"


def text_of(words: str) -> Text:
    builder = TextBuilder()
    builder.add(words, Raw(0, len(words)))
    return builder.build()


def document_of(words: str, **fields: object) -> Document:
    source = SourceInfo(
        name="a.txt", media_type="text/plain", sha256="0" * 64, size=1, text_origin="plain", producer="vbparse"
    )
    return Document(id="0" * 64, source=source, text=words, **fields)  # type: ignore[arg-type]


def errors(document: Document) -> list[str]:
    return [anomaly.code for anomaly in document.anomalies if anomaly.severity == "error"]


def test_a_plan_has_no_signs() -> None:
    assert errors(parse_plan("I. NỘI DUNG\n" + SENTENCE * 40)) == []


def test_a_body_that_is_tiny_beside_the_file() -> None:
    words = SENTENCE * 40
    section = Section(kind="opening", level=1, span=(0, 100))
    (found,) = find_losses(text_of(words), document_of(words, sections=[section]))
    assert (found.code, found.severity) == ("body-missing", "error")
    assert "5 %" in found.message


def test_no_body_at_all() -> None:
    words = SENTENCE * 40
    assert [a.code for a in find_losses(text_of(words), document_of(words))] == ["body-missing"]


def test_a_few_words_are_no_loss() -> None:
    assert find_losses(text_of("THÔNG BÁO"), document_of("THÔNG BÁO")) == []


@pytest.mark.parametrize(("count", "found"), [(400, ["outline-missing"]), (60, [])])
def test_a_long_text_without_a_heading(count: int, found: list[str]) -> None:
    assert errors(parse_plan(SENTENCE * count)) == found


def test_basis_without_a_reference() -> None:
    words = "Căn cứ Quyết định Số"
    block = Block(kind="paragraph", text=words, span=(0, 20))
    section = Section(kind="preamble", level=1, span=(0, 20), blocks=[block])
    (found,) = find_losses(text_of(words), document_of(words, sections=[section]))
    assert (found.code, found.span) == ("references-missing", (0, 20))


def test_a_signature_that_holds_pages() -> None:
    words = "GIÁM ĐỐC " * 300
    document = document_of(words, signatures=[Signature(name="A", span=(0, 2000))])
    assert "signature-long" in [a.code for a in find_losses(text_of(words), document)]


@pytest.mark.parametrize(("kind", "found"), [("KẾ HOẠCH", ["title-short"]), ("GIẤY MỜI", [])])
def test_a_title_of_one_word(kind: str, found: list[str]) -> None:
    head = HEAD.replace("KẾ HOẠCH\nTrồng cây ven đường năm 2024", f"{kind}\nHọp")
    assert errors(parse_plan("I. NỘI DUNG\nTrồng cây.", head=head)) == found


def test_errors_stand_among_the_anomalies_of_a_document() -> None:
    document = parse(HEAD.replace("Trồng cây ven đường năm 2024", "Họp") + "\nI. NỘI DUNG\nTrồng cây.\n")
    assert errors(document) == ["title-short"]


def unassigned(body: str) -> list[str]:
    plan = parse_plan(f"III. TỔ CHỨC THỰC HIỆN\n{body}")
    spans = [one.span for one in plan.anomalies if one.code == AnomalyCode.DUTY_UNASSIGNED and one.span]
    assert (DoubtCode.MISSING in plan.doubts) is bool(spans)
    return [plan.text[slice(*span)] for span in spans]


def test_a_task_that_names_nobody_is_told() -> None:
    body = "- Công an xã tuần tra các thôn.\n- Tham mưu kế hoạch tưới cây trong mùa khô.\n- Trạm Y tế trực cấp cứu."
    assert unassigned(body) == ["Tham mưu kế hoạch tưới cây trong mùa khô."]


@pytest.mark.parametrize(
    "body",
    [
        "- Công an xã tuần tra các thôn.\n- Trạm Y tế trực cấp cứu.",
        "1. Tưới cây trong mùa khô.\n- Đơn vị thực hiện: Đoàn xã",
        "1. Công an xã\n- Tuần tra các thôn.\n- Trực cấp cứu.",
        "1. Kinh phí do ngân sách xã bảo đảm.",
        "Kế hoạch này có hiệu lực kể từ ngày ký.",
    ],
)
def test_fields_headings_and_formulas_leave_no_task_alone(body: str) -> None:
    assert unassigned(body) == []
