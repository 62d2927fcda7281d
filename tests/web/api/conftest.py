"""The API over a few documents of the corpus: an archive made once, and a copy of it for each test that changes it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from vbparse.accounts.people import Role
from vbparse.web.app import create_app
from vbparse.web.settings import Settings
from web.serving import fill

BEGINS = ("01", "02", "03", "08", "10", "14", "22")
BASE = "http://127.0.0.1:8000"


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that is only copied."""
    folder = tmp_path_factory.mktemp("api") / "kho"
    fill(folder, *BEGINS)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(made, tmp_path / "kho")
    return tmp_path / "kho"


@pytest.fixture
def app(folder: Path) -> FastAPI:
    return create_app(Settings(folder))


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """Whoever asks from this machine, who may everything."""
    with TestClient(app, base_url=BASE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def reader(app: FastAPI, client: TestClient) -> TestClient:
    """Somebody who may only read, over the same server."""
    return TestClient(app, base_url=BASE, raise_server_exceptions=False, headers=bearing(app, "reader"))


@pytest.fixture
def editor(app: FastAPI, client: TestClient) -> TestClient:
    """Somebody who may correct, over the same server."""
    return TestClient(app, base_url=BASE, raise_server_exceptions=False, headers=bearing(app, "editor"))


def bearing(app: FastAPI, role: Role) -> dict[str, str]:
    """The header with a new token of a role."""
    _, secret = app.state.accounts.tokens.make(f"máy {role}", role)
    return {"Authorization": f"Bearer {secret}"}
