"""One page from a real server on this machine: refusals, limits, compression, redirects, bad servers.

Loopback is refused by default, so these tests give the real code a filter that allows it. The default
filter has tests of its own.
"""

import gzip
import http.server
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest

from build_scripts.authoring.fetch import FetchLimits, fetch_page
from build_scripts.models.problems import UserError
from build_scripts.text.web_addresses import HostFilter, IPAddress, is_public_ip
from tests.helpers.serving import Server

LIMITS = FetchLimits(max_bytes=20_000, answer_timeout=5.0, total_timeout=10.0)
PAGE = "<html><body><p>Die Fähre von Hentzau fährt wieder.</p></body></html>".encode()


class Site(http.server.BaseHTTPRequestHandler):
    """A site with a path for each kind of answer."""

    asked: ClassVar[list[tuple[str, dict[str, str]]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        page = self.path.lstrip("/").partition("?")[0]
        if page.isdigit():
            self.answer(int(page))
        elif page.startswith("on-"):
            left = int(page.removeprefix("on-"))
            self.answer(302, Location=f"/on-{left - 1}" if left else "/page")
        elif page in TO:
            self.answer(301, Location=TO[page])
        else:
            self.answer(200, *PAGES[page][1:], **PAGES[page][0])

    def answer(self, status: int, body: bytes = b"", length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


HTML = {"Content_Type": "text/html; charset=utf-8"}
PACKED = {**HTML, "Content_Encoding": "gzip"}
TO = {
    "file": "file:///harbour.html",
    "user": "http://jane:roe@example.org/",
    "ring": "/ring",
    "umlaut": "/f%C3%A4hre",
    "raw": "/fähre".encode().decode("latin-1"),
    "inside": "http://10.0.0.1/",
}
PAGES: dict[str, tuple[dict[str, str], bytes] | tuple[dict[str, str], bytes, int]] = {
    "page": (HTML, PAGE),
    "f%C3%A4hre": (HTML, PAGE),
    "text": ({"Content_Type": "Text/Plain"}, "Fähre\r\n".encode("utf-16")),
    "markdown": ({"Content_Type": "text/markdown"}, b"# Ferry"),
    "xhtml": ({"Content_Type": "application/xhtml+xml"}, PAGE),
    "picture": ({"Content_Type": "image/png"}, b"\x89PNG"),
    "untold": ({}, PAGE),
    "packed": (PACKED, gzip.compress(PAGE)),
    "padded": (PACKED, gzip.compress(PAGE) + bytes(9)),
    "two-parts": (PACKED, gzip.compress(PAGE) + gzip.compress(PAGE)),
    "half-packed": (PACKED, gzip.compress(PAGE)[:-9]),
    "not-packed": (PACKED, PAGE),
    "bomb": (PACKED, gzip.compress(bytes(10_000_000))),
    "other-packing": ({**HTML, "Content_Encoding": "br"}, PAGE),
    "just": (HTML, b"x" * 20_000),
    "just-packed": (PACKED, gzip.compress(b"x" * 20_000)),
    "large": (HTML, b"x" * 20_001),
    "large-packed": (PACKED, gzip.compress(b"x" * 20_001)),
    "short": (HTML, PAGE, len(PAGE) + 1),
}


def loopback(ip: IPAddress) -> bool:
    return ip.is_loopback


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = Server(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def saying(speak: Callable[[socket.socket], None]) -> Iterator[str]:
    """Give the address of a host that sends something once, not necessarily HTTP."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.5)

    def serve() -> None:
        try:
            with listener.accept()[0] as peer:
                speak(peer)
        except OSError:
            pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()
        thread.join(5)


def fault(address: str, limits: FetchLimits = LIMITS, allowed: HostFilter = loopback) -> str:
    """Return the one line that says why an address could not be fetched."""
    with pytest.raises(UserError) as caught:
        fetch_page(address, limits, allowed)
    (problem,) = caught.value.problems
    assert str(problem).isprintable()
    assert problem.fix
    return problem.message


@pytest.mark.parametrize(
    ("page", "form"),
    [("page", "html"), ("xhtml", "html"), ("packed", "html"), ("padded", "html"), ("umlaut", "html")],
)
def test_a_page_comes_as_the_site_means_it(site: str, page: str, form: str) -> None:
    found = fetch_page(f"{site}/{page}", LIMITS, loopback)
    assert (found.data, found.text_format) == (PAGE, form)


def test_text_comes_byte_for_byte(site: str) -> None:
    found = fetch_page(f"{site}/text", LIMITS, loopback)
    assert (found.data, found.text_format) == ("Fähre\r\n".encode("utf-16"), "text")
    assert fetch_page(f"{site}/markdown", LIMITS, loopback).text_format == "text"


def test_the_site_is_told_who_asks_and_for_what(site: str) -> None:
    fetch_page(f"{site}/page?a=ä b&c='d'#part", LIMITS, loopback)
    path, headers = Site.asked[-1]
    assert path == "/page?a=%C3%A4%20b&c=%27d%27"
    assert headers["Host"] == site.removeprefix("http://")
    assert headers["User-Agent"].startswith("Parallax/")
    assert {"Cookie", "Authorization", "Referer"}.isdisjoint(headers)


def test_the_address_is_the_one_at_the_end_of_the_redirects(site: str) -> None:
    assert fetch_page(f"{site}/on-4", LIMITS, loopback).address == f"{site}/page"
    assert fetch_page(f"{site}/raw#x", LIMITS, loopback).address == f"{site}/f%C3%A4hre"


def test_five_redirects_are_followed_and_no_sixth(site: str) -> None:
    assert fetch_page(f"{site}/on-4", LIMITS, loopback).data == PAGE  # on-4 to on-0, then the page
    assert fault(f"{site}/on-5") == fault(f"{site}/ring") == "redirects more than 5 times"


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("file", "is neither http nor https"),
        ("user", "contains a user's name or password"),
        ("inside", "'10.0.0.1' is not a public host, and is not contacted"),
    ],
)
def test_a_redirect_is_looked_at_like_an_address(site: str, page: str, what: str) -> None:
    assert fault(f"{site}/{page}") == what


def test_a_redirect_to_a_host_that_is_not_allowed_is_not_followed(site: str) -> None:
    with saying(lambda _: None) as other:
        TO["other"] = f"http://{other}/"
        seen: list[str] = []

        def once(ip: IPAddress) -> bool:
            seen.append(str(ip))
            return len(seen) == 1

        assert fault(f"{site}/other", allowed=once).endswith("is not a public host, and is not contacted")
    assert seen == ["127.0.0.1", "127.0.0.1"]


@pytest.mark.parametrize(
    ("page", "what"),
    [
        ("picture", "is not a page of text but 'image/png'"),
        ("untold", "does not state its format"),
        ("404", "the site has no such page (HTTP status 404)"),
        ("403", "the site refuses to give the page to a program (HTTP status 403)"),
        ("204", "the site gave no page (HTTP status 204)"),
        ("302", "the site gave no page (HTTP status 302)"),
        ("500", "the site gave no page (HTTP status 500)"),
        ("bomb", "is larger than 0.02 MB"),
        ("large", "is larger than 0.02 MB"),
        ("large-packed", "is larger than 0.02 MB"),
        ("short", "the page is incomplete"),
        ("half-packed", "the page is incomplete"),
        ("two-parts", "cannot be decompressed"),
        ("not-packed", "cannot be decompressed"),
        ("other-packing", "is compressed as 'br', which was not asked for"),
    ],
)
def test_what_is_no_whole_page_is_refused(site: str, page: str, what: str) -> None:
    assert fault(f"{site}/{page}") == what


@pytest.mark.parametrize("page", ["just", "just-packed"])
def test_a_page_may_be_as_large_as_the_limit(site: str, page: str) -> None:
    assert len(fetch_page(f"{site}/{page}", LIMITS, loopback).data) == LIMITS.max_bytes


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("ftp://example.org/", "is neither http nor https"),
        ("file:///harbour.html", "is neither http nor https"),
        ("http://", "has no host"),
        ("http:///page", "has no host"),
        ("http://[::1/", "is not a web address"),
        ("http://example.org:99999/", "is not a web address"),
        ("http://example.org:0/", "has a port that does not exist"),
        (f"http://{'a' * 64}.example.org/", "is not a web address"),
        ("http://a..example.org/", "is not a web address"),
        ("http://jane:roe@example.org/", "contains a user's name or password"),
        ("http://zenda.invalid/", "there is no host 'zenda.invalid', or no network"),
    ],
)
def test_an_address_that_leads_nowhere(address: str, what: str) -> None:
    assert fault(address) == what


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.0.0.1", "169.254.169.254", "2130706433", "0x7f.1"],
)
def test_hosts_that_are_not_public_are_refused_without_asking_them(host: str) -> None:
    assert fault(f"http://{host}/", allowed=is_public_ip).endswith(
        "is not a public host, and is not contacted"
    )


def test_the_real_predicate_keeps_a_real_server_from_being_asked(site: str) -> None:
    before = len(Site.asked)
    fault(f"{site}/page", allowed=is_public_ip)
    assert len(Site.asked) == before


@pytest.mark.parametrize(
    ("speak", "what"),
    [
        (lambda peer: None, "the site"),
        (lambda peer: peer.sendall(b"220 mail\r\n"), "the site's answer is not HTTP"),
        (lambda peer: peer.sendall(b"HTTP/1.1 200 OK\r\nx: " + b"y" * 100_000), "the site"),
        (lambda peer: peer.sendall(b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 200), "the site"),
    ],
)
def test_a_host_that_does_not_speak_http(speak: Callable[[socket.socket], None], what: str) -> None:
    def first_listen(peer: socket.socket) -> None:
        peer.recv(4096)
        speak(peer)

    with saying(first_listen) as host:
        assert fault(f"http://{host}/").startswith(what)


def test_a_host_without_tls_and_one_that_is_not_there() -> None:
    with saying(lambda peer: peer.sendall(b"HTTP/1.1 400 No\r\n\r\n")) as host:
        assert fault(f"https://{host}/").startswith("the site cannot be reached")
    assert fault(f"http://{host}/").startswith("the site cannot be reached")


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_site_that_gives_a_byte_now_and_then_is_left_at_the_deadline(beginning: bytes, scheme: str) -> None:
    over = threading.Event()

    def drip(peer: socket.socket) -> None:
        peer.recv(4096)
        peer.sendall(beginning if scheme == "http" else b"\x16\x03\x03\x40\x00")
        while not over.wait(0.05):
            peer.sendall(b"H")

    with saying(drip) as host:
        found = fault(
            f"{scheme}://{host}/", FetchLimits(max_bytes=20_000, answer_timeout=5.0, total_timeout=0.5)
        )
        over.set()
    assert found == "the site did not answer in time"


@pytest.fixture
def secure_site(site: str, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Give the address of the site over TLS, and the certificate of `localhost`."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    made += ["-addext", "keyUsage=critical,digitalSignature,keyCertSign"]  # Python 3.13 insists on it
    made += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(made, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server = Server(("127.0.0.1", 0), Site)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"https://localhost:{server.server_port}", certificate
    finally:
        server.shutdown()
        server.server_close()


def test_a_page_comes_over_tls_from_a_host_that_proves_its_name(
    secure_site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, certificate = secure_site
    assert fault(f"{address}/page").startswith("its certificate is not valid (")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert fetch_page(f"{address}/page", LIMITS, loopback).data == PAGE
    other = address.replace("localhost", "127.0.0.1")
    assert fault(f"{other}/page").startswith("its certificate is not valid (")


def test_a_silent_site_is_left_after_the_wait() -> None:
    over = threading.Event()
    with saying(lambda _: over.wait(20) and None) as host:
        assert (
            fault(f"http://{host}/", FetchLimits(max_bytes=20_000, answer_timeout=0.2))
            == "the site did not answer in time"
        )
        over.set()
