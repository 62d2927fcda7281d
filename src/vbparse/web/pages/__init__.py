"""The pages: one module each. They ask the archive as the API does, and answer with HTML."""
