"""What people say of the office whose archive it is."""

from __future__ import annotations

from dataclasses import asdict

from vbparse.archive.ask.office import OfficeDetails, read_office
from vbparse.archive.store.store import Store


def set_office(store: Store, details: OfficeDetails, *, by: str | None = None) -> OfficeDetails:
    """Say what stands of the office in reports from now on, all of it; what is left empty is not known. Returns it as
    it is stored."""
    with store.writing() as step:
        cleaned = {name: _clean(value) for name, value in asdict(details).items()}
        if OfficeDetails(**cleaned) != read_office(store.db):
            step.record("headed", **cleaned, by=by)
    return OfficeDetails(**cleaned)


def _clean(value: str | None) -> str | None:
    """Single blanks, and lines that are not empty."""
    lines = (" ".join(line.split()) for line in (value or "").splitlines())
    return "\n".join(filter(None, lines)) or None
