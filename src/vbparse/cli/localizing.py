"""Help of the commands in Vietnamese: the table `words/help.tsv`, `key vi`; the English texts stand in the code.

A key is a command (`dossier add`), an option or argument of all commands (`--json`, `FILES`), or of one
(`parse --sure`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

PARAGRAPH = "¶"
"""In the table: a new paragraph."""


@cache
def load_help() -> dict[str, str]:
    """The Vietnamese help texts by key. Raises ValueError where a key stands twice."""
    texts: dict[str, str] = {}
    for line in (files("vbparse.cli") / "words" / "help.tsv").read_text("utf-8").splitlines()[1:]:
        key, text = line.split("\t")
        if key in texts or not text:
            raise ValueError(f"help.tsv: {key} stands twice, or is empty")
        texts[key] = text.replace(PARAGRAPH, "\n\n")
    return texts


def translate_help(command: Any, path: str = "") -> None:
    """Give a command of click, and those below it, their Vietnamese help texts."""
    for owner, keys in list_help_keys(command, path):
        text = next((load_help()[key] for key in keys if key in load_help()), None)
        if text is not None:
            owner.help = text
            if hasattr(owner, "short_help"):
                owner.short_help = text.partition("\n\n")[0]


def list_help_keys(command: Any, path: str = "") -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Each command, option and argument that bears a help text, with its keys, the nearest first."""
    yield command, (path or ".",)
    for parameter in command.params:
        if getattr(parameter, "help", None) and not getattr(parameter, "hidden", False):
            name = _name_parameter(parameter)
            yield parameter, (f"{path} {name}".strip(), name)
    for name, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield from list_help_keys(child, f"{path} {name}".strip())


def _name_parameter(parameter: Any) -> str:
    """`--jobs` of an option, `FILES` of an argument."""
    long = [option for option in parameter.opts if option.startswith("--")]
    return str(long[0] if long else (parameter.metavar or parameter.name.upper()).strip("[]…"))
