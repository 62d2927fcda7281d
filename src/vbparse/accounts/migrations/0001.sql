-- Who may do what. No secret stands here: of passwords there is an argon2 hash, of all that the server made up itself
-- (256 random bits) a SHA-256. Moments are seconds since 1970 where they are compared, else ISO 8601.
CREATE TABLE people (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, key TEXT NOT NULL UNIQUE,  -- key: the name as it is compared
  role TEXT NOT NULL, password TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1, made TEXT NOT NULL
);
CREATE TABLE sessions (
  hash TEXT PRIMARY KEY, person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  begun REAL NOT NULL, until REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE tokens (                -- person: whose it is; none: made at the command line, or where nobody logs in
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person INTEGER REFERENCES people ON DELETE CASCADE,
  name TEXT NOT NULL, role TEXT NOT NULL, made TEXT NOT NULL, until REAL, withdrawn TEXT, used TEXT
);
CREATE TABLE calendars (             -- query: the filters of obligations, as in an address
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE, person INTEGER REFERENCES people ON DELETE CASCADE,
  name TEXT NOT NULL, query TEXT NOT NULL, made TEXT NOT NULL, withdrawn TEXT, used TEXT
);
CREATE TABLE attempts (              -- failed ones; key: "name:…" or "address:…"
  key TEXT PRIMARY KEY, failures INTEGER NOT NULL, last REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, what TEXT NOT NULL,
  method TEXT NOT NULL, path TEXT NOT NULL, document TEXT, detail TEXT, address TEXT
);
CREATE INDEX audit_who ON audit (who, id);
CREATE INDEX audit_document ON audit (document, id);
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
CREATE TRIGGER audit_grows BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the log is only added to'); END;
