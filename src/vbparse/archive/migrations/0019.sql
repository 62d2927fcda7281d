-- The text of a document stands once, beside the rest of it, and both are compressed by a dictionary from now on (see
-- packing.py). In a table with numbers large rows leave less of a page empty.
ALTER TABLE documents RENAME TO documents_before;
CREATE TABLE documents (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,         -- sha-256 of the source, with #part behind it
  sha256 TEXT NOT NULL,
  producer TEXT NOT NULL,          -- vbparse and its version
  json BLOB NOT NULL,              -- the document; where zlib compressed it, with its text
  text BLOB                        -- its text; NULL where it has none
);
INSERT INTO documents (id, sha256, producer, json, text)
  SELECT d.id, d.sha256, d.producer, d.json, t.text FROM documents_before d
  LEFT JOIN heads h ON h.document = d.id LEFT JOIN texts t ON t.row = h.row ORDER BY d.id;
DROP TABLE documents_before;
CREATE INDEX documents_sha256 ON documents (sha256);
ALTER TABLE texts DROP COLUMN text;
