"""Who asks, and the accounts of others."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field

from vbparse.accounts.people import Account, Role
from vbparse.web import audit
from vbparse.web.access import AccountsDep, Admin, Reader

routes = APIRouter(tags=["accounts"])
Name = Annotated[str, Path(max_length=200, examples=["Nguyễn Thị Lan"])]


class Session(BaseModel):
    """Who asks. `via` is how they are known; browsers send `csrf` along with changes, as the header X-CSRF-Token."""

    name: str
    role: Role
    via: Literal["local", "session", "token"]
    csrf: str


class NewUser(BaseModel, extra="forbid"):
    """Somebody who is to log in."""

    name: str = Field(max_length=200, examples=["Nguyễn Thị Lan"])
    role: Role
    password: str = Field(max_length=2000, description="At least 12 characters.", examples=["mật khẩu dài hơn 12 chữ"])


class UserChange(BaseModel, extra="forbid"):
    """What is to be otherwise; what is left out stays."""

    role: Role | None = None
    active: bool | None = None
    password: str | None = Field(default=None, max_length=2000)


@routes.get("/session")
def get_session(person: Reader) -> Session:
    """Who asks, with which role."""
    return Session(name=person.name, role=person.role, via=person.via, csrf=person.csrf)


@routes.get("/users")
def list_users(person: Admin, accounts: AccountsDep) -> list[Account]:
    """Everybody who can log in, or could."""
    return accounts.people.all()


@routes.post("/users", status_code=HTTPStatus.CREATED)
def add_user(request: Request, person: Admin, accounts: AccountsDep, new: NewUser) -> Account:
    """Let somebody log in."""
    made = accounts.people.add(new.name, new.role, new.password)
    audit.describe_change(request, detail=f"{made.name}: {made.role}")
    return made


@routes.patch("/users/{name}")
def change_user(request: Request, person: Admin, accounts: AccountsDep, name: Name, change: UserChange) -> Account:
    """Give another role or password, or take away and give back the right to log in."""
    made = accounts.people.change(name, role=change.role, active=change.active, password=change.password)
    password = ", new password" if change.password is not None else ""
    audit.describe_change(request, detail=f"{made.name}: {made.role}{'' if made.active else ', inactive'}{password}")
    return made


@routes.delete("/users/{name}", status_code=HTTPStatus.NO_CONTENT)
def remove_user(request: Request, person: Admin, accounts: AccountsDep, name: Name) -> None:
    """Remove somebody, with tokens and calendars; what was done under the name stays in the log."""
    accounts.people.remove(name)
    audit.describe_change(request, detail=name)
