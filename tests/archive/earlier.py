"""Archives as an earlier version made them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

VERSION = 6
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


def take_back_tables(database: Path) -> None:
    """Give a database the tables of version 6."""
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.executescript(_BACK)
        db.execute(f"PRAGMA user_version = {VERSION}")
