"""A folder of documents with what was read from them: the only code that opens a database."""
