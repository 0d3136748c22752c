"""The pages that the tests of the look open: every type of page, with ordinary and with extreme content."""

from playwright.sync_api import Page

FIRST = {
    "front": "",
    "story": "stories/seoul-talks/",
    "article": "stories/seoul-talks/korea-herald/",
    "article without metadata": "stories/seoul-talks/unsigned-report/",
    "comparison": "stories/seoul-talks/comparison/",
    "timeline": "stories/seoul-talks/timeline/",
    "people": "actors/",
    "actor": "actors/yoon-suk-yeol/",
    "actor who says nothing": "actors/kim-yong-hyun/",
    "sources": "sources/",
    "method": "method/",
    "contribute": "contribute/",
    "corrections": "corrections/",
    "not found": "404.html",
}

EXTREMES = {
    "four stories": "",
    "people, quoted or not": "actors/",
    "an actor nobody quotes": "actors/anton-holf/",
    "an actor nobody names": "actors/clara-sapt/",
    "an actor with a long name": "actors/longest-name/",
    "all sources": "sources/",
    "twelve sources": "stories/ferry-fire/",
    "twelve sources compared": "stories/ferry-fire/comparison/",
    "twelve sources in time": "stories/ferry-fire/timeline/",
    "a headline of 200 characters": "stories/ferry-fire/harbour-lights/",
    "a word that does not break": "stories/ferry-fire/steamship-news/",
    "no metadata": "stories/ferry-fire/leaflet/",
    "only a link": "stories/ferry-fire/city-record/",
    "an excerpt": "stories/ferry-fire/zenda-post/",
    "from right to left": "stories/ferry-fire/northern-hebrew/",
    "in Korean": "stories/ferry-fire/tarlenheim-korean/",
    "one source": "stories/lamp-oil/",
    "one source compared": "stories/lamp-oil/comparison/",
    "nothing shared": "stories/nothing-shared/",
    "nothing shared, compared": "stories/nothing-shared/comparison/",
    "no article": "stories/lost-page/empty-frame/",
    "no article, compared": "stories/lost-page/comparison/",
    "no article, in time": "stories/lost-page/timeline/",
}

INVENTED = {
    "comparisons": "comparison/",
    "timelines": "timeline/",
    "two sources compared": "stories/bridge-collapse/comparison/",
    "only a link, in German": "stories/bridge-collapse/hentzau-blatt/",
    "an actor in two stories": "actors/jane-roe/",
}

PAGES = {name: ("first", path) for name, path in FIRST.items()}
PAGES |= {name: ("extreme", path) for name, path in EXTREMES.items()}
PAGES |= {name: ("invented", path) for name, path in INVENTED.items()}
"""From a page's name in the tests' output to its site and its path."""

__all__ = ["EXTREMES", "FIRST", "INVENTED", "MOST", "PAGES", "TYPES", "settled"]

# One page of each type, for checks that depend only on templates and style sheet.
TYPES = ("story", "article", "comparison", "timeline", "people", "actor", "sources", "method", "not found")
MOST = (
    *FIRST,
    "two sources compared",
    "twelve sources",
    "twelve sources compared",
    "twelve sources in time",
    "all sources",
    "a word that does not break",
    "only a link",
    "from right to left",
    "an actor with a long name",
    "no article",
    "no article, compared",
)


def settled(page: Page) -> Page:
    """Wait until the theme's own script has set a page up: it shows the switch of colours last."""
    page.locator("[data-md-component=palette] label:not([hidden])").wait_for()
    return page
