"""An archive of the corpus made once, and a copy of it behind a server for each journey."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from vbparse.archive.archive import Archive
from web.serving import fill, serving

NAME = "kho.localhost"
"""A name that Chromium takes to this machine."""
TAKEN = ("01", "02", "03", "04", "05", "06", "07", "10", "12", "19", "23")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that no test may change."""
    folder = tmp_path_factory.mktemp("kho") / "kho"
    fill(folder, *TAKEN)
    with Archive(folder) as archive:
        dossier = archive.add_dossier("Vệ sinh môi trường và hạ tầng năm 2023", symbol="01.MT", retention="20 năm")
        archive.put_in_dossier(dossier.id, [head.document for head in archive.documents()][:4])
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """An archive for one test."""
    return Path(shutil.copytree(filled, tmp_path / "kho"))


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """A server without login."""
    with serving(folder) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of a fresh browser; whatever goes wrong in its scripts fails the test."""
    with browser.new_context(base_url=address, locale="vi-VN") as context:
        page = context.new_page()
        page.set_default_timeout(30_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        yield page
        assert faults == []
