"""Addresses of pages that other pages lead to."""

from __future__ import annotations

from urllib.parse import quote


def document_url(document: str, *behind: str) -> str:
    """The address of a document's page, or of one behind it; its id may hold a #."""
    return "/".join(["/documents", quote(document, safe=""), *behind])
