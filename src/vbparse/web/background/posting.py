"""Sending a message to an address that somebody chose: signed as Standard Webhooks has it, to no address that it must
not reach, and never for long."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import socket
import ssl
import time
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

import httpx

from vbparse import __version__
from vbparse.accounts.webhooks import PREFIX
from vbparse.errors import InputError
from vbparse.sentences import Sentence

SECONDS = 10.0
"""For one attempt, with looking up the name: whoever receives should answer first and work afterwards."""
LONGEST_ADDRESS = 2000
_SCHEMES = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
Address = IPv4Address | IPv6Address


class RefusedError(InputError):
    """An address to which nothing is sent."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an attempt: the status that was answered, or why there is none."""

    status: int | None = None
    error: Sentence | None = None

    @property
    def is_success(self) -> bool:
        """Whether it was received. A redirect is no success, and is not followed."""
        return self.status is not None and HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_gone(self) -> bool:
        """Whether the address says that it wants no more (410)."""
        return self.status == HTTPStatus.GONE


def sign(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """The header `webhook-signature`: HMAC-SHA256 over id, time and body."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def check_url(url: str, *, private: bool) -> None:
    """Raises RefusedError where nothing can be sent to an address, as far as it tells itself: what a name leads to is
    seen when something is sent."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise RefusedError("webhook.url") from None
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or parts.scheme not in _SCHEMES or not host or parts.username is not None or parts.fragment:
        raise RefusedError("webhook.url")
    if host == "localhost" or host.endswith(".localhost"):
        _check_allowed(ip_address("127.0.0.1"), private=private)
    else:
        for address in _literal_address(host):
            _check_allowed(address, private=private)


async def post(url: str, headers: dict[str, str], body: bytes, *, private: bool) -> Outcome:
    """Send, within `SECONDS`. Names are looked up here and the connection goes to the very address that was checked, so
    that no name can lead elsewhere in between. No proxy of the environment is asked."""
    try:
        async with asyncio.timeout(SECONDS):
            check_url(url, private=private)
            target = httpx.URL(url)
            address = await _resolve(target, private=private)
            async with (
                httpx.AsyncClient(verify=_trusted(), trust_env=False, follow_redirects=False) as client,
                client.stream(
                    "POST",
                    target.copy_with(host=str(address)),
                    content=body,
                    headers={**headers, "Host": target.netloc.decode(), "User-Agent": f"vbparse/{__version__}"},
                    extensions={"sni_hostname": target.host},
                ) as answer,
            ):
                return Outcome(status=answer.status_code)  # what it says beside is not read
    except RefusedError as error:
        return Outcome(error=error.sentence)
    except TimeoutError:
        return Outcome(error=Sentence("webhook.late", seconds=int(SECONDS)))
    except (OSError, UnicodeError):
        return Outcome(error=Sentence("webhook.no-name"))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Outcome(error=Sentence("webhook.no-connection", said=str(error) or type(error).__name__))


def message_headers(secret: str, message: str, body: bytes) -> dict[str, str]:
    """The headers of an attempt at this moment."""
    timestamp = int(time.time())
    return {
        "Content-Type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, message, timestamp, body),
    }


async def _resolve(url: httpx.URL, *, private: bool) -> Address:
    """The address of a host, where all that it has may be sent to. Raises RefusedError, OSError."""
    port = url.port or _SCHEMES[url.scheme]
    found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    for address in addresses:
        _check_allowed(address, private=private)
    return addresses[0]


def _check_allowed(address: Address, *, private: bool) -> None:
    """Raises RefusedError. Addresses of one link are those of no office, but of the services of data centres: they are
    never allowed."""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address.sixtofour or _nat64(address) or address
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        raise RefusedError("webhook.never")
    if not private and not address.is_global:
        raise RefusedError("webhook.private")


def _nat64(address: IPv6Address) -> IPv4Address | None:
    """The address of IPv4 in one of NAT64 (RFC 6052)."""
    return IPv4Address(address.packed[-4:]) if address in _NAT64 else None


def _literal_address(host: str) -> list[Address]:
    """The address that a host is in figures, in whatever way the system reads them (127.1, 0x7f000001); none for a
    name."""
    try:
        return [ip_address(host.partition("%")[0])]
    except ValueError:
        pass
    try:
        return [IPv4Address(socket.inet_aton(host))]
    except OSError:
        return []


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that this machine trusts, that of the office among them."""
    return ssl.create_default_context()
