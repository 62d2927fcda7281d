"""The command `evaluate`: documents paired with their annotations, and the figures printed."""

from __future__ import annotations

import json
import sys
from contextlib import closing
from pathlib import Path

from rich.table import Table
from rich.text import Text

from vbparse import evaluate
from vbparse.cli.output import Bar, print_fault
from vbparse.cli.terminal import bare
from vbparse.errors import InputError
from vbparse.evaluate import report as figures
from vbparse.exchange.consoles import PlainConsole
from vbparse.exchange.formats import PLAIN_WIDTH
from vbparse.ingest.batch import Spread
from vbparse.ingest.inputs import Given, expand
from vbparse.schema import Document

SHOWN = 160
"""Characters of a value that are shown in the list of misses."""


def evaluate_files(gold_dir: Path, files: list[str], spread: Spread, *, as_json: bool, misses: bool) -> tuple[int, int]:
    """Print the evaluation. Returns how many documents were read and how many of these failed."""
    golds = evaluate.by_file(evaluate.load_gold(gold_dir))
    given = expand(files)
    paired = [one for one in given if one.fault or Path(one.name).stem in golds]
    _note("no annotation for", [one.name for one in given if one not in paired])
    _note("no file for", sorted(golds.keys() - {Path(one.name).stem for one in paired}))
    if not paired:
        raise InputError("evaluate.no-pairs", gold_dir=gold_dir)
    report, failed = evaluate.Report(), 0
    outcomes = spread(_parse, paired)
    with closing(outcomes), Bar(len(paired)) as bar:
        for outcome in outcomes:
            with bar.step(outcome.name):
                if outcome.fault:
                    print_fault(outcome)
            failed += bool(outcome.fault)
            of_file = golds.get(Path(outcome.name).stem, {})
            report.documents |= evaluate.compare_file(of_file, outcome.value or [], outcome.name)
    if as_json:
        sys.stdout.write(report.as_json(misses=misses) + "\n")
        sys.stdout.flush()
    else:
        _print(report, misses=misses)
    return len(paired), failed


def _parse(given: Given) -> list[Document]:
    from vbparse import pipeline

    return pipeline.parse_parts(given.read_bytes(), name=given.name)


def _note(what: str, names: list[str]) -> None:
    if names:
        print(f"vbparse: {what} {', '.join(names)}; left out", file=sys.stderr, flush=True)


def _print(report: evaluate.Report, *, misses: bool) -> None:
    console = PlainConsole(file=bare(sys.stdout), width=None if sys.stdout.isatty() else PLAIN_WIDTH)
    total = report.total
    table = Table(box=None, pad_edge=False)
    table.add_column("field")
    for name in ("P", "R", "F1", "right", "wrong", "missed"):
        table.add_column(name, justify="right")
    for name, score in figures.scores(total).items():
        shares = (f"{x:.3f}" for x in (score.precision, score.recall, score.f1))
        table.add_row(name, *shares, str(score.right), str(score.wrong), str(score.missed))
    if misses and total.misses:
        _print_misses(console, report)
    console.print(table)
    held = figures.evidence(total)
    console.print(
        f"macro F1 {figures.macro(total):.4f} over {len(figures.scores(total, figures.FIELDS))} fields, "
        f"micro F1 {figures.micro(total):.4f}, "
        f"headers all right {report.headers} of {len(report.documents)} documents; "
        f"evidence {'–' if held is None else held}",
        soft_wrap=True,
    )
    for group, trust in figures.trust_figures(total).items():
        shares = ("–" if trust[key] is None else f"{trust[key]:.3f}" for key in ("right", "covers"))
        console.print("sure of {}: {}, right {}, of all right ones {}".format(group, trust["sure"], *shares))


def _print_misses(console: PlainConsole, report: evaluate.Report) -> None:
    """What is annotated (-) and what was found (+), by document."""
    for name, tally in report.documents.items():
        if tally.misses:
            console.print(Text(name, style="bold"))
        for miss in tally.misses:
            about = f" · {_shorten(miss.about)}" if miss.about else ""
            console.print(Text.assemble((f"  {miss.field}", "cyan"), (about, "dim")), soft_wrap=True)
            for mark, value in (("-", miss.gold), ("+", miss.found)):
                if value not in (None, "", [], {}):
                    console.print(Text(f"    {mark} {_shorten(value)}"), soft_wrap=True)
    console.print()


def _shorten(value: object) -> str:
    read = figures.to_plain(value)
    line = " ".join((read if isinstance(read, str) else json.dumps(read, ensure_ascii=False, default=str)).split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
