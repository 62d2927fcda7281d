"""The command `serve`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder
from vbparse.errors import InputError

app = typer.Typer()


@app.command()
def serve(
    archive: ArchiveFolder,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen at; accounts are needed beside this machine.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen at.")] = 8000,
    names: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", show_default=False, help="Host name browsers call it by; can be repeated."
        ),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option("--certificate", metavar="FILE", show_default=False, help="TLS certificate (PEM).")
    ] = None,
    key: Annotated[
        Path | None, typer.Option("--key", metavar="FILE", show_default=False, help="Its key (PEM).")
    ] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy before it speaks TLS: cookies are sent over that alone.")
    ] = False,
) -> None:
    """Serve the archive as pages and as an API, until interrupted."""
    try:
        from vbparse.web.serve import serve as run
        from vbparse.web.settings import Settings
    except ModuleNotFoundError as error:
        raise InputError(
            f"serve: {error.name} is not installed; install it with `pip install 'vbparse[web]'`."
        ) from None
    if bool(certificate) != bool(key):
        raise InputError("serve: --certificate and --key go together; name both files.")
    settings = Settings(archive, host, port, https=behind_tls or bool(certificate), names=tuple(names or ()))
    address = f"{'https' if certificate else 'http'}://{f'[{host}]' if ':' in host else host}:{port}"
    print(f"vbparse: {archive} – {address}", file=sys.stderr)
    run(settings, certificate, key)
