"""Documents in legacy charsets give the same fields as the same documents in Unicode, all of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from conftest import TOP
from legacy import as_typed, docx_as_typed, docx_twin, encode
from vbparse import Document, parse

CORPUS = TOP / "corpus"
TEXTS = ("02-so-ket-rac.txt", "12-hoi-dong-thi-dua.txt", "14-ban-chi-dao-dich.txt", "08-quyet-dinh-nha-o.md")
LETTERS_FOR_LETTERS = {"tcvn3", "viscii", "vps"}
"""Charsets with a byte a letter: origins in the raw text are the same, too."""


def fields(document: Document, *, origins: bool) -> Any:
    """All that was read; less what names the file, and what says that letters were converted."""
    made = document.model_dump(mode="json", exclude={"id", "source"})
    made["anomalies"] = [x for x in made["anomalies"] if x["code"] != "charset-converted"]
    return made if origins else without_origins(made)


def without_origins(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_origins(v) for k, v in value.items() if k != "origin"}
    return [without_origins(x) for x in value] if isinstance(value, list) else value


@cache
def original(name: str, plain: bool = False) -> tuple[bytes, Document]:
    data = (CORPUS / name).read_bytes()
    if name.endswith(".docx"):
        data = docx_as_typed(data)
    else:
        text = as_typed(data.decode("utf-8"))
        if plain:  # VISCII and VPS have no other quotes and dashes
            text = encode(text, "viscii").decode("viscii_for_tests")
        data = text.encode()
    return data, parse(data, name=name)


@pytest.mark.parametrize("charset", ["tcvn3", "vni", "cp1258"])
@pytest.mark.parametrize("name", TEXTS)
def test_twin_in_bytes(name: str, charset: str) -> None:
    data, wanted = original(name)
    made = parse(encode(data.decode("utf-8"), charset), name=name)
    assert made.source.charset == charset
    assert [x.severity for x in made.anomalies if x.code == "charset-converted"] == ["info"]
    assert made.text == wanted.text
    origins = charset in LETTERS_FOR_LETTERS
    assert fields(made, origins=origins) == fields(wanted, origins=origins)


@pytest.mark.parametrize("charset", ["tcvn3", "vni"])
@pytest.mark.parametrize("name", ["04-bau-cu-tinh.docx", "05-duoi-nuoc-so.docx", "09-cong-van-tuyen-quan.docx"])
def test_twin_in_fonts(name: str, charset: str) -> None:
    data, wanted = original(name)
    made = parse(docx_twin(data, charset), name=name)
    assert made.source.charset == charset
    assert made.text == wanted.text
    assert fields(made, origins=True) == fields(wanted, origins=True)
    assert made.source.margins == wanted.source.margins
