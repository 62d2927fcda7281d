"""Questions to an archive of invented documents, in words of these."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from statistics import quantiles
from typing import Any, NamedTuple

from invented.documents import make_document
from invented.world import World
from vbparse.archive.archive import Archive
from vbparse.language.folding import fold, split_words
from vbparse.schema import Document

Query = Callable[[Archive], int]
"""Asks, and tells how many answers there were."""


class Answered(NamedTuple):
    """Milliseconds of processor time of queries: half of them, 95 in 100, all take no more; answers a query, queries
    without any."""

    p50: float
    p95: float
    most: float
    answers: float
    without: int


def make_queries(world: World, count: int, documents: int | None = None) -> dict[str, list[Query]]:
    """Queries in words of the documents, or of the first so many, so that what is frequent is asked for frequently."""
    by = Random(count)
    some = [make_document(world, by.randrange(documents or world.documents)) for _ in range(count)]
    charged = [by.choice(one.obligations).assignee_text for one in some]
    cited = [one.id for one in some]
    return {
        "phrase": [ask_search(f'"{" ".join(pick_run_of_words(one, by, by.randint(2, 4)))}"') for one in some],
        "two words": [ask_search(" ".join(pick_words(one, by, 2))) for one in some],
        "two words without marks": [ask_search(fold(" ".join(pick_words(one, by, 2)))) for one in some],
        "prefix": [ask_search(f"{word[: by.randint(2, 4)]}*") for one in some for word in pick_words(one, by, 1)],
        "word and prefix": [
            ask_search(f"{a} {b[: by.randint(2, 4)]}*") for a, b in (pick_words(x, by, 2) for x in some)
        ],
        "obligations by assignee": [ask_obligations(assignee=name) for name in charged],
        "obligations by due range": [ask_obligations(due=pick_period(by)) for _ in some],
        "obligations by assignee and due range": [
            ask_obligations(assignee=name, due=pick_period(by)) for name in charged
        ],
        "references of a document": [ask_references(one) for one in cited],
    }


def ask_search(typed: str) -> Query:
    return lambda archive: len(archive.search(typed).hits)


def ask_obligations(**asked: Any) -> Query:
    return lambda archive: len(archive.obligations(**asked))


def ask_references(id_: str) -> Query:
    return lambda archive: len(archive.cites(id_)) + len(archive.cited_by(id_))


def pick_run_of_words(one: Document, by: Random, size: int) -> list[str]:
    """Words in a row."""
    line = split_words(
        by.choice([block.text for section in one.sections for block in section.blocks] or [one.text or ""])
    )
    start = by.randrange(max(1, len(line) - size))
    return list(line[start : start + size])


def pick_words(one: Document, by: Random, count: int) -> list[str]:
    """Words from anywhere."""
    return by.sample([word for word in split_words(one.text or "") if word.isalpha() and len(word) > 1], count)


def pick_period(by: Random) -> str:
    year = by.randint(2015, 2025)
    return by.choice((str(year), f"{year}-Q{by.randint(1, 4)}", f"{year}-{by.randint(1, 12):02d}"))


def read_whole_file(folder: Path) -> None:
    """Read the file once, so that it is in the cache of the system."""
    with (folder / "archive.db").open("rb") as file:
        while file.read(1 << 24):
            pass


def time_queries(folder: Path, asked: Sequence[Query]) -> Answered:
    """Ask each over a connection of its own."""
    took, answers = [], []
    for query in asked:
        with Archive(folder) as archive:
            start = time.process_time()
            answers.append(query(archive))
            took.append(1000 * (time.process_time() - start))
    cuts = quantiles(took, n=20, method="inclusive")
    return Answered(cuts[9], cuts[18], max(took), sum(answers) / len(answers), answers.count(0))
