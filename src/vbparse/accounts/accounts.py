"""The public face of the accounts of an archive."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from vbparse.accounts.attempts import Attempts
from vbparse.accounts.audit import Audit
from vbparse.accounts.calendars import Calendars
from vbparse.accounts.database import Database
from vbparse.accounts.deliveries import Deliveries
from vbparse.accounts.people import Account, People
from vbparse.accounts.sessions import Sessions
from vbparse.accounts.tokens import Tokens
from vbparse.accounts.views import Feeds, Views
from vbparse.accounts.webhooks import Webhooks


class Accounts:
    """The accounts that stand in the folder of an archive; any number of threads and processes may use them.

    accounts = Accounts(Path("kho"))
    accounts.people.add("lan", "editor", "mật khẩu đủ dài")
    """

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Raises ArchiveError where the file cannot be opened or made. `clock` gives seconds since 1970."""
        self._database = Database(folder, clock)
        self.people = People(self._database)
        self.sessions = Sessions(self._database)
        self.tokens = Tokens(self._database)
        self.calendars = Calendars(self._database)
        self.views = Views(self._database)
        self.feeds = Feeds(self._database)
        self.webhooks = Webhooks(self._database)
        self.deliveries = Deliveries(self._database)
        self.attempts = Attempts(self._database)
        self.audit = Audit(self._database)

    def login(self, name: str, password: str, address: str | None) -> tuple[Account | None, float]:
        """Who logs in, None where name or password is wrong; or how many seconds to wait before trying again."""
        if wait := self.attempts.begin(name, address):
            return None, wait
        account = self.people.has_password(name, password)
        if account:
            self.attempts.record_success(name, address)
        return account, 0.0

    def close(self) -> None:
        """Close the file."""
        self._database.close()
