"""Documents that an editor restricted: who has no more than a reader's archive does not find them.

A reader's connection has temporary views in place of tables, which SQLite looks for first: whatever is asked of `heads`
goes past what is restricted, in questions that know nothing of it.
"""

from __future__ import annotations

import sqlite3

_HIDDEN = "SELECT h.work FROM main.restrictions r JOIN main.heads h ON h.document = r.document"


def hide(db: sqlite3.Connection) -> None:
    """Let a connection find nothing that is restricted, now or later, and change nothing."""
    db.execute(f"CREATE TEMP VIEW heads AS SELECT * FROM main.heads WHERE work NOT IN ({_HIDDEN})")
    db.execute("PRAGMA query_only = ON")
