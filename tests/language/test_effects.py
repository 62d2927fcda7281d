"""Whether a sentence says that its document ends or changes another, and how far."""

from __future__ import annotations

import pytest

from vbparse.language.effects import read_effect

CITED = "8/QĐ-UBND"


@pytest.mark.parametrize(
    ("sentence", "relation", "doc_type", "extent"),
    [
        ("Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 8/QĐ-UBND.", "replaces", "QĐ", "whole"),
        ("Kế hoạch này thay thế Kế hoạch số 8/QĐ-UBND ngày 10/3/2023.", "replaces", "KH", "whole"),
        ("Điều 2. Bãi bỏ Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", "whole"),
        ("Bãi bỏ Điều 5 Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", "part"),
        ("Bãi bỏ một phần Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", "part"),
        ("1. Bãi bỏ khoản 2 Điều 3 của Quyết định số 8/QĐ-UBND.", "repeals", "NQ", "part"),
        ("Quyết định này bãi bỏ Quyết định số 8/QĐ-UBND, trừ Điều 4.", "repeals", "QĐ", "part"),
        ("Sửa đổi, bổ sung một số điều của Quyết định số 8/QĐ-UBND.", "amends", "QĐ", "part"),
        ("Quyết định sửa đổi, bổ sung Quyết định số 8/QĐ-UBND", "amends", "QĐ", "part"),
        ("Chương trình này sửa đổi, bổ sung Kế hoạch số 8/QĐ-UBND.", "amends", "CTr", "part"),
        # What is only proposed, drafted or asked for.
        ("Đề xuất sửa đổi, bổ sung Quyết định số 8/QĐ-UBND.", "amends", "BC", None),
        ("trên cơ sở đó dự thảo Nghị định sửa đổi, bổ sung một số điều của số 8/QĐ-UBND", "amends", "QĐ", None),
        ("Sở Xây dựng bãi bỏ Quyết định số 8/QĐ-UBND trong quý II.", "repeals", "KH", None),
        ("2. Bãi bỏ Quyết định số 8/QĐ-UBND trong quý II.", "repeals", "KH", None),
        ("Giao Sở Xây dựng tham mưu thay thế Quyết định số 8/QĐ-UBND", "replaces", "QĐ", None),
        ("Nếu Quyết định này được ban hành thì thay thế Quyết định số 8/QĐ-UBND", "replaces", "QĐ", None),
        # What another document did, or what is not said of this one.
        ("đã được sửa đổi, bổ sung bởi Quyết định số 8/QĐ-UBND", "amends", "QĐ", None),
        ("Mẫu đơn có trong Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", None),
        ("Quyết định số 30/QĐ-UBND về việc bãi bỏ Quyết định số 8/QĐ-UBND", "repeals", "QĐ", None),
        ("Kế hoạch này triển khai việc thay thế Quyết định số 8/QĐ-UBND.", "replaces", "KH", None),
        ("Văn bản này thông báo việc bãi bỏ Quyết định số 8/QĐ-UBND.", "repeals", "CV", None),
        ("Nội dung này đã thay thế Quyết định số 8/QĐ-UBND.", "replaces", "BC", None),
        # Another document is between: it is ended as well, or the one behind it only tells what it is about.
        ("Bãi bỏ Quyết định số 5/QĐ-UBND về giá đất và Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", "whole"),
        ("Bãi bỏ Quyết định số 5/QĐ-UBND và Điều 3 của Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", "part"),
        ("Bãi bỏ Điều 5 Quyết định số 5/NQ-HĐND thi hành Quyết định số 8/QĐ-UBND.", "repeals", "QĐ", None),
    ],
)
def test_the_effect_of_a_sentence(sentence: str, relation: str, doc_type: str, extent: str | None) -> None:
    assert read_effect(sentence, CITED, relation, doc_type) == extent


def test_a_number_that_is_written_otherwise_is_behind_the_verb() -> None:
    assert read_effect("Quyết định này thay thế Quyết định số 08 /QĐ-UBND.", CITED, "replaces", "QĐ") == "whole"


def test_a_number_is_not_the_end_of_a_longer_one() -> None:
    sentence = "Quyết định này thay thế Quyết định số 18/QĐ-UBND và căn cứ Nghị quyết số 8/QĐ-UBND."
    assert read_effect(sentence, CITED, "replaces", "QĐ") is None


def test_a_law_that_a_repealed_part_is_about_is_not_repealed() -> None:
    sentence = "Bãi bỏ khoản 2 Điều 5 Quyết định số 12/2020/QĐ-UBND quy định chi tiết Luật Đất đai."
    assert read_effect(sentence, "Luật Đất đai", "repeals", "QĐ") is None
