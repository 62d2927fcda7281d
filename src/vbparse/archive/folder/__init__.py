"""The files of an archive: originals, copies, the journal and the database, how they are opened and repaired."""
