"""The faces in which tests and figures are typeset: each has all letters, and none is taken for another."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from dataclasses import replace
from itertools import product

import pytest
from fontTools.ttLib import TTFont

from conftest import TOP
from degraded import faces
from degraded.office import to_pdf
from degraded.typeset import typeset
from readers.offices import needs_office

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = {unicodedata.normalize("NFC", v + t) for v, t in product("aăâeêioôơuưy", TONES)} | set("đ–“”…")
"""What Vietnamese has beside the letters of English."""


@pytest.mark.parametrize("face", [faces.TINOS, *faces.OTHERS], ids=lambda face: face.name)
def test_a_face_has_every_vietnamese_letter_in_each_style(face: faces.Face) -> None:
    for bold, italic in product((False, True), repeat=2):
        font = TTFont(face.path(bold=bold, italic=italic))
        assert font["name"].getDebugName(1) == face.name
        assert {x for x in LETTERS | {x.upper() for x in LETTERS} if ord(x) not in font.getBestCmap()} == set()


def test_a_face_that_is_not_installed_is_an_error_that_names_its_package() -> None:
    face = replace(faces.TINOS, files=("Tinos-Thin.ttf",) * 4)
    with pytest.raises(FileNotFoundError, match=r"Tinos-Thin\.ttf is not there; install the Debian package fonts-cros"):
        typeset("KẾ HOẠCH", face)


def test_the_packages_of_the_faces_are_installed_before_the_tests() -> None:
    said = subprocess.run(
        ["bash", "-c", '. scripts/environment; printf "%s\\n" "${fonts[@]}"'], cwd=TOP, capture_output=True, check=True
    )
    assert set(said.stdout.decode().split()) == faces.FOLDERS.keys()


@needs_office
@pytest.mark.slow
def test_libreoffice_sets_what_asks_for_times_new_roman_in_tinos() -> None:
    pdf = to_pdf(TOP / "corpus" / "05-duoi-nuoc-so.docx")
    found = re.findall(r"/FontName/\w+\+([\w-]+)", pdf.decode("latin-1"))
    assert {name.partition("-")[0] for name in found} == {"Tinos"}
