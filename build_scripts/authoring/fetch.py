"""Fetch one page from the public web: the only module that uses the network, on a user's request only."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from build_scripts import __version__
from build_scripts.models.problems import UserError
from build_scripts.text.web_addresses import SAVED, Allowed, Target, public, refused, resolve, target

AGENT = f"Parallax/{__version__} (publication generator; fetches single pages that a person asks for)"
TYPES: dict[str, Literal["html", "text"]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GZIP = 16 + zlib.MAX_WBITS
PIECE = 65_536
AGAIN = "try again later, or " + SAVED
# What a site's answer means to the one who asked, and what helps.
ANSWERS = {
    401: ("wants a log-in", SAVED),
    402: ("wants a subscription", SAVED),
    403: ("refuses to give the page to a program", SAVED),
    404: ("has no such page", "check the address"),
    410: ("no longer has the page", "check the address"),
    429: ("was asked too often", AGAIN),
    451: ("may not show the page, for legal reasons", SAVED),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a fetch may take: `wait` for one answer and `total` in seconds, `size` in bytes, unpacked."""

    size: int
    wait: float = 10.0
    total: float = 30.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the bytes as the site means them (unpacked), the address they came from, and as what."""

    data: bytes
    address: str
    form: Literal["html", "text"]


def fetch(address: str, limits: Limits, allowed: Allowed = public) -> Page:
    """Return the page at an address. Raises UserError, one problem, where that can't or must not be.

    Each host, also after a redirect, is resolved once; the connection goes to an IP address that `allowed`
    has passed, so that no second look-up can lead elsewhere. Proxies and cookies are not used. How long a
    look-up may take is the system's to say.
    """
    deadline = time.monotonic() + limits.total
    at = target(address)
    for _ in range(limits.redirects + 1):
        with _connected(at, resolve(at, allowed), limits, deadline) as connection:
            try:
                answer = _ask(connection, at)
                place = answer.getheader("Location") if answer.status in REDIRECTS else None
                if place is None:
                    form = _form(answer, at)
                    return Page(_body(answer, at, limits, deadline), at.address, form)
            except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
                raise _broken(at, error, deadline) from None
        at = target(_unicode(place), at.address)
    raise refused(address, f"leads on more than {limits.redirects} times", SAVED)


@contextmanager
def _connected(
    at: Target, hosts: tuple[str, ...], limits: Limits, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """Give a connection to the first IP address that answers; it is cut at the deadline, whatever happens."""
    opened = _open(at, hosts, limits, deadline)
    # Whoever reads, below TLS too, finds the end of the connection when its second handle is shut down.
    handle = opened.dup()
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (handle,))
    timer.daemon = True
    timer.start()
    try:
        if at.secure:
            opened = _secured(opened, at, deadline)
        connection = http.client.HTTPConnection(at.host, at.port, timeout=limits.wait)
        connection.default_port = 443 if at.secure else 80  # else the port is named to the host
        connection.sock = opened
        yield connection
    finally:
        timer.cancel()
        opened.close()
        handle.close()


def _open(at: Target, hosts: tuple[str, ...], limits: Limits, deadline: float) -> socket.socket:
    reason: OSError = TimeoutError()
    for host in hosts:
        left = deadline - time.monotonic()
        if left <= 0:
            reason = TimeoutError()
            break
        try:
            return socket.create_connection((host, at.port), min(limits.wait, left))
        except OSError as error:
            reason = error
    raise _broken(at, reason, deadline) from None


def _secured(plain: socket.socket, at: Target, deadline: float) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=at.host)
    except ssl.SSLCertVerificationError as error:
        what = f"its certificate is not valid ({error.verify_message.rstrip('.')})"
        raise refused(at.address, what, "check the address") from None
    except (OSError, ValueError) as error:
        raise _broken(at, error, deadline) from None


def _cut(opened: socket.socket) -> None:
    try:
        opened.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _ask(connection: http.client.HTTPConnection, at: Target) -> http.client.HTTPResponse:
    headers = {
        "User-Agent": AGENT,
        "Accept": ", ".join(TYPES),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    connection.request("GET", at.path, headers=headers)
    return connection.getresponse()


def _form(answer: http.client.HTTPResponse, at: Target) -> Literal["html", "text"]:
    """Return what the answer holds. Raises UserError where it is no page."""
    if answer.status != http.client.OK:
        what, mend = ANSWERS.get(answer.status, ("gave no page", AGAIN))
        raise refused(at.address, f"the site {what} (HTTP status {answer.status})", mend)
    stated = answer.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if stated not in TYPES:
        what = f"is not a page of text but '{stated}'" if stated else "does not say what it is"
        raise refused(at.address, what, "give the address of the article's page, or save it and add the file")
    return TYPES[stated]


def _body(answer: http.client.HTTPResponse, at: Target, limits: Limits, deadline: float) -> bytes:
    """Return the whole body, unpacked. Raises UserError where it is too large, incomplete or too slow."""
    coding = answer.getheader("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise refused(at.address, f"comes packed as '{coding}', which was not asked for", SAVED)
    packed = coding in ("gzip", "x-gzip")
    too_large = refused(at.address, f"is larger than {limits.size / 1e6:g} MB", SAVED)
    if (answer.length or 0) > limits.size:
        raise too_large
    pieces: list[bytes] = []
    size = read = 0
    unpacker = zlib.decompressobj(GZIP)
    while piece := answer.read1(PIECE):
        read += len(piece)
        if packed:
            piece = unpacker.decompress(piece, limits.size - size + 1)
            if unpacker.unused_data.strip(b"\0"):  # gzip may be padded, but a second part would be lost
                raise zlib.error
        size += len(piece)
        if size > limits.size or read > limits.size:
            raise too_large
        if time.monotonic() >= deadline:
            raise TimeoutError
        pieces.append(piece)
    if time.monotonic() >= deadline:
        raise TimeoutError
    # http.client doesn't say where a body is shorter than its stated length.
    if answer.length or (packed and read and not unpacker.eof):
        raise http.client.IncompleteRead(b"")
    return b"".join(pieces)


def _broken(at: Target, error: Exception, deadline: float) -> UserError:
    """Return in one line why nothing could be read."""
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return refused(at.address, "the site did not answer in time", AGAIN)
    if isinstance(error, http.client.IncompleteRead):
        return refused(at.address, "the page came incomplete", "try again, or " + SAVED)
    if isinstance(error, zlib.error):
        return refused(at.address, "comes packed in a way that cannot be unpacked", SAVED)
    if isinstance(error, OSError):
        reason = error.strerror or "the connection broke"
        return refused(at.address, f"the site cannot be reached ({reason})", "check the address, or " + SAVED)
    return refused(at.address, "the site's answer is not one of the web", "check the address, or " + SAVED)


def _unicode(location: str) -> str:
    """Return a redirect's address as it was meant: http.client reads headers as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
