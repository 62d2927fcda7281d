"""The faces in which pages are typeset, each by the package and the files that hold it: what is made, and every figure
of it, is the same whatever else is installed."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

FOLDERS = {
    "fonts-croscore": Path("/usr/share/fonts/truetype/croscore"),
    "fonts-dejavu-core": Path("/usr/share/fonts/truetype/dejavu"),
    "fonts-freefont-ttf": Path("/usr/share/fonts/truetype/freefont"),
}
"""Debian packages of fonts, and where they put their files."""


def font_file(package: str, name: str) -> Path:
    """A file of a package. Raises FileNotFoundError, which says what to install."""
    path = FOLDERS[package] / name
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there; install the Debian package {package}.")
    return path


@dataclass(frozen=True)
class Face:
    """A family with every Vietnamese letter, and what it is `like`. `files` are those of regular, bold, italic, bold
    italic; where the package has no italic, upright letters stand in."""

    name: str
    like: str
    package: str
    files: tuple[str, str, str, str]

    def path(self, *, bold: bool = False, italic: bool = False) -> Path:
        """The file of a style. Raises FileNotFoundError as `font_file` does."""
        return font_file(self.package, self.files[bold + 2 * italic])


TINOS = Face(
    "Tinos",
    "Times New Roman",
    "fonts-croscore",
    ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf"),
)
"""As Nghị định 30/2020/NĐ-CP wants it; corpus/, tests and figures are made with it where no face is named."""
ARIMO = Face(
    "Arimo",
    "Arial",
    "fonts-croscore",
    ("Arimo-Regular.ttf", "Arimo-Bold.ttf", "Arimo-Italic.ttf", "Arimo-BoldItalic.ttf"),
)
FREE_MONO = Face(
    "FreeMono",
    "a typewriter",
    "fonts-freefont-ttf",
    ("FreeMono.ttf", "FreeMonoBold.ttf", "FreeMonoOblique.ttf", "FreeMonoBoldOblique.ttf"),
)
DEJAVU_SERIF = Face(
    "DejaVu Serif", "wide, with slabs", "fonts-dejavu-core", ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf") * 2
)
OTHERS = (ARIMO, DEJAVU_SERIF, FREE_MONO)
"""Other faces that documents are set in."""


@contextmanager
def only_fonts(package: str, family: str) -> Iterator[dict[str, str]]:
    """An environment in which programs that ask fontconfig (LibreOffice, Chromium) see the fonts of one package and no
    others, and get `family` where they ask for one that it does not have. Raises FileNotFoundError, which says what to
    install."""
    fonts = FOLDERS[package]
    if not fonts.is_dir():
        raise FileNotFoundError(f"{fonts} is not there; install the Debian package {package}.")
    otherwise = f'<edit name="family" mode="append_last"><string>{family}</string></edit>'
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "fonts.conf")
        config.write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
            f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}</cachedir><match>{otherwise}</match></fontconfig>"
        )
        yield os.environ | {"FONTCONFIG_FILE": str(config)}
