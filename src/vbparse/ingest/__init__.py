"""Many files: what arguments name, work spread over processes, and the way of files into an archive."""
