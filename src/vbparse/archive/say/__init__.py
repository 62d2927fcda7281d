"""What people say about documents, obligations and bodies: each statement is an entry of the journal."""
