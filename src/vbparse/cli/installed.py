"""What is installed of all that vbparse can use."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vbparse.programs import PARTS

_OURS = "vbparse"
_FOR_DEVELOPERS = {"all", "test", "check"}


@dataclass(frozen=True, slots=True)
class Finding:
    """A part that is there, in a `version`, or is not: then `install` says how to get it. Without one that is
    `required` vbparse does not work; another `enables` something. The `licence` is given for parts that come apart from
    vbparse."""

    name: str
    version: str | None
    required: bool
    enables: str
    install: str
    licence: str | None = None


def findings() -> Iterator[Finding]:
    """Every part that vbparse can use, those that it cannot do without first."""
    yield Finding("Python", platform.python_version(), True, "", "install Python 3.11 or later")
    yield Finding("SQLite with FTS5", _sqlite(), True, "", "install a Python whose SQLite has FTS5")
    yield from _packages(None, set())
    for part in PARTS:
        yield Finding(part.name, part.version(), False, part.enables, part.install, part.licence)
    told = importlib.metadata.metadata(_OURS).get_all("Provides-Extra") or []
    for extra in sorted(set(told) - _FOR_DEVELOPERS):
        yield from _packages(extra, {part.name.lower() for part in PARTS})


def _packages(extra: str | None, others: set[str]) -> Iterator[Finding]:
    """The Python packages that vbparse asks for: those it cannot do without, or those of an extra, less `others`."""
    modules = _modules()
    for line in importlib.metadata.requires(_OURS) or ():
        of = re.search(r"""extra\s*==\s*["']([\w-]+)["']""", line)
        if (of[1] if of else None) != extra:
            continue
        name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
        if name.lower() in others:
            continue
        wanted = f"{_OURS}[{extra}]" if extra else _OURS
        works = _importing(modules.get(_key(name), ""))
        yield Finding(
            name, works(name), extra is None, f"the extra {extra}" if extra else "", f"pip install '{wanted}'"
        )


def _modules() -> dict[str, str]:
    """The module by which each installed package is used, by the name of the package."""
    found: dict[str, str] = {}
    for module, packages in importlib.metadata.packages_distributions().items():
        for package in packages:
            if not module.startswith("_"):
                found.setdefault(_key(package), module)
    return found


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _importing(module: str) -> Callable[[str], str | None]:
    """Tells the version of a package that can be imported: one that is broken is as good as missing."""

    def version(name: str) -> str | None:
        try:
            if module:
                importlib.import_module(module)
            return importlib.metadata.version(name)
        except Exception:  # whatever a broken package raises
            return None

    return version


def _sqlite() -> str | None:
    try:
        with sqlite3.connect(":memory:") as db:
            db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
        return sqlite3.sqlite_version
    except sqlite3.Error:
        return None
