"""Inputs parsed in child processes with limits of time and memory: what came of each, as one word and a sentence."""

from __future__ import annotations

import multiprocessing
import resource
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from fuzzing import texts
from promises import broken_promises
from vbparse import VbparseError, parse_parts

SECONDS, MEMORY = 60, 2 << 30
"""What a file may take: seconds of processor time, and bytes of memory."""
_WAIT = 10
"""Times as long as that is waited for a child: others may be at work on the machine."""
_FAULTS = frozenset({"exception", "broken", "died", "late"})
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Fate:
    """What came of an input: `Document`, the name of an error of vbparse, or a fault: `exception`, `broken` (a
    promise), `died`, `late`. `text` says more; `seconds` and `megabytes` are what it took."""

    what: str
    text: str
    seconds: float = 0.0
    megabytes: int = 0

    @property
    def is_fault(self) -> bool:
        return self.what in _FAULTS


@dataclass(slots=True)
class Fates:
    """What came of a run of texts: counts, and the faults by the numbers of the texts."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, Fate]] = field(default_factory=list)


def load() -> None:
    """Load what children would each load: they are forks of this process."""
    import pdfplumber  # noqa: F401

    import vbparse.readers.html
    import vbparse.readers.pdf.document  # noqa: F401

    parse_parts(texts.documents()[0].encode(), name="x.txt")


def fate_of(data: bytes, name: str) -> Fate:
    """What comes of a file in this process."""
    try:
        documents = parse_parts(data, name=name)
    except VbparseError as error:
        if not str(error).startswith(f"{name}: "):
            return Fate("broken", f"the message does not begin with the name of the file: {error}")
        return Fate(type(error).__name__, str(error))
    except Exception as error:  # this is what is looked for
        return Fate("exception", f"{type(error).__name__}: {error}"[:300])
    broken = [x for document in documents for x in broken_promises(document)]
    if broken:
        return Fate("broken", f"{broken[0]} (1 of {len(broken)})"[:300])
    return Fate("Document", f"{len(documents)} of {sum(len(x.text or '') for x in documents)} characters")


def fate_in_child(data: bytes, name: str) -> Fate:
    """What comes of a file in a child process, which may die of it."""
    told = _in_child(_tell_file, data, name)
    return told[0] if isinstance(told, list) else told


def fates_of_texts(seed: str, numbers: Sequence[int]) -> Fates:
    """What comes of texts. A child does all of them; where it dies, another goes on behind the one it died of."""
    found = Fates()
    at = 0
    while at < len(numbers):
        now = _FORK.Value("l", at)
        told = _in_child(_tell_texts, seed, numbers[at:], now)
        if isinstance(told, list):
            found.counts += told[0].counts
            found.faults += told[0].faults
            return found
        # What it had counted is lost with it: those before are done again, without the one that it died of.
        dead = at + now.value
        again = fates_of_texts(seed, numbers[at:dead])
        found.counts += again.counts
        found.faults += [*again.faults, (numbers[dead], told)]
        found.counts[told.what] += 1
        at = dead + 1
    return found


def _in_child(work: Callable[..., None], *arguments: Any) -> list[Any] | Fate:
    """What a child sends, or how it ended."""
    ours, theirs = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=work, args=(theirs, *arguments))
    child.start()
    theirs.close()
    try:
        return [ours.recv()] if ours.poll(_WAIT * SECONDS) else Fate("late", "no answer")
    except EOFError:
        child.join()
        code = child.exitcode or 0
        late = code == -signal.SIGXCPU
        return Fate("late" if late else "died", f"the process ended with {f'signal {-code}' if code < 0 else code}")
    finally:
        child.kill()
        child.join()
        ours.close()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell_file(pipe: Connection, data: bytes, name: str) -> None:
    _limit()
    fate = fate_of(data, name)
    used = resource.getrusage(resource.RUSAGE_SELF)
    pipe.send(Fate(fate.what, fate.text, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))


def _tell_texts(pipe: Connection, seed: str, numbers: Sequence[int], now: Any) -> None:
    found = Fates()
    for now.value, number in enumerate(numbers):
        if not now.value % 50:
            _limit()
        name, data = texts.made(seed, number)
        fate = fate_of(data, name)
        found.counts[fate.what] += 1
        if fate.is_fault:
            found.faults.append((number, fate))
    pipe.send(found)
