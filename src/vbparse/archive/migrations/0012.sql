-- Documents that people put together: dossiers (hồ sơ) and tags. What is said of a document holds for all versions of
-- its work.
CREATE TABLE dossiers (            -- from the journal
  id INTEGER PRIMARY KEY,          -- number of the journal entry that opened it
  symbol TEXT, symbol_key TEXT,    -- số và ký hiệu, and as it is compared and put in order
  title TEXT NOT NULL,
  retention,                       -- 'permanent', or a number of years
  creator TEXT, year INTEGER,
  begins TEXT, ends TEXT,          -- days; NULL where its documents say
  note TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed', 'transferred')),
  by TEXT, at TEXT NOT NULL        -- who opened it
);
CREATE INDEX dossiers_symbol ON dossiers (symbol_key);
CREATE TABLE filings (             -- from the journal: which documents are in which dossier
  dossier INTEGER NOT NULL, document TEXT NOT NULL,
  place INTEGER,                   -- as somebody arranged it; NULL where the date says
  by TEXT, at TEXT NOT NULL,
  PRIMARY KEY (dossier, document)
) WITHOUT ROWID;
CREATE INDEX filings_document ON filings (document);
CREATE TABLE tags (                -- from the journal
  key TEXT NOT NULL,               -- the tag as it is compared
  document TEXT NOT NULL, tag TEXT NOT NULL, by TEXT, at TEXT NOT NULL,
  PRIMARY KEY (key, document)
) WITHOUT ROWID;
CREATE INDEX tags_document ON tags (document);
