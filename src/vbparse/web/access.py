"""Who asks, and what they may: the parameters `Reader`, `Editor` and `Admin` of a handler."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Request

from vbparse.web.problems import ProblemError

Role = Literal["reader", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "editor", "admin")
"""From the least to the most: each may what those before it may."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. `csrf` is what a form has to bring along."""

    name: str
    role: Role
    csrf: str = ""

    def may(self, role: Role) -> bool:
        """Whether what `role` may is allowed."""
        return ROLES.index(self.role) >= ROLES.index(role)


def person(request: Request) -> Person:
    """Who asks; raises ProblemError 401 where nobody is known."""
    return Person("local", "admin")


def _needs(role: Role) -> Callable[[Person], Person]:
    def allowed(who: Annotated[Person, Depends(person)]) -> Person:
        if not who.may(role):
            raise ProblemError(403, "forbidden", f"This needs the role {role}; yours is {who.role}.")
        return who

    return allowed


Reader = Annotated[Person, Depends(_needs("reader"))]
Editor = Annotated[Person, Depends(_needs("editor"))]
Admin = Annotated[Person, Depends(_needs("admin"))]
