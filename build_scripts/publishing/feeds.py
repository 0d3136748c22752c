"""Feeds as RSS 2.0, which lets an item without a date have none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

# What XML 1.0 can't hold at all, references included (section 2.2).
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; `address` is relative to the site's top."""

    title: str
    address: str
    description: str


def feed(title: str, description: str, address: str, items: Iterable[Item], site_url: str) -> bytes:
    """Return an RSS 2.0 feed. No item carries a date: the sources' times have no zone to convert from."""
    rss = ElementTree.Element("rss", version="2.0")
    channel = ElementTree.SubElement(rss, "channel")
    _add(channel, "title", title)
    _add(channel, "link", urljoin(site_url, address))
    _add(channel, "description", description)
    for item in items:
        entry = ElementTree.SubElement(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "link", urljoin(site_url, item.address))
        _add(entry, "description", item.description)
        _add(entry, "guid", urljoin(site_url, item.address))
    ElementTree.indent(rss)
    return (
        f"<?xml version='1.0' encoding='utf-8'?>\n{ElementTree.tostring(rss, encoding='unicode')}\n".encode()
    )


def _add(parent: ElementTree.Element, tag: str, text: str) -> None:
    ElementTree.SubElement(parent, tag).text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
