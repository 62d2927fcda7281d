"""The command line: `vbparse parse`, `vbparse evaluate`, `vbparse schema`. What one needs is imported as it runs; worker
processes, which import from here what they are to do, need no commands at all."""


def main() -> None:
    """Entry point of the command `vbparse`."""
    from vbparse.cli.app import main as run

    run()
