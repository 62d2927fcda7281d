-- Why a file could not be taken in, for readers of both languages. Files that failed before say it in English alone.
ALTER TABLE failures ADD COLUMN reason_vi TEXT;
