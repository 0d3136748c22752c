"""Parse web addresses, and decide which hosts pages may be fetched from: public ones only."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from build_scripts.models.problems import Problem, UserError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
HostFilter = Callable[[IPAddress], bool]

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits
FIX_WRITE_IN_FULL = "write the whole address, beginning with https://"
FIX_SAVE_PAGE = "save the page in a browser and add the file"
# Characters that stay unquoted in a path or query; all that a link on a page must not contain are quoted.
SAFE_IN_PATH = "/%:@!$&()*+,;=~-._"
SAFE_IN_QUERY = SAFE_IN_PATH + "?"
# Tracking parameters: they show a site where a reader came from, and are no part of the page's address.
TRACKING_PARAMETER = re.compile(r"utm_\w*|(?:fb|g|dc|ms|y|tt)clid|gclsrc|mc_[ce]id|igshid|_ga", re.ASCII)
SCHEME_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """The parts of one web address; `path_and_query` is the request to the host, ASCII only."""

    url: str
    is_https: bool
    host: str
    port: int
    path_and_query: str


def is_url(words: str) -> bool:
    """Return whether words are an address of any scheme, not the path of a file."""
    return SCHEME_PREFIX.match(words) is not None


def parse_web_address(address: str, base: str | None = None) -> WebAddress:
    """Return an http or https address in its ASCII form, without its fragment.

    A relative address is resolved against `base`. Raises UserError for other addresses, and for those with a
    user's name, which would end up in a public file.
    """
    try:
        whole = urljoin(base, address.strip()) if base else address.strip()
        parts = urlsplit(whole)
        port = parts.port
        name = parts.hostname or ""
        host = name if ":" in name else name.encode("idna").decode("ascii")
    except ValueError:
        raise make_address_error(address, "is not a web address", FIX_WRITE_IN_FULL) from None
    if parts.scheme not in ("http", "https"):
        raise make_address_error(address, "is neither http nor https", FIX_WRITE_IN_FULL)
    if not re.fullmatch(r"[\w.:%-]+", host, re.ASCII):
        raise make_address_error(address, "has no host", FIX_WRITE_IN_FULL)
    if "@" in parts.netloc:
        raise make_address_error(address, "contains a user's name or password", "remove it, up to the @")
    if port == 0:
        raise make_address_error(address, "has a port that does not exist", "remove the port")
    secure = parts.scheme == "https"
    default = 443 if secure else 80
    shown = (f"[{host}]" if ":" in host else host) + (f":{port}" if port not in (None, default) else "")
    path = quote(parts.path, SAFE_IN_PATH) or "/"
    if parts.query:
        path += f"?{quote(parts.query, SAFE_IN_QUERY)}"
    return WebAddress(f"{parts.scheme}://{shown}{path}", secure, host, port or default, path)


def is_public_ip(ip: IPAddress) -> bool:
    """Return whether an IP address belongs to the public internet.

    Private, loopback, link-local, shared, reserved and multicast addresses do not, nor do IPv6 addresses that
    contain such an IPv4 address.
    """
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public_ip(inner)
        if ip.is_site_local or ip.teredo is not None:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_loopback or ip.is_link_local)


def strip_tracking_parameters(address: str) -> str:
    """Return an address without its fragment and its tracking parameters."""
    parts = urlsplit(address)
    kept = [
        part
        for part in parts.query.split("&")
        if not TRACKING_PARAMETER.fullmatch(part.partition("=")[0].lower())
    ]
    return parts._replace(query="&".join(kept), fragment="").geturl()


def is_same_page(one: str, other: str) -> bool:
    """Return whether two addresses are of one page, ignoring scheme, `www.`, a last slash and trackers."""
    return build_page_key(one) == build_page_key(other)


def build_page_key(address: str) -> tuple[str, int | None, str, str]:
    """Return a key that all addresses of one page share: host, port, path and query."""
    parts = urlsplit(strip_tracking_parameters(address))
    port = None if parts.port in (80, 443) else parts.port
    return (parts.hostname or "").removeprefix("www."), port, parts.path.rstrip("/"), parts.query


def make_address_error(address: str, message: str, fix: str) -> UserError:
    """Return the error for an address with this fault and this fix."""
    return UserError(Problem(address, None, None, message, fix))
