"""Webhooks as people set them up: what a form or a program gives, checked; and messages that somebody asks for."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.deliveries import Delivery, NewMessage
from vbparse.accounts.people import ROLES, Role
from vbparse.accounts.webhooks import NewWebhook, Webhook
from vbparse.archive.archive import Archive
from vbparse.archive.folder.journal import utc_now
from vbparse.sentences import Sentence
from vbparse.web import audit, events
from vbparse.web.access import Person
from vbparse.web.background.posting import RefusedError, check_url
from vbparse.web.background.webhooks import start_position
from vbparse.web.problems import ProblemError


def add_webhook(
    request: Request, archive: Archive, accounts: Accounts, person: Person, new: NewWebhook
) -> tuple[Webhook, str]:
    """A new webhook and its secret. Raises ProblemError 422, RefusalError, ConflictError."""
    check_address(request, new.address)
    check_events(new.events, new.role)
    new = new._replace(events=list(dict.fromkeys(new.events)))
    made = accounts.webhooks.make(new, start_position(archive), account=person.account)
    describe(request, made[0])
    return made


def check_address(request: Request, address: str) -> None:
    """Raises ProblemError 422 where nothing can be sent to an address."""
    try:
        check_url(address, private=request.app.state.settings.private_webhooks)
    except RefusedError as error:
        raise ProblemError("invalid-request", error.sentence) from error


def check_events(chosen: Sequence[str], role: Role) -> None:
    """Raises ProblemError 422 where no event was chosen, or one of which the role is told nothing."""
    if not chosen:
        raise ProblemError("invalid-request", Sentence("webhook.no-event"))
    if role == ROLES[0] and (hidden := [event for event in chosen if event in events.FOR_EDITORS]):
        raise ProblemError("invalid-request", Sentence("webhook.for-editors", events=", ".join(hidden)))


def send_test(accounts: Accounts, webhook: Webhook) -> Delivery:
    """Have a message sent that says nothing."""
    event = events.TestEvent(type=events.TEST, timestamp=utc_now(), data=events.TestData(webhook=webhook.id))
    return accounts.deliveries.add(webhook.id, NewMessage(event.type, event.model_dump_json()))


def describe(request: Request, webhook: Webhook) -> None:
    """Say for the log what a webhook is now."""
    state = "" if webhook.active else ", inactive"
    audit.describe_change(request, detail=f"{webhook.name}: {webhook.address} ({webhook.role}{state})")
