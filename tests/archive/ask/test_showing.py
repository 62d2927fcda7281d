"""What is shown of documents beside their own page."""

from __future__ import annotations

import sqlite3

from vbparse.archive.ask.showing import issued_documents

from .test_obligations import db, insert, plan  # noqa: F401


def test_a_body_issued_what_bears_its_name_and_unit(db: sqlite3.Connection) -> None:  # noqa: F811
    insert(db, "bodies", id="b1", core="phòng tư pháp", name="Phòng Tư pháp", unit="huyện sông lam", folded="x")
    insert(db, "bodies", id="b2", core="chính phủ", name="Chính phủ", folded="x")
    plan(db, "d1", "2023-01-05", issuer_core="phòng tư pháp", issuer_unit="huyện sông lam")
    plan(db, "d2", "2023-03-05", issuer_core="phòng tư pháp", issuer_unit="huyện sông lam")
    plan(db, "d3", "2023-04-05", issuer_core="phòng tư pháp", issuer_unit="huyện khác")
    plan(db, "d4", "2023-05-05", issuer_core="chính phủ")
    assert [head.document for head in issued_documents(db, "b1", 9)] == ["d2", "d1"]
    assert [head.document for head in issued_documents(db, "b1", 1)] == ["d2"]
    assert [head.document for head in issued_documents(db, "b2", 9)] == ["d4"]
