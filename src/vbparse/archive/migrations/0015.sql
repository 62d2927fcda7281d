-- The office of the archive, as it stands at the head and the end of its reports: one row, or none.
CREATE TABLE office (
    n INTEGER PRIMARY KEY,  -- the entry of the journal that says so
    name TEXT, parent TEXT, place TEXT, symbol TEXT, authority TEXT, post TEXT, signer TEXT,
    by TEXT, at TEXT NOT NULL
);
