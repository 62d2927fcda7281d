-- What is held as it came. `documents` is the parsed document as JSON (zlib), the truth from which every table under
-- "derived" is rebuilt; what people said stands in journal.jsonl beside this file and is repeated here to be asked.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE documents (
  id TEXT PRIMARY KEY,             -- sha-256 of the source, with #part behind it
  sha256 TEXT NOT NULL,
  producer TEXT NOT NULL,          -- vbparse and its version
  json BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_sha256 ON documents (sha256);

-- From the journal.

CREATE TABLE sources (             -- under which names a content was ingested
  sha256 TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, at TEXT NOT NULL,
  n INTEGER NOT NULL,              -- of the journal entry
  PRIMARY KEY (sha256, name)
) WITHOUT ROWID;
CREATE INDEX sources_name ON sources (name);
CREATE TABLE failures (
  name TEXT PRIMARY KEY, reason TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE tombstones (
  sha256 TEXT PRIMARY KEY, title TEXT, canonical TEXT, by TEXT, why TEXT NOT NULL, at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE corrections (
  n INTEGER PRIMARY KEY,           -- of the journal entry
  document TEXT NOT NULL, path TEXT NOT NULL, value TEXT NOT NULL, was TEXT NOT NULL,
  by TEXT, why TEXT, at TEXT NOT NULL,
  withdrawn TEXT                   -- when, by whom and why, as JSON
);
CREATE INDEX corrections_document ON corrections (document);
CREATE TABLE marks (
  n INTEGER PRIMARY KEY,
  document TEXT NOT NULL, obligation TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('done', 'cancelled', 'open')),
  period TEXT,                     -- EDTF: which occurrence of a recurring obligation
  by TEXT, note TEXT, evidence TEXT, at TEXT NOT NULL
);
CREATE INDEX marks_obligation ON marks (obligation);
CREATE TABLE unions (              -- bodies that people put together or took apart
  n INTEGER PRIMARY KEY,
  what TEXT NOT NULL CHECK (what IN ('merged', 'split')),
  body TEXT NOT NULL,              -- merged: into this one; split: out of this one
  other TEXT NOT NULL,             -- merged: the body that is taken in; split: key of the spelling
  by TEXT, why TEXT, at TEXT NOT NULL
);
CREATE TABLE merges (              -- body: is `target`, a row of `bodies` as JSON in `shown`
  body TEXT PRIMARY KEY, target TEXT NOT NULL, shown TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE splits (
  unit TEXT NOT NULL, spelling TEXT NOT NULL, body TEXT NOT NULL, shown TEXT NOT NULL, PRIMARY KEY (unit, spelling)
) WITHOUT ROWID;

-- Derived.

CREATE TABLE heads (
  row INTEGER PRIMARY KEY,         -- day of issue × 2^30 + bits of the id: a higher row is a newer document
  document TEXT NOT NULL UNIQUE,
  work TEXT NOT NULL,              -- the document that stands for all versions
  current INTEGER NOT NULL,        -- 1 for the version that stands for its work
  name TEXT NOT NULL, doc_type TEXT, number TEXT, symbol TEXT, canonical TEXT,
  date TEXT, first_day TEXT, last_day TEXT, place TEXT,
  issuer TEXT, issuer_core TEXT, issuer_unit TEXT, issuer_parent TEXT, -- issuer as a body: `language.bodies`
  unit TEXT, parent TEXT,          -- the administrative unit it speaks from, and the one above
  title TEXT, signer TEXT, pages INTEGER, until TEXT,
  number_key TEXT, title_key TEXT, -- as `identity` makes them
  identity_key TEXT, version_key TEXT,
  ended_by TEXT, ended_how TEXT,   -- the work that replaces or repeals this one
  corrected INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX heads_work ON heads (work);
CREATE INDEX heads_number ON heads (number_key);
CREATE INDEX heads_title ON heads (title_key, issuer_unit);
CREATE INDEX heads_unit ON heads (issuer_unit, number_key); -- thousands have one number, a few one number in a unit,
CREATE INDEX heads_date ON heads (date, number_key);        -- or on a day
CREATE INDEX heads_identity ON heads (identity_key);
CREATE INDEX heads_version ON heads (version_key, number_key, date);
CREATE INDEX heads_parent ON heads (parent);
CREATE INDEX heads_canonical ON heads (canonical);
CREATE INDEX heads_facets ON heads (row, doc_type, issuer, date);  -- a thousand of them are counted in a search
CREATE INDEX heads_superseded ON heads (row) WHERE current = 0;

CREATE TABLE units (               -- which documents place a unit under which; '' where they do not tell
  name TEXT NOT NULL, parent TEXT NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (name, parent, document)
) WITHOUT ROWID;
CREATE INDEX units_document ON units (document);

CREATE TABLE texts (
  row INTEGER PRIMARY KEY,         -- of heads
  text BLOB NOT NULL,              -- zlib
  places TEXT NOT NULL,            -- [[start, section path, page] …] in order: where each block begins
  shown INTEGER NOT NULL           -- 1 where its words are in the four tables below
);
-- One table a kind of words, and facets among them: a third of the time of one table with columns (see ranking.py).
CREATE VIRTUAL TABLE title_exact USING fts5 (
  words, content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE title_folded USING fts5 (
  words, content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE text_exact USING fts5 (
  words, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
);
CREATE VIRTUAL TABLE text_folded USING fts5 (
  words, content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 0"
);

CREATE TABLE obligations (
  row INTEGER PRIMARY KEY,
  document TEXT NOT NULL, id TEXT NOT NULL, head INTEGER NOT NULL,
  assignee_text TEXT NOT NULL, role TEXT NOT NULL, cooperating TEXT NOT NULL, task TEXT NOT NULL, product TEXT,
  due_text TEXT, due_date TEXT, bound TEXT, recurrence TEXT, ongoing INTEGER NOT NULL,
  first_day TEXT, last_day TEXT,   -- within which it is due; NULL where no date is known
  since TEXT, until TEXT,          -- within which a recurring one recurs
  section TEXT, page INTEGER, start INTEGER,
  UNIQUE (document, id)
);
CREATE INDEX obligations_due ON obligations (last_day, row) WHERE last_day IS NOT NULL AND recurrence IS NULL;
CREATE INDEX obligations_lasting ON obligations (last_day, row, first_day) -- a month, a year
  WHERE first_day < last_day AND recurrence IS NULL;
CREATE INDEX obligations_undated ON obligations (first_day, row) WHERE last_day IS NULL AND recurrence IS NULL;
CREATE INDEX obligations_recurring ON obligations (recurrence, bound, coalesce(until, '9999-12-31'), row, since, until)
  WHERE recurrence IS NOT NULL;
CREATE INDEX obligations_head ON obligations (head);
CREATE INDEX obligations_id ON obligations (id);
CREATE TABLE charges (             -- who is charged: one row a body and an obligation
  body TEXT NOT NULL, obligation INTEGER NOT NULL, role TEXT NOT NULL, spelling TEXT NOT NULL,
  first_day TEXT, last_day TEXT, recurrence TEXT, bound TEXT, since TEXT, until TEXT, -- of the obligation, to be indexed
  PRIMARY KEY (body, obligation)
) WITHOUT ROWID;
CREATE INDEX charges_due ON charges (body, last_day, obligation, first_day) WHERE recurrence IS NULL;
CREATE INDEX charges_recurring ON charges (body, recurrence, bound, coalesce(until, '9999-12-31'), obligation, since, until)
  WHERE recurrence IS NOT NULL;
CREATE INDEX charges_obligation ON charges (obligation);
CREATE VIRTUAL TABLE tasks USING fts5 (folded, content='', tokenize="unicode61 remove_diacritics 0");

CREATE TABLE bodies (
  id TEXT PRIMARY KEY, unit TEXT, unit_name TEXT, core TEXT NOT NULL, name TEXT NOT NULL, kind TEXT,
  folded TEXT NOT NULL             -- core without marks, to be looked up
) WITHOUT ROWID;
CREATE INDEX bodies_core ON bodies (core);
CREATE INDEX bodies_folded ON bodies (folded);
CREATE TABLE spellings (
  body TEXT NOT NULL, spelling TEXT NOT NULL, folded TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (body, spelling)
) WITHOUT ROWID;
CREATE INDEX spellings_folded ON spellings (folded);

CREATE TABLE phases (
  document TEXT NOT NULL, id TEXT NOT NULL, label TEXT, start TEXT, end TEXT, recurrence TEXT, section TEXT,
  first_day TEXT, last_day TEXT, head INTEGER NOT NULL,
  PRIMARY KEY (document, id)
) WITHOUT ROWID;

CREATE TABLE refs (
  row INTEGER PRIMARY KEY,
  document TEXT NOT NULL, id TEXT NOT NULL, head INTEGER NOT NULL,
  doc_type TEXT, number TEXT, symbol TEXT, canonical TEXT, name TEXT, date TEXT, issuer TEXT,
  relation TEXT NOT NULL, section TEXT, start INTEGER, page INTEGER, sentence TEXT,
  number_key TEXT, title_key TEXT,
  status TEXT, resolved TEXT,      -- the work
  candidates TEXT NOT NULL DEFAULT '[]',
  disagrees TEXT NOT NULL DEFAULT '[]',
  wanted TEXT,                     -- key of the missing document that this reference and others name
  kind TEXT, scope TEXT,           -- as `resolve` makes them: of a missing one that has number and date; of any
  UNIQUE (document, id)
);
CREATE INDEX refs_number ON refs (number_key, scope) WHERE number_key IS NOT NULL;
CREATE INDEX refs_date ON refs (date, number_key) WHERE number_key IS NOT NULL;
CREATE INDEX refs_title ON refs (title_key, scope, date) WHERE title_key IS NOT NULL;
CREATE INDEX refs_resolved ON refs (resolved, head) WHERE resolved IS NOT NULL;
CREATE INDEX refs_ending ON refs (resolved) WHERE relation IN ('replaces', 'repeals');
CREATE INDEX refs_head ON refs (head);
CREATE INDEX refs_kind ON refs (date, kind, wanted) WHERE kind IS NOT NULL;
CREATE INDEX refs_wanted ON refs (wanted, head, date) WHERE wanted IS NOT NULL;
CREATE INDEX refs_ambiguous ON refs (coalesce(number_key, title_key)) WHERE status = 'ambiguous';
CREATE INDEX refs_disagrees ON refs (head) WHERE disagrees <> '[]';
