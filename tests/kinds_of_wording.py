"""Small documents of nine kinds of wording, written by people who did not know the rules, and what must come out.

`tests/kinds/KIND.jsonl` holds a case per line: `text` is the body of a plan (`whole`: a document), `format` is "md"
where it has tables, `expect` the values that are judged, as in an annotation (`vbparse.evaluate`). Every third case
(`aside`) was not looked at while rules were written; its figures are those of documents that nobody has seen. Of
`brackets`, `subjects` and `names` all cases from the 27th on are such.

`python tests/kinds_of_wording.py` prints, kind by kind, how many cases are read as meant and the F1 of their values;
`python tests/kinds_of_wording.py KIND` prints what is wrong in the cases of one kind that are not set aside.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vbparse import Document, evaluate, parse
from vbparse.evaluate.tally import Score, Tally

FOLDER = Path(__file__).parent / "kinds"
KINDS = ("slots", "leads", "subjects", "names", "brackets", "dues", "references", "phases", "recipients")
EVERY = 3
"""One of so many cases is set aside."""
JUDGED = {
    "references": ("references", "reference.date", "reference.issuer", "reference.type"),
    "phases": ("phases",),
    "recipients": ("recipients", "filing", "addressees", "signatures"),
    "dues": ("obligations", "obligation.due"),
}
"""The values that count, of the kinds where not all do."""
CHARGED = ("obligations", "obligation.due", "obligation.assignees", "obligation.cooperating")
FRAME = """ỦY BAN NHÂN DÂN
XÃ TÂN PHÚ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 15/KH-UBND

Tân Phú, ngày 10 tháng 3 năm 2026

KẾ HOẠCH
Triển khai công tác năm 2026

{}

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Bình
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A small document and what must be read of it."""

    kind: str
    line: int
    text: str
    whole: bool
    format: str
    expect: dict[str, Any]

    @property
    def name(self) -> str:
        """The file and line it stands on."""
        return f"{self.kind}:{self.line}"

    @property
    def aside(self) -> bool:
        """Whether it was kept from those who write rules."""
        return self.line % EVERY == 0

    def document(self) -> str:
        """The text as a file would hold it; paragraphs of a body are parted by empty lines."""
        if self.whole:
            return self.text
        lines = self.text.split("\n")
        rows = [line.startswith("|") for line in lines]
        parted = [
            line + ("\n" if i + 1 < len(lines) and rows[i] and rows[i + 1] else "\n\n") for i, line in enumerate(lines)
        ]
        return FRAME.format("".join(parted).rstrip("\n"))


def cases(kind: str) -> Iterator[Case]:
    """The cases of a kind, in the order of its file."""
    for n, line in enumerate((FOLDER / f"{kind}.jsonl").read_text("utf-8").splitlines(), 1):
        data = json.loads(line)
        whole, form = data.get("whole", False), data.get("format", "txt")
        yield Case(kind, n, data["text"], whole, form, data["expect"])


def judge(case: Case) -> Tally:
    """What of a case was read, wrong or missed."""
    document = parse(case.document().encode(), name=f"case.{case.format}")
    gold = _annotation(case, document)
    tally = evaluate.compare(gold, document, case.name)
    wanted = JUDGED.get(case.kind, CHARGED)
    tally.fields = {name: score for name, score in tally.fields.items() if name in wanted}
    tally.misses = [miss for miss in tally.misses if miss.field in wanted]
    return tally


def _annotation(case: Case, document: Document) -> dict[str, Any]:
    """The expectation as an annotation; what a case leaves open is taken from the document."""
    gold: dict[str, Any] = json.loads(json.dumps(case.expect))
    for item in gold.get("references", ()):
        read = [x for x in document.references if (x.canonical or x.name) == (item["number"] or item["name"])]
        for key in (key for key in ("date", "issuer") if item.get(f"{key}_any")):
            item[key] = getattr(read[0], key) if read else None
    for item in gold.get("obligations", ()):
        item.setdefault("assignee", ", ".join(item["assignees"]))
        charges = [x for x in document.obligations if item["task_starts"] in x.task]
        for key, empty in (("due", None), ("cooperating", [])):
            if item.get(f"{key}_any"):
                item[key] = empty
                for obligation in charges:
                    setattr(obligation, key, empty)
    return gold


def total(tallies: list[Tally]) -> Score:
    """All values of some cases together."""
    score = Score()
    for tally in tallies:
        for one in tally.fields.values():
            score.add(one)
    return score


def figures(kind: str, *, aside: bool) -> tuple[int, int, float]:
    """Cases read as meant, cases, and the F1 of their values."""
    tallies = [judge(case) for case in cases(kind) if case.aside == aside]
    return sum(not tally.misses for tally in tallies), len(tallies), total(tallies).f1


def main(names: list[str]) -> None:
    """Print the figures of all kinds, or the faults of some."""
    for kind in names:
        for case in cases(kind):
            misses = [] if case.aside else judge(case).misses
            if misses:
                print(f"\n{case.name}\n{case.text}")
                for miss in misses:
                    print(f"   {miss.field} {miss.about}\n      wanted {miss.gold}\n      read   {miss.found}")
    if not names:
        print(f"{'':12}{'written for':>16}{'F1':>8}{'aside':>16}{'F1':>8}")
        for kind in (k for k in KINDS if (FOLDER / f"{k}.jsonl").exists()):
            here, there = figures(kind, aside=False), figures(kind, aside=True)
            print(f"{kind:12}{here[0]:>9} of {here[1]:>3}{here[2]:8.3f}{there[0]:>9} of {there[1]:>3}{there[2]:8.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
