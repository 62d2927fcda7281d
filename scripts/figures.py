"""Figures as Markdown tables, as the benchmarks print them."""

from __future__ import annotations

from collections.abc import Iterable


def print_table(title: str, header: Iterable[str], rows: Iterable[Iterable[object]], number: str = ",.2f") -> None:
    """Print a table under its title, a row as soon as it is there; `number` is the format of its fractions."""
    names = list(header)
    print(f"\n### {title}\n\n| " + " | ".join(names) + " |")
    print("| " + " | ".join(["---"] + ["---:"] * (len(names) - 1)) + " |")
    for row in rows:
        print("| " + " | ".join(format(x, number) if isinstance(x, float) else str(x) for x in row) + " |", flush=True)
