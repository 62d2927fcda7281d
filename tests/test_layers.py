"""The rooms of the house: imports run one way, public names are there."""

from __future__ import annotations

from pathlib import Path

import pytest

import vbparse


def test_imports_run_one_way(top: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    cli = pytest.importorskip("importlinter.cli", reason="import-linter is not installed")
    monkeypatch.chdir(top)
    status = cli.lint_imports(no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_every_public_name_is_there() -> None:
    assert [name for name in vbparse.__all__ if getattr(vbparse, name, None) is None] == []
    assert len(set(vbparse.__all__)) == len(vbparse.__all__) >= 5
    for name in set(vbparse.__all__) - {"__version__"}:
        assert getattr(vbparse, name).__module__.startswith("vbparse.")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = vbparse.no_such_name
