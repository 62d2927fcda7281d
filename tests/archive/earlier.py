"""Archives as an earlier version made them."""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

from vbparse.archive.folder.packing import unpack_text, unpack_values

VERSION = 6
_ROWS = """
CREATE TABLE moved AS SELECT row AS new, iif(row >> 30 = 0, row, ((row >> 14) << 30) + (row & 16383)) AS old FROM heads;
CREATE UNIQUE INDEX moved_new ON moved (new);
UPDATE heads SET row = -1 - (SELECT old FROM moved WHERE new = row);
UPDATE heads SET row = -1 - row;
UPDATE hidden SET row = (SELECT old FROM moved WHERE new = row);
UPDATE texts SET row = (SELECT old FROM moved WHERE new = row);
UPDATE phases SET head = (SELECT old FROM moved WHERE new = head);
UPDATE charges SET obligation = (SELECT (m.old << 13) + o.row - (m.new << 13) FROM obligations o JOIN moved m
 ON m.new = o.head WHERE o.row = obligation);
ALTER TABLE obligations ADD COLUMN document TEXT;
ALTER TABLE refs ADD COLUMN document TEXT;
UPDATE obligations SET row = (SELECT (m.old << 13) + row - (m.new << 13) FROM moved m WHERE m.new = head),
 head = (SELECT old FROM moved WHERE new = head);
UPDATE refs SET row = (SELECT (m.old << 13) + row - (m.new << 13) FROM moved m WHERE m.new = head),
 head = (SELECT old FROM moved WHERE new = head);
UPDATE obligations SET document = (SELECT document FROM heads WHERE heads.row = head);
UPDATE refs SET document = (SELECT document FROM heads WHERE heads.row = head);
DROP TABLE moved;
DROP TABLE text_folded;
CREATE VIRTUAL TABLE text_folded USING fts5 (
  words, content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 0"
);
"""
_DOCUMENTS = """
ALTER TABLE documents RENAME TO documents_before;
CREATE TABLE documents (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL, producer TEXT NOT NULL, json BLOB NOT NULL
) WITHOUT ROWID;
INSERT INTO documents SELECT id, sha256, producer, pack_whole(json, text) FROM documents_before;
ALTER TABLE texts ADD COLUMN text BLOB;
UPDATE texts SET text = (SELECT pack_again(d.text) FROM heads h JOIN documents_before d ON d.id = h.document
 WHERE h.row = texts.row);
DROP TABLE documents_before;
CREATE INDEX documents_sha256 ON documents (sha256);
"""
_BACK = """
DROP TABLE journal;
DROP TABLE dossiers;
DROP TABLE filings;
DROP TABLE tags;
DROP TABLE office;
DROP INDEX sources_at;
ALTER TABLE failures DROP COLUMN reason_vi;
ALTER TABLE marks DROP COLUMN assignees;
ALTER TABLE marks DROP COLUMN person;
ALTER TABLE marks DROP COLUMN date;
ALTER TABLE marks DROP COLUMN file;
ALTER TABLE marks DROP COLUMN file_name;
ALTER TABLE corrections DROP COLUMN span;
ALTER TABLE corrections DROP COLUMN words;
ALTER TABLE charges DROP COLUMN written;
DROP TABLE doubts;
ALTER TABLE heads DROP COLUMN doubtful;
ALTER TABLE obligations DROP COLUMN doubts;
DROP INDEX anomalies_most;
ALTER TABLE anomalies DROP COLUMN doubtful;
ALTER TABLE anomalies DROP COLUMN errors;
CREATE INDEX anomalies_most ON anomalies (warnings DESC, count DESC, document);
"""


def take_back_rows(db: sqlite3.Connection) -> None:
    """Give a database the documents and row numbers of version 17."""
    db.create_function("pack_whole", 2, lambda packed, text: pack(json.dumps(unpack_values(packed, text))))
    db.create_function("pack_again", 1, lambda text: pack(unpack_text(text)))
    db.executescript(_DOCUMENTS + _ROWS)


def pack(text: str) -> bytes:
    """What was compressed before there were dictionaries."""
    return zlib.compress(text.encode())


def take_back_tables(database: Path) -> None:
    """Give a database the tables of version 6."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        take_back_rows(db)
        db.executescript(_BACK)
        db.execute(f"PRAGMA user_version = {VERSION}")
