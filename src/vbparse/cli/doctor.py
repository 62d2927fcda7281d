"""The command `doctor`: what is installed, what each missing part would make possible, and how to get it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from vbparse.cli.arguments import AsJson, quiet_end

if TYPE_CHECKING:
    from vbparse.cli.installed import Finding

app = typer.Typer()


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Tell what is installed, what each missing part would make possible, and how to install it.

    The exit status is 0 unless something is missing without which nothing works.
    """
    from vbparse.cli.installed import findings
    from vbparse.exchange.jsontext import to_json

    with quiet_end():
        found = list(findings())
        if as_json:
            print(to_json(found, indent=2))
        else:
            _print(found)
        if any(one.required and one.version is None for one in found):
            raise typer.Exit(1)


def _print(found: list[Finding]) -> None:
    width = max(len(one.name) for one in found)
    for one in found:
        line = f"{one.name:<{width}}  {one.version or 'missing'}"
        licence = f" [{one.licence}]" if one.licence else ""
        print(f"{line:<{width + 14}}  {one.enables}{licence}".rstrip())
        if one.version is None:
            print(f"{'':<{width}}  {'needed: ' if one.required else ''}{one.install}")
    lacking = [one.name for one in found if one.version is None]
    print(f"missing: {', '.join(lacking)}" if lacking else "all there", file=sys.stderr)
