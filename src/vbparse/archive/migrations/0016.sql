-- A correction knows where in the text somebody pointed: JSON [start, end], and the words that stood there; NULL where
-- the value was typed.
ALTER TABLE corrections ADD COLUMN span TEXT;
ALTER TABLE corrections ADD COLUMN words TEXT;
