"""From a document to the rows that are searched: heads, words, obligations, bodies, phases and references."""
