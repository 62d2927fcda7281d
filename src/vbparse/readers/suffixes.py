"""Names by which files are known to be documents. They stand apart from the readers, which commands load later."""

SUFFIXES = (
    *(".doc", ".docm", ".docx", ".dot", ".fodt", ".odt", ".ott", ".pdf", ".rtf"),
    *(".htm", ".html", ".markdown", ".md", ".txt", ".xhtml"),
    *(".jpeg", ".jpg", ".png", ".tif", ".tiff"),
)
"""What is picked up from a folder. A file named by itself is read whatever its name."""
