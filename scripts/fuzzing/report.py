"""What was tried and what was found, as it is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fuzzing.children import Outcome


@dataclass(slots=True)
class Report:
    """A run: what came of the inputs by the kind of input, and the faults. `keep` is a folder for inputs at fault."""

    keep: Path | None = None
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    faults: int = 0

    def add(self, kind: str, what: str, count: int = 1) -> None:
        """Count what came of inputs."""
        self.outcomes.setdefault(kind, Counter())[what] += count

    def print_fault(self, which: str, outcome: Outcome | str, data: bytes | None = None, suffix: str = "") -> None:
        """Print a fault as it is found, and keep what led to it."""
        self.faults += 1
        sentence = f"{outcome.what}: {outcome.text}" if isinstance(outcome, Outcome) else outcome
        print(f"FAULT {which}: {sentence}", flush=True)
        if self.keep and data is not None:
            self.keep.mkdir(parents=True, exist_ok=True)
            name = "".join(c if c.isalnum() else "-" for c in which)
            (self.keep / f"{name}.{suffix or 'bin'}").write_bytes(data)

    def print_table(self) -> None:
        """Print the counts as a Markdown table."""
        whats = sorted(
            {what for outcomes in self.outcomes.values() for what in outcomes}, key=lambda x: (x != "Document", x)
        )
        print("| inputs | tried | " + " | ".join(whats) + " |")
        print("| --- |" + " ---: |" * (len(whats) + 1))
        for kind, outcomes in self.outcomes.items():
            counts = " | ".join(f"{outcomes[what]:,}" for what in whats)
            print(f"| {kind} | {outcomes.total():,} | {counts} |")
        print(f"\nfaults: {self.faults}")
