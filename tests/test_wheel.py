"""The wheel holds all that parsing needs: it is built, installed by itself and run outside the checkout."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from fakes import PLAN

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    source = tmp_path_factory.mktemp("source") / "vbparse"
    kept = shutil.ignore_patterns(".*", "__pycache__", "corpus", "tests", "dist", "build")
    shutil.copytree(top, source, ignore=kept)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    subprocess.run([*build, "--outdir", out, source], check=True, capture_output=True)
    return next(out.glob("*.whl"))


def test_tables_pages_and_type_marker_are_in_the_wheel(wheel: Path, top: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in top.glob("src/vbparse/**/*.*") if path.suffix not in (".py", ".pyc")]
    data = {f"vbparse/{path.relative_to(top / 'src/vbparse')}" for path in files}
    assert {".tsv", ".sql", ".html", ".css", ".js"} <= {path.suffix for path in files}
    assert "vbparse/web/static/vendor/htmx.LICENSE" in data
    assert data | {"vbparse/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests", "corpus", "src"))]


def test_the_installed_wheel_parses_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    zipfile.ZipFile(wheel).extractall(site)
    # The dependencies are those that run the tests. Plain paths in a .pth file are added without their own .pth files,
    # so that the checkout itself, if it is installed there, stays out.
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "dependencies.pth").write_text("\n".join(paths) + "\n")
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    code = "import sys, vbparse; print(vbparse.__file__, file=sys.stderr); from vbparse.cli import main; main()"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(
        [home / "bin/python", "-c", code, "parse", "plan.txt"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr.strip() == str(site / "vbparse/__init__.py")
    assert json.loads(done.stdout)["number"]["canonical"] == "12/KH-UBND"
