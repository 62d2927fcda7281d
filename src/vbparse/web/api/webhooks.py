"""Webhooks: addresses of other systems that are told of events, signed as Standard Webhooks has it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Path, Request
from pydantic import BaseModel, Field

from vbparse.accounts import webhooks
from vbparse.accounts.deliveries import Delivery
from vbparse.accounts.people import Role
from vbparse.accounts.webhooks import LONGEST_NAME, Webhook
from vbparse.web import audit, events, hooks
from vbparse.web.access import AccountsDep, Admin
from vbparse.web.api.models import DEFAULT_ROWS, MAX_NUMBER, Cursor, Limit, Page, Text, count_rows
from vbparse.web.archives import ArchiveDep
from vbparse.web.background.posting import LONGEST_ADDRESS
from vbparse.web.paging import make_cursor, read_position

routes = APIRouter(tags=["webhooks"])
Number = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Id of a webhook.", examples=[3])]
DeliveryNumber = Annotated[int, Path(ge=1, le=MAX_NUMBER, description="Id of a delivery.", examples=[12])]
Name = Annotated[Text, Field(min_length=1, max_length=LONGEST_NAME, examples=["Phần mềm điều hành"])]
Url = Annotated[
    Text,
    Field(max_length=LONGEST_ADDRESS, description="http or https.", examples=["https://dieu-hanh.example/vbparse"]),
]
EventType = Literal[events.EVENTS]  # type: ignore[valid-type]  # of a closed vocabulary
Chosen = Annotated[
    list[EventType],
    Field(min_length=1, max_length=len(events.EVENTS), examples=[["document.added", "obligation.marked"]]),
]
Sees = Annotated[
    Role,
    Field(description="It is told what this role may see: readers nothing of restricted documents, jobs and bodies."),
]


class NewWebhook(BaseModel, extra="forbid"):
    """A webhook to be made: where it leads, and of what it is told."""

    name: Name
    address: Url
    events: Chosen
    role: Sees = "reader"


class ChangedWebhook(BaseModel, extra="forbid"):
    """What is otherwise from now on; what is not sent stays. One that becomes active is also tried again where it was
    set aside."""

    name: Name | None = None
    address: Url | None = None
    events: Chosen | None = None
    role: Sees | None = None
    active: Annotated[bool | None, Field(examples=[True])] = None


class MadeWebhook(BaseModel):
    """A new webhook with its secret, which is not shown again: whoever receives checks signatures with it."""

    webhook: Webhook
    secret: str


@routes.get("/webhooks", summary="List webhooks")
def list_webhooks(person: Admin, accounts: AccountsDep) -> list[Webhook]:
    """All webhooks, without their secrets, the newest first."""
    return accounts.webhooks.all()


@routes.post("/webhooks", status_code=HTTPStatus.CREATED, summary="Add a webhook")
def add_webhook(
    request: Request, person: Admin, archive: ArchiveDep, accounts: AccountsDep, new: NewWebhook
) -> MadeWebhook:
    """Have an address told of events, from now on. Messages are sent by POST, signed as Standard Webhooks has it; an
    answer of 2xx within 10 seconds ends the matter, else they come again, for about a day. Addresses of private
    networks are refused unless the server was started with `--private-webhooks`."""
    wanted = webhooks.NewWebhook(new.name, new.address, new.events, new.role)
    webhook, secret = hooks.add_webhook(request, archive, accounts, person, wanted)
    return MadeWebhook(webhook=webhook, secret=secret)


@routes.get("/webhooks/{number}", summary="Get a webhook")
def get_webhook(person: Admin, accounts: AccountsDep, number: Number) -> Webhook:
    """A webhook, without its secret."""
    return accounts.webhooks.find(number)


@routes.patch("/webhooks/{number}", summary="Change a webhook")
def change_webhook(
    request: Request, person: Admin, accounts: AccountsDep, number: Number, said: ChangedWebhook
) -> Webhook:
    """Have it lead elsewhere, be told of other events, or stop for a while: what happens meanwhile is sent later."""
    present = accounts.webhooks.find(number)
    if said.address is not None:
        hooks.check_address(request, said.address)
    hooks.check_events(said.events or present.events, said.role or present.role)
    values = said.model_dump()
    values["events"] = list(dict.fromkeys(said.events)) if said.events else None
    changed = accounts.webhooks.change(number, **values)
    hooks.describe(request, changed)
    return changed


@routes.delete("/webhooks/{number}", summary="Remove a webhook")
def remove_webhook(request: Request, person: Admin, accounts: AccountsDep, number: Number) -> Webhook:
    """Forget a webhook, with its secret and its deliveries."""
    removed = accounts.webhooks.remove(number)
    hooks.describe(request, removed)
    return removed


@routes.get("/webhooks/{number}/deliveries", summary="List deliveries")
def list_deliveries(
    person: Admin, accounts: AccountsDep, number: Number, limit: Limit = DEFAULT_ROWS, cursor: Cursor = None
) -> Page[Delivery]:
    """What a webhook was told or will be, the newest first. What needs no more attempts is kept for 30 days."""
    accounts.webhooks.find(number)
    found = accounts.deliveries.list_deliveries(number, before=read_position(cursor), limit=limit + 1)
    further = make_cursor(below=found[limit - 1].id) if len(found) > limit else None
    counted = count_rows(lambda most: accounts.deliveries.count(number, most))
    return Page(items=found[:limit], next=further, **counted)


@routes.post("/webhooks/{number}/test", status_code=HTTPStatus.ACCEPTED, summary="Send a test event")
def test_webhook(request: Request, person: Admin, accounts: AccountsDep, number: Number) -> Delivery:
    """Have `webhook.test` sent, once; the deliveries tell what came of it."""
    webhook = accounts.webhooks.find(number)
    hooks.describe(request, webhook)
    return hooks.send_test(accounts, webhook)


@routes.post(
    "/webhooks/{number}/deliveries/{delivery}/again", status_code=HTTPStatus.ACCEPTED, summary="Send a delivery again"
)
def redeliver(
    request: Request, person: Admin, accounts: AccountsDep, number: Number, delivery: DeliveryNumber
) -> Delivery:
    """Have a message sent once more, under the same `webhook-id`, so that whoever has it already can tell."""
    asked = accounts.deliveries.send_again(delivery, number)
    audit.describe_change(request, detail=f"{asked.event}: {asked.message}")
    return asked


def describe_events(app: FastAPI) -> None:
    """Have the description of the API tell what is sent for each event."""
    for event, body in events.BODIES.items():

        def receive(message: Any) -> None:
            """Nobody calls it: its parameter is what is described."""

        receive.__annotations__["message"] = body
        app.webhooks.add_api_route(
            event,
            receive,
            methods=["POST"],
            operation_id=f"receive_{event.replace('.', '_').replace('-', '_')}",
            summary=event,
            description=" ".join((body.__doc__ or "").split()),
            status_code=HTTPStatus.NO_CONTENT,
            tags=["webhooks"],
            response_description="Received: any 2xx, within 10 seconds.",
        )
