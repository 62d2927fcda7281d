"""The API is as it describes itself (OpenAPI): asked with what the description allows and with what it does not, it
never breaks, and answers with what it said it would."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from web.api.test_problems import described as paths
from web.serving import serving

LEFT_OUT = re.compile("/events$|/users|/tokens|/calendars")
"""Streams that do not end, and what people and programs log in with, which is tested where it is made."""
SOON = 120
"""Seconds for an answer: a report as PDF starts LibreOffice."""
CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of a server that runs."""
    folder = tmp_path_factory.mktemp("described") / "kho"
    shutil.copytree(made, folder)
    with serving(folder) as address:
        yield schemathesis.openapi.from_url(f"{address}/api/v1/openapi.json")


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(
    ("path", "method"),
    [
        pytest.param(path, method, id=f"{method} {path}")
        for path, methods in paths().items()
        for method in methods
        if not LEFT_OUT.search(path)
    ],
)
def test_it_answers_as_described(described: Any, path: str, method: str, mode: GenerationMode) -> None:
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=8,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Case) -> None:
        answer = case.call(timeout=SOON)
        assert answer.status_code < 500, answer.text
        case.validate_response(answer, checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "what takes no values cannot be asked wrongly; all else can be asked"
