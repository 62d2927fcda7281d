"""What `scripts/fuzz` tries: texts with slips, files with changed bytes, files made to do harm."""
