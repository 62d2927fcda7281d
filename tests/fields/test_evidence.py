"""Origins and ids of a finished document."""

from __future__ import annotations

from model import outline, values
from plans import HEAD, parse_duties, parse_plan
from vbparse import Document

BODY = "I. NỘI DUNG\n1. Công an xã\n- Giữ trật tự theo Quyết định số 8/QĐ-UBND.\n- Phân luồng xe.\n"


def ids(document: Document) -> dict[str, str]:
    """Id → wording, of all lists."""
    found = {o.id: o.task for o in document.obligations} | {r.id: r.canonical or "" for r in document.references}
    found |= {r.id: r.name for r in document.recipients} | {p.id: p.label or "" for p in document.phases}
    return found | {s.id: s.heading or s.kind for s in outline(document.sections)}


def test_every_value_with_a_span_has_its_place() -> None:
    document = parse_plan(BODY)
    found = list(values(document))
    assert {path.split("[")[0].split(".")[0] for path, _ in found} == {
        "number", "issued", "issuer", "title", "references", "sections", "obligations", "recipients", "signatures",
        "evidence"
    }  # fmt: skip
    assert [path for path, one in found if not one.origin] == []
    text = document.text or ""
    raw = f"{HEAD}\n{BODY.strip()}\n"
    assert document.title is not None
    assert document.title.span is not None
    (place,) = document.title.origin
    assert raw[place["start"] : place["end"]] == text[slice(*document.title.span)] == "Trồng cây ven đường năm 2024"


def test_a_reference_has_the_places_of_all_its_mentions() -> None:
    (found,) = parse_plan("I. NỘI DUNG\n1. Theo Chỉ thị số 3/CT-UBND.\n2. Sơ kết Chỉ thị số 3/CT-UBND.").references
    assert (len(found.mentions), len(found.origin)) == (2, 2)


def test_ids_stay_where_other_parts_change() -> None:
    before = ids(parse_plan(BODY))
    after = ids(parse_plan(f"Thực hiện Chỉ thị số 3/CT-UBND;\n{BODY}II. KINH PHÍ\nNgân sách xã."))
    assert {i: before[i] for i in before.keys() & after.keys()} == before


def test_ids_do_not_hang_on_case_or_blanks() -> None:
    assert (
        ids(parse_duties("1. Công an xã", "- Giữ trật  tự.")).keys()
        == ids(parse_duties("1. Công an  xã", "- Giữ trật tự.")).keys()
    )


def test_ids_tell_equal_items_apart() -> None:
    one, two = parse_duties("1. Công an xã", "- Giữ trật tự.", "- Giữ trật tự.").obligations
    assert two.id == f"{one.id}-2"


def test_another_wording_or_section_is_another_id() -> None:
    found = [
        o.id
        for o in parse_duties(
            "1. Công an xã", "- Giữ trật tự.", "- Phân luồng xe.", "2. Trạm Y tế xã", "- Giữ trật tự."
        ).obligations
    ]
    assert len(set(found)) == 3


def test_the_type_and_the_filing_line_have_their_places() -> None:
    document = parse_plan(BODY)
    text = document.text or ""
    assert {k: [text[slice(*f.span)] for f in v if f.span] for k, v in document.evidence.items()} == {
        "doc_type": ["KẾ HOẠCH"], "filing": ["VT"]
    }  # fmt: skip
