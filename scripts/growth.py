"""How time and memory grow with what is asked for, as tables and as plots for docs/pictures. Times are processor time,
so that other work of the machine does not show."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from figures import print_table
from invented.asking import make_queries, time_queries
from invented.filling import fill_archive
from invented.world import World
from vbparse import pipeline

LENGTHS = (10_000, 100_000, 1_000_000, 6_000_000)
"""Bytes; a text may have five million characters, which take some more."""
QUEUES = (10, 100, 1_000, 10_000)
ASKED = 60
"""Queries of each kind, at each size of the archive."""
Rows = list[tuple[object, ...]]
_PEAK = """
import sys
from pathlib import Path
from vbparse.cli import main
try:
    main()
except SystemExit:
    pass
status = Path("/proc/self/status").read_text()
print(next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), file=sys.stderr)
"""


def measure_growth(texts: Sequence[bytes], documents: int, pictures: Path) -> None:
    """Print the tables and write the plots; the archive grows to so many documents."""
    lengths = list(time_lengths(texts))
    print_table("Parse time against length", ("bytes", "seconds", "MB/s"), lengths)
    plot(pictures / "growth-parse.svg", "seconds to parse", "bytes of text", [("text", lengths, 1)])
    rates, questions = measure_archive(documents)
    print_table(
        "Taking in against the size of the archive", ("documents", "documents/s, writing", "kB a document"), rates
    )
    plot(
        pictures / "growth-ingest.svg",
        "documents a second",
        "documents in the archive",
        [("writing", rates, 1)],
        from_zero=True,
    )
    kinds = [kind for kind, *_ in questions[0][1]]
    table = [(size, *(p95 for _, p95 in answers)) for size, answers in questions]
    print_table(
        "First pages against the size of the archive, p95 in ms of processor time", ("documents", *kinds), table
    )
    series = [(kind, table, column) for column, kind in enumerate(kinds, 1)]
    plot(pictures / "growth-questions.svg", "ms at p95", "documents in the archive", series)
    queues = list(measure_queues(texts[0]))
    print_table("Memory against the number of files", ("files", "MB of the process that hands them out"), queues)
    plot(pictures / "growth-memory.svg", "MB", "files in a batch", [("parse --jobs 2", queues, 1)], from_zero=True)


def time_lengths(texts: Sequence[bytes]) -> Iterator[tuple[object, ...]]:
    """Bytes, seconds, MB a second: of the texts one after the other, as often as it takes."""
    whole = b"\n".join(texts) + b"\n"
    for size in LENGTHS:
        data = (whole * (size // len(whole) + 1))[:size].decode("utf-8", "ignore").encode()
        took = []
        for _ in range(max(1, min(3, 1_000_000 // size))):
            start = time.process_time()
            pipeline.parse_parts(data, name="dài.txt")
            took.append(time.process_time() - start)
        yield size, min(took), size / min(took) / 1e6


def measure_archive(documents: int) -> tuple[Rows, list[tuple[int, list[tuple[str, float]]]]]:
    """As an archive grows by powers of ten: its rate of writing over the last nine tenths and its size; and the
    questions with what they take at p95."""
    rates: Rows = []
    questions = []
    world = World(documents)
    with tempfile.TemporaryDirectory(prefix="vbparse-growth-") as root:
        folder, size, before = Path(root, "kho"), 1_000, 0
        while size <= documents:
            took = fill_archive(folder, documents, before, size)
            stored = (folder / "archive.db").stat().st_size
            rates.append((size, (size - before) / (took.writing + took.optimizing), stored / size / 1e3))
            asked = make_queries(world, ASKED, size)
            questions.append((size, [(kind, time_queries(folder, some).p95) for kind, some in asked.items()]))
            before, size = size, size * 10
    return rates, questions


def measure_queues(text: bytes) -> Iterator[tuple[object, ...]]:
    """Files, and the peak memory of the process that hands them to workers (VmHWM, Linux)."""
    with tempfile.TemporaryDirectory(prefix="vbparse-growth-") as root:
        for count in QUEUES:
            folder = Path(root, str(count))
            folder.mkdir()
            for i in range(count):
                (folder / f"{i:05}.txt").write_bytes(text[:400] + str(i).encode())
            call = [sys.executable, "-c", _PEAK, "parse", "--jobs", "2", "--no-text", str(folder)]
            done = subprocess.run(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
            yield count, int(done.stderr.split()[-1])


def plot(
    path: Path,
    what: str,
    against: str,
    series: Iterable[tuple[str, Sequence[tuple[object, ...]], int]],
    *,
    from_zero: bool = False,
) -> None:
    """A plot with logarithmic axes, or one whose values stand over zero; of each series the rows and the column that is
    drawn over their first."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.hashsalt": path.name, "svg.fonttype": "none", "font.size": 9})
    figure = Figure(figsize=(7.2, 3.6), layout="constrained")
    axes = figure.add_subplot(xscale="log", yscale="linear" if from_zero else "log", xlabel=against, ylabel=what)
    for name, rows, column in series:
        axes.plot([row[0] for row in rows], [row[column] for row in rows], marker="o", label=name)
    if from_zero:
        axes.set_ylim(bottom=0)
    axes.grid(which="major", alpha=0.3)
    figure.legend(loc="outside right upper", fontsize=8)
    figure.savefig(path, metadata={"Date": None})
