"""What all tests share: the reference documents beside the checkout, and the documents of the project."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes is the machine's affair
settings.load_profile("untimed")

TOP = Path(__file__).resolve().parent.parent
SHARED = TOP.parent / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """One folder of compiled patterns for all processes of a run, and none of the user's."""
    if not hasattr(config, "workerinput"):
        os.environ["VBPARSE_CACHE"] = tempfile.mkdtemp(prefix="vbparse-patterns-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["VBPARSE_CACHE"], ignore_errors=True)


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
