"""The program that makes a file ready for OCRmyPDF: `python -m vbparse.exchange.pdfa.prepare TYPE SOURCE TARGET`.

It opens files that nobody vouches for, and so runs in a process of its own.
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image as Images

_PAPER = 8.27
"""Width of A4 in inches: an image that does not tell its resolution is taken for a page of that width."""
_SANE = (90, 1300)
"""Least and most dots per inch that an image may state; another figure is not believed."""
_SIDES = (3, 40)
"""Least and most inches of the shorter side of a page at that resolution."""
_GONE = ("/AcroForm", "/Perms", "/DSS", "/OpenAction", "/AA", "/Collection", "/Requirements", "/Extensions")
_GONE_NAMES = ("/JavaScript", "/EmbeddedFiles")
_GONE_OF_PAGES = ("/AA", "/Trans", "/Dur")


def flatten(source: Path, target: Path) -> None:
    """A PDF whose form fields and stamps are part of its pages: what signatures show stays, the signatures, scripts
    and attached files go, which PDF/A does not allow or which do not hold any more."""
    import pikepdf

    with pikepdf.open(source) as pdf:
        with contextlib.suppress(pikepdf.PdfError):
            pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
        for page in pdf.pages:
            if "/Annots" in page:
                kept = [a for a in page.Annots if a.get("/Subtype") != pikepdf.Name.Widget]
                page.Annots = pdf.make_indirect(pikepdf.Array(kept))
            _drop(page, _GONE_OF_PAGES)
        _drop(pdf.Root, _GONE)
        if "/Names" in pdf.Root:
            _drop(pdf.Root.Names, _GONE_NAMES)
        _drop(pdf.trailer, ("/DocChecksum",))
        pdf.save(target, encryption=False)


def _drop(holder: Any, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in holder:
            del holder[key]


def wrap(source: Path, target: Path) -> None:
    """A PDF with a page for each frame of an image, its pixels as they are; transparent ones on white."""
    import img2pdf
    from PIL import Image, ImageSequence

    with Image.open(source) as image:
        dpi = _resolution(image)
        frames = [_opaque(frame) for frame in ImageSequence.Iterator(image)] if _is_transparent(image) else []
    pictures = source
    if frames:
        pictures = target.with_suffix(".tiff")
        frames[0].save(pictures, save_all=True, append_images=frames[1:], compression="tiff_lzw")
    layout = img2pdf.get_fixed_dpi_layout_fun((dpi, dpi))
    with target.open("wb") as file:
        img2pdf.convert(str(pictures), layout_fun=layout, rotation=img2pdf.Rotation.ifvalid, outputstream=file)


def _is_transparent(image: Images.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def _opaque(frame: Images.Image) -> Images.Image:
    from PIL import Image

    colour = frame.convert("RGBA")
    sheet = Image.new("RGB", colour.size, "white")
    sheet.paste(colour, mask=colour.getchannel("A"))
    return sheet


def _resolution(image: Images.Image) -> float:
    stated = float((image.info.get("dpi") or (0, 0))[0] or 0)
    sane = _SANE[0] <= stated <= _SANE[1] and _SIDES[0] <= min(image.size) / stated <= _SIDES[1]
    return stated if sane else min(image.size) / _PAPER


if __name__ == "__main__":
    media_type, given, wanted = sys.argv[1:]
    (flatten if media_type == "application/pdf" else wrap)(Path(given), Path(wanted))
