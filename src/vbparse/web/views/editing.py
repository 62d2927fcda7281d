"""The form that corrects a field: which input its path wants, what stands in it, and what was typed as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from vbparse.archive.corrections.overlay import current_field
from vbparse.edtf import parse_interval
from vbparse.errors import InputError
from vbparse.language.doctypes import names_by_code
from vbparse.patterns import Cue
from vbparse.schema import Document
from vbparse.vocabularies import Bound, Relation, Role
from vbparse.web.views.dues import read_date, read_due, write_due
from vbparse.web.views.values import format_edtf
from vbparse.web.words import load_words

Kind = Literal["line", "text", "date", "due", "choice", "lines", "removal", "charge"]
CHARGE = "obligations.+"
"""The path at which an obligation is added that was not read."""
_TEXTS = ("task", "heading", "product", "text")
_DATES = ("date", "start", "end")
_LISTS = ("assignees", "cooperating", "filing")
_TYPED_DAY = Cue(
    r"(?i)(?:(?:ngày\s*)?(\d{1,2})\s*[/.-]\s*)?(\d{1,2})\s*[/.-]\s*(\d{4})",
    examples=["15/9/2023", "ngày 15 - 9 - 2023", "9/2023"],
    rejects=["2023-09-15", "quý III/2023", "15/9/23"],
    at="whole",
)
_CHOICES: dict[str, Sequence[str]] = {"role": list(Role), "relation": list(Relation), "bound": list(Bound)}


@dataclass(frozen=True, slots=True)
class Input:
    """What a form asks. `options` are values with the word each goes by (a key of words, or plain where `plain`);
    `now` is what stands in the document, as JSON holds it."""

    path: str
    term: str
    kind: Kind
    text: str
    now: Any
    options: tuple[tuple[str, str], ...] = ()
    plain: bool = False
    optional: bool = True

    def with_text(self, text: str) -> Input:
        """The same with what somebody typed."""
        return replace(self, text=text)


def make_input(document: Document, path: str) -> Input:
    """The input for a field. Raises InputError for a path that leads nowhere."""
    if path == CHARGE:
        return Input(path, field_term(path), "charge", "", None)
    path, present_value = current_field(document, path, None if path.endswith(".due") else "")
    *_, name = path.split(".")
    if path.count(".") == 1 and path.startswith(
        ("obligations.", "references.", "phases.", "recipients.", "signatures.")
    ):
        return Input(path, field_term(path), "removal", _format_value(present_value), present_value)
    if path == "doc_type":
        options = tuple(
            sorted(((code, f"{named} ({code})") for code, named in names_by_code().items()), key=lambda x: x[1])
        )
        return Input(path, field_term(path), "choice", present_value or "", present_value, options, plain=True)
    if name in _CHOICES:
        options = tuple((value, f"document.{name}.{value}") for value in _CHOICES[name])
        return Input(
            path, field_term(path), "choice", present_value or "", present_value, options, optional=name == "bound"
        )
    if name == "due":
        due = present_value or {}
        text = write_due(due.get("date"), due.get("bound"), due.get("text") or "")
        return Input(path, field_term(path), "due", text, present_value)
    if name in _DATES:
        return Input(path, field_term(path), "date", format_edtf(present_value), present_value)
    kind: Kind = "text" if name in _TEXTS else "lines" if name in _LISTS else "line"
    return Input(path, field_term(path), kind, _format_value(present_value), present_value)


def parse_input(asked: Input, text: str, document: Document) -> Any:
    """What somebody text, as the value of a correction. Raises InputError for a deadline that cannot be read."""
    if asked.kind == "removal":
        return None
    if asked.kind == "lines":
        held = {one["name"]: one for one in asked.now or () if isinstance(one, dict)}
        return [held.get(line, line) for line in _split_lines(text)]
    text = " ".join(text.split())
    if asked.kind == "due" and text:
        return parse_due(text, document)
    if asked.kind == "date" and text:
        iso = "/".join(_to_iso(part) for part in text.replace("–", "-").split(" - "))
        return iso if parse_interval(iso) else read_date(text, document) or iso
    return text or None


@dataclass(frozen=True, slots=True)
class Charge:
    """A new obligation as it is typed: bodies one a line, the deadline as people write it."""

    who: str = ""
    task: str = ""
    partners: str = ""
    due: str = ""
    product: str = ""
    role: str = "lead"

    def value(self, document: Document) -> dict[str, Any]:
        """It as an item that is added. Raises InputError for a deadline that cannot be read."""
        item = {
            "assignees": _split_lines(self.who),
            "task": " ".join(self.task.split()),
            "cooperating": _split_lines(self.partners),
            "due": parse_due(self.due, document) if self.due.strip() else None,
            "product": " ".join(self.product.split()) or None,
            "role": self.role,
        }
        return {name: part for name, part in item.items() if part or name in ("assignees", "task")}


def parse_due(typed: str, document: Document) -> dict[str, Any]:
    """A deadline as it is stored. Raises InputError where no time can be read."""
    due = read_due(typed, document)
    if due is None:
        raise InputError("edit.due", typed=typed)
    return {name: part for name, part in due.model_dump(mode="json").items() if part and name not in ("span", "origin")}


def _split_lines(typed: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in typed.splitlines()) if line]


def _to_iso(typed: str) -> str:
    """A day or a month as people write it, 15/9/2023 or 9/2023, as ISO 8601; what is none stays as it is."""
    match = _TYPED_DAY.fullmatch(typed.strip())
    if not match:
        return typed.strip()
    day, month, year = match.groups()
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def field_term(path: str) -> str:
    """The word for a field: its own name, with that of its list or its value where it is not clear alone. Fields that
    no page shows have no word of their own."""
    parts = path.split(".")
    names = [parts[0], *parts[2:]] if len(parts) > 1 and parts[0] in _OF_LISTS else parts
    term = _TERMS.get(tuple(names), names[-1])
    return term if f"document.term.{term}" in load_words() else "field"


_OF_LISTS = ("obligations", "references", "phases", "recipients", "signatures", "sections", "attachments", "addressees")
_TERMS = {
    ("obligations",): "obligation",
    ("references",): "reference",
    ("phases",): "phase",
    ("recipients",): "recipient",
    ("signatures",): "signature",
    ("issued", "date"): "date",
    ("issued", "place"): "place",
    ("issuer", "canonical"): "issuer",
    ("issuer", "parent"): "parent",
    ("title", "text"): "title",
    ("urgency", "text"): "urgency",
    ("secrecy", "text"): "secrecy",
    ("received", "text"): "received",
    ("received", "number"): "received_number",
    ("received", "date"): "received_date",
    ("received", "office"): "received_office",
    ("addressees", "name"): "addressees",
    ("recipients", "name"): "recipient",
    ("signatures", "name"): "signer",
    ("references", "doc_type"): "cited_type",
    ("references", "canonical"): "reference",
    ("references", "name"): "reference",
    ("obligations", "due"): "due",
    ("obligations", "due", "date"): "due",
    ("obligations", "due", "bound"): "bound",
    ("obligations", "due", "recurrence"): "recurrence",
    ("attachments", "title"): "title",
}


def _format_value(value: Any) -> str:
    """A value as it is in an input; a list one item a line."""
    if isinstance(value, list):
        return "\n".join(_format_value(one) for one in value)
    if isinstance(value, dict):
        return next((str(value[key]) for key in ("canonical", "name", "task", "text", "label") if value.get(key)), "")
    return "" if value is None else " ".join(str(value).split())
