"""Telling other systems what happened: looks for events, queues them for each webhook, and sends what is queued.

Events are taken from the journal and from the jobs, behind the position that stands with each webhook in the accounts;
both are on the disk, so a server that was killed goes on where it was. Nobody waits for this but its own thread.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from vbparse.accounts.accounts import Accounts
from vbparse.accounts.deliveries import Claimed, NewMessage
from vbparse.accounts.people import ROLES, Role
from vbparse.accounts.webhooks import Position, Webhook
from vbparse.archive.archive import Archive
from vbparse.archive.folder.journal import utc_now
from vbparse.web import events
from vbparse.web.archives import Archives
from vbparse.web.background.job import timestamp
from vbparse.web.background.jobs import Jobs
from vbparse.web.background.posting import Outcome, message_headers, post
from vbparse.web.events import ChangeEvent, DueSoonEvent, Event

log = logging.getLogger("vbparse.web")
EVERY = 1.0
"""Seconds from one look to the next."""
_CHANGES = 200
"""Changes that are looked at in one step."""
_TIDY, _AFTER_FAILURE = 3600.0, 30.0
"""Seconds after which old messages are removed again, and after which it looks again where something went wrong."""


class WebhookSender:
    """Tells the webhooks of an archive, as long as the server lives. `private` has messages sent to addresses of
    private networks as well."""

    def __init__(
        self, accounts: Accounts, archives: Archives, jobs: Jobs, *, private: bool = False, every: float = EVERY
    ) -> None:
        self._accounts, self._archives, self._jobs = accounts, archives, jobs
        self._private, self._every = private, every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="webhooks", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> None:
        """Look no more. What is under way is finished first, which takes no longer than an attempt."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        tidied = float("-inf")
        while not self._stop.is_set():
            wait = self._every
            try:
                if time.monotonic() - tidied > _TIDY:
                    self._accounts.deliveries.forget_old()
                    tidied = time.monotonic()
                if self._work():
                    wait = 0.0
            except Exception:  # the archive may be locked or the disk full for a while
                log.exception("webhooks")
                wait = _AFTER_FAILURE
            self._stop.wait(wait)

    def _work(self) -> bool:
        """Queue what happened, and send what is queued; whether there was anything to do."""
        looked = [self._queue_events(*pair) for pair in self._accounts.webhooks.to_feed()]
        if claimed := self._accounts.deliveries.claim():
            asyncio.run(self._send_all(claimed))
        return any(looked) or bool(claimed)

    def _queue_events(self, webhook: Webhook, before: Position) -> bool:
        """Queue what happened since it was looked, up to so many changes; whether there was something to look at."""
        with self._archives.lent(whole=_may_edit(webhook.role)) as archive, archive.reading():
            changes = archive.changes(after=before.change_n, limit=_CHANGES)
            last_n = changes[-1].n if len(changes) == _CHANGES else max(before.change_n, archive.last_change())
            happened: list[Event] = [events.change_event(change) for change in changes]
            today = date.today()
            if before.due_day < str(today) and events.DUE_SOON in webhook.events:
                happened += find_due_soon(archive, date.fromisoformat(before.due_day), today)
        over = self._jobs.finished_after(before.job_ended)
        happened += map(events.job_event, over)
        ended = over[-1].ended if over else None
        after = Position(last_n, ended or before.job_ended, max(before.due_day, str(today)))
        if after == before:
            return False
        wanted = [event for event in happened if event.type in webhook.events and _may_know(webhook.role, event.type)]
        messages = [NewMessage(event.type, event.model_dump_json()) for event in wanted]
        self._accounts.deliveries.queue(webhook.id, messages, before, after)
        return True

    async def _send_all(self, claimed: list[Claimed]) -> None:
        await asyncio.gather(*map(self._send, claimed))

    async def _send(self, message: Claimed) -> None:
        deliveries = self._accounts.deliveries
        body = await asyncio.to_thread(self._body_as_seen, message)
        if body is None:
            await asyncio.to_thread(deliveries.withhold, message.id)
            return
        headers = message_headers(message.secret, message.message, body)
        outcome = await post(message.address, headers, body, private=self._private)
        await asyncio.to_thread(self._record, message, outcome)

    def _body_as_seen(self, message: Claimed) -> bytes | None:
        """A message without documents that were restricted since it was queued; None where nothing is left."""
        try:
            event = events.parse_event(message.body)
        except (KeyError, ValueError):  # queued by another version; the messages behind it go on
            log.exception("webhook %s: message %s cannot be read", message.webhook, message.message)
            return None
        if not _may_know(message.role, event.type):
            return None
        with self._archives.lent(whole=_may_edit(message.role)) as archive:
            if isinstance(event, DueSoonEvent) and not archive.visible_documents([event.data.document]):
                return None
            if isinstance(event, ChangeEvent) and event.data.documents:
                if not (seen := archive.visible_documents(event.data.documents)):
                    return None
                event.data = replace(event.data, documents=seen)
        return event.model_dump_json().encode()

    def _record(self, message: Claimed, outcome: Outcome) -> None:
        deliveries = self._accounts.deliveries
        if outcome.is_success and outcome.status is not None:
            deliveries.record_success(message.id, outcome.status)
        elif deliveries.record_failure(message.id, outcome.status, outcome.error, for_good=outcome.is_gone):
            why = outcome.error or f"HTTP {outcome.status}"
            log.warning("webhook %s (%s) is set aside: %s", message.webhook, message.name, why)
            detail = f"{message.name}: {message.address}: {why}"
            self._accounts.audit.add("vbparse", "", "set_webhook_aside", detail=detail)


def start_position(archive: Archive) -> Position:
    """Where a new webhook begins: behind all that happened."""
    return Position(archive.last_change(), timestamp(), date.today().isoformat())


def find_due_soon(archive: Archive, reported: date, today: date) -> Iterator[DueSoonEvent]:
    """What is due soon on a day, and was not on the day on which this was reported last."""
    ahead = timedelta(days=events.SOON_DAYS)
    first = max(reported + ahead + timedelta(days=1), today)
    at = utc_now()
    for owed in archive.obligations(due=f"{first}/{today + ahead}", falls="due", status="open", limit=None):
        yield events.due_soon_event(owed, at)


def _may_edit(role: Role) -> bool:
    return ROLES.index(role) >= ROLES.index("editor")


def _may_know(role: Role, event: str) -> bool:
    return _may_edit(role) or event not in events.FOR_EDITORS
