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
from promises import find_broken_promises
from vbparse import VbparseError, parse_parts

SECONDS, MEMORY = 60, 2 << 30
"""What a file may take: seconds of processor time, and bytes of memory."""
_WAIT = 10
"""Times as long as that is waited for a child: others may be at work on the machine."""
_FAULTS = frozenset({"exception", "broken", "died", "late"})
_FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Outcome:
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
class Outcomes:
    """What came of a run of texts: counts, and the faults by the numbers of the texts."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[int, Outcome]] = field(default_factory=list)


def load_readers() -> None:
    """Load what children would each load: they are forks of this process."""
    import pdfplumber  # noqa: F401

    import vbparse.readers.html
    import vbparse.readers.pdf.document  # noqa: F401

    parse_parts(texts.corpus_texts()[0].encode(), name="x.txt")


def parse_here(data: bytes, name: str) -> Outcome:
    """What comes of a file in this process."""
    try:
        documents = parse_parts(data, name=name)
    except VbparseError as error:
        if not str(error).startswith(f"{name}: "):
            return Outcome("broken", f"the message does not begin with the name of the file: {error}")
        return Outcome(type(error).__name__, str(error))
    except Exception as error:  # this is what is looked for
        return Outcome("exception", f"{type(error).__name__}: {error}"[:300])
    broken = [x for document in documents for x in find_broken_promises(document)]
    if broken:
        return Outcome("broken", f"{broken[0]} (1 of {len(broken)})"[:300])
    return Outcome("Document", f"{len(documents)} of {sum(len(x.text or '') for x in documents)} characters")


def parse_in_child(data: bytes, name: str) -> Outcome:
    """What comes of a file in a child process, which may die of it."""
    reply = _run_in_child(_send_file_outcome, data, name)
    return reply[0] if isinstance(reply, list) else reply


def parse_texts(seed: str, numbers: Sequence[int]) -> Outcomes:
    """What comes of texts. A child does all of them; where it dies, another goes on behind the one it died of."""
    outcomes = Outcomes()
    at = 0
    while at < len(numbers):
        current = _FORK.Value("l", at)
        reply = _run_in_child(_send_text_outcomes, seed, numbers[at:], current)
        if isinstance(reply, list):
            outcomes.counts += reply[0].counts
            outcomes.faults += reply[0].faults
            return outcomes
        # What it had counted is lost with it: those before are done again, without the one that it died of.
        dead = at + current.value
        again = parse_texts(seed, numbers[at:dead])
        outcomes.counts += again.counts
        outcomes.faults += [*again.faults, (numbers[dead], reply)]
        outcomes.counts[reply.what] += 1
        at = dead + 1
    return outcomes


def _run_in_child(work: Callable[..., None], *arguments: Any) -> list[Any] | Outcome:
    """What a child sends, or how it ended."""
    ours, theirs = _FORK.Pipe(duplex=False)
    child = _FORK.Process(target=work, args=(theirs, *arguments))
    child.start()
    theirs.close()
    try:
        return [ours.recv()] if ours.poll(_WAIT * SECONDS) else Outcome("late", "no answer")
    except EOFError:
        child.join()
        code = child.exitcode or 0
        late = code == -signal.SIGXCPU
        return Outcome("late" if late else "died", f"the process ended with {f'signal {-code}' if code < 0 else code}")
    finally:
        child.kill()
        child.join()
        ours.close()


def _set_limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + SECONDS, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _send_file_outcome(pipe: Connection, data: bytes, name: str) -> None:
    _set_limits()
    outcome = parse_here(data, name)
    used = resource.getrusage(resource.RUSAGE_SELF)
    pipe.send(Outcome(outcome.what, outcome.text, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024))


def _send_text_outcomes(pipe: Connection, seed: str, numbers: Sequence[int], current: Any) -> None:
    outcomes = Outcomes()
    for current.value, number in enumerate(numbers):
        if not current.value % 50:
            _set_limits()
        name, data = texts.make_file(seed, number)
        outcome = parse_here(data, name)
        outcomes.counts[outcome.what] += 1
        if outcome.is_fault:
            outcomes.faults.append((number, outcome))
    pipe.send(outcomes)
