"""Answers to questions that read much of an archive, kept until it changes or the day does."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from fastapi import Request

from vbparse.archive.archive import Archive
from vbparse.web.access import Person

P = ParamSpec("P")
R = TypeVar("R")
_MOST = 64
COUNTS = 4096
"""Numbers that are kept."""


class Answers:
    """The last answers, for the whole archive and for that of readers apart. A change is a new entry in the journal."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Hashable, make: Callable[[], R]) -> R:
        """The answer of a key; where it is not known, what `make` gives."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return cast(R, self._known[key])
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return made


def ask_once(
    request: Request,
    person: Person,
    archive: Archive,
    question: Callable[Concatenate[Archive, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What a question, a method of `Archive`, answers as of now to whoever may see what this person may."""
    answers: Answers = request.app.state.answers
    values = (args, tuple(sorted(kwargs.items())))
    return answers.find((question, *_moment(person, archive), values), lambda: question(archive, *args, **kwargs))


def count_once(request: Request, person: Person, archive: Archive) -> Callable[..., int]:
    """`Archive.count_obligations` with its numbers kept: a list shows many, most of which others ask for too."""
    counts: Answers = request.app.state.counts
    moment = _moment(person, archive)

    def count(**options: Any) -> int:
        key = (*moment, tuple(sorted(options.items())))
        return counts.find(key, lambda: archive.count_obligations(**options))

    return count


def _moment(person: Person, archive: Archive) -> tuple[Hashable, ...]:
    """What an answer holds for: what the person may see, the last change, and the day."""
    return person.may("editor"), archive.last_change(), date.today()
