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
# The message for each HTTP status, and the fix.
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
    """Limits of a fetch: seconds for one answer and in all, bytes after decompression, and redirects."""

    max_bytes: int
    answer_timeout: float = 10.0
    total_timeout: float = 30.0
    max_redirects: int = 5


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """A page: its decompressed bytes, the address after redirects, and its format."""

    data: bytes
    address: str
    text_format: Literal["html", "text"]


def fetch_page(address: str, limits: FetchLimits, allowed: HostFilter = is_public_ip) -> FetchedPage:
    """Return the page at an address. Raises UserError with one problem if it can't or must not be fetched.

    Each host, also after a redirect, is resolved once, and the connection goes to an IP address that
    `allowed` has accepted, so that no second look-up can lead elsewhere. Proxies and cookies are not used.
    The operating system limits the time of a look-up.
    """
    deadline = time.monotonic() + limits.total_timeout
    target = parse_web_address(address)
    for _ in range(limits.max_redirects + 1):
        with _connect(target, _resolve_host(target, allowed), limits, deadline) as connection:
            try:
                answer = _request_page(connection, target)
                location = answer.getheader("Location") if answer.status in REDIRECT_STATUSES else None
                if location is None:
                    text_format = _get_text_format(answer, target)
                    data = _read_body(answer, target, limits, deadline)
                    return FetchedPage(data, target.url, text_format)
            except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
                raise _describe_failure(target, error, deadline) from None
        target = parse_web_address(_decode_location(location), target.url)
    raise make_address_error(address, f"redirects more than {limits.max_redirects} times", FIX_SAVE_PAGE)


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
    message = f"'{address.host}' is not a public host, and is not contacted"
    raise make_address_error(address.url, message, FIX_SAVE_PAGE)


@contextmanager
def _connect(
    target: WebAddress, hosts: tuple[str, ...], limits: FetchLimits, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """Yield a connection to the first IP address that answers; it is closed at the deadline in any case."""
    opened = _open_socket(target, hosts, limits, deadline)
    # Shutting down a second handle ends every read from the connection, also below TLS.
    handle = opened.dup()
    timer = threading.Timer(max(0.0, deadline - time.monotonic()), _shut_down, (handle,))
    timer.daemon = True
    timer.start()
    try:
        if target.is_https:
            opened = _start_tls(opened, target, deadline)
        connection = http.client.HTTPConnection(target.host, target.port, timeout=limits.answer_timeout)
        connection.default_port = 443 if target.is_https else 80  # else the Host header names the port
        connection.sock = opened
        yield connection
    finally:
        timer.cancel()
        opened.close()
        handle.close()


def _open_socket(
    target: WebAddress, hosts: tuple[str, ...], limits: FetchLimits, deadline: float
) -> socket.socket:
    reason: OSError = TimeoutError()
    for host in hosts:
        left = deadline - time.monotonic()
        if left <= 0:
            reason = TimeoutError()
            break
        try:
            return socket.create_connection((host, target.port), min(limits.answer_timeout, left))
        except OSError as error:
            reason = error
    raise _describe_failure(target, reason, deadline) from None


def _start_tls(plain: socket.socket, target: WebAddress, deadline: float) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=target.host)
    except ssl.SSLCertVerificationError as error:
        message = f"its certificate is not valid ({error.verify_message.rstrip('.')})"
        raise make_address_error(target.url, message, "check the address") from None
    except (OSError, ValueError) as error:
        raise _describe_failure(target, error, deadline) from None


def _shut_down(opened: socket.socket) -> None:
    try:
        opened.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it is closed already


def _request_page(connection: http.client.HTTPConnection, target: WebAddress) -> http.client.HTTPResponse:
    headers = {
        "User-Agent": USER_AGENT,
        "Accept": ", ".join(CONTENT_TYPES),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    connection.request("GET", target.path_and_query, headers=headers)
    return connection.getresponse()


def _get_text_format(answer: http.client.HTTPResponse, target: WebAddress) -> Literal["html", "text"]:
    """Return the format of the answer's text. Raises UserError if it isn't a page."""
    if answer.status != http.client.OK:
        message, fix = STATUS_MESSAGES.get(answer.status, ("gave no page", TRY_AGAIN_FIX))
        raise make_address_error(target.url, f"the site {message} (HTTP status {answer.status})", fix)
    stated = answer.getheader("Content-Type", "").partition(";")[0].strip().lower()
    if stated not in CONTENT_TYPES:
        message = f"is not a page of text but '{stated}'" if stated else "does not state its format"
        raise make_address_error(
            target.url, message, "give the address of the article's page, or save it and add the file"
        )
    return CONTENT_TYPES[stated]


def _read_body(
    answer: http.client.HTTPResponse, target: WebAddress, limits: FetchLimits, deadline: float
) -> bytes:
    """Return the whole body, decompressed. Raises UserError if it is too large, and the errors of reading."""
    is_compressed = _is_compressed(answer, target)
    too_large = make_address_error(target.url, f"is larger than {limits.max_bytes / 1e6:g} MB", FIX_SAVE_PAGE)
    if (answer.length or 0) > limits.max_bytes:
        raise too_large
    chunks: list[bytes] = []
    size = received = 0
    decompressor = zlib.decompressobj(GZIP_WBITS)
    while chunk := answer.read1(CHUNK_BYTES):
        received += len(chunk)
        if is_compressed:
            chunk = decompressor.decompress(chunk, limits.max_bytes - size + 1)
            if decompressor.unused_data.strip(b"\0"):  # padding is allowed; a second member would be lost
                raise zlib.error
        size += len(chunk)
        if size > limits.max_bytes or received > limits.max_bytes:
            raise too_large
        if time.monotonic() >= deadline:
            raise TimeoutError
        chunks.append(chunk)
    if time.monotonic() >= deadline:
        raise TimeoutError
    # http.client raises nothing if a body is shorter than its stated length.
    if answer.length or (is_compressed and received and not decompressor.eof):
        raise http.client.IncompleteRead(b"")
    return b"".join(chunks)


def _is_compressed(answer: http.client.HTTPResponse, target: WebAddress) -> bool:
    """Return whether the body is compressed by gzip. Raises UserError for any other compression."""
    encoding = answer.getheader("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        message = f"is compressed as '{encoding}', which was not asked for"
        raise make_address_error(target.url, message, FIX_SAVE_PAGE)
    return encoding in ("gzip", "x-gzip")


def _describe_failure(target: WebAddress, error: Exception, deadline: float) -> UserError:
    """Return the one-line error that says why nothing could be read."""
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return make_address_error(target.url, "the site did not answer in time", TRY_AGAIN_FIX)
    if isinstance(error, http.client.IncompleteRead):
        return make_address_error(target.url, "the page is incomplete", "try again, or " + FIX_SAVE_PAGE)
    if isinstance(error, zlib.error):
        return make_address_error(target.url, "cannot be decompressed", FIX_SAVE_PAGE)
    if isinstance(error, OSError):
        reason = error.strerror or "the connection broke"
        return make_address_error(
            target.url, f"the site cannot be reached ({reason})", "check the address, or " + FIX_SAVE_PAGE
        )
    return make_address_error(
        target.url, "the site's answer is not HTTP", "check the address, or " + FIX_SAVE_PAGE
    )


def _decode_location(location: str) -> str:
    """Return a redirect's address decoded from UTF-8; http.client decodes headers as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
