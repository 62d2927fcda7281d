"""Commands that say who may do what on the pages and over the API: user, token, audit."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vbparse.cli.arguments import ArchiveFolder, AsJson
from vbparse.errors import ArchiveError, InputError

if TYPE_CHECKING:
    from vbparse.accounts.accounts import Accounts

app = typer.Typer()
user = typer.Typer(no_args_is_help=True, help="Say who can log in: add, list, role, password, remove.")
token = typer.Typer(no_args_is_help=True, help="Let programs ask the API: add, list, withdraw.")
app.add_typer(user, name="user")
app.add_typer(token, name="token")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of the person.")]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader, editor or admin; each may more.")]
_ENTRIES = 100
"""Entries of the log that are listed where nobody says."""

ByInput = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input, where it is a line.")
]


@user.command("add")
def add_user(name: Name, role: RoleOption, folder: ArchiveFolder, password_stdin: ByInput = False) -> None:
    """Let somebody log in. The password is asked for twice; it has at least 12 characters."""
    with _accounts(folder) as accounts:
        from vbparse.accounts.people import parse_role

        made = accounts.people.add(name, parse_role(role), _password(password_stdin))
        _log(accounts, "add_user", detail=f"{made.name}: {made.role}")
        print(f"{made.name} can log in as {made.role}")


@user.command("list")
def list_users(folder: ArchiveFolder, as_json: AsJson = False) -> None:
    """List who can log in, with their roles."""
    from vbparse.cli import records, tables

    with _accounts(folder) as accounts:
        tables.show(accounts.people.all(), records.people, as_json)


@user.command("role")
def set_role(name: Name, role: Annotated[str, typer.Argument(metavar="ROLE")], folder: ArchiveFolder) -> None:
    """Give somebody another role."""
    with _accounts(folder) as accounts:
        from vbparse.accounts.people import parse_role

        made = accounts.people.change(name, role=parse_role(role))
        _log(accounts, "change_user", detail=f"{made.name}: {made.role}")
        print(f"{made.name} is {made.role}")


@user.command("password")
def set_password(name: Name, folder: ArchiveFolder, password_stdin: ByInput = False) -> None:
    """Give somebody a new password; who is logged in under the name is logged out."""
    with _accounts(folder) as accounts:
        found = accounts.people.find(name)
        accounts.people.change(name, password=_password(password_stdin))
        _log(accounts, "change_user", detail=f"{found.name}: new password")
        print(f"{found.name} has a new password")


@user.command("remove")
def remove_user(name: Name, folder: ArchiveFolder) -> None:
    """Remove somebody, with tokens and calendars. What was done under the name stays in the log."""
    with _accounts(folder) as accounts:
        found = accounts.people.find(name)
        accounts.people.remove(name)
        _log(accounts, "remove_user", detail=found.name)
        print(f"{found.name} is removed")


@token.command("add")
def add_token(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the token is for.")],
    role: RoleOption,
    folder: ArchiveFolder,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help="Last day on which it is good.")
    ] = None,
) -> None:
    """Make a token and print it: the only time it is shown. Programs send it as `Authorization: Bearer TOKEN`."""
    with _accounts(folder) as accounts:
        from vbparse.accounts.people import parse_role

        made, secret = accounts.tokens.make(name, parse_role(role), until=_end(expires))
        _log(accounts, "add_token", detail=f"{made.name}: {made.role}")
        print(secret)


@token.command("list")
def list_tokens(folder: ArchiveFolder, as_json: AsJson = False) -> None:
    """List the tokens of everybody, the newest first."""
    from vbparse.cli import records, tables

    with _accounts(folder) as accounts:
        tables.show(accounts.tokens.all(), records.tokens, as_json)


@token.command("withdraw")
def withdraw_token(
    n: Annotated[int, typer.Argument(metavar="N", help="Number of the token, from `token list`.")],
    folder: ArchiveFolder,
) -> None:
    """Take a token back: from now on nobody can use it."""
    with _accounts(folder) as accounts:
        found = accounts.tokens.withdraw(n)
        _log(accounts, "withdraw_token", detail=found.name)
        print(f"withdrawn: token {n} ({found.name})")


@app.command()
def audit(
    folder: ArchiveFolder,
    who: Annotated[str | None, typer.Option("--who", metavar="NAME", help="Only what this person did.")] = None,
    document: Annotated[
        str | None, typer.Option("--doc", metavar="ID", help="Only what was done to this document.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many.")] = _ENTRIES,
    as_json: AsJson = False,
) -> None:
    """Tell who did what over pages and API, the newest first: changes, logins, reads of restricted documents."""
    from vbparse.cli import records, tables

    with _accounts(folder) as accounts:
        tables.show(accounts.audit.deeds(who=who, document=document, limit=limit), records.deeds, as_json)


@contextmanager
def _accounts(folder: Path) -> Iterator[Accounts]:
    """The accounts of an archive, which has to be there or begun; raises ArchiveError, InputError."""
    try:
        from vbparse.accounts.accounts import Accounts
    except ModuleNotFoundError as error:
        raise InputError("accounts.missing", name=error.name) from None
    if not os.path.isdir(folder):
        raise ArchiveError("archive.none-seen", folder=folder)
    accounts = Accounts(folder)
    try:
        yield accounts
    finally:
        accounts.close()


def _log(accounts: Accounts, what: str, *, detail: str) -> None:
    """Write down what was done at the command line, under the name of the user of this machine."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that has no name
        name = "?"
    accounts.audit.add(name, "command line", what, detail=detail)


def _password(by_input: bool) -> str:
    """A new password. Raises InputError where two that were typed differ, or nobody can be asked."""
    if by_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not _is_terminal():
        raise InputError("password.no-terminal")
    first = getpass.getpass("Password: ")
    if first != getpass.getpass("Again: "):
        raise InputError("password.differ")
    return first


def _end(day: str | None) -> float | None:
    """The moment at which a day is over, where the machine is. Raises InputError."""
    from vbparse.edtf import day_end

    if day is None:
        return None
    try:
        end = day_end(date.fromisoformat(day))
    except (ValueError, OverflowError):
        raise InputError("expires.no-day", day=day) from None
    if end <= datetime.now(UTC):
        raise InputError("expires.over", day=day)
    return end.timestamp()


def _is_terminal() -> bool:
    return sys.stdin.isatty()
