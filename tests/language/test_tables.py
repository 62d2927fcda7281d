"""The tables of data: each row has its source, no row stands twice."""

from __future__ import annotations

import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from vbparse.language.tables import column, rows

DATA = files("vbparse.language").joinpath("data")
NAMES = sorted(x.name.removesuffix(".tsv") for x in DATA.iterdir() if x.name.endswith(".tsv"))


def test_a_row_maps_columns_to_values() -> None:
    assert {"code": "KH", "name": "Kế hoạch"}.items() <= next(
        r for r in rows("document_types") if r["code"] == "KH"
    ).items()
    assert column("document_types", "name", code="QĐ") == ("Quyết định",)
    assert column("document_types", "name", code="no such code") == ()


@pytest.mark.parametrize("name", NAMES)
def test_table(name: str) -> None:
    lines = DATA.joinpath(f"{name}.tsv").read_text("utf-8").splitlines()
    table = rows(name)
    assert len(table) == len(lines) - 1 > 5
    assert {len(row) for row in table} == {len(lines[0].split("\t"))}
    assert [line for line in lines if not unicodedata.is_normalized("NFC", line) or line != line.rstrip("\r\n")] == []
    assert [line for line, n in Counter(lines).items() if n > 1] == []
    if "source" in table[0]:
        assert [row for row in table if not row["source"].strip()] == []
