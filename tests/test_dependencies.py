"""What is imported is declared, where it is needed; and what everybody installs has a permissive licence."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from conftest import TOP

PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = {"web": "web", "accounts": "web", "exchange/pdfa": "ocr"}
"""Rooms that need an extra; all others get along with what everybody installs."""
OWN_PYTHON = {"uno"}
"""LibreOffice's bridge, imported by a helper under the Python that has it."""
PERMISSIVE = re.compile(r"\b(?:MIT|BSD|0BSD|Apache|MPL|Mozilla Public|ISC|PSF|PSFL|Python Software|Zlib|CC0|CNRI)\b")
COPYLEFT = re.compile(r"GPL|GNU|EUPL|SSPL", re.I)


def key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(lines: Iterable[str]) -> set[str]:
    return {key(Requirement(line).name) for line in lines}


BASE = declared(PROJECT["dependencies"])
EXTRA = {name: declared(lines) for name, lines in PROJECT["optional-dependencies"].items()}


@cache
def distributions() -> dict[str, set[str]]:
    """The packages that bring a module."""
    return {module: set(map(key, packages)) for module, packages in packages_distributions().items()}


def imported(path: Path) -> Iterator[str]:
    """The first names of what a file imports from outside the standard library and the project."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        yield from ({n.partition(".")[0] for n in names} - sys.stdlib_module_names - {"vbparse"})


def undeclared(files: Iterable[Path], known: set[str], own: set[str]) -> set[tuple[str, str]]:
    """Files and what they import though it is not declared; `own` are modules of the project itself."""
    packages = distributions()
    return {
        (str(path.relative_to(TOP)), name)
        for path in files
        for name in set(imported(path)) - own
        if not known & packages.get(name, set())
    }


def test_what_the_package_imports_is_declared() -> None:
    top = TOP / "src" / "vbparse"
    found = set()
    for path in top.rglob("*.py"):
        room = str(path.relative_to(top).parent)
        extra = next((e for folder, e in EXTRAS.items() if room == folder or room.startswith(f"{folder}/")), None)
        found |= undeclared([path], BASE | (EXTRA[extra] if extra else set()), OWN_PYTHON)
    assert found == set()


@pytest.mark.parametrize("folder", ["tests", "scripts"])
def test_what_tests_and_scripts_import_is_declared(folder: str) -> None:
    plain = (path for path in (TOP / folder).iterdir() if path.is_file() and not path.suffix)
    scripts = [path for path in plain if path.read_bytes().startswith(b"#!/usr/bin/env python3")]
    files = [*(TOP / folder).rglob("*.py"), *scripts]
    own = {p.stem for root in ("tests", "scripts") for p in (TOP / root).iterdir()}
    assert undeclared(files, BASE.union(*EXTRA.values()), own) == set()


def installed_by_default() -> dict[str, Distribution]:
    """Everything that `pip install vbparse` brings along, by name."""
    found: dict[str, Distribution] = {}
    rest = sorted(BASE)
    while rest:
        name = rest.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # wanted by another version of Python or another system
            continue
        wanted = map(Requirement, found[name].requires or ())
        rest += [key(x.name) for x in wanted if not x.marker or x.marker.evaluate({"extra": ""})]
    return found


def licence(package: Distribution) -> str:
    """What a package says of its licence: the expression, else the classifiers, else the first line of the text."""
    about = package.metadata
    classified = [x for x in about.get_all("Classifier") or [] if x.startswith("License")]
    return about["License-Expression"] or "; ".join(classified) or (about["License"] or "").partition("\n")[0]


def test_what_everybody_installs_has_a_permissive_licence() -> None:
    found = {name: licence(package) for name, package in installed_by_default().items()}
    assert found.keys() >= BASE
    assert {n: x for n, x in found.items() if not PERMISSIVE.search(x) or COPYLEFT.search(x)} == {}
