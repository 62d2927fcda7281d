"""Names by which files are known to be documents. They stand apart from the readers, which commands load later."""

PLAIN_SUFFIXES = (".htm", ".html", ".markdown", ".md", ".txt", ".xhtml")
"""Files whose bytes are text."""
SUFFIXES = (
    *(".doc", ".docm", ".docx", ".dot", ".fodt", ".odt", ".ott", ".pdf", ".rtf"),
    *PLAIN_SUFFIXES,
    *(".jpeg", ".jpg", ".png", ".tif", ".tiff"),
)
"""What is picked up from a folder. A file named by itself is read whatever its name."""
