"""What the house promises of its code, measured: each function yields the places where it is not so.

`python tests/house.py [FOLDER]` prints them for a folder of the package. `tests/test_house.py` holds the code to it.
"""

from __future__ import annotations

import ast
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from vbparse.language.rules import Rule, RuleSet
from vbparse.patterns import Cue

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "vbparse"

MOST_LINES = 300
MOST_FUNCTION_LINES = 40
MOST_PARAMETERS = 6
PLAIN_NUMBER = 4
"""The largest number that needs no name."""
LONGEST_LIFE = 5
"""Lines that a variable with an empty name may live."""

_WORDS = """
about above after again agreed alike alone apart around asked before begun behind below beside better between both
brought called came certain changed chosen cited clear counted cut described doing done drawn each earlier either
else elsewhere every exact explained fit fits forgotten found full further gathered given gone got had has have held
here holds home inside it joined keep kept known last later least left less lesser like listed looked made marked
meant meet more most moved named near needs newest next nobody nothing now of old once one opened other others
outside over own owed parted placed plain put read_of reached read_at right_of said same seen sent shared short
shown some stand stands stood sure taken tell than that them then there these they thing this those told together
took tried typed under unknown unlike untold upward wanted went what when where whether which who whole whose
without withdrawn within written
"""
EMPTY_NAMES = frozenset(_WORDS.split())
"""Words that do not say, as a whole name, what a function returns or a variable holds."""

Finding = tuple[str, str]
"""A place (file:line name) and what is off there."""
Function = ast.FunctionDef | ast.AsyncFunctionDef


def parse_modules(folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Module, int]]:
    """Name, tree and number of lines of each module."""
    for path in sorted([folder] if folder.is_file() else folder.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        yield str(path.relative_to(PACKAGE)), ast.parse(source), source.count("\n")


def import_all() -> Iterator[ModuleType]:
    """All modules of the package."""
    for module in pkgutil.walk_packages([str(PACKAGE)], "vbparse."):
        if not module.name.endswith("__main__"):
            yield import_module(module.name)


def find_cues() -> Iterator[tuple[str, Cue[Any]]]:
    """All cues that modules hold, each once, with a name."""
    seen: set[int] = set()
    for module in import_all():
        for name, value in vars(module).items():
            for cue in _cues_within(value):
                if id(cue) not in seen:
                    seen.add(id(cue))
                    yield f"{module.__name__}.{name}", cue


def find_rules() -> Iterator[Rule[Any]]:
    """The rules of all rule sets that modules hold."""
    for module in import_all():
        for value in vars(module).values():
            if isinstance(value, RuleSet):
                yield from value.rules


def _cues_within(value: object) -> Iterator[Cue[Any]]:
    if isinstance(value, Cue):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _cues_within(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _cues_within(item)


def functions(tree: ast.Module) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def find_long_modules(name: str, tree: ast.Module, lines: int) -> Iterator[Finding]:
    if lines > MOST_LINES:
        yield name, f"has {lines} lines"


def find_long_functions(name: str, tree: ast.Module, lines: int) -> Iterator[Finding]:
    for function in functions(tree):
        size = (function.end_lineno or 0) - function.lineno + 1
        if size > MOST_FUNCTION_LINES:
            yield f"{name}:{function.lineno} {function.name}", f"has {size} lines"


def find_many_parameters(name: str, tree: ast.Module, lines: int) -> Iterator[Finding]:
    for function in functions(tree):
        given = function.args
        count = sum(a.arg not in ("self", "cls") for a in [*given.posonlyargs, *given.args, *given.kwonlyargs])
        if count > MOST_PARAMETERS:
            yield f"{name}:{function.lineno} {function.name}", f"has {count} parameters"


def find_numbers(name: str, tree: ast.Module, lines: int) -> Iterator[Finding]:
    """Numbers inside functions that have no name."""
    for function in functions(tree):
        for node in ast.walk(function):
            if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value > PLAIN_NUMBER:
                yield f"{name}:{node.lineno} {function.name}", f"the number {node.value}"


def find_empty_names(name: str, tree: ast.Module, lines: int) -> Iterator[Finding]:
    for function in functions(tree):
        if function.name.strip("_") in EMPTY_NAMES:
            yield f"{name}:{function.lineno} {function.name}", "is the name of a function"
        for variable, line in find_long_lived(function):
            if variable.strip("_") in EMPTY_NAMES:
                yield f"{name}:{line} {function.name}", f"{variable} is the name of a variable"


def find_long_lived(function: Function) -> Iterator[tuple[str, int]]:
    """Variables that are used more than a few lines behind the line that first sets them, and that line."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            first[node.id] = min(node.lineno, first.get(node.id, node.lineno))
        elif isinstance(node, ast.Name):
            last[node.id] = max(node.lineno, last.get(node.id, 0))
    return ((variable, line) for variable, line in first.items() if last.get(variable, 0) - line > LONGEST_LIFE)


def find_bare_patterns(name: str, tree: ast.Module, lines: int) -> Iterator[Finding]:
    """Patterns that are compiled outside of a cue or a rule, so that no example stands beside them."""
    compilers = {"compile"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "vbparse.language.cues":
            compilers |= {alias.asname or alias.name for alias in node.names if alias.name == "compile_cues"}
    exempt = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Cue"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and id(node) not in exempt and called_name(node) in compilers:
            yield f"{name}:{node.lineno}", "a pattern without an example"


def called_name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


CHECKS: dict[str, Callable[[str, ast.Module, int], Iterator[Finding]]] = {
    "modules": find_long_modules,
    "functions": find_long_functions,
    "parameters": find_many_parameters,
    "numbers": find_numbers,
    "names": find_empty_names,
    "patterns": find_bare_patterns,
}


def find_all(folder: Path = PACKAGE) -> Iterator[tuple[str, str, str]]:
    """Check, place and fault of all that is off in a folder of the package."""
    for module in parse_modules(folder):
        for check, find in CHECKS.items():
            for place, fault in find(*module):
                yield check, place, fault


def main() -> None:
    for check, place, fault in find_all(PACKAGE / (sys.argv[1] if sys.argv[1:] else "")):
        print(f"{check}: {place} {fault}")


if __name__ == "__main__":
    main()
