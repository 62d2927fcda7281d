-- The name by which each spelling calls its body: the most frequent one is shown, whichever came first.
ALTER TABLE spellings ADD COLUMN name TEXT;
UPDATE spellings SET name = (SELECT name FROM bodies WHERE id = body);
-- Bodies and references are read by more rules than before: who opens the archive is told to rebuild it.
INSERT OR REPLACE INTO meta (key, value) SELECT 'outdated', 1 WHERE EXISTS (SELECT 1 FROM documents);
