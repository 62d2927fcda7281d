"""A PDF whose page draws a form that draws forms, and so on: some kilobytes that unfold without bounds."""

from __future__ import annotations

_LEAF = b"0 0 300 1 re f"


def nested_forms(levels: int, each: int = 2, leaf: bytes = _LEAF) -> bytes:
    """Forms in forms, `levels` of them; each draws the next one `each` times, the last draws a line."""
    bodies = [(b"/F Do " * each, f"/Resources<</XObject<</F {n} 0 R>>>>".encode()) for n in range(6, 5 + levels)]
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        _stream(b"", b"/F Do"),
        *(_stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + more, body) for body, more in bodies),
        _stream(b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]", leaf),
    ]
    made, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + trailer


def _stream(entries: bytes, body: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(body), body)
