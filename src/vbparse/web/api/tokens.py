"""Tokens, with which programs ask the API."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field

from vbparse.accounts.people import Role
from vbparse.accounts.tokens import Token
from vbparse.web import audit, owned
from vbparse.web.access import AccountsDep, Reader
from vbparse.web.api.models import MAX_NUMBER

routes = APIRouter(tags=["tokens"])
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]
Everybody = Annotated[bool, Query(description="Those of everybody; admins alone have more than their own.")]


class NewToken(BaseModel, extra="forbid"):
    """A token to be made: what for, with which role, and the last day on which it is good."""

    name: str = Field(max_length=200, examples=["máy quét phòng văn thư"])
    role: Role = "reader"
    expires: date | None = None


class MadeToken(BaseModel):
    """A new token with its secret, which is not shown again."""

    token: Token
    secret: str


@routes.get("/tokens")
def list_tokens(person: Reader, accounts: AccountsDep, everybody: Everybody = False) -> list[Token]:
    """One's tokens, without their secrets."""
    return owned.list_owned(accounts.tokens, person, everybody=everybody)


@routes.post("/tokens", status_code=HTTPStatus.CREATED)
def add_token(request: Request, person: Reader, accounts: AccountsDep, new: NewToken) -> MadeToken:
    """Make a token that may no more than who makes it."""
    owned.check_may_make_tokens(person)
    made, secret = accounts.tokens.make(new.name, new.role, account=person.account, until=owned.end_of_day(new.expires))
    audit.describe_change(request, detail=f"{made.name}: {made.role}")
    return MadeToken(token=made, secret=secret)


@routes.delete("/tokens/{number}")
def withdraw_token(request: Request, person: Reader, accounts: AccountsDep, number: Number) -> Token:
    """Take a token back: from now on nobody can use it."""
    found = owned.withdraw_owned(accounts.tokens, person, number)
    audit.describe_change(request, detail=found.name)
    return found
