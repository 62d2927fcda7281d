"""Where the sentences of a paragraph end, and what is a list."""

from __future__ import annotations

import pytest

from vbparse.fields.sentences import split_sentences
from vbparse.text import Span


def test_a_person_who_helps_and_a_member_of_a_list_begin_no_sentence() -> None:
    for text in (
        "Giao đồng chí Lê An chủ trì kế hoạch; đồng chí Trần Bình phối hợp, hoàn thành trước ngày 30/4/2024.",
        "Giao ông Lê An; ông Trần Bình chịu trách nhiệm rà soát.",
        "Tổ kiểm tra gồm: ông Lê An, Phó Chủ tịch phụ trách chung; ông Trần Bình, công chức Văn phòng phụ trách hồ sơ.",
    ):
        assert split_sentences(text, Span(0, len(text))) == (Span(0, len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "Giao đồng chí Lê Văn An chủ trì kế hoạch; đồng chí Trần Văn Bình phối hợp, hoàn thành trước ngày 30/4/2024.",
        "Tổ kiểm tra gồm: ông Lê Văn An, Phó Chủ tịch; ông Trần Văn Bình, Công chức Văn phòng phụ trách hồ sơ.",
        "Đồng chí Lê Văn An phụ trách hậu cần; đồng chí Trần Văn Bình phối hợp với ông Vi Văn Tám phụ trách y tế.",
    ],
)
def test_persons_who_join_or_are_listed_are_in_the_sentence(text: str) -> None:
    assert len(split_sentences(text, Span(0, len(text)))) == 1


def test_sentences() -> None:
    text = "Đào hố. Trồng cây; Chăm sóc ở TP. Hà Sơn; tưới nước. Hết"
    assert [text[slice(*s)].strip() for s in split_sentences(text, Span(0, len(text)))] == [
        "Đào hố.", "Trồng cây;", "Chăm sóc ở TP. Hà Sơn; tưới nước.", "Hết"
    ]  # fmt: skip
