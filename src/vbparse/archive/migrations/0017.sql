-- A document is ended only where a sentence says so of all of it; archives of old hold proposals and parts as endings too.
INSERT OR REPLACE INTO meta (key, value) SELECT 'unsettled_endings', 1 WHERE EXISTS (SELECT 1 FROM documents);
