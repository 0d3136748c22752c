"""Take pictures of a built site: the two in README.md, or one of every kind of page.

    python -m tests.helpers.pictures SITE              the README's two, into .github/pictures/
    python -m tests.helpers.pictures SITE --all DIR    each kind of page, at three widths, light and dark

They show the first story, without motion, at fixed sizes. The fonts are the machine's, so pictures of another
machine differ a little, and no test compares them.
"""

from __future__ import annotations

import argparse
import base64
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from tests.helpers.browser import NO_BROWSER, find_browser, launched
from tests.helpers.paths import TOP
from tests.helpers.serving import served

README_PICTURES = TOP / ".github" / "pictures"
WEBP = {"format": "webp", "quality": 80}
SHARPNESS = 1.5
"""Pixels of a README picture for each CSS pixel, so that it is sharp on fine screens."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (390, 768, 1440)
HEIGHT = 1000

KINDS = {
    "front": "index.html",
    "story": "stories/*/index.html",
    "comparison": "stories/*/comparison/index.html",
    "timeline": "stories/*/timeline/index.html",
    "article": "stories/*/*/index.html",
    "comparisons": "comparison/index.html",
    "timelines": "timeline/index.html",
    "people": "actors/index.html",
    "actor": "actors/*/index.html",
    "sources": "sources/index.html",
    "method": "method/index.html",
    "contribute": "contribute/index.html",
    "corrections": "corrections/index.html",
    "not-found": "404.html",
}
"""The paths of each kind of page in a site. The first that no earlier kind has is shown."""

RECEIPT = "table a.px-receipt[href*='#s']"
"""In a comparison: the links from a cell to its sentence."""


class NothingToShowError(Exception):
    """Raised if no picture can be taken; its text is shown to the user."""


@dataclass(frozen=True, slots=True)
class Look:
    """The window's size in CSS pixels, and the colour scheme of the reader's system."""

    width: int
    height: int
    scheme: Scheme


DESK = Look(1200, 1280, "light")
PHONE = Look(390, 844, "dark")


def kinds(site: Path) -> dict[str, str]:
    """Return one page's address for each kind that the site has."""
    found: dict[str, str] = {}
    for kind, pattern in KINDS.items():
        addresses = (
            path.relative_to(site).as_posix().removesuffix("index.html")
            for path in sorted(site.glob(pattern))
        )
        address = next((address for address in addresses if address not in found.values()), None)
        if address is not None:
            found[kind] = address
    return found


@contextmanager
def opened(browser: Browser, look: Look) -> Iterator[Page]:
    """Yield an empty page with this look."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    yield context.new_page()
    context.close()


def visit(page: Page, address: str) -> None:
    """Open an address, and wait until its fonts are loaded."""
    page.goto(address)
    page.evaluate("document.fonts.ready.then(() => true)")


def follow_receipt(page: Page, comparison: str) -> bool:
    """Open the sentence of a comparison's first cell, and return whether there is one."""
    visit(page, comparison)
    receipt = page.locator(RECEIPT).first
    if not receipt.count():
        return False
    visit(page, urljoin(comparison, receipt.get_attribute("href")))
    return True


def search(page: Page, front: str) -> None:
    """Open the front page, and search for the longest word of its heading."""
    visit(page, front)
    word = max(page.locator("h1").first.inner_text().split(), key=len)
    page.keyboard.press("/")
    page.keyboard.type(word)
    with suppress(BrowserError):  # a search without results is shown too
        page.locator(".md-search-result__item").first.wait_for(timeout=5000)


def states(page: Page, top: str, addresses: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """Bring a page into each state to show; yield its name, and whether to show the page in full."""
    for kind, address in addresses.items():
        visit(page, top + address)
        yield kind, True
    if "comparison" in addresses and follow_receipt(page, top + addresses["comparison"]):
        yield "arrival", False
    search(page, top)
    yield "search", False


def write_shown(page: Page, path: Path) -> None:
    """Write the window's content as WebP, a quarter of a PNG's size, which Playwright itself can't write."""
    at = page.evaluate("({x: scrollX, y: scrollY, width: innerWidth, height: innerHeight})")
    session = page.context.new_cdp_session(page)
    answer = session.send("Page.captureScreenshot", {**WEBP, "clip": {**at, "scale": SHARPNESS}})
    path.write_bytes(base64.b64decode(answer["data"]))


def take_for_readme(browser: Browser, site: Path, folder: Path) -> list[Path]:
    """Write pictures of a story's front page (desk) and of a comparison's first sentence (phone)."""
    story, comparison = (kinds(site).get(kind) for kind in ("story", "comparison"))
    if story is None or comparison is None:
        raise NothingToShowError(f"{site} holds no story; build the site first")
    folder.mkdir(parents=True, exist_ok=True)
    front, sentence = folder / "front.webp", folder / "sentence.webp"
    with served(site) as top:
        with opened(browser, DESK) as page:
            visit(page, top + story)
            write_shown(page, front)
        with opened(browser, PHONE) as page:
            if not follow_receipt(page, top + comparison):
                raise NothingToShowError(f"{site}/{comparison} leads to no sentence")
            write_shown(page, sentence)
    return [front, sentence]


def take_all(browser: Browser, site: Path, folder: Path, widths: Sequence[int] = WIDTHS) -> list[Path]:
    """Write pictures of each kind of page in full, of a highlighted sentence, and of a search."""
    addresses = kinds(site)
    if not addresses:
        raise NothingToShowError(f"{site} holds no page; build the site first")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with served(site) as top:
        for width, scheme in product(widths, SCHEMES):
            with opened(browser, Look(width, HEIGHT, scheme)) as page:
                for name, full in states(page, top, addresses):
                    written.append(folder / f"{name}-{width}-{scheme}.png")
                    page.screenshot(path=written[-1], full_page=full)
    return written


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.helpers.pictures", description="Take pictures of a site."
    )
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--all", type=Path, metavar="DIR", help="each kind of page, into this folder")
    chosen = parser.parse_args(arguments)
    try:
        if find_browser() is None:
            raise NothingToShowError(NO_BROWSER)
        with launched() as browser:
            if chosen.all:
                print(f"{len(take_all(browser, chosen.site, chosen.all))} pictures are in {chosen.all}.")
                return
            for path in take_for_readme(browser, chosen.site, README_PICTURES):
                print(f"{path.name}: {path.stat().st_size // 1000} KB")
    except OSError as error:
        sys.exit(f"parallax: no pictures: {error.filename}: {error.strerror}")
    except (NothingToShowError, BrowserError) as error:
        sys.exit(f"parallax: no pictures: {str(error).splitlines()[0]}")


if __name__ == "__main__":
    main()
