"""Documents as the database keeps them: the same when they are read again, however they were compressed."""

from __future__ import annotations

import zlib

import pytest

from archive.papers import paper, read
from vbparse.archive.folder import packing
from vbparse.schema import Document


@pytest.fixture(scope="module")
def document() -> Document:
    return read(paper("12"))


@pytest.mark.parametrize("text", ["as read", "", None])
def test_a_document_comes_back_as_it_was(document: Document, text: str | None) -> None:
    kept = document if text else document.model_copy(update={"text": text})
    packed = packing.pack_document(kept)
    assert packing.unpack_document(*packed).model_dump() == kept.model_dump()
    values = packing.unpack_document(*packed).model_dump(mode="json", exclude={"corrections"})
    assert packing.unpack_values(*packed) == values
    assert packing.unpack_text(packed.text) == (kept.text or "")


def test_what_zlib_compressed_is_read(document: Document) -> None:
    whole = zlib.compress(document.model_dump_json(exclude={"corrections"}).encode())
    assert packing.unpack_document(whole, None).model_dump() == document.model_dump()
    assert packing.unpack_values(whole, None)["text"] == document.text
    assert packing.unpack_text(zlib.compress("xã".encode())) == "xã"


def test_what_is_not_what_was_packed_is_told(document: Document) -> None:
    packed, text = packing.pack_document(document)
    assert text
    other = packing.pack_document(document.model_copy(update={"text": "khác" * 500})).text
    for one, beside in ((packed[:-9], text), (packed, other), (packed, text[:-9]), (b"\x63" + packed[1:], text)):
        with pytest.raises(packing.DAMAGED):
            packing.unpack_document(one, beside)


def test_it_takes_less_room_than_before(document: Document) -> None:
    packed, text = packing.pack_document(document)
    assert text
    before = (document.model_dump_json(exclude={"corrections"}), document.text or "")
    assert 2 * (len(packed) + len(text)) < sum(len(zlib.compress(one.encode())) for one in before)
