"""LibreOffice for tests of what is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from readers.offices import SOFFICE, convert


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """A file in another format, as LibreOffice saves it; tests that want it are skipped where it cannot."""
    profile = tmp_path_factory.mktemp("office")

    def save(source: Path, suffix: str) -> Path:
        if SOFFICE is None:
            pytest.skip("no LibreOffice")
        made = convert(source, suffix, source.parent, profile)
        if not made.exists():
            pytest.skip(f"LibreOffice has no part that opens {source.suffix}")
        return made

    return save
