"""Pictures that are the pages of one document, put together as a PDF. JPEGs are taken over as they are, other pictures
without loss; each page is as large as its dpi say, and turned as its EXIF tag says."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from contextlib import closing

from PIL import Image

from vbparse.errors import DamagedError, FormatError, SourceError, VbparseError
from vbparse.patterns import Cue
from vbparse.readers import pictures
from vbparse.readers.pdf import ONE_AT_A_TIME

_TURNED = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""Where the unit square of a picture comes to lie on a page of unit size, by its EXIF orientation (CIPA DC-008, 4.6.4):
the six numbers of a PDF matrix (ISO 32000-1, 8.3.3)."""
_MADE, _NEVER = Cue(rb"\(D:\d{14}", examples=[b"(D:20240131235959+00'00')"], rejects=[b"D:2024"]), b"(D:19700101000000"
_ID_DIGITS = 32
"""Digits of an identifier of a PDF, which stands there twice."""
_AS_IT_IS = ("L", "RGB")
"""Colours of a JPEG that is taken over as it is."""


def join_pictures(given: Iterable[tuple[str, bytes]]) -> bytes:
    """A PDF of pictures by their names (PNG, JPEG, TIFF with all its pages), in their order. Raises FormatError for
    what is no picture, SourceError for one that cannot be opened."""
    from pypdfium2 import PdfDocument

    stream = io.BytesIO()
    with ONE_AT_A_TIME, closing(PdfDocument.new()) as document:
        for name, data in given:
            if pictures.media_type(data) in (None, pictures.PDF):
                raise FormatError("joining.no-picture", name=name)
            for picture, jpeg in _read_frames(name, data):
                _add_page(document, picture, jpeg)
        document.save(stream)
    return _name_by_content(stream.getvalue())


def _name_by_content(data: bytes) -> bytes:
    """A PDF without the moment at which pdfium made it, and with an identifier that follows from its content: the same
    pictures are the same file."""
    lead, mark, rest = _MADE.sub(_NEVER, data, count=1).rpartition(b"/ID[<")
    digits = hashlib.sha256(lead).hexdigest()[:_ID_DIGITS].upper().encode()
    return lead + mark + digits + b"><" + digits + rest[len(digits) + 2 + len(digits) :]


def _read_frames(name: str, data: bytes) -> Iterator[tuple[Image.Image, bytes | None]]:
    """Each picture of a file, with its JPEG where that is taken over."""
    from vbparse.readers.ocr.images import open_image
    from vbparse.readers.ocr.readings import PageError

    image, count = open_image(data, name)
    jpeg = data if image.format in ("JPEG", "MPO") and image.mode in _AS_IT_IS else None
    with closing(image):
        for index in range(1 if jpeg else count):  # behind the first picture of a camera lie previews
            try:
                image.seek(index)
                image.load()
                yield image, jpeg
            except (VbparseError, MemoryError):
                raise
            except PageError as error:
                raise SourceError("joining.page", name=name, number=index + 1, why=error) from error
            except Exception as error:  # Pillow raises whatever a broken file leads it to
                raise DamagedError("joining.damaged", name=name, why=error) from error


def _add_page(document: object, image: Image.Image, jpeg: bytes | None) -> None:
    from pypdfium2 import PdfBitmap, PdfImage, PdfMatrix

    from vbparse.readers.ocr.images import display_image
    from vbparse.readers.ocr.scan import POINTS

    picture, dpi = display_image(image)
    width, height = (side * POINTS / dpi for side in picture.size)
    page = document.new_page(width, height)  # type: ignore[attr-defined]
    pdf_image = PdfImage.new(document)
    if jpeg:
        pdf_image.load_jpeg(io.BytesIO(jpeg), inline=True)
    else:
        pdf_image.set_bitmap(PdfBitmap.from_pil(picture))
    a, b, c, d, e, f = _TURNED.get(image.getexif().get(pictures.ORIENTATION, 1) if jpeg else 1, _TURNED[1])
    pdf_image.set_matrix(PdfMatrix(a * width, b * height, c * width, d * height, e * width, f * height))
    page.insert_obj(pdf_image)
    page.gen_content()
    page.close()
