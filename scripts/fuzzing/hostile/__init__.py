"""Files made to do harm, in `KINDS` by their names."""

from __future__ import annotations

from fuzzing.hostile import docx, html, images, office, pdf, text
from fuzzing.hostile.kinds import KINDS, Kind

__all__ = ["KINDS", "Kind", "docx", "html", "images", "office", "pdf", "text"]
