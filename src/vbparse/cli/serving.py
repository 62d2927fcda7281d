"""The command `serve`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder, open_archive
from vbparse.errors import InputError

if TYPE_CHECKING:
    from vbparse.web.settings import Settings

app = typer.Typer()

_PORT, _LAST_PORT = 8000, 65535
"""The port where none is named (an unprivileged one, usual for HTTP), and the highest of TCP."""


@app.command()
def serve(
    folder: ArchiveFolder,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; accounts are needed beside this machine.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option("--port", min=0, max=_LAST_PORT, help="Port to listen at.")] = _PORT,
    names: Annotated[
        list[str] | None, typer.Option("--name", metavar="HOST", help="Host name browsers call it by; can be repeated.")
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", help="TLS certificate (PEM).")
    ] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its key (PEM).")] = None,
    watched: Annotated[
        list[Path] | None,
        typer.Option("--watch", metavar="DIR", help="Take in what is put into this folder; can be repeated."),
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy before it speaks TLS: cookies are sent over that alone.")
    ] = False,
    private_webhooks: Annotated[
        bool,
        typer.Option("--private-webhooks", help="Let webhooks lead to addresses of private networks and this machine."),
    ] = False,
    reminder_template: Annotated[
        Path | None,
        typer.Option("--reminder-template", metavar="FILE", help="DOCX of reminders; see `vbparse report template`."),
    ] = None,
) -> None:
    """Serve the archive as pages and as an API, until interrupted.

    On this machine alone nobody has to log in. At any other address, and behind a proxy, people log in: `vbparse user
    add` first.
    """
    try:
        from vbparse.web.serve import serve as run
        from vbparse.web.settings import Settings
    except ModuleNotFoundError as error:
        raise InputError("serve.missing", name=error.name) from None
    for path in watched or ():
        if not path.is_dir():
            raise InputError("watch.no-folder", folder=path)
    if bool(certificate) != bool(key):
        raise InputError("serve.certificate-pair")
    if reminder_template and not reminder_template.is_file():
        raise InputError("serve.no-template", reminder_template=reminder_template)
    settings = Settings(
        folder,
        host,
        port,
        https=behind_tls or bool(certificate),
        behind_proxy=behind_tls,
        names=tuple(names or ()),
        reminder_template=reminder_template,
        watch=tuple(watched or ()),
        private_webhooks=private_webhooks,
    )
    with suppress(KeyboardInterrupt):  # this is how it ends
        run(settings, certificate, key, _print_address)


def _print_address(settings: Settings, address: str) -> None:
    login = "nobody has to log in, for no other machine can reach it" if settings.is_local else "people log in"
    print(f"vbparse: {settings.folder} – {address} ({login})", file=sys.stderr, flush=True)
    open_archive(settings.folder).close()  # tells where its tables are outdated
