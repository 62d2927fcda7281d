"""Secrets on their way to the one page that shows them."""

from __future__ import annotations

import secrets
import threading

from vbparse.web.access import Person

_KEY_BYTES = 16
"""Random bytes of the key under which a secret waits for its page."""


class OneTimeSecrets:
    """Secrets that are kept in memory until their page asks, and never but for whom they were made. Few at a time,
    since a page follows at once."""

    MOST = 100
    """Secrets kept at a time."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Person, str, str]] = {}
        self._lock = threading.Lock()

    def store(self, person: Person, kind: str, secret: str) -> str:
        """A word by which the secret is got."""
        word = secrets.token_urlsafe(_KEY_BYTES)
        with self._lock:
            self._kept[word] = (person, kind, secret)
            while len(self._kept) > self.MOST:
                del self._kept[next(iter(self._kept))]
        return word

    def take_secret(self, person: Person, word: str) -> tuple[str, str] | None:
        """Kind and secret, the first time they are asked for."""
        with self._lock:
            if word in self._kept and self._kept[word][0].account == person.account:
                return self._kept.pop(word)[1:]
        return None


ONE_TIME_SECRETS = OneTimeSecrets()
