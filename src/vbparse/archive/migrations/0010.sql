-- What a person should look at: lists leave it out where only sure values are asked for, and documents with most of it
-- stand first among those that wait to be read through. What was parsed before has no doubts until it is parsed again.
ALTER TABLE heads ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;  -- 1 where a value that lists show is doubtful
ALTER TABLE obligations ADD COLUMN doubts TEXT NOT NULL DEFAULT '[]';  -- codes of it and its due
CREATE TABLE doubts (              -- derived: in the order of the document
  document TEXT NOT NULL, n INTEGER NOT NULL,
  path TEXT NOT NULL,              -- as a correction names the value; '' for the document as a whole
  code TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (document, n)
) WITHOUT ROWID;
DROP INDEX anomalies_most;
ALTER TABLE anomalies ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;  -- values that are
CREATE INDEX anomalies_most ON anomalies (doubtful DESC, errors DESC, warnings DESC, count DESC, document);
INSERT OR REPLACE INTO meta (key, value) SELECT 'outdated', 1 WHERE EXISTS (SELECT 1 FROM documents);
