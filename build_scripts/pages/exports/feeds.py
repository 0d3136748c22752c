"""Write feeds in the Atom format (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

from build_scripts.pages.views import addresses
from build_scripts.pages.views.show_hidden_characters import label_hidden_characters
from build_scripts.pages.views.site_settings import SiteSettings

# Characters that XML 1.0 forbids, even as references (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed.

    `address` is relative to the site's top; `id_suffix` makes the ids of entries with one address different.
    `updated_on` is the day on which the source was captured (ISO 8601), `None` if unknown. The source's own
    date of publication is not used, because it has no time zone, which the format requires.
    """

    title: str
    address: str
    summary: str
    id_suffix: str = ""
    updated_on: str | None = None


def make_atom_feed(
    title: str, author: str, address: str, entries: Iterable[FeedEntry], place: SiteSettings
) -> bytes:
    """Return the feed that belongs to the page at `address`.

    The format requires a date for each entry: the day of its capture, or the commit's date.
    """
    root = ElementTree.Element("feed", xmlns=_NAMESPACE)
    page = urljoin(place.site_url, address)
    _add_element(root, "id", page)
    _add_element(root, "title", title)
    _add_element(root, "updated", place.commit_date)
    _add_element(ElementTree.SubElement(root, "author"), "name", author)
    ElementTree.SubElement(root, "link", rel="alternate", href=page)
    ElementTree.SubElement(
        root, "link", rel="self", href=urljoin(place.site_url, address + addresses.FEED_FILE)
    )
    for entry in entries:
        element = ElementTree.SubElement(root, "entry")
        link = urljoin(place.site_url, entry.address)
        _add_element(element, "id", link + entry.id_suffix)
        _add_element(element, "title", entry.title)
        _add_element(
            element, "updated", f"{entry.updated_on}T00:00:00Z" if entry.updated_on else place.commit_date
        )
        ElementTree.SubElement(element, "link", rel="alternate", href=link)
        _add_element(element, "summary", entry.summary)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def _add_element(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = _NOT_XML.sub(
        "\N{REPLACEMENT CHARACTER}", label_hidden_characters(text)
    )
