-- What became of an obligation stands for each of those who are charged with it; what was said before is for all.
ALTER TABLE marks ADD COLUMN assignees TEXT;  -- JSON: how the document calls those who are meant; NULL where it is all
ALTER TABLE marks ADD COLUMN person TEXT;     -- who is in charge there
ALTER TABLE charges ADD COLUMN written TEXT;  -- JSON: what else the obligation calls the body, beside the spelling
CREATE INDEX sources_at ON sources (at);
-- Rhythms end with the document that sets them, by more rules than before: who opens the archive is told to rebuild it.
INSERT OR REPLACE INTO meta (key, value) SELECT 'outdated', 1 WHERE EXISTS (SELECT 1 FROM documents);
