"""The commands dossier, tag and tags."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from archive.papers import keep, made, paper
from vbparse.cli.app import app

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("VBPARSE_ARCHIVE", str(tmp_path / "kho"))
    monkeypatch.chdir(tmp_path)
    with made(tmp_path / "kho") as held:
        keep(held, paper("12"), paper("13", day=(2023, 5, 2), title="Diễn tập"), paper("14", day=(2022, 5, 2)))

    def invoke(*arguments: str, fails: bool = False) -> Any:
        done = CliRunner().invoke(app, [*arguments])
        assert done.exit_code == int(fails), done.output
        return json.loads(done.stdout) if "--json" in arguments else done.output

    return invoke


def test_a_dossier_from_its_opening_to_its_end(run: Run, tmp_path: Path) -> None:
    (made_,) = run(
        "dossier", "add", "Bảo vệ rừng", "--symbol", "01.HC", "--retention", "20 năm", "--by", "Lan", "--json"
    )
    assert (made_["retention"], made_["by"]) == (20, "Lan")
    assert [head["canonical"] for head in run("dossier", "put", "01.HC", "12", "14", "--json")] == [
        "12/KH-UBND",
        "14/KH-UBND",
    ]
    assert "nothing was changed" in run("dossier", "take", "01.HC", "12", "13", fails=True)
    shown = run("dossier", "show", "01.hc", "--json")
    assert [one["head"]["canonical"] for one in shown["documents"]] == ["14/KH-UBND", "12/KH-UBND"]
    assert [one["n"] for one in run("dossier", "arrange", "01.HC", "12", "--json")["documents"]] == [1, 2]
    (changed,) = run("dossier", "change", "01.HC", "--title", "Rừng", "--retention", "vĩnh viễn", "--json")
    assert (changed["title"], changed["retention"], changed["symbol"]) == ("Rừng", "permanent", "01.HC")
    assert "Vĩnh viễn" in run("dossier", "list")
    for name in ("a.xlsx", "a.docx", "a.csv"):
        run("dossier", "export", "01.HC", "--out", name)
        run("dossier", "export", "--out", f"all-{name}")
        assert (tmp_path / name).stat().st_size > 100
        assert (tmp_path / f"all-{name}").stat().st_size > 50
    assert "name such a file" in run("dossier", "export", "--out", "a.pdf", fails=True)
    (closed,) = run("dossier", "close", "01.HC", "--as", "transferred", "--json")
    assert closed["status"] == "transferred"
    assert "open it again first" in run("dossier", "put", "01.HC", "13", fails=True)
    assert "removed: dossier" in run("dossier", "remove", "01.HC", "--why", "Nhầm")
    assert run("dossier", "list", "--json") == []


def test_tags_are_given_listed_searched_and_taken(run: Run) -> None:
    run("tag", "rừng", "12", "13", "--by", "Lan")
    run("dossier", "add", "Rừng", "--symbol", "01.HC")
    run("dossier", "put", "01.HC", "12")
    assert run("tags", "--json") == [{"tag": "rừng", "documents": 2}]
    assert [hit["head"]["canonical"] for hit in run("search", "--tag", "rung", "--unfiled", "--json")["hits"]] == [
        "13/KH-UBND"
    ]
    assert run("search", "--dossier", "01.HC", "--json")["total"] == 1
    assert "Nhãn: rừng 1" in run("search", "--dossier", "01.HC")
    filed = run("tags", "12", "--json")
    assert (filed["tags"], [one["symbol"] for one in filed["dossiers"]]) == (["rừng"], ["01.HC"])
    assert "Nhãn: rừng" in run("tags", "12")
    assert run("tags", "--rename", "rừng", "Lâm nghiệp", "--json") == [{"tag": "Lâm nghiệp", "documents": 2}]
    run("tag", "lâm nghiệp", "12", "13", "--withdraw")
    assert run("tags", "--json") == []
