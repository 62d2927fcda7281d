"""What the framework of the commands (typer, click) says by itself, in Vietnamese: headings of help, and errors of a
call. The table `words/framework.tsv` has its sentences, `en vi`, with a name in braces where each is filled in.

Newer releases of typer say them without gettext, so they are translated where they are written out.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import IO, Any

import typer

_EXTRA = "  ["
"""Behind a help text begins what typer appends to it: [default: 50; required]."""
_METAVARS = {"[OPTIONS]": "[TÙY CHỌN]", "COMMAND [ARGS]...": "LỆNH [THAM SỐ]..."}


@cache
def load_framework() -> list[tuple[re.Pattern[str], str]]:
    """Each sentence as a pattern, in the order in which they are tried, with its Vietnamese form."""
    rows = (files("vbparse.cli") / "words" / "framework.tsv").read_text("utf-8").splitlines()[1:]
    return [(_compile_sentence(en), vi) for en, vi in (row.split("\t") for row in rows)]


def _compile_sentence(sentence: str) -> re.Pattern[str]:
    parts = re.split(r"{(\w+)}", sentence)
    return re.compile("".join(f"(?P<{part}>.*?)" if n % 2 else re.escape(part) for n, part in enumerate(parts)))


def translate_sentence(text: str) -> str:
    """A sentence of the framework, and those within it, in Vietnamese; any other text as it is."""
    for pattern, vi in load_framework():
        if found := pattern.fullmatch(text):
            return vi.format(**{name: translate_sentence(value) for name, value in found.groupdict().items()})
    return text


def translate_framework(command: Any) -> None:
    """Have the help and the errors of all commands in this process written in Vietnamese."""
    context = type(command).context_class
    context.formatter_class = _make_formatter(context.formatter_class)
    usage_error: Any = next(one for one in typer.BadParameter.__mro__ if one.__name__ == "UsageError")
    show = usage_error.show

    def show_translated(error: Any, file: IO[Any] | None = None) -> None:
        text = StringIO()
        show(error, text)
        for line in text.getvalue().splitlines():
            print(translate_sentence(line), file=file or sys.stderr)

    usage_error.show = show_translated


def _make_formatter(base: Any) -> Any:
    """The class that lays help out, with Vietnamese headings and remarks."""

    class VietnameseFormatter(base):  # type: ignore[misc]
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            for metavar, translated in _METAVARS.items():
                args = args.replace(metavar, translated)
            super().write_usage(prog, args, prefix or translate_sentence("Usage: "))

        def write_heading(self, heading: str) -> None:
            super().write_heading(translate_sentence(heading))

        def write_dl(self, rows: Any, *args: Any, **kwargs: Any) -> None:
            super().write_dl([(name, _translate_help(text)) for name, text in rows], *args, **kwargs)

    return VietnameseFormatter


def _translate_help(text: str) -> str:
    """The help of an option or argument, with what typer itself says in it or behind it."""
    own, mark, extra = text.rpartition(_EXTRA)
    if not mark:
        return translate_sentence(text)
    remarks = extra.removesuffix("]").split("; ")
    return f"{own}{mark}{'; '.join(map(translate_sentence, remarks))}]"
