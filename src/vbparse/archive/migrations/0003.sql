-- Documents that not everybody may find, documents that somebody read through and confirmed, and how many anomalies
-- each has: these are counted when the archive is next opened.
CREATE TABLE restrictions (        -- from the journal; holds for all versions of the work
  document TEXT PRIMARY KEY, by TEXT, why TEXT, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE hidden (              -- derived: what readers do not find, for it can be read in a file that is restricted
  row INTEGER PRIMARY KEY,         -- of heads
  document TEXT NOT NULL UNIQUE
);
CREATE TABLE hidden_charges (      -- derived: how often such documents charge a body under a spelling
  body TEXT NOT NULL, spelling TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (body, spelling)
) WITHOUT ROWID;
CREATE TABLE confirmations (       -- from the journal
  document TEXT PRIMARY KEY, by TEXT, note TEXT, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE anomalies (           -- derived: of documents that have any
  document TEXT PRIMARY KEY, count INTEGER NOT NULL, warnings INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX anomalies_most ON anomalies (warnings DESC, count DESC, document);
INSERT OR REPLACE INTO meta (key, value) SELECT 'uncounted_anomalies', 1 WHERE EXISTS (SELECT 1 FROM documents);
