-- A document of another year than the one that is cited cannot be meant: the indexes tell the year without the row.
DROP INDEX heads_unit;
CREATE INDEX heads_unit ON heads (issuer_unit, number_key, date);
DROP INDEX refs_number;
CREATE INDEX refs_number ON refs (number_key, scope, date) WHERE number_key IS NOT NULL;
