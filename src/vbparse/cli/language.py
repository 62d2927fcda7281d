"""The language in which commands speak."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from vbparse.sentences import EN, VI, in_language

VARIABLES = ("VBPARSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""What says which language it is; the first that is set counts."""


class Language(StrEnum):
    """What `--lang` takes."""

    VI = VI
    EN = EN


def choose_language(arguments: Sequence[str]) -> None:
    """Take `--lang` from the head of a command line, so that help and errors before any command follow it too."""
    for argument, following in pairwise([*arguments, ""]):
        if not argument.startswith("-"):
            return
        option, _, value = argument.partition("=")
        if option == "--lang":
            os.environ[VARIABLES[0]] = value or following
            return


def cli_language() -> str:
    """Vietnamese where the environment asks for it, else English."""
    chosen = next((value for name in VARIABLES if (value := os.environ.get(name))), "")
    return VI if chosen.lower().startswith(VI) else EN


def say(sentence: str) -> str:
    """A sentence in the language of the commands; any other text as it is."""
    return str(in_language(sentence, cli_language()))
