"""What finders of anomalies share: how one is made, and the examples beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from vbparse.schema import Anomaly, span_of
from vbparse.text import Span
from vbparse.vocabularies import AnomalyCode, Severity

Finder = TypeVar("Finder", bound=Callable[..., Iterator[Anomaly]])

EXAMPLES: list[tuple[AnomalyCode, str, str]] = []
"""Code, body of a plan in which it stands, and the wording that it marks."""
REJECTS: list[str] = []
"""Bodies of plans in which nothing is odd."""


def shown_by(code: AnomalyCode, examples: Mapping[str, str], rejects: Sequence[str] = ()) -> Callable[[Finder], Finder]:
    """Puts examples beside a finder, which tests run: bodies of plans with the wording that it marks there, and such in
    which it marks nothing."""
    EXAMPLES.extend((code, body, wording) for body, wording in examples.items())
    REJECTS.extend(rejects)
    return lambda finder: finder


def make_anomaly(
    code: AnomalyCode, message: str, span: Span | tuple[int, int] | None, severity: Severity = Severity.WARNING
) -> Anomaly:
    return Anomaly(code=code, message=message, span=span_of(span), severity=severity)
