"""What all tests share: the reference documents beside the checkout, and the documents of the project."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("untimed")

TOP = Path(__file__).resolve().parent.parent
SHARED = TOP.parent / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    if not (SHARED / "gold").is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason="no reference documents beside the checkout"))


@pytest.fixture(scope="session")
def top() -> Path:
    """The checkout."""
    return TOP


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference documents; for tests marked `shared`."""
    return SHARED


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The documents of the project, with their annotations in `gold/`."""
    return TOP / "corpus"
