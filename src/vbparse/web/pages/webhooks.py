"""For admins: webhooks, and what became of their messages."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel
from pydantic import Field as Length

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.people import parse_role
from vbparse.accounts.webhooks import NewWebhook
from vbparse.errors import ConflictError, InputError
from vbparse.web import audit, hooks
from vbparse.web.access import ROLES, AccountsDep, Admin
from vbparse.web.api.models import MAX_NUMBER
from vbparse.web.archives import ArchiveDep
from vbparse.web.events import CHANGES, EVENTS, FOR_EDITORS
from vbparse.web.one_time import ONE_TIME_SECRETS
from vbparse.web.pages.rendering import render_page, see_other
from vbparse.web.paging import make_cursor, read_position
from vbparse.web.problems import ProblemError

routes = APIRouter()
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER)]
_LONGEST = 2000
"""Characters of a field."""
ROWS = 50
"""Messages on a page."""
_DONE = ("changed", "removed", "tested", "again")


class WebhookForm(BaseModel):
    """A webhook as it is filled in."""

    name: Annotated[str, Length(max_length=_LONGEST)] = ""
    address: Annotated[str, Length(max_length=_LONGEST)] = ""
    events: Annotated[list[str], Length(max_length=len(EVENTS))] = []
    role: Annotated[str, Length(max_length=_LONGEST)] = ROLES[0]

    def to_webhook(self) -> NewWebhook:
        """What is asked for; events that there are not are left out. Raises RefusalError for the role."""
        chosen = [event for event in EVENTS if event in self.events]
        return NewWebhook(self.name, self.address.strip(), chosen, parse_role(self.role))


Filled = Annotated[WebhookForm, Form()]


@routes.get("/admin/webhooks")
def list_webhooks(
    request: Request, person: Admin, accounts: AccountsDep, done: str = "", made: str = ""
) -> HTMLResponse:
    """All webhooks, and a form for a new one; a new one shows its secret this once."""
    secret = ONE_TIME_SECRETS.take_secret(person, made)
    return _render_list(request, accounts, WebhookForm(events=[CHANGES["added"]]), Notices(done), secret)


@routes.post("/admin/webhooks")
def add_webhook(request: Request, person: Admin, archive: ArchiveDep, accounts: AccountsDep, form: Filled) -> Response:
    """Add a webhook."""
    try:
        made, secret = hooks.add_webhook(request, archive, accounts, person, form.to_webhook())
    except (InputError, ConflictError, ProblemError) as error:
        return _render_list(request, accounts, form, Notices(refused=error))
    return see_other(f"/admin/webhooks?made={ONE_TIME_SECRETS.store(person, made.name, secret)}#made")


@routes.get("/admin/webhooks/{number}")
def show_webhook(
    request: Request,
    person: Admin,
    accounts: AccountsDep,
    number: Number,
    done: str = "",
    cursor: Annotated[str | None, Query(max_length=_LONGEST)] = None,
) -> HTMLResponse:
    """A webhook, and what it was told."""
    return _render_one(request, accounts, number, notices=Notices(done), cursor=cursor)


@routes.post("/admin/webhooks/{number}")
def change_webhook(request: Request, person: Admin, accounts: AccountsDep, number: Number, form: Filled) -> Response:
    """Change a webhook."""
    try:
        new = form.to_webhook()
        hooks.check_address(request, new.address)
        hooks.check_events(new.events, new.role)
        hooks.describe(request, accounts.webhooks.change(number, **new._asdict()))
    except (InputError, ProblemError) as error:
        return _render_one(request, accounts, number, form, Notices(refused=error))
    return see_other(f"/admin/webhooks/{number}?done=changed")


@routes.post("/admin/webhooks/{number}/active")
def set_active(
    request: Request, person: Admin, accounts: AccountsDep, number: Number, active: Annotated[bool, Form()]
) -> Response:
    """Let a webhook rest, or go on."""
    hooks.describe(request, accounts.webhooks.change(number, active=active))
    return see_other(f"/admin/webhooks/{number}?done=changed")


@routes.post("/admin/webhooks/{number}/test")
def test_webhook(request: Request, person: Admin, accounts: AccountsDep, number: Number) -> Response:
    """Send a message that says nothing."""
    webhook = accounts.webhooks.find(number)
    hooks.describe(request, webhook)
    hooks.send_test(accounts, webhook)
    return see_other(f"/admin/webhooks/{number}?done=tested#deliveries")


@routes.post("/admin/webhooks/{number}/deliveries/{delivery}/again")
def redeliver(request: Request, person: Admin, accounts: AccountsDep, number: Number, delivery: Number) -> Response:
    """Send a message once more."""
    asked = accounts.deliveries.send_again(delivery, number)
    audit.describe_change(request, detail=f"{asked.event}: {asked.message}")
    return see_other(f"/admin/webhooks/{number}?done=again#deliveries")


@routes.post("/admin/webhooks/{number}/remove")
def remove_webhook(request: Request, person: Admin, accounts: AccountsDep, number: Number) -> Response:
    """Forget a webhook."""
    hooks.describe(request, accounts.webhooks.remove(number))
    return see_other("/admin/webhooks?done=removed")


Refused = InputError | ConflictError | ProblemError | None


class Notices(NamedTuple):
    """What a page says of what was sent: that it was done, or why not."""

    done: str = ""
    refused: Refused = None


_NOTHING = Notices()


def _render_list(
    request: Request,
    accounts: Accounts,
    form: WebhookForm,
    notices: Notices,
    made: tuple[str, str] | None = None,
) -> HTMLResponse:
    return _render(request, "admin_webhooks.html", form, notices, webhooks=accounts.webhooks.all(), made=made)


def _render_one(
    request: Request,
    accounts: Accounts,
    number: int,
    form: WebhookForm | None = None,
    notices: Notices = _NOTHING,
    cursor: str | None = None,
) -> HTMLResponse:
    webhook = accounts.webhooks.find(number)
    form = form or WebhookForm(name=webhook.name, address=webhook.address, events=webhook.events, role=webhook.role)
    rows = accounts.deliveries.list_deliveries(number, before=read_position(cursor), limit=ROWS + 1)
    further = f"/admin/webhooks/{number}?cursor={make_cursor(below=rows[ROWS - 1].id)}" if len(rows) > ROWS else None
    values = {"webhook": webhook, "deliveries": rows[:ROWS], "more": further}
    return _render(request, "admin_webhook.html", form, notices, **values)


def _render(request: Request, template: str, form: WebhookForm, notices: Notices, **values: object) -> HTMLResponse:
    return render_page(
        request,
        template,
        request.state.person,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if notices.refused else HTTPStatus.OK,
        form=form,
        done=notices.done if notices.done in _DONE else "",
        refused=explain_refusal(notices.refused),
        choices=EVENTS,
        for_editors=FOR_EDITORS,
        roles=ROLES,
        **values,
    )


def explain_refusal(refused: Refused) -> str | None:
    """The sentence of an error, in both languages."""
    return refused.detail if isinstance(refused, ProblemError) else refused.sentence if refused else None
