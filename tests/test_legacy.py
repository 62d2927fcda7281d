"""Documents in legacy charsets give the same fields as the same documents in Unicode, all of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import TOP
from legacy import encode, make_docx_twin
from vbparse import Document, parse

CORPUS = TOP / "corpus"


def in_unicode(path: Path) -> bool:
    try:
        return bool(path.read_text("utf-8"))
    except UnicodeDecodeError:
        return False


TEXTS = sorted(p.name for p in CORPUS.glob("[0-9]*") if p.suffix in {".txt", ".md"} and in_unicode(p))


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
def original(name: str) -> tuple[bytes, Document]:
    data = (CORPUS / name).read_bytes()
    return data, parse(data, name=name)


@pytest.mark.parametrize("charset", ["tcvn3", "vni", "cp1258"])
@pytest.mark.parametrize("name", TEXTS)
def test_twin_in_bytes(name: str, charset: str) -> None:
    data, wanted = original(name)
    made = parse(encode(data.decode("utf-8"), charset), name=name)
    assert made.source.charset == charset
    assert [x.severity for x in made.anomalies if x.code == "charset-converted"] == ["info"]
    assert made.text == wanted.text
    # A letter of TCVN3 is one byte, so that even the places in the file are the same.
    assert fields(made, origins=charset == "tcvn3") == fields(wanted, origins=charset == "tcvn3")


@pytest.mark.parametrize("charset", ["tcvn3", "vni"])
@pytest.mark.parametrize("name", ["04-bau-cu-tinh.docx", "05-duoi-nuoc-so.docx", "09-cong-van-tuyen-quan.docx"])
def test_twin_in_fonts(name: str, charset: str) -> None:
    data, wanted = original(name)
    made = parse(make_docx_twin(data, charset), name=name)
    assert made.source.charset == charset
    assert made.text == wanted.text
    assert fields(made, origins=True) == fields(wanted, origins=True)
    assert made.source.margins == wanted.source.margins
