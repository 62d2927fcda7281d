-- What was merged or split can be taken back, and holds also when another unit of the name comes: unions say all of it.
-- Entries written before say too little, and count no more.
DROP TABLE IF EXISTS merges;
DROP TABLE IF EXISTS splits;
DROP TABLE unions;
CREATE TABLE unions (              -- from the journal: bodies that people put together or took apart
  n INTEGER PRIMARY KEY,
  what TEXT NOT NULL CHECK (what IN ('merged', 'split')),
  body TEXT NOT NULL,              -- merged: into this one; split: out of this one
  other TEXT NOT NULL,             -- merged: the body that is taken in; split: the one that is made
  name TEXT NOT NULL,              -- of the other
  shown TEXT NOT NULL,             -- the body that those of `taken` are from then on, as JSON
  by TEXT, why TEXT, at TEXT NOT NULL,
  withdrawn TEXT                   -- when, by whom and why, as JSON
);
CREATE TABLE taken (               -- from the journal: what a union concerns
  unit TEXT NOT NULL, key TEXT NOT NULL, -- core of a body, or key of a spelling
  parent TEXT, n INTEGER NOT NULL, PRIMARY KEY (unit, key, n)
) WITHOUT ROWID;
