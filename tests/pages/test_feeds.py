"""Test that a feed's XML has exactly the given values."""

import re
from xml.etree import ElementTree

from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.pages.exports.feeds import FeedEntry, make_atom_feed
from build_scripts.pages.views.show_hidden_characters import label_hidden_characters
from build_scripts.pages.views.site_settings import SiteSettings

ANY = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), max_size=40)
SITE = "https://reader.example.org/papers/"


@given(ANY, ANY)
@example("\x00\x0b\ufffe", "]]><b>&amp;")
def test_a_feed_is_xml_and_says_what_it_is_given(title: str, words: str) -> None:
    entries = [
        FeedEntry(title, "stories/talks/herald/#s1", words),
        FeedEntry(
            title, "stories/talks/herald/#s1", words, id_suffix="?statement=3-9", updated_on="2031-03-13"
        ),
    ]
    place = SiteSettings(SITE, commit_timestamp=60)
    root = ElementTree.fromstring(make_atom_feed(title, title, "actors/jane-roe/", entries, place))
    found = root.findall("{*}entry")
    assert [as_given(element, "title") for element in (root, *found)] == [as_xml(title)] * 3
    assert [as_given(element, "summary") for element in found] == [as_xml(words)] * 2
    assert [element.findtext("{*}updated") for element in (root, *found)] == [
        "1970-01-01T00:01:00Z",
        "1970-01-01T00:01:00Z",
        "2031-03-13T00:00:00Z",
    ]
    assert len({element.findtext("{*}id") for element in (root, *found)}) == 3
    links = [element.get("href") for element in root.iter("{http://www.w3.org/2005/Atom}link")]
    page = f"{SITE}stories/talks/herald/#s1"
    assert links == [f"{SITE}actors/jane-roe/", f"{SITE}actors/jane-roe/feed.xml", page, page]


def as_given(element: ElementTree.Element, tag: str) -> str:
    return element.findtext(f"{{*}}{tag}") or ""


def as_xml(text: str) -> str:
    text = label_hidden_characters(text)  # a feed has no place for a mark
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
