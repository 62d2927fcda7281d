-- The lines of journal.jsonl as they stand there, so that either can be made again from the other. Those of an archive
-- that was made before are written down when it is next opened.
CREATE TABLE journal (n INTEGER PRIMARY KEY, line BLOB NOT NULL);
INSERT OR REPLACE INTO meta (key, value) SELECT 'unkept_journal', 1 WHERE EXISTS
  (SELECT 1 FROM meta WHERE key = 'journal_size' AND value > 0);
