"""The command line. What a command needs is imported as it runs; worker processes find here what they are to do, and
need no command at all."""


def main() -> None:
    """Entry point of the command `vbparse`."""
    from vbparse.cli.app import main as run

    run()
