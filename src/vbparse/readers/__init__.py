"""Readers: the only code that opens source files. Each returns a `Source`."""
