"""Copy a page's tree without what no reader sees, and with its words safe from being decoded again."""

from __future__ import annotations

import copy
from html import unescape

from lxml import etree
from lxml import html as markup

# Elements whose content no reader sees. The text after them is kept.
INVISIBLE_ELEMENTS = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "textarea",
    "select",
)


def remove_invisible_elements(tree: markup.HtmlElement) -> markup.HtmlElement:
    """Return a copy of a page without comments and the elements that no reader sees, such as scripts."""
    visible = copy.deepcopy(tree)
    etree.strip_elements(visible, *INVISIBLE_ELEMENTS, etree.Comment, with_tail=False)
    return visible


def escape_references(visible: markup.HtmlElement) -> markup.HtmlElement:
    """Return a copy of a page whose words that look like character references are escaped.

    trafilatura decodes references in the text of a tree, where the parser has decoded them already.
    """
    escaped = copy.deepcopy(visible)
    for element in escaped.iter():
        for part in ("text", "tail"):
            words = getattr(element, part)
            if words and "&" in words and unescape(words) != words:
                setattr(element, part, words.replace("&", "&amp;"))
    return escaped
