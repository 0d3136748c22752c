"""Test the list of corrections: its page, its feed, and the notes on articles."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from lxml import html


def test_corrections_are_listed_newest_first_each_with_an_anchor(extreme_site: Path) -> None:
    page = html.parse(extreme_site / "corrections/index.html").getroot()
    entries = page.xpath("//ul[contains(@class, 'px-corrections')]/li")
    assert [entry.get("id") for entry in entries] == [
        "withdrawn/night-bells/hentzau-mail",
        "withdrawn/night-bells/hofbau-gazette",
        "c2031-05-11",
        "c2031-05-10",
        "c2031-05-09-2",
        "c2031-05-09",
    ]
    said = [" ".join(entry.text_content().split()) for entry in entries]
    assert "Was: The outlet was given as The Zenda Mail. Now: The outlet is The Zenda Post." in said[-1]
    links = entries[-1].xpath(".//a/@href")
    assert links[:2] == ["../stories/night-bells/zenda-post/", "https://example.org/zenda/commit/1"]
    assert entries[-2].xpath(".//a/@href")[0] == "../actors/jane-roe/"
    assert entries[2].xpath(".//a/@href") == ["#c2031-05-11"]  # the page is gone
    assert "the words aren’t shown" in said[3]


def test_an_article_says_that_it_was_corrected(extreme_site: Path) -> None:
    def told(source: str) -> list[str]:
        page = html.parse(extreme_site / f"stories/night-bells/{source}/index.html").getroot()
        found = page.xpath("//*[contains(@class, 'px-meta')]//a[contains(@href, '/corrections/#')]")
        return [f"{link.text} {link.get('href')}" for link in found]

    assert told("zenda-post") == ["9 May 2031 ../../../corrections/#c2031-05-09"]
    assert told("strelsau-herald") == []


def test_the_feed_of_corrections_has_what_the_page_has(extreme_site: Path) -> None:
    root = ElementTree.fromstring((extreme_site / "corrections/feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    found = [(e.findtext(f"{atom}title"), e.findtext(f"{atom}updated")) for e in root.iter(f"{atom}entry")]
    assert len(found) == 6
    assert found[-1] == (
        "Corrected: The Zenda Post in The bells that rang by night",
        "2031-05-09T00:00:00Z",
    )


def test_where_nothing_was_corrected_the_page_says_so(invented_site: Path) -> None:
    page = (invented_site / "corrections/index.html").read_text("utf-8")
    assert "No correction has been made so far." in page
