"""Secrets that the server makes up, and passwords that people do: how they are made, and what is kept of them."""

from __future__ import annotations

import base64
import hashlib
import secrets
import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from vbparse.accounts.refusal import RefusalError

SHORTEST, LONGEST = 12, 512
"""Characters of a password."""
_SECRET_BYTES = 32
"""256 bits: cannot be guessed."""
_hasher = PasswordHasher()
_at_once = threading.BoundedSemaphore(2)
"""A password costs 64 MiB for a moment: many who log in at once wait for each other, and not for memory."""


def make_secret() -> str:
    """256 random bits, as a word that stands in an address or a header."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def digest(secret: str) -> str:
    """What is kept of a secret that the server made: it cannot be guessed, so that a plain hash says nothing of it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def csrf_token(secret: str) -> str:
    """The CSRF token of the session with this secret; the secret cannot be derived from it."""
    return digest(f"csrf {secret}")


def mask(token: str) -> str:
    """A token as one page shows it, another time otherwise: from how well pages are compressed, nobody can learn it
    (BREACH)."""
    plain = token.encode()
    pad = secrets.token_bytes(len(plain))
    return base64.urlsafe_b64encode(pad + _xor(pad, plain)).decode()


def unmask(masked: str) -> bytes:
    """The token that was masked; something else, or nothing, where none was."""
    try:
        data = base64.urlsafe_b64decode(masked.encode("ascii"))
    except ValueError:
        return b""
    half = len(data) // 2
    return _xor(data[:half], data[half:])


def _xor(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


def hash_password(password: str) -> str:
    """The argon2 hash of a new password. Raises RefusalError where it is too short or too long."""
    normalized = _normalize(password)
    if len(normalized) < SHORTEST:
        raise RefusalError("too-short", "password.short", shortest=SHORTEST)
    if len(normalized) > LONGEST:
        raise RefusalError("too-long", "password.long", longest=LONGEST)
    with _at_once:
        return _hasher.hash(normalized)


def verify_password(kept: str | None, password: str) -> bool:
    """Whether this is the password of which `kept` is the hash. Where there is none it takes as long to say no."""
    normalized = _normalize(password)[: LONGEST + 1]
    with _at_once:
        try:
            return _hasher.verify(kept or _dummy_hash(), normalized) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _dummy_hash() -> str:
    """The hash of a password that nobody has."""
    return _hasher.hash(make_secret())


def _normalize(password: str) -> str:
    """The same password whichever way a keyboard puts marks on letters; NFKC, for it may be typed in full width."""
    return unicodedata.normalize("NFKC", password.encode("utf-8", "replace").decode())
