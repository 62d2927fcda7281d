"""The command line: `vbparse parse`, `vbparse evaluate`, `vbparse schema`. What one needs is imported as it runs."""

from vbparse.cli.app import main

__all__ = ["main"]
