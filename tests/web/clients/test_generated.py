"""Clients that others generate from the description of the API, in Python and for TypeScript, as docs/developers.md
says: against a server that runs."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from web.serving import fill, serving

pytestmark = pytest.mark.slow
NPM = ("openapi-typescript@7.13.0", "typescript@5.9.3")
HERE = Path(__file__).parent
WRONG = {
    "a parameter that there is not": 'export const wrong: Query = { asignee: "VPTK" };',
    "a word outside the vocabulary": 'export const wrong: Query = { falls: "never" };',
    "a property that there is not": "export const wrong = (owed: Owed): string => owed.assigneeText;",
    "another type": "export const wrong = (owed: Owed): number => owed.task;",
}
SECONDS = 300


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clients") / "kho"
    fill(folder, "02", "03", "08")
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def description(served: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("description") / "openapi.json"
    path.write_bytes(httpx.get(f"{served}/api/v1/openapi.json").content)
    return path


@pytest.fixture(scope="module")
def package(description: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a generated Python package that can be imported."""
    folder = tmp_path_factory.mktemp("generated")
    (folder / "config.yml").write_text("post_hooks: []\n", "utf-8")
    command = ["generate", "--path", str(description), "--meta", "none", "--output-path", "vbparse_client"]
    made = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *command, "--config", "config.yml"],
        cwd=folder, capture_output=True, text=True, timeout=SECONDS,
    )  # fmt: skip
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Unable to" not in made.stdout + made.stderr, "a type was left out"
    sys.path.insert(0, str(folder))
    yield "vbparse_client"
    sys.path.remove(str(folder))


def operation(package: str, group: str, name: str) -> Any:
    return importlib.import_module(f"{package}.api.{group}.{name}")


def test_a_python_client_lists_documents_and_obligations(package: str, served: str) -> None:
    client = importlib.import_module(package).Client(base_url=served)
    documents = operation(package, "documents", "list_documents").sync(client=client)
    assert documents.total == len(documents.items) == 3
    assert {one.name for one in documents.items} >= {"02-so-ket-rac.txt"}
    owed = operation(package, "obligations", "list_obligations").sync(client=client, limit=1)
    assert owed.items[0].task
    assert owed.items[0].head.document in {one.document for one in documents.items}


def test_a_python_client_goes_from_page_to_page(package: str, served: str) -> None:
    client = importlib.import_module(package).Client(base_url=served)
    listing = operation(package, "documents", "list_documents")
    page = listing.sync(client=client, limit=2)
    names = [one.name for one in page.items]
    while page.next_:
        page = listing.sync(client=client, limit=2, cursor=page.next_)
        names += [one.name for one in page.items]
    assert len({*names}) == len(names) == 3


def test_a_python_client_is_told_a_problem(package: str, served: str) -> None:
    client = importlib.import_module(package).Client(base_url=served)
    models = importlib.import_module(f"{package}.models")
    answer = operation(package, "documents", "get_document").sync_detailed("ffffffff", client=client)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert isinstance(answer.parsed, models.ProblemBody)
    assert (answer.parsed.code, answer.parsed.status) == ("not-found", 404)


def test_names_of_types_are_plain(description: Path) -> None:
    names = json.loads(description.read_bytes())["components"]["schemas"]
    assert [name for name in names if not name.isalnum()] == []
    assert {"OwedPage", "HitPage", "Falls", "ObligationMark"} <= {*names}


@pytest.fixture(scope="module")
def compiler(description: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the types of the description, and the compiler."""
    if not shutil.which("npm"):
        pytest.skip("no npm")
    folder = tmp_path_factory.mktemp("typescript")
    (folder / "package.json").write_text('{"private": true}', "utf-8")
    fetched = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", *NPM], cwd=folder, timeout=SECONDS
    )
    if fetched.returncode:
        pytest.skip("npm fetches nothing here")
    command = ["npx", "--no-install", "openapi-typescript", str(description), "--output", "vbparse.d.ts"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=SECONDS)
    return folder


def compile_types(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "client.ts").write_text(source, "utf-8")
    command = ["npx", "--no-install", "tsc", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom"]
    command += ["--module", "nodenext", "client.ts"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS)


def test_typescript_that_uses_the_types_rightly_is_compiled(compiler: Path) -> None:
    compiled = compile_types(compiler, (HERE / "client.ts").read_text("utf-8"))
    assert compiled.returncode == 0, compiled.stdout


@pytest.mark.parametrize("line", WRONG.values(), ids=WRONG)
def test_typescript_that_uses_them_wrongly_is_not(compiler: Path, line: str) -> None:
    compiled = compile_types(compiler, (HERE / "client.ts").read_text("utf-8") + line + "\n")
    assert compiled.returncode != 0
    errors = [row for row in compiled.stdout.splitlines() if "error TS" in row]
    assert len(errors) == 1, compiled.stdout
