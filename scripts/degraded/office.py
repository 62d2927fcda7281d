"""Documents in other formats, through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from degraded.faces import TINOS, only_fonts


def convert(path: Path, kind: str, folder: Path) -> Path:
    """The document in a folder as LibreOffice saves it; `kind` is a suffix, or a suffix and a filter. Raises
    FileNotFoundError where LibreOffice or the font is missing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        raise FileNotFoundError("soffice is not installed; install the Debian package libreoffice-writer-nogui.")
    with tempfile.TemporaryDirectory() as profile, only_fonts(TINOS.package, TINOS.name) as environment:
        command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind]
        subprocess.run(
            [*command, "--outdir", folder, path], check=True, capture_output=True, timeout=120, env=environment
        )
    return folder / f"{path.stem}.{kind.partition(':')[0]}"


def to_pdf(path: Path) -> bytes:
    """The pages of a DOCX or HTML document. Raises FileNotFoundError as `convert` does."""
    kind = "pdf:writer_web_pdf_Export" if path.suffix == ".html" else "pdf"
    with tempfile.TemporaryDirectory() as folder:
        return convert(path, kind, Path(folder)).read_bytes()
