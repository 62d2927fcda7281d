"""What was tried and what was found, as it is printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from fuzzing.children import Fate


@dataclass(slots=True)
class Report:
    """A run: what came of the inputs by the kind of input, and the faults. `keep` is a folder for inputs at fault."""

    keep: Path | None = None
    fates: dict[str, Counter[str]] = field(default_factory=dict)
    faults: int = 0

    def add(self, kind: str, what: str, count: int = 1) -> None:
        """Count what came of inputs."""
        self.fates.setdefault(kind, Counter())[what] += count

    def tell_fault(self, which: str, fate: Fate | str, data: bytes | None = None, suffix: str = "") -> None:
        """Print a fault as it is found, and keep what led to it."""
        self.faults += 1
        said = f"{fate.what}: {fate.text}" if isinstance(fate, Fate) else fate
        print(f"FAULT {which}: {said}", flush=True)
        if self.keep and data is not None:
            self.keep.mkdir(parents=True, exist_ok=True)
            name = "".join(c if c.isalnum() else "-" for c in which)
            (self.keep / f"{name}.{suffix or 'bin'}").write_bytes(data)

    def show(self) -> None:
        """Print the counts as a Markdown table."""
        whats = sorted({what for fates in self.fates.values() for what in fates}, key=lambda x: (x != "Document", x))
        print("| inputs | tried | " + " | ".join(whats) + " |")
        print("| --- |" + " ---: |" * (len(whats) + 1))
        for kind, fates in self.fates.items():
            counts = " | ".join(f"{fates[what]:,}" for what in whats)
            print(f"| {kind} | {fates.total():,} | {counts} |")
        print(f"\nfaults: {self.faults}")
