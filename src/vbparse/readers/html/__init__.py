"""HTML as legal portals publish it."""

from vbparse.readers.html.flow import html_items, read_html

__all__ = ["html_items", "read_html"]
