"""Pages say in words what is missing, wherever a reader would look for it."""

from pathlib import Path

import pytest
from lxml import html

from tests.helpers.look_pages import EXTREMES

HEADLINE = "Harbour minister thanks crew, fishermen, lighthouse keeper and the baker of Hofbau"

SAYS = {
    "four stories": ["The fire on the Zenda ferry", "The price of lamp oil", "A page that was lost"],
    "people, quoted or not": ["no statement in these sources", "not mentioned in these sources"],
    "an actor nobody quotes": ["no statement in these sources", "not mentioned in"],
    "an actor nobody names": [
        "no statement in these sources",
        "0 of 19 sources",
        "not mentioned in any source of The price of lamp oil",
    ],
    "an actor with a long name": ["Maximiliana Philippina Augusta", "Also known as Maximiliana"],
    "all sources": ["Headline, outlet, byline, date of publication", "not stated", HEADLINE],
    "twelve sources": ["12 sources", "at least 40", "over 60", "about 50"],
    "twelve sources compared": [
        "8 of 10 sources compared",
        "not compared: H (Korean), I (Hebrew)",
        "Figures differ",
        "not found in",
        "at least 40",
        "over 60",
    ],
    "twelve sources in time": ["Not resolved: this capture states no date of publication"],
    "a headline of 200 characters": [HEADLINE, "with the loss of two hats"],
    "no metadata": ["outlet not stated", "headline not stated", "date of publication not stated"],
    "only a link": ["doesn’t show the words of this source", "Read the original at record.example.org"],
    "an excerpt": ["shows only the sentences that its statements and points rest on"],
    "from right to left": ["statements are not read in this language", "שריפה במעבורת"],
    "in Korean": ["statements are not read in this language", "젠다 여객선"],
    "one source": ["1 source"],
    "nothing shared": ["nothing found"],
    "nothing shared, compared": ["1 of 2 sources", "not found in this article"],
    "no article": ["no article text was found in this capture"],
    "no article, compared": ["no point was found in this article"],
}
NEVER = {
    "nothing shared, compared": ["All report", "Figures differ"],
    "only a link": ["repaired in the dry dock"],
    "an excerpt": ["a slow waltz"],
    "twelve sources compared": ["repaired in the dry dock"],
}


def _words(site: Path, name: str) -> str:
    path = site / EXTREMES[name] / "index.html"
    root = html.fromstring(path.read_text("utf-8"))
    return " ".join(root.get_element_by_id("px-content").text_content().split())


@pytest.mark.parametrize("name", SAYS)
def test_page_says(name: str, extreme_site: Path) -> None:
    words = _words(extreme_site, name)
    assert [missing for missing in SAYS[name] if missing not in words] == []
    assert [leaked for leaked in NEVER.get(name, []) if leaked in words] == []


@pytest.mark.parametrize(("name", "language"), [("from right to left", "he"), ("in Korean", "ko")])
def test_words_say_their_language_and_direction(name: str, language: str, extreme_site: Path) -> None:
    root = html.fromstring((extreme_site / EXTREMES[name] / "index.html").read_text("utf-8"))
    for words in root.xpath("//h1 | //*[contains(@class, 'px-par__text')]"):
        assert next(e.get("lang") for e in words.iter() if e.get("lang")) == language
        assert words.get("dir", "ltr") in ({"rtl", "auto"} if language == "he" else {"ltr", "auto"})
