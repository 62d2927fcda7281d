"""The figures of an evaluation as JSON and as a table for the terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from vbparse.evaluate.tally import Score, Tally

FIELDS = (
    "doc_type",
    "number",
    "symbol",
    "issued",
    "place",
    "issuer",
    "title",
    "addressees",
    "references",
    "reference.date",
    "reference.issuer",
    "reference.type",
    "nodes",
    "node.level",
    "phases",
    "obligations",
    "obligation.assignees",
    "obligation.cooperating",
    "obligation.due",
    "obligation.section",
    "recipients",
    "filing",
    "signatures",
    "attachments",
)
"""The fields that the mean is of, in the order of the contract."""
HEADER = FIELDS[: FIELDS.index("title") + 1]
"""The fields of which a header is whole or is not."""
FURTHER = (
    "reference.relation",
    "reference.mentions",
    "obligation.role",
    "obligation.product",
    "obligation.bound",
    "recipient.purpose_code",
    "anomalies",
    "places",
)
"""Fields that only some annotations have; they stand below and are not in the mean."""

EVIDENCE = {"id", "span", "origin", "task_span", "product_span", "heading_span", "mentions", "sections", "rule"}
"""Keys of an item that a list of misses does without."""


@dataclass(slots=True)
class Report:
    """Tallies of the documents that were held against their annotations, by name of the file."""

    documents: dict[str, Tally] = field(default_factory=dict)

    @property
    def total(self) -> Tally:
        """The counts of all documents together."""
        total = Tally()
        for tally in self.documents.values():
            total.add(tally)
        return total

    @property
    def headers(self) -> int:
        """How many documents have all of their header right."""
        whole = (scores(tally, HEADER).values() for tally in self.documents.values())
        return sum(not any(score.wrong or score.missed for score in header) for header in whole)

    def as_json(self, *, misses: bool = True) -> str:
        """Figures (rounded to four places) of all documents, of each document, and the misses."""
        total = self.total
        report: dict[str, Any] = {
            "documents": len(self.documents),
            "macro_f1": round(macro(total), 4),
            "micro_f1": round(micro(total), 4),
            "headers": self.headers,
            "sure": trust_figures(total),
            "evidence": evidence(total),
            "fields": {name: _figures(score) for name, score in scores(total).items()},
            "by_document": {name: round(macro(tally), 4) for name, tally in self.documents.items()},
        }
        if misses:
            report["misses"] = [
                {"document": x.document, "field": x.field, "about": x.about}
                | {"gold": x.gold, "found": to_plain(x.found)}
                for x in total.misses
            ]
        return json.dumps(report, ensure_ascii=False, indent=1)


def scores(tally: Tally, names: tuple[str, ...] = FIELDS + FURTHER) -> Mapping[str, Score]:
    """The fields in their order, less those with nothing to find and nothing claimed."""
    found = {name: tally.fields[name] for name in names if name in tally.fields}
    return {name: score for name, score in found.items() if score.right + score.wrong + score.missed}


def macro(tally: Tally) -> float:
    """Mean F1 of the fields, 0 where there are none."""
    found = scores(tally, FIELDS)
    return sum(score.f1 for score in found.values()) / len(found) if found else 0.0


def micro(tally: Tally) -> float:
    """F1 of all values of the fields taken together: a field with three values weighs three."""
    total = Score()
    for score in scores(tally, FIELDS).values():
        total.add(score)
    return total.f1


def trust_figures(tally: Tally) -> dict[str, dict[str, float | int | None]]:
    """Of header values, references and obligations that say whether a person should look at them: how many are without
    doubts, the share of these that is right, and the share of all right ones that they are."""
    return {
        group: {
            "sure": trust.sure,
            "right": round(trust.sure_right / trust.sure, 4) if trust.sure else None,
            "covers": round(trust.sure_right / trust.right, 4) if trust.right else None,
        }
        for group, trust in tally.trust.items()
    }


def evidence(tally: Tally) -> float | None:
    """Share of extracted items whose span holds the wording claimed."""
    return round(tally.evidence_held / tally.evidence_claimed, 4) if tally.evidence_claimed else None


def to_plain(value: Any) -> Any:
    """A value of an annotation or a document as JSON, less evidence and absent parts."""
    return _bare(value.model_dump(mode="json", exclude_defaults=True)) if isinstance(value, BaseModel) else value


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items() if key not in EVIDENCE}
    return [_bare(part) for part in value] if isinstance(value, list) else value


def _figures(score: Score) -> dict[str, float | int]:
    return {
        "precision": round(score.precision, 4),
        "recall": round(score.recall, 4),
        "f1": round(score.f1, 4),
        "right": score.right,
        "wrong": score.wrong,
        "missed": score.missed,
    }
