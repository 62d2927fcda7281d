"""Reports as files: what they are called, and several letters in one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from vbparse.patterns import Cue

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF_TYPE, ZIP_TYPE = "application/pdf", "application/zip"
_LONGEST = 80
"""Letters of a name before its suffix: a file system takes 255 bytes, a Vietnamese letter up to three."""
_UNFIT = Cue(r'[\\/:*?"<>|\x00-\x1f]+', examples=["/", "::"], rejects=["Kế hoạch - 1"])
"""What no system takes in the name of a file."""


def name_file(title: str, suffix: str) -> str:
    """Công văn đôn đốc Văn phòng.docx; 42/KH-UBND becomes 42-KH-UBND."""
    return f"{_UNFIT.sub('-', ' '.join(title.split()))[:_LONGEST].strip(' .-')}.{suffix}"


def name_letter(unit: str) -> str:
    """The name of the letter to a unit."""
    return name_file(f"Công văn đôn đốc {unit}", "docx")


def name_letters(letters: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Letters by file names, of which no two are the same, also where case does not count."""
    files: dict[str, bytes] = {}
    used_names: set[str] = set()
    for unit, data in letters:
        name, number = name_letter(unit), 1
        while name.casefold() in used_names:
            number += 1
            name = name_file(f"Công văn đôn đốc {unit[: _LONGEST // 2]} ({number})", "docx")
        used_names.add(name.casefold())
        files[name] = data
    return files


def zip_files(files: dict[str, bytes]) -> bytes:
    """Files in a ZIP container; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in files.items():
            container.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
