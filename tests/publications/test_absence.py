"""No file of a site says that only one source reports a point, unless every other was compared and none may.

These are whole publications, from their captures to the finished pages. All texts are invented.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from build_scripts.models import Publication, Story
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.files import write
from tests.helpers.paths import EXTREME, INVENTED
from tests.helpers.publications import layout, run

PLACE = SiteSettings("https://reader.example.org/")
ONLY = re.compile(r"(?<!far )\bonly here|only one( source)? reports", re.IGNORECASE)

# Two reports in English and one in Korean on a bell that fell.
BELL: Mapping[str, str] = {
    "herald": """The bell of Zenda falls into the harbour

The old bell of Zenda fell into the harbour on Tuesday, and nobody was hurt.

Forty divers searched for the bell in the harbour until Wednesday morning.

The baker of Hofbau gave away nine hundred loaves of bread.
""",
    "post": """Bell falls into harbour of Zenda

On Tuesday the old bell of Zenda fell into the harbour; nobody was hurt.

Snow is expected on the mountains behind Strelsau at the end of May.
""",
    "ilbo": """젠다의 종이 항구에 떨어졌다

젠다의 오래된 종이 화요일 항구에 떨어졌으며 다친 사람은 없었다고 당국이 밝혔다.

잠수부들이 수요일 아침까지 항구에서 종을 찾았다. 빵집 주인은 빵을 나누어 주었다.
""",
}


@pytest.fixture(scope="module", params=[INVENTED, EXTREME], ids=["invented", "extreme"])
def publication(request: pytest.FixtureRequest, tools: PublicationTools) -> Publication:
    """Return a whole publication, read once for all tests of this module."""
    return assemble_publication(read_sources(request.param), tools, lambda _: None)[0]


@pytest.fixture(scope="module")
def files(publication: Publication) -> Mapping[str, bytes]:
    """Return the generated files of the publication."""
    return generate_site_files(publication, PLACE)


def page_of(files: Mapping[str, bytes], path: str) -> html.HtmlElement:
    """Return a generated page without its front matter."""
    return html.document_fromstring(files[f"{path}index.md"].decode().partition("\n---\n")[2])


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def rows_of(files: Mapping[str, bytes], story: Story) -> dict[str, html.HtmlElement]:
    """Return the rows of a story's comparison by the ids of their points."""
    found = {}
    for path in files:
        if path.startswith(f"stories/{story.id}/comparison/") and path.endswith("index.md"):
            for row in page_of(files, path.removesuffix("index.md")).xpath(
                '//tr[starts-with(@id, "point-")]'
            ):
                found[row.get("id").removeprefix("point-")] = row
    return found


def test_what_pages_give_to_one_source_only_is_found_in_one_only(
    publication: Publication, files: Mapping[str, bytes]
) -> None:
    assert any(story.not_compared for story in publication.stories)
    for story in publication.stories:
        if len(story.articles) < 2:
            continue
        only = {point.id for point in story.points if story.is_found_in_one_only(point)}
        rows = rows_of(files, story)
        assert {name for name, row in rows.items() if "k-one" in row.get("class").split()} == only
        assert {
            row["point"] for row in json.loads(files[f"data/{story.id}/points.json"]) if row["only_one"]
        } == only
        for article in story.articles:
            page = page_of(files, f"stories/{story.id}/{article.id}/")
            links = page.xpath('//div[@class="px-only"]//a[contains(@href, "#point-")]/@href')
            assert {link.partition("#point-")[2] for link in links} <= only
        if not only:
            front = words_of(page_of(files, f"stories/{story.id}/"))
            assert not re.search(r"only one( source)? reports(?! 0)", front, re.IGNORECASE)


def test_no_row_says_not_found_of_a_source_that_may_report_it_or_was_not_compared(
    publication: Publication, files: Mapping[str, bytes]
) -> None:
    for story in publication.stories:
        for row in json.loads(files[f"data/{story.id}/points.json"]):
            point = next(point for point in story.points if point.id == row["point"])
            possible = {cell.source for cell in point.possible}
            expected = (
                "reports"
                if point.get_cell(row["source"])
                else "possible"
                if row["source"] in possible
                else "not compared"
                if row["source"] in story.not_compared
                else "not found"
            )
            assert row["state"] == expected


@pytest.fixture(scope="module")
def bell(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the finished and verified site of the publication on the bell."""
    folder = tmp_path_factory.mktemp("bell")
    write(folder, "sources/publication.yml", "title: The Reader\nrights: {mode: full}\n")
    write(folder, "sources/actors.yml", "[]\n")
    write(folder, "sources/bell/story.yml", "title: The bell\nsources: [herald, post, ilbo]\n")
    for name, text in BELL.items():
        write(folder, f"sources/bell/{name}.txt", text)
    publication = layout(folder / "publication", folder / "sources")
    run(publication, "build")
    return publication / "site"


@pytest.mark.parametrize("leaf", ["", "comparison/", "herald/", "post/", "ilbo/", "timeline/"])
def test_beside_an_article_in_another_language_no_page_claims_that_only_one_reports(
    leaf: str, bell: Path
) -> None:
    page = html.parse(str(bell / "stories/bell" / leaf / "index.html")).getroot()
    (body,) = page.xpath("//main")
    assert not ONLY.search(words_of(body))


def test_its_sentences_are_in_no_point_and_counts_leave_it_out(bell: Path) -> None:
    points = json.loads((bell / "data/bell/points.json").read_text("utf-8"))
    own = {(row["state"], row["sentence"], row["not_compared"]) for row in points if row["source"] == "ilbo"}
    assert own == {("not compared", None, "Korean")}
    comparison = html.parse(str(bell / "stories/bell/comparison/index.html")).getroot()
    assert "Two of 3 reports compared" in words_of(comparison)
    counts = [words_of(e) for e in comparison.find_class("px-count__of")]
    assert counts
    assert all(re.fullmatch(r"[12] of 2 sources compared( ·)?", words) for words in counts)
    cells = comparison.xpath('//tr[starts-with(@id, "point-")]/td[3]')
    assert cells
    assert {words_of(cell).rpartition("not compared: ")[2] for cell in cells} == {"Korean"}


def test_its_own_page_says_why(bell: Path) -> None:
    page = html.parse(str(bell / "stories/bell/ilbo/index.html")).getroot()
    assert "Not compared with the other articles, because it is in Korean." in words_of(page)
    assert not page.find_class("px-only")
