-- Anomalies of severity error: their documents stand first among those that wait to be read through.
DROP INDEX anomalies_most;
ALTER TABLE anomalies ADD COLUMN errors INTEGER NOT NULL DEFAULT 0;
CREATE INDEX anomalies_most ON anomalies (errors DESC, warnings DESC, count DESC, document);
