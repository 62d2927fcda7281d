"""The image: it installs what scripts/environment names, and is built where a docker engine answers."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

LONGEST = 1800
"""Seconds after which a build hangs."""


def dockerfile(top: Path) -> str:
    return (top / "Dockerfile").read_text("utf-8").replace("\\\n", " ")


def test_it_installs_the_programs_of_the_environment(top: Path) -> None:
    environment = (top / "scripts/environment").read_text("utf-8")
    wanted = re.search(r"^programs=\(([^)]*)\)", environment, re.M)
    installed = re.search(r"apt-get install -y --no-install-recommends ([^&]*)&&", dockerfile(top))
    assert wanted
    assert installed
    assert set(wanted[1].split()) <= set(installed[1].split())
    assert "tesseract-ocr-vie" in installed[1].split()


def test_it_runs_as_nobody_in_particular_over_a_volume(top: Path) -> None:
    lines = [line.split(maxsplit=1) for line in dockerfile(top).splitlines() if re.match(r"[A-Z]+ ", line)]
    said = dict(lines)
    order = [name for name, _ in lines]
    assert said["USER"] not in ("root", "0")
    assert order.index("USER") < order.index("ENTRYPOINT")
    assert said["VOLUME"] in json.loads(said["CMD"])
    assert "/api/v1/health" in dockerfile(top)
    assert '"/src[all]"' in said["RUN"] or "[all]" in dockerfile(top)


def test_what_is_copied_is_let_through(top: Path) -> None:
    ignored = (top / ".dockerignore").read_text("utf-8").splitlines()
    copied = [name for line in re.findall(r"^COPY (.*) \S+$", dockerfile(top), re.M) for name in line.split()]
    assert copied
    assert [name for name in copied if f"!{name}" not in ignored or not (top / name).exists()] == []


@pytest.mark.slow
def test_it_is_built_and_reads_a_document(top: Path) -> None:
    docker = shutil.which("docker")
    if not docker or subprocess.run([docker, "info"], capture_output=True, check=False).returncode:
        pytest.skip("no docker engine answers")
    tag = "vbparse-test"
    subprocess.run([docker, "build", "-q", "-t", tag, str(top)], check=True, timeout=LONGEST)
    command = [docker, "run", "--rm", "-v", f"{top / 'corpus'}:/corpus:ro", tag, "parse", "/corpus/02-so-ket-rac.txt"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONGEST)
    assert json.loads(said.stdout)["number"]
