"""Parsed documents against annotations made by hand: precision, recall and F1 of each field, and what was missed.

An annotation is a JSON object; keys that it does not have count for nothing:

    doc_type, number, symbol, issued, place, issuer, title     single values, null where the document has none
    addressees, filing       lists of names
    references               [{type, number, date, issuer, name, mentions, relation, optional}]
    nodes                    [[level, label, how the text starts]]
    phases                   [{label, start, end, recurrence, optional}]
    obligations              [{assignee, assignees, task_starts, cooperating, due, section, optional},
                             and role, product, bound where the annotation fills them]
    recipients, purpose_codes   [[name, purpose]], and their codes in the same order
    signatures               [{name, position}]
    attachments              [{label, title, nodes}]
    anomaly_codes            codes of what is odd in the document
    places                   [{field, text, page, origin}]: where the value of a field stands in the source
    scan                     the text comes from OCR: title, headings and tasks may be misread in a few letters
    also                     {field: [value, …]}: values of the header that are no fault, as of a number written by hand

Beside F1 by field there are its mean (macro), F1 of all values together (micro), the count of headers without a fault,
and, of values that carry `doubts`, how far those without any can be relied on.

The judge of the reference documents (`shared/tools/score.py`) judges the same by code of its own, and gives the same
figures but for this: it knows the first document of a file alone; with `also` it excuses any issuer where null is
named, and none else, here the one named is; a letter misread beside the tone of oa, oe, uy may count twice there,
since it moves that tone inside words too.

The annotation of a document is called as its file (plan.json for plan.pdf); those of a file that holds several have the
number of the part behind it: bundle#1.json, bundle#2.json …
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from vbparse.errors import InputError
from vbparse.evaluate.charges import score_obligations
from vbparse.evaluate.closing import score_closing
from vbparse.evaluate.header import score_header
from vbparse.evaluate.items import score_nodes, score_phases, score_references
from vbparse.evaluate.places import score_evidence, score_places
from vbparse.evaluate.report import Report
from vbparse.evaluate.tally import Tally
from vbparse.schema import Document, SourceInfo
from vbparse.vocabularies import TextOrigin

__all__ = ["Report", "by_file", "compare", "compare_file", "load_gold"]

Parts = dict[int, dict[str, Any]]
"""The annotations of one file by part; 0 is one that names no part."""


def load_gold(folder: Path) -> dict[str, dict[str, Any]]:
    """The annotations of a folder by stem. Raises InputError where there are none or one is no JSON object."""
    annotations: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            gold = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise InputError("evaluate.unread", path=path, why=error) from error
        if not isinstance(gold, dict):
            raise InputError("evaluate.no-object", path=path)
        annotations[path.stem] = gold
    if not annotations:
        raise InputError("evaluate.no-gold", folder=folder)
    return annotations


def by_file(golds: dict[str, dict[str, Any]]) -> dict[str, Parts]:
    """Annotations by the stem of their file."""
    files: dict[str, Parts] = {}
    for stem, gold in golds.items():
        file, mark, part = stem.rpartition("#")
        if mark and part.isdigit():
            files.setdefault(file, {})[int(part)] = gold
        else:
            files.setdefault(stem, {})[0] = gold
    return files


def compare_file(golds: Parts, documents: list[Document], name: str) -> dict[str, Tally]:
    """Hold the documents of a file against its annotations; a part that is annotated and not there is missed
    altogether. An annotation that names no part is that of the first."""
    tallies: dict[str, Tally] = {}
    for part, gold in sorted(golds.items()):
        called = f"{name}#{part}" if part else name
        document = documents[max(part, 1) - 1] if max(part, 1) <= len(documents) else empty_document(called)
        tallies[called] = compare(gold, document, called)
    return tallies


def compare(gold: dict[str, Any], document: Document, name: str) -> Tally:
    """Hold a document against its annotation; `name` stands beside each miss. Raises InputError for an annotation with
    items that lack a key or are of another shape."""
    tally = Tally(name)
    try:
        _score(gold, document, tally)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        what = f"{type(error).__name__}: {error}"
        raise InputError("evaluate.shape", name=name, what=what) from error
    return tally


def _score(gold: dict[str, Any], document: Document, tally: Tally) -> None:
    score_header(gold, document, tally)
    if "references" in gold:
        score_references(gold["references"], document, tally)
    if "nodes" in gold:
        score_nodes(gold, document, tally)
    if "phases" in gold:
        score_phases(gold["phases"], document, tally)
    if "obligations" in gold:
        score_obligations(gold["obligations"], document, tally, scan=bool(gold.get("scan")))
    score_closing(gold, document, tally)
    score_evidence(document, tally)
    if "places" in gold:
        score_places(gold["places"], document, tally)


def empty_document(name: str) -> Document:
    """What stands for a document that could not be parsed."""
    source = SourceInfo(name=name, media_type="", sha256="", size=0, text_origin=TextOrigin.PLAIN, producer="")
    return Document(id="", source=source, text=None)
