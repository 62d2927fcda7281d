"""An open archive: each step that changes it, and the care of it as a whole."""
