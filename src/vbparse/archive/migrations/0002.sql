-- Pairs of words stand behind the text in text_folded (see pairs.py): all words are written again when the archive is
-- next opened (search.complete).
INSERT INTO title_exact (title_exact) VALUES ('delete-all');
INSERT INTO title_folded (title_folded) VALUES ('delete-all');
INSERT INTO text_exact (text_exact) VALUES ('delete-all');
INSERT INTO text_folded (text_folded) VALUES ('delete-all');
UPDATE texts SET shown = 0;
INSERT OR REPLACE INTO meta (key, value) VALUES ('unwritten_words', 1);
