"""Hostile HTML."""

from __future__ import annotations

from fuzzing.hostile.kinds import DAMAGED, DOCUMENT, EMPTY, FORMAT, enter, entities
from fuzzing.hostile.text import LINE


def _html(name: str, meets: str, html: str | bytes, *outcomes: str, file: str = "x.html") -> None:
    data = html if isinstance(html, bytes) else html.encode()
    enter(name, file, meets, data, *outcomes)


def _table(cell: str, rows: int = 0) -> str:
    return f"<p>{LINE}<table><tr><td {cell}>a{'<tr>' * rows}</table>"


_html("a cell over all", "cells of tables", _table("rowspan=5000 colspan=5000", 5_000), DAMAGED)
_html("many cells over many", "cells of tables, in sum", _table("rowspan=140 colspan=140", 140) * 200, DAMAGED)
_html(
    "a long cell over many",
    "text that merged cells repeat",
    f"<table><tr><td rowspan=1000 colspan=200>{LINE * 20}<td>a{'<tr><td>b' * 1_000}</table>",
    DAMAGED,
)
_html("a span of ²", "isdigit is true of it", _table("rowspan=² colspan=²"))
_html("a span of 5,000 digits", "Python reads no more than 4,300", _table(f"rowspan={'9' * 5_000} colspan=-1"))
_html(
    "a list from 5,000 digits",
    "Python reads no more than 4,300",
    f"<ol start={'9' * 5_000}><li value=²>{LINE}<li>b</ol>",
)
_html(
    "6,000 rows",
    "rows of a table: none is lost",
    f"<table>{''.join(f'<tr><td>{i}<td>{LINE}' for i in range(6_000))}</table>",
)
_html("tables in tables", "nesting", "<table><tr><td>" * 3_000 + LINE)
_html("closed tables in tables", "nesting", "<table><tr><td>" * 100 + LINE + "</table>" * 100)
_html("elements in elements", "nesting", "<div><b>" * 50_000 + LINE)
_html("lists in lists", "nesting", "<ol><li>" * 20_000 + LINE)
_html("closed lists in lists", "nesting", "<ul><li>" * 100 + LINE + "</ul>" * 100)
_html("tags that never end", "tags", f"<p>{LINE}" + "<a " * 200_000)
_html("ends alone", "tags", f"<p>{LINE}" + "</p>" * 100_000)
_html("1.2 million tags", "tags of a page", f"<p>{LINE}" + "<b>" * 1_200_000, DAMAGED)
_html("attributes", "attributes of a tag", f"<p {'a=b ' * 100_000}>{LINE}")
_html("an attribute without end", "attributes of a tag", f"<p style='{'font-weight:' * 50_000}>{LINE}")
_html(
    "a reference of 5,000 digits", "Python reads no more than 4,300", f"<p a='&#{'9' * 5_000};'>&#{'9' * 5_000};{LINE}"
)
_html("references", "references", f"<p>{LINE}" + "&#x301;" * 50_000 + "&nosuch;&#0;&#xD800;&#1114112;&" * 1_000)
_html("comments in a page", "comments", "<!---->" * 50_000 + f"<p>{LINE}")
_html("a comment that never ends", "comments", f"<p>{LINE}<!--" + "-" * 100_000)
_html("declarations", "declarations", f"<p>{LINE}" + "<![CDATA[" * 20_000)
_html("instructions", "instructions", f"<p>{LINE}" + "<?a " * 50_000)
_html("a script that never ends", "elements that are no text", f"<p>{LINE}<script>" + "<p>a" * 50_000)
_html("styles without end", "style sheets", f"<style>{'p{font-family:' * 50_000}</style><p>{LINE}")
_html("a page without text", "nothing to read", "<html><script>a</script></html>", EMPTY)
_html(
    "entities in entities",
    "expansion of entities",
    f"<!DOCTYPE html [{entities()}]><html><p>{LINE}&a10;</html>",
)
_html(
    "entities in XML",
    "expansion of entities",
    f'<?xml version="1.0"?><!DOCTYPE x [{entities()}]><x>&a10;</x>',
    FORMAT,
    file="x.xml",
)
for _charset in (
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "punycode",
    "idna",
    "rot13",
    "hex",
    "zlib",
    "mbcs",
    "no-such",
):
    _html(
        f"charset {_charset}",
        "names of codecs that make no text",
        f'<meta charset="{_charset}"><p>{LINE}'.encode() * 20 + b"\xff",
    )
_html("a page called DOCX", "content before name", f"<html><p>{LINE}</html>", file="x.docx")
_html("a page called PDF", "content before name", f"<html><p>{LINE}</html>", file="x.pdf")
_html("text called PDF", "content before name", LINE, DAMAGED, file="x.pdf")
_html("text called DOC", "content before name", LINE, DAMAGED, DOCUMENT, file="x.doc")
