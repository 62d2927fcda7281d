"""DOCX and HTML as PDF, through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


def office() -> str | None:
    """Where LibreOffice is."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def to_pdf(path: Path) -> bytes:
    """The pages of a document. Raises FileNotFoundError where LibreOffice is missing."""
    program = office()
    if not program:
        raise FileNotFoundError("soffice is not installed; install LibreOffice Writer (libreoffice-writer)")
    with tempfile.TemporaryDirectory() as folder:
        kind = "pdf:writer_web_pdf_Export" if path.suffix == ".html" else "pdf"
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
        subprocess.run([*command, "--outdir", folder, path], check=True, capture_output=True, timeout=120)
        return Path(folder, f"{path.stem}.pdf").read_bytes()
