"""Fetch one page from the public web: the only module that uses the network, on a user's request only."""

from __future__ import annotations

import http.client
import ipaddress
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
from build_scripts.text.web_addresses import (
    FIX_SAVE_PAGE,
    HostFilter,
    WebAddress,
    is_public_ip,
    make_address_error,
    parse_web_address,
)

USER_AGENT = f"Parallax/{__version__} (publication generator; fetches single pages that a person asks for)"
CONTENT_TYPES: dict[str, Literal["html", "text"]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})
GZIP_WBITS = 16 + zlib.MAX_WBITS
CHUNK_BYTES = 65_536
TRY_AGAIN_FIX = "try again later, or " + FIX_SAVE_PAGE
# What a site's answer means to the one who asked, and what helps.
STATUS_MESSAGES = {
    401: ("wants a log-in", FIX_SAVE_PAGE),
    402: ("wants a subscription", FIX_SAVE_PAGE),
    403: ("refuses to give the page to a program", FIX_SAVE_PAGE),
    404: ("has no such page", "check the address"),
    410: ("no longer has the page", "check the address"),
    429: ("was asked too often", TRY_AGAIN_FIX),
    451: ("may not show the page, for legal reasons", FIX_SAVE_PAGE),
}


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much a fetch may take.

    `answer_timeout` for one answer and `total_timeout` are in seconds, `max_bytes` counts what is unpacked.
    """

    max_bytes: int
    answer_timeout: float = 10.0
    total_timeout: float = 30.0
    max_redirects: int = 5


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """What came: the bytes as the site means them (unpacked), the address they came from, and as what."""

    data: bytes
    address: str
    text_format: Literal["html", "text"]


def fetch_page(address: str, limits: FetchLimits, allowed: HostFilter = is_public_ip) -> FetchedPage:
    """Return the page at an address. Raises UserError, one problem, where that can't or must not be.

    Each host, also after a redirect, is resolved once; the connection goes to an IP address that `allowed`
    has passed, so that no second look-up can lead elsewhere. Proxies and cookies are not used. How long a
    look-up may take is the system's to say.
    """
    deadline = time.monotonic() + limits.total_timeout
    at = parse_web_address(address)
    for _ in range(limits.max_redirects + 1):
        with _connected(at, _resolve_host(at, allowed), limits, deadline) as connection:
            try:
                answer = _ask(connection, at)
                place = answer.getheader("Location") if answer.status in REDIRECT_STATUSES else None
                if place is None:
                    form = _form(answer, at)
                    return FetchedPage(_body(answer, at, limits, deadline), at.url, form)
            except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
                raise _broken(at, error, deadline) from None
        at = parse_web_address(_unicode(place), at.url)
    raise make_address_error(address, f"leads on more than {limits.max_redirects} times", FIX_SAVE_PAGE)


def _resolve_host(address: WebAddress, allowed: HostFilter) -> tuple[str, ...]:
    """Return the IP addresses of a host that `allowed` lets through, each once, in the resolver's order.

    Raises UserError where the host has none.
    """
    try:
        answers = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        message = f"there is no host '{address.host}', or no network"
        raise make_address_error(address.url, message, "check the address and the network") from None
    addresses = tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))
    if permitted := tuple(ip for ip in addresses if allowed(ipaddress.ip_address(ip))):
        return permitted
    message = f"'{address.host}' is not a public host, and is not asked"
    raise make_address_error(address.url, message, FIX_SAVE_PAGE)


@contextmanager
def _connected(
    at: WebAddress, hosts: tuple[str, ...], limits: FetchLimits, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """Give a connection to the first IP address that answers; it is cut at the deadline, whatever happens."""
    opened = _open(at, hosts, limits, deadline)
    # Whoever reads, below TLS too, finds the end of the connection when its second handle is shut down.
    handle = opened.dup()
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (handle,))
    timer.daemon = True
    timer.start()
    try:
        if at.is_https:
            opened = _secured(opened, at, deadline)
        connection = http.client.HTTPConnection(at.host, at.port, timeout=limits.answer_timeout)
        connection.default_port = 443 if at.is_https else 80  # else the port is named to the host
        connection.sock = opened
        yield connection
    finally:
        timer.cancel()
        opened.close()
        handle.close()


def _open(at: WebAddress, hosts: tuple[str, ...], limits: FetchLimits, deadline: float) -> socket.socket:
    reason: OSError = TimeoutError()
    for host in hosts:
        left = deadline - time.monotonic()
        if left <= 0:
            reason = TimeoutError()
            break
        try:
            return socket.create_connection((host, at.port), min(limits.answer_timeout, left))
        except OSError as error:
            reason = error
    raise _broken(at, reason, deadline) from None


def _secured(plain: socket.socket, at: WebAddress, deadline: float) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=at.host)
    except ssl.SSLCertVerificationError as error:
        what = f"its certificate is not valid ({error.verify_message.rstrip('.')})"
        raise make_address_error(at.url, what, "check the address") from None
    except (OSError, ValueError) as error:
        raise _broken(at, error, deadline) from None


def _cut(opened: socket.socket) -> None:
    try:
        opened.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _ask(connection: http.client.HTTPConnection, at: WebAddress) -> http.client.HTTPResponse:
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(CONTENT_TYPES),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    connection.request("GET", at.path_and_query, headers=headers)
    return connection.getresponse()


def _form(answer: http.client.HTTPResponse, at: WebAddress) -> Literal["html", "text"]:
    """Return what the answer holds. Raises UserError where it is no page."""
    if answer.status != http.client.OK:
        what, mend = STATUS_MESSAGES.get(answer.status, ("gave no page", TRY_AGAIN_FIX))
        raise make_address_error(at.url, f"the site {what} (HTTP status {answer.status})", mend)
    stated = answer.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if stated not in CONTENT_TYPES:
        what = f"is not a page of text but '{stated}'" if stated else "does not say what it is"
        raise make_address_error(
            at.url, what, "give the address of the article's page, or save it and add the file"
        )
    return CONTENT_TYPES[stated]


def _body(answer: http.client.HTTPResponse, at: WebAddress, limits: FetchLimits, deadline: float) -> bytes:
    """Return the whole body, unpacked. Raises UserError where it is too large, incomplete or too slow."""
    coding = answer.getheader("Content-Encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip"):
        raise make_address_error(
            at.url, f"comes packed as '{coding}', which was not asked for", FIX_SAVE_PAGE
        )
    packed = coding in ("gzip", "x-gzip")
    too_large = make_address_error(at.url, f"is larger than {limits.max_bytes / 1e6:g} MB", FIX_SAVE_PAGE)
    if (answer.length or 0) > limits.max_bytes:
        raise too_large
    pieces: list[bytes] = []
    size = read = 0
    unpacker = zlib.decompressobj(GZIP_WBITS)
    while piece := answer.read1(CHUNK_BYTES):
        read += len(piece)
        if packed:
            piece = unpacker.decompress(piece, limits.max_bytes - size + 1)
            if unpacker.unused_data.strip(b"\0"):  # gzip may be padded, but a second part would be lost
                raise zlib.error
        size += len(piece)
        if size > limits.max_bytes or read > limits.max_bytes:
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


def _broken(at: WebAddress, error: Exception, deadline: float) -> UserError:
    """Return in one line why nothing could be read."""
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return make_address_error(at.url, "the site did not answer in time", TRY_AGAIN_FIX)
    if isinstance(error, http.client.IncompleteRead):
        return make_address_error(at.url, "the page came incomplete", "try again, or " + FIX_SAVE_PAGE)
    if isinstance(error, zlib.error):
        return make_address_error(at.url, "comes packed in a way that cannot be unpacked", FIX_SAVE_PAGE)
    if isinstance(error, OSError):
        reason = error.strerror or "the connection broke"
        return make_address_error(
            at.url, f"the site cannot be reached ({reason})", "check the address, or " + FIX_SAVE_PAGE
        )
    return make_address_error(
        at.url, "the site's answer is not one of the web", "check the address, or " + FIX_SAVE_PAGE
    )


def _unicode(location: str) -> str:
    """Return a redirect's address as it was meant: http.client reads headers as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
