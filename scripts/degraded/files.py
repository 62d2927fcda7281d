"""Page images as a file: PDF, TIFF, PNG or JPEG."""

from __future__ import annotations

import io
import re

from PIL import Image

CONTAINERS = ("pdf", "tiff", "png", "jpg")


def write_pages(pages: list[Image.Image], container: str, dpi: int, quality: int = 60) -> bytes:
    """A file of page images without any text layer; PNG and JPEG hold one page. PDF and JPEG are lossy by `quality`;
    TIFF is packed without loss; pages in black and white are packed as fax machines do, in PDF too."""
    stream = io.BytesIO()
    if container == "pdf":
        loss = {} if pages[0].mode == "1" else {"quality": quality}
        pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, **loss)
        # the times that Pillow writes would make each run another file
        return re.sub(rb"\(D:\d{14}Z\)", b"(D:20240101080000Z)", stream.getvalue())
    if container == "tiff":
        packing = "group4" if pages[0].mode == "1" else "tiff_adobe_deflate"
        pages[0].save(stream, "TIFF", save_all=True, append_images=pages[1:], dpi=(dpi, dpi), compression=packing)
    elif len(pages) > 1:
        raise ValueError(f"{container} holds one page, and there are {len(pages)}; take pdf or tiff.")
    elif container == "png":
        pages[0].save(stream, "PNG", dpi=(dpi, dpi), optimize=True)
    else:
        pages[0].save(stream, "JPEG", dpi=(dpi, dpi), quality=quality)
    return stream.getvalue()
