"""Exports over HTTP are those of the command line, and hold exactly what the filters leave."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from vbparse.cli.app import app as command
from vbparse.web.api.exports import Name

API = "/api/v1"


@pytest.mark.parametrize("file", get_args(Name))
def test_every_file_is_written(client: TestClient, file: str) -> None:
    answer = client.get(f"{API}/exports/{file}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{file}"')
    assert len(answer.content) > 500


@pytest.mark.parametrize("file", ["obligations.csv", "documents.jsonl", "references.csv", "obligations.ics"])
@pytest.mark.parametrize("filters", [{}, {"issuer": "hải giang"}, {"due": "2023-Q3"}])
def test_it_is_the_file_of_the_command_line(
    client: TestClient, folder: Path, tmp_path: Path, file: str, filters: dict[str, str]
) -> None:
    table, _, suffix = file.partition(".")
    options = [word for name, value in filters.items() for word in (f"--{name}", value)]
    out = str(tmp_path / f"out.{suffix}")
    done = CliRunner().invoke(command, ["export", "-a", str(folder), "--what", table, "-o", out, *options])
    assert done.exit_code == 0, done.output
    assert client.get(f"{API}/exports/{file}", params=filters).content == Path(out).read_bytes()


def test_a_calendar_of_to_dos_with_alarms(client: TestClient, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "han.ics"
    options = ["--as", "todo", "--alarm=-P1D,-P7D"]
    done = CliRunner().invoke(command, ["export", "-a", str(folder), "-o", str(out), *options])
    assert done.exit_code == 0, done.output
    assert b"TRIGGER;RELATED=END:-P7D" in out.read_bytes()
    asked = {"entries": "todo", "alarm": "-P1D,-P7D"}
    assert client.get(f"{API}/exports/obligations.ics", params=asked).content == out.read_bytes()
    assert client.get(f"{API}/exports/obligations.ics", params={"alarm": "1"}).status_code == 422
    refused = CliRunner().invoke(command, ["export", "-a", str(folder), "-o", str(out), "--alarm=1"])
    assert (refused.exit_code, "no times of alarms" in refused.output) == (1, True)


@pytest.mark.parametrize(
    "filters",
    [
        {"assignee": "địa chính", "due": "2023"},
        {"role": "support"},
        {"due": "2024-03", "falls": "running"},
        {"due": "2024-03", "falls": "due", "old": "only"},
        {"status": "old"},
        {"text": "báo cáo"},
        {"status": "past due", "as_of": "2023-10-01"},
        {"overdue_on": "2024-01-01"},
        {"document": "1467/QĐ-UBND"},
        {"assignee": "", "due": "", "overdue_on": "", "ended": "true", "role": ""},
    ],
)
def test_the_filters_are_those_of_the_list(client: TestClient, filters: dict[str, str]) -> None:
    asked: dict[str, Any] = {**filters, "limit": 200}
    listed = [x["obligation"] for x in client.get(f"{API}/obligations", params=asked).json()["items"]]
    assert listed
    lines = client.get(f"{API}/exports/obligations.jsonl", params=filters).text.splitlines()
    assert [json.loads(line)["obligation"] for line in lines] == listed
    rows = csv.DictReader(
        io.StringIO(client.get(f"{API}/exports/obligations.csv", params=filters).text.lstrip("\ufeff"))
    )
    assert [row["id"] for row in rows] == listed
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{API}/exports/obligations.xlsx", params=filters).content), read_only=True
    )
    sheet = list(book["Nhiệm vụ"].iter_rows(values_only=True))
    column = sheet[0].index("Mã nhiệm vụ")
    assert [row[column] for row in sheet[1:]] == listed
    documents = {x["head"]["document"] for x in client.get(f"{API}/obligations", params=asked).json()["items"]}
    told = client.get(f"{API}/exports/documents.jsonl", params=filters).text.splitlines()
    held = {json.loads(line)["document"] for line in told}
    assert held >= documents if "ended" in filters else held == documents


def test_what_falls_due_is_told_from_what_runs_and_what_is_old(client: TestClient) -> None:
    asked = {"due": "2024-03", "limit": 200}
    every = client.get(f"{API}/obligations", params=asked).json()["items"]
    falls = [x["falls"] for x in every]
    assert falls == sorted(falls), "due before running"
    for kind in ("due", "running"):
        found = client.get(f"{API}/obligations", params=asked | {"falls": kind}).json()["items"]
        assert found == [x for x in every if x["falls"] == kind] != []
    assert {x["old"] for x in every if x["falls"] == "due"} == {True}
    assert client.get(f"{API}/obligations", params=asked | {"old": "without", "falls": "due"}).json()["items"] == []
    lines = client.get(f"{API}/exports/obligations.csv", params={"due": "2024-03"}).text.lstrip("\ufeff").splitlines()
    assert {row["falls"] for row in csv.DictReader(lines)} == {"due", "running"}
    assert client.get(f"{API}/obligations", params={"falls": "later"}).status_code == 422
