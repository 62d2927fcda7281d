"""Tokens, calendars and feeds, and whose they are: everybody has their own, an admin all."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TypeVar

from vbparse.accounts.bearers import Bearers
from vbparse.accounts.refusal import RefusalError
from vbparse.edtf import day_end
from vbparse.sentences import Sentence
from vbparse.web.access import Person
from vbparse.web.problems import ProblemError

T = TypeVar("T")


def list_owned(bearers: Bearers[T], person: Person, *, everybody: bool = False) -> list[T]:
    """The tokens, calendars or feeds of somebody, or of everybody for an admin."""
    return bearers.all(_owner_filter(person, everybody)) if can_own(person) else []


def withdraw_owned(bearers: Bearers[T], person: Person, number: int) -> T:
    """Take back a token, a calendar or a feed of one's own, or any as an admin. Raises RefusalError where there is
    none."""
    if not can_own(person):
        raise RefusalError("unknown", "account.no-bearer", kind=bearers.kind, number=number)
    return bearers.withdraw(number, _owner_filter(person, everybody=True))


def check_may_make_tokens(person: Person) -> None:
    """Raises ProblemError where somebody may not make tokens: one that ends could make one that does not."""
    if person.via == "token":
        raise ProblemError("forbidden", Sentence("token.by-token"))


def end_of_day(last_day: date | None) -> float | None:
    """The moment at which a day is over, where the server is. Raises ProblemError 422 for a day that is over."""
    if last_day is None:
        return None
    try:
        end = day_end(last_day)
    except (OverflowError, ValueError, OSError):
        raise ProblemError("invalid-request", Sentence("web.expires-far", last_day=last_day)) from None
    if end <= datetime.now(UTC):
        raise ProblemError("invalid-request", Sentence("web.expires-over", last_day=last_day))
    return end.timestamp()


def can_own(person: Person) -> bool:
    """Whether somebody has things of their own: not the bearer of a token without an owner, but for an admin."""
    return person.account is not None or person.may("admin")


def _owner_filter(person: Person, everybody: bool) -> int | None:
    return None if everybody and person.may("admin") else person.account
