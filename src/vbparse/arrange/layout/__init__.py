"""Page geometry: from characters with boxes to lines in reading order. Knows no file format, so that PDF text layers
and OCR go the same way."""
