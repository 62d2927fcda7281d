"""The command `doctor`: what is installed, what each missing part would make possible, and how to get it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from vbparse.cli.arguments import AsJson

if TYPE_CHECKING:
    from vbparse.cli.installed import Finding

app = typer.Typer()


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Report what is installed, what each missing part would make possible, and how to install it.

    The exit status is 0 unless something is missing without which nothing works.
    """
    from vbparse.cli.installed import findings
    from vbparse.exchange.jsontext import to_json

    parts = list(findings())
    if as_json:
        print(to_json(parts, indent=2))
    else:
        _print_parts(parts)
    if any(part.required and part.version is None for part in parts):
        raise typer.Exit(1)


_VERSION_WIDTH = 14
"""Characters kept for a version, with the blanks around it: longer ones push their line to the right."""


def _print_parts(parts: list[Finding]) -> None:
    width = max(len(part.name) for part in parts)
    for part in parts:
        line = f"{part.name:<{width}}  {part.version or 'missing'}"
        licence = f" [{part.licence}]" if part.licence else ""
        print(f"{line:<{width + _VERSION_WIDTH}}  {part.enables}{licence}".rstrip())
        if part.version is None:
            print(f"{'':<{width}}  {'needed: ' if part.required else ''}{part.install}")
    lacking = [part.name for part in parts if part.version is None]
    print(f"missing: {', '.join(lacking)}" if lacking else "all there", file=sys.stderr)
