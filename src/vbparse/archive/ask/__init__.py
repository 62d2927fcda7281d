"""Questions to an archive: plain functions over its database."""
