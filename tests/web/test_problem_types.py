"""The type of each problem is an address that explains it, in both languages, to whoever asks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import vbparse.web
from vbparse.web.app import create_app
from vbparse.web.problems import STATUS
from vbparse.web.settings import Settings
from vbparse.web.words import COOKIE, LANGUAGES, Words

WEB = Path(vbparse.web.__file__).parent
MAKERS = {"ProblemError": 0, "AccessError": 0, "retry_later": 0}
"""What makes a problem, and which of its arguments is the code."""


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Somebody who is not logged in, at a server that others reach."""
    settings = Settings(tmp_path_factory.mktemp("problems") / "kho", host="192.0.2.7", names=("kho.example",))
    with TestClient(create_app(settings), base_url="http://kho.example") as client:
        yield client


def raised_codes() -> set[str]:
    """The codes that stand in the source."""
    calls = (
        node
        for path in WEB.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS
    )
    return {
        call.args[0].value
        for call in calls
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def test_each_code_that_is_raised_is_known() -> None:
    assert len(raised_codes()) > 15
    assert raised_codes() <= set(STATUS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", STATUS)
def test_each_problem_has_a_page(stranger: TestClient, code: str, language: str) -> None:
    answer = stranger.get(f"/problems/{code}", headers={"Accept": "text/html", "Cookie": f"{COOKIE}={language}"})
    words = Words(language)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert str(int(STATUS[code])) in answer.text
    for part in ("why", "do"):
        sentence = words(f"problem.{part}.{code}")
        assert sentence.endswith(".")
        assert sentence[:20].replace("'", "&#39;").replace('"', "&#34;") in answer.text


def test_all_problems_are_listed(stranger: TestClient) -> None:
    text = stranger.get("/problems").text
    assert all(f'href="/problems/{code}"' in text for code in STATUS)


def test_the_type_of_a_problem_leads_to_its_page(stranger: TestClient) -> None:
    problem = stranger.get("/api/v1/documents").json()
    assert problem["type"] == "/problems/login-needed"
    assert "<code>login-needed</code>" in stranger.get(problem["type"]).text


def test_a_code_that_there_is_not(stranger: TestClient) -> None:
    answer = stranger.get("/problems/nix")
    assert answer.status_code == 404
    assert answer.json()["code"] == "not-found"
