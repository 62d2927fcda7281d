"""Attempts to log in: after some that failed, the next has to wait, each time longer."""

from __future__ import annotations

import math
from ipaddress import IPv6Address, ip_address

from vbparse.accounts import people
from vbparse.accounts.database import Database

FREE = {"name": 5, "address": 20}
"""Failures that cost no waiting. Behind one address there may be an office of people."""
FIRST, MOST = 15.0, 900.0
"""Seconds to wait after the first failure that costs; it doubles, up to the most. So a stranger who guesses keeps
somebody out for no more than these minutes, and has a hundred guesses a day."""
FORGOTTEN = 86400.0
"""Seconds without a failure after which earlier ones are forgotten."""
_HOST_BITS = 64
"""The part of an IPv6 address that its owner chooses."""
_DOUBLINGS = 20
"""Enough to reach `MOST`; more would overflow."""


class Attempts:
    """Failures by name and by address."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, name: str, address: str | None) -> float:
        """Zero where an attempt may be made; it counts as failed until `succeeded`, so that many at once do not go
        unseen. Else the seconds to wait, and nothing is counted."""
        moment = self._database.clock()
        with self._database.writing() as db:
            db.execute("DELETE FROM attempts WHERE last < ?", (moment - FORGOTTEN,))
            keys = _keys(name, address)
            rows = [db.execute("SELECT * FROM attempts WHERE key = ?", (key,)).fetchone() for key in keys]
            ends = [r["last"] + _delay(r["failures"] - FREE[r["key"].split(":")[0]]) for r in rows if r]
            wait = max(ends, default=moment) - moment
            if wait > 0:
                return math.ceil(wait)
            db.executemany(
                "INSERT INTO attempts VALUES (?1, 1, ?2) ON CONFLICT DO UPDATE SET failures = failures + 1, last = ?2",
                [(key, moment) for key in keys],
            )
        return 0.0

    def record_success(self, name: str, address: str | None) -> None:
        """The password was right: failures under the name are forgotten; at the address this attempt is none, but
        those before it stay, or whoever has an account could guess for as long as they like."""
        with self._database.writing() as db:
            for key in _keys(name, address):
                if key.startswith("name:"):
                    db.execute("DELETE FROM attempts WHERE key = ?", (key,))
                else:
                    db.execute("UPDATE attempts SET failures = failures - 1 WHERE key = ?", (key,))


def _keys(name: str, address: str | None) -> list[str]:
    kept = [f"name:{people.name_key(name)[: people.LONGEST_NAME]}"]
    return [*kept, f"address:{_network(address)}"] if address else kept


def _network(address: str) -> str:
    """An address as it is counted: of IPv6 whoever has one has 2⁶⁴."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and not known.ipv4_mapped:
        return str(IPv6Address(int(known) >> _HOST_BITS << _HOST_BITS))
    return str(known)


def _delay(above: int) -> float:
    return min(FIRST * 2.0 ** min(above, _DOUBLINGS), MOST) if above >= 0 else 0.0
