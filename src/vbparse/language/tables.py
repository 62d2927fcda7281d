"""Reads the TSV tables of `data/`, each once, when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/NAME.tsv`, each a column → value mapping; the first line holds the column names."""
    lines = files("vbparse.language").joinpath("data", f"{name}.tsv").read_text("utf-8").splitlines()
    header = lines[0].split("\t")
    return tuple(
        dict(zip(header, (line + "\t" * len(header)).split("\t"), strict=False)) for line in lines[1:] if line.strip()
    )


@cache
def column(name: str, key: str, **where: str) -> tuple[str, ...]:
    """The values of one column, of the rows whose other columns are as in `where`."""
    return tuple(row[key] for row in rows(name) if all(row[k] == v for k, v in where.items()))
