"""The lines by which the parts of a document are known, each in one place: whoever looks for one asks here."""
