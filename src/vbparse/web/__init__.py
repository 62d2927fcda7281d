"""The archive in a browser and over HTTP: thin handlers over `archive`, `ingest` and `exchange`."""
