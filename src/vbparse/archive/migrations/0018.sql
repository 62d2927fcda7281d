-- Smaller tables. A row number has 14 bits below its day in place of 30: lists of words keep the distance from each row to
-- the next. The beginnings of words stand in text_folded as words, in place of an index of prefixes (see pairs.py). All
-- words are written again when the archive is next opened.
CREATE TABLE moved (old INTEGER PRIMARY KEY, new INTEGER NOT NULL UNIQUE);
INSERT INTO moved SELECT row, CASE WHEN row >> 30 = 0 THEN row
  ELSE ((row >> 30) << 14) + row_number() OVER (PARTITION BY row >> 30 ORDER BY row) - 1 END FROM heads;
DROP TABLE text_folded;
CREATE VIRTUAL TABLE text_folded USING fts5 (
  words, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0"
);
DROP TABLE tasks;
CREATE VIRTUAL TABLE tasks USING fts5 (folded, content='', columnsize=0, tokenize="unicode61 remove_diacritics 0");
INSERT INTO title_exact (title_exact) VALUES ('delete-all');
INSERT INTO title_folded (title_folded) VALUES ('delete-all');
INSERT INTO text_exact (text_exact) VALUES ('delete-all');
INSERT OR REPLACE INTO meta (key, value) VALUES ('unwritten_words', 1);

-- By way of numbers that no row has.
UPDATE heads SET row = -1 - (SELECT new FROM moved WHERE old = row);
UPDATE heads SET row = -1 - row;
UPDATE hidden SET row = -1 - (SELECT new FROM moved WHERE old = row);
UPDATE hidden SET row = -1 - row;
UPDATE phases SET head = (SELECT new FROM moved WHERE old = head);

ALTER TABLE texts RENAME TO texts_before;
CREATE TABLE texts (
  row INTEGER PRIMARY KEY,         -- of heads
  text BLOB NOT NULL,              -- see packing.py
  places TEXT NOT NULL,            -- [[start, section path, page] …] in order: where each block begins
  shown INTEGER NOT NULL           -- 1 where its words are in the four tables of words
);
INSERT INTO texts SELECT new, text, places, 0 FROM texts_before JOIN moved ON old = row ORDER BY new;
DROP TABLE texts_before;

ALTER TABLE charges RENAME TO charges_before;
CREATE TABLE charges (             -- who is charged: one row a body and an obligation
  body TEXT NOT NULL, obligation INTEGER NOT NULL, role TEXT NOT NULL, spelling TEXT NOT NULL,
  first_day TEXT, last_day TEXT, recurrence TEXT, bound TEXT, since TEXT, until TEXT, -- of the obligation, to be indexed
  written TEXT,                    -- JSON: what else the obligation calls the body, beside the spelling
  PRIMARY KEY (body, obligation)
) WITHOUT ROWID;
INSERT INTO charges SELECT c.body, iif(c.obligation < 0, -1, 1) * ((m.new << 13) + abs(c.obligation) - (m.old << 13)),
  c.role, c.spelling, c.first_day, c.last_day, c.recurrence, c.bound, c.since, c.until, c.written
  FROM charges_before c JOIN obligations o ON o.row = c.obligation JOIN moved m ON m.old = o.head ORDER BY 1, 2;
DROP TABLE charges_before;
CREATE INDEX charges_due ON charges (body, last_day, obligation, first_day) WHERE recurrence IS NULL;
CREATE INDEX charges_recurring ON charges (body, recurrence, bound, coalesce(until, '9999-12-31'), obligation, since, until)
  WHERE recurrence IS NOT NULL;
CREATE INDEX charges_obligation ON charges (obligation);

ALTER TABLE obligations RENAME TO obligations_before;
CREATE TABLE obligations (
  row INTEGER PRIMARY KEY,         -- row of heads × 2^13 + its position
  id TEXT NOT NULL, head INTEGER NOT NULL,
  assignee_text TEXT NOT NULL, role TEXT NOT NULL, cooperating TEXT NOT NULL, task TEXT NOT NULL, product TEXT,
  due_text TEXT, due_date TEXT, bound TEXT, recurrence TEXT, ongoing INTEGER NOT NULL,
  first_day TEXT, last_day TEXT,   -- within which it is due; NULL where no date is known
  since TEXT, until TEXT,          -- within which a recurring one recurs
  section TEXT, page INTEGER, start INTEGER,
  doubts TEXT NOT NULL DEFAULT '[]' -- codes of it and its due
);
INSERT INTO obligations SELECT iif(o.row < 0, -1, 1) * ((m.new << 13) + abs(o.row) - (m.old << 13)),
  o.id, m.new, o.assignee_text, o.role, o.cooperating, o.task, o.product, o.due_text, o.due_date, o.bound,
  o.recurrence, o.ongoing, o.first_day, o.last_day, o.since, o.until, o.section, o.page, o.start, o.doubts
  FROM obligations_before o JOIN moved m ON m.old = o.head ORDER BY 1;
DROP TABLE obligations_before;
CREATE INDEX obligations_due ON obligations (last_day, row) WHERE last_day IS NOT NULL AND recurrence IS NULL;
CREATE INDEX obligations_lasting ON obligations (last_day, row, first_day) -- a month, a year
  WHERE first_day < last_day AND recurrence IS NULL;
CREATE INDEX obligations_undated ON obligations (first_day, row) WHERE last_day IS NULL AND recurrence IS NULL;
CREATE INDEX obligations_recurring ON obligations (recurrence, bound, coalesce(until, '9999-12-31'), row, since, until)
  WHERE recurrence IS NOT NULL;
CREATE INDEX obligations_head ON obligations (head);
CREATE UNIQUE INDEX obligations_id ON obligations (id, head);

ALTER TABLE refs RENAME TO refs_before;
CREATE TABLE refs (
  row INTEGER PRIMARY KEY,         -- row of heads × 2^13 + its position
  id TEXT NOT NULL, head INTEGER NOT NULL,
  doc_type TEXT, number TEXT, symbol TEXT, canonical TEXT, name TEXT, date TEXT, issuer TEXT,
  relation TEXT NOT NULL, section TEXT, start INTEGER, page INTEGER, sentence TEXT,
  number_key TEXT, title_key TEXT,
  status TEXT, resolved TEXT,      -- the work
  candidates TEXT NOT NULL DEFAULT '[]',
  disagrees TEXT NOT NULL DEFAULT '[]',
  wanted TEXT,                     -- key of the missing document that this reference and others name
  kind TEXT, scope TEXT            -- as `resolve` makes them: of a missing one that has number and date; of any
);
INSERT INTO refs SELECT iif(r.row < 0, -1, 1) * ((m.new << 13) + abs(r.row) - (m.old << 13)),
  r.id, m.new, r.doc_type, r.number, r.symbol, r.canonical, r.name, r.date, r.issuer, r.relation, r.section,
  r.start, r.page, r.sentence, r.number_key, r.title_key, r.status, r.resolved, r.candidates, r.disagrees, r.wanted,
  r.kind, r.scope
  FROM refs_before r JOIN moved m ON m.old = r.head ORDER BY 1;
DROP TABLE refs_before;
CREATE INDEX refs_number ON refs (number_key, scope, date) WHERE number_key IS NOT NULL;
CREATE INDEX refs_date ON refs (date, number_key) WHERE number_key IS NOT NULL;
CREATE INDEX refs_title ON refs (title_key, scope, date) WHERE title_key IS NOT NULL;
CREATE INDEX refs_resolved ON refs (resolved, head) WHERE resolved IS NOT NULL;
CREATE INDEX refs_ending ON refs (resolved) WHERE relation IN ('replaces', 'repeals');
CREATE UNIQUE INDEX refs_head ON refs (head, id);
CREATE INDEX refs_kind ON refs (date, kind, wanted) WHERE kind IS NOT NULL;
CREATE INDEX refs_wanted ON refs (wanted, head, date) WHERE wanted IS NOT NULL;
CREATE INDEX refs_ambiguous ON refs (coalesce(number_key, title_key)) WHERE status = 'ambiguous';
CREATE INDEX refs_disagrees ON refs (head) WHERE disagrees <> '[]';
DROP TABLE moved;
