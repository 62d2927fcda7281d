-- A mark has a day of its own, which may be before the one on which it was recorded, and may have a file that shows it.
ALTER TABLE marks ADD COLUMN date TEXT;       -- ISO 8601; NULL where nothing was said of it
ALTER TABLE marks ADD COLUMN file TEXT;       -- SHA-256 of what stands in evidence/
ALTER TABLE marks ADD COLUMN file_name TEXT;
