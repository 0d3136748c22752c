"""Pages and data say of each source without a sentence for a point: perhaps, not compared, or not found.

Only where no other source may report a point, and all were compared, is it said to be in one source only.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from lxml import html

from build_scripts.models import Actor, Article, Point, Publication
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.site_build.verify import verify_site
from tests.helpers import stories
from tests.helpers.files import write

# The Herald alone reports the rain. Of its goats, the Post's animals may be the same. The Post and the Wire
# have the ships, and the Herald's boats may be the same, as the Post's alone would be by the program.
SAYS: Mapping[str, tuple[str, ...]] = {
    "herald": ("Rain fell on Zenda.", "Five goats slept on the roof.", "Boats lay in the bay."),
    "post": ("Some animals were seen above the school.", "Ships waited there."),
    "wire": ("Ships waited outside the harbour.", "The mill is closed."),
    "korean": ("염소들이 지붕에서 잤다.",),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FORMS = (3, 6, 14)
"""Numbers of sources whose comparison is in columns, in boxes and in a list."""


def articles_of(number: int, modes: Mapping[str, str]) -> dict[str, Article]:
    """Return so many articles: three that report something in English, and others about nothing else."""
    said = {name: SAYS[name] for name in ("herald", "post", "wire")}
    said |= {f"echo{n}": (f"Nothing happened on day {n}.",) for n in range(number - len(said))}
    return {name: stories.article(name, texts, modes.get(name, "full")) for name, texts in said.items()}


def points_of(articles: Mapping[str, Article], unreviewed: Sequence[str] = ()) -> list[Point]:
    """Return the points of the three articles."""
    herald, post, wire = (articles[name] for name in ("herald", "post", "wire"))
    rain, goats, boats = SAYS["herald"]
    animals, ships = SAYS["post"]
    several = [stories.cell(post, ships), stories.cell(wire, SAYS["wire"][0])]
    of = len(articles)
    return [
        stories.point(
            "the-ships", several, of, possible=[stories.cell(herald, boats)], unreviewed=unreviewed
        ),
        stories.point("the-rain", [stories.cell(herald, rain)], of),
        stories.point("the-goats", [stories.cell(herald, goats)], of, possible=[stories.cell(post, animals)]),
        stories.point(
            "the-animals", [stories.cell(post, animals)], of, possible=[stories.cell(herald, goats)]
        ),
        stories.point("the-mill", [stories.cell(wire, SAYS["wire"][1])], of),
    ]


def files_of(
    number: int = 3,
    *,
    modes: Mapping[str, str] | None = None,
    not_compared: Mapping[str, str] | None = None,
    unreviewed: Sequence[str] = (),
) -> dict[str, str]:
    """Return the files of the story; `not_compared` are further articles, without sentences in points."""
    articles = articles_of(number, modes or {})
    points = points_of(articles, unreviewed)
    for name in not_compared or {}:
        articles[name] = stories.article(name, SAYS["korean"], (modes or {}).get(name, "full"))
    letters = dict(zip(articles, LETTERS, strict=False))
    story = stories.story(list(articles.values()), points, letters, not_compared=not_compared)
    return stories.read_pages(story)


def page_of(files: Mapping[str, str], leaf: str) -> html.HtmlElement:
    """Return a page of the story without its front matter."""
    return html.document_fromstring(files[f"stories/talks/{leaf}index.md"].partition("\n---\n")[2])


def row_of(files: Mapping[str, str], point: str) -> html.HtmlElement:
    """Return a point's row in the comparison, with the row of its sentences, on whichever page it is."""
    for path in files:
        if "/comparison/" in path and path.startswith("stories/") and f'id="point-{point}"' in files[path]:
            (row,) = page_of(files, path.removeprefix("stories/talks/").removesuffix("index.md")).xpath(
                f'//tr[@id="point-{point}"]'
            )
            box = html.Element("div")
            more = row.getnext()
            box.append(row)
            if more is not None and "px-more" in more.get("class", ""):
                box.append(more)
            return box
    raise KeyError(point)


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def not_found_in(row: html.HtmlElement) -> str:
    """Return what a row says of sources in which nothing was found."""
    return "; ".join(words_of(e) for e in row.xpath('.//*[contains(text(), "not found in")]'))


def quoted_in(element: html.HtmlElement) -> list[tuple[str, str]]:
    """Return the source and words of each quotation."""
    return [(e.get("data-source").partition("/")[2], words_of(e)) for e in element.find_class("px-words")]


# --- perhaps ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", FORMS)
def test_a_point_that_another_source_may_report_is_so_far_in_one(number: int) -> None:
    files = files_of(number)
    row = row_of(files, "the-goats")
    assert "So far in one" in words_of(row)
    assert "Only one reports" not in words_of(row)
    assert row[0].get("data-by-kind") == "so-far"
    assert row.xpath('.//a[contains(@href, "post/#s1")]')
    (perhaps,) = row.xpath('.//*[contains(concat(" ", @class, " "), " px-perhaps ")]')
    assert quoted_in(perhaps) == [("post", SAYS["post"][0])]
    assert perhaps.xpath("ancestor-or-self::details[not(@open)]")
    assert re.search("Perhaps: paragraph 1|Perhaps also in|perhaps also in", words_of(row))


@pytest.mark.parametrize("number", FORMS)
def test_a_point_in_one_source_only_is_said_to_be(number: int) -> None:
    row = row_of(files_of(number), "the-rain")
    assert "Only one reports" in words_of(row)
    assert row[0].get("data-by-kind") == "one"
    assert "erhaps" not in words_of(row)
    assert "not found in" in words_of(row)


@pytest.mark.parametrize("number", FORMS)
def test_a_point_of_several_sources_names_the_one_that_may_report_it_too(number: int) -> None:
    row = row_of(files_of(number), "the-ships")
    (perhaps,) = row.xpath('.//*[contains(concat(" ", @class, " "), " px-perhaps ")]')
    assert quoted_in(perhaps) == [("herald", SAYS["herald"][2])]
    assert f"2 of {number} sources" in words_of(row)
    assert row[0].get("data-by-source") == "post wire"
    assert row[0].get("data-perhaps") == "herald"
    assert not re.search(r"\bA\b|The Herald", not_found_in(row))


@pytest.mark.parametrize("number", FORMS)
def test_what_the_program_would_join_to_an_editors_point_is_not_yet_reviewed(number: int) -> None:
    words = "joined by the program, not yet reviewed"
    assert words in words_of(row_of(files_of(number, unreviewed=["herald"]), "the-ships")).lower()
    assert words not in words_of(row_of(files_of(number), "the-ships")).lower()


@pytest.mark.parametrize("number", FORMS)
def test_the_front_page_lists_apart_what_one_reports_only_and_so_far(number: int) -> None:
    page = page_of(files_of(number), "")
    listed = {}
    for heading in ("glance-one", "glance-so-far"):
        (found,) = page.xpath(f'//h3[span/@id="{heading}"]')
        items: list[str] = []
        element = found.getnext()
        while element is not None and element.tag != "h3" and element.get("class") != "px-so-far":
            items += [words_of(item) for item in element.iter("li")]
            element = element.getnext()
        listed[heading] = (words_of(found), items)
    title, only = listed["glance-one"]
    assert title == "What only one reports 2"
    assert [re.sub("^The [A-Z][a-z]+: ", "", item) for item in only] == ["the rain", "the mill"]
    title, so_far = listed["glance-so-far"]
    assert title == "So far in one 2"
    assert ["perhaps also in" in item for item in so_far] == [True, True]
    assert ["the goats" in item for item in so_far] == [True, False]
    assert words_of(page).count("the goats") == 1


def test_an_articles_page_marks_what_is_only_here_and_what_is_so_far() -> None:
    page = page_of(files_of(), "herald/")
    first, second = page.find_class("px-notes")
    assert [words_of(e) for e in first.find_class("px-only")] == ["Only here the rain"]
    (so_far,) = second.find_class("px-only")
    assert words_of(so_far) == "So far only here the goats perhaps also in B"
    (link,) = so_far.find_class("px-chip")
    assert (link.get("href"), link.get("aria-label")) == ("../post/#s1", "The Post, paragraph 1")
    assert [words_of(next(e.iter("summary"))) for e in (first, second)] == [
        "Paragraph 1: Notes: only here",
        "Paragraph 2: Notes: perhaps also in B",
    ]


def test_an_articles_page_says_of_a_shared_point_who_may_report_it_too() -> None:
    page = page_of(files_of(), "wire/")
    (point,) = page.find_class("px-point")
    assert words_of(point) == "the ships also in B perhaps also in A"


@pytest.mark.parametrize(
    ("others", "said"), [(12, "perhaps also in B"), (13, "perhaps also in 13 other articles")]
)
def test_an_articles_page_counts_very_many_that_may_report_a_point(others: int, said: str) -> None:
    herald = stories.article("herald", ["Rain fell on Zenda."])
    more = [stories.article(f"echo{n}", [f"It was wet on day {n}."]) for n in range(others)]
    rain = [stories.cell(herald, herald.text)]
    perhaps = [stories.cell(one, one.text) for one in more]
    point = stories.point("the-rain", rain, others + 1, possible=perhaps)
    letters = dict(zip(("herald", *(one.id for one in more)), LETTERS, strict=False))
    story = stories.story([herald, *more], [point], letters)
    page = page_of(stories.read_pages(story), "herald/")
    (so_far,) = page.find_class("px-only")
    assert words_of(so_far).startswith(f"So far only here the rain {said}")
    assert len(so_far.find_class("px-chip")) == (others if others <= 12 else 0)


def test_the_table_of_articles_counts_apart() -> None:
    page = page_of(files_of(), "comparison/")
    cells = {words_of(r[0]): words_of(r[4]) for r in page.xpath("//*[@data-citation]")}
    assert cells == {
        "A The Herald": "2, 1 only here, 1 so far only here",
        "B The Post": "2, 0 only here, 1 so far only here",
        "C The Wire": "2, 1 only here",
    }


def test_each_kind_has_a_filter_with_its_number() -> None:
    page = page_of(files_of(), "comparison/")
    labels = {e.get("id"): words_of(e) for e in page.xpath('//label[starts-with(@id, "kind-")]')}
    assert labels == {
        "kind-some": "Some report 1",
        "kind-so-far": "So far in one 2",
        "kind-one": "Only one reports 2",
    }


def test_of_very_many_sources_what_one_reports_so_far_and_only_have_pages_of_their_own() -> None:
    files = files_of(14)
    found = {
        point: next(
            path for path in files if path.startswith("stories") and f'id="point-{point}"' in files[path]
        )
        for point in ("the-ships", "the-goats", "the-animals", "the-rain", "the-mill")
    }
    top = "stories/talks/comparison/"
    assert list(found.values()) == [
        f"{top}index.md",
        *[f"{top}2/index.md"] * 2,
        *[f"{top}3/index.md"] * 2,
    ]
    assert "What one source reports so far, page 2 of 3." in files[f"{top}2/index.md"]
    assert "What only one source reports, page 3 of 3." in files[f"{top}3/index.md"]


# --- not compared -------------------------------------------------------------------------------------

KOREAN = {"korean": "Korean"}


@pytest.mark.parametrize("number", FORMS)
def test_while_a_source_is_not_compared_nothing_is_in_one_only(number: int) -> None:
    files = files_of(number, not_compared=KOREAN)
    for path, text in files.items():
        if path.startswith("stories/") and path.endswith("index.md"):
            words = words_of(html.document_fromstring(text))
            assert not re.search("[Oo]nly here", words.replace("o far only here", "")), path
            assert not re.search("Only one reports|What only one", words), path
    rows = json.loads(files["data/talks/points.json"])
    assert {row["only_one"] for row in rows} == {None}


@pytest.mark.parametrize("number", FORMS)
@pytest.mark.parametrize("point", ["the-rain", "the-ships"])
def test_a_source_that_was_not_compared_is_said_to_be(number: int, point: str) -> None:
    row = row_of(files_of(number, not_compared=KOREAN), point)
    assert re.search(r"not compared: (Korean|\w+ \(Korean\)|The Korean \(Korean\))", words_of(row))
    without = re.sub("not compared: .*", "", not_found_in(row))
    assert not re.search(rf"\b{LETTERS[number]}\b|The Korean", without)
    assert f"of {number} sources compared" in words_of(row)


def test_all_means_all_that_were_compared() -> None:
    one, other, korean = (
        stories.article(name, [text])
        for name, text in (("one", "Rain fell."), ("other", "It rained."), ("korean", SAYS["korean"][0]))
    )
    rain = stories.point("the-rain", [stories.cell(one, one.text), stories.cell(other, other.text)], 2)
    letters = {"one": "A", "other": "B", "korean": "C"}
    story = stories.story([one, other, korean], [rain], letters, not_compared=KOREAN)
    files = stories.read_pages(story)
    front = words_of(page_of(files, ""))
    assert "What both compared report 1" in front
    assert "Both compared report 1" in front
    comparison = words_of(page_of(files, "comparison/"))
    assert "Two of 3 reports compared" in comparison
    assert "Not compared: C The Korean (Korean)." in comparison
    assert "2 of 2 sources compared" in comparison


@pytest.mark.parametrize("mode", ["full", "excerpt", "link"])
@pytest.mark.parametrize(
    ("reason", "because"),
    [("Korean", "it is in Korean"), ("no text", "the program found no text in it")],
)
def test_its_own_page_says_why_whatever_its_rights(mode: str, reason: str, because: str) -> None:
    files = files_of(modes={"korean": mode}, not_compared={"korean": reason})
    assert f"Not compared with the other articles, because {because}." in words_of(page_of(files, "korean/"))
    assert f"Not compared with D The Korean ({reason})" in words_of(page_of(files, "herald/"))


@pytest.mark.parametrize("others", [1, 2])
def test_a_story_of_which_hardly_anything_was_compared_claims_nothing(others: int) -> None:
    one = stories.article("herald", ["Rain fell."])
    more = [stories.article(f"korean{n}", SAYS["korean"]) for n in range(others)]
    point = stories.point("the-rain", [stories.cell(one, one.text)], 1)
    letters = dict(zip(("herald", *(a.id for a in more)), LETTERS, strict=False))
    story = stories.story([one, *more], [point], letters, not_compared={a.id: "Korean" for a in more})
    files = stories.read_pages(story)
    front, comparison = words_of(page_of(files, "")), words_of(page_of(files, "comparison/"))
    assert "So far in one" in front
    assert not re.search("only one|both|no difference", front, re.IGNORECASE)
    assert "reports, not compared" in comparison
    assert "1 source Link" in comparison


def test_a_persons_page_does_not_say_that_an_article_in_another_language_is_silent_on_them() -> None:
    herald, post, korean = (stories.article(name, SAYS[name]) for name in ("herald", "post", "korean"))
    letters = {"herald": "A", "post": "B", "korean": "C"}
    story = stories.story([herald, post, korean], [], letters, not_compared=KOREAN)
    jane = Actor("jane-roe", "Jane Roe")
    publication = Publication("The Reader", None, None, None, None, (jane,), (story,))
    files = generate_site_files(publication, SiteSettings("https://reader.example.org/"))
    page = html.document_fromstring(files["actors/jane-roe/index.md"].decode().partition("\n---\n")[2])
    (missing,) = page.find_class("px-missing")
    assert words_of(missing).endswith("B The Post C The Korean (Korean: searched for the listed names only)")


# --- rights -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["excerpt", "link"])
@pytest.mark.parametrize("number", FORMS)
def test_possible_words_that_may_not_be_shown_are_in_no_file_but_their_source_is_linked(
    mode: str, number: int
) -> None:
    articles = articles_of(number, {"post": mode})
    points = [p for p in points_of(articles) if p.id != "the-animals"]
    letters = dict(zip(articles, LETTERS, strict=False))
    story = stories.story(list(articles.values()), points, letters)
    files = stories.read_pages(story)
    assert [path for path, text in files.items() if "Some animals" in text or "\ufde7" in text] == []
    row = row_of(files, "the-goats")
    assert "erhaps" in words_of(row)
    assert row.xpath('.//a[contains(@href, "/post/") and not(contains(@href, "#"))]')
    (data,) = [
        r
        for r in json.loads(files["data/talks/points.json"])
        if (r["point"], r["source"]) == ("the-goats", "post")
    ]
    assert (data["state"], data["possible_words"]) == ("possible", None)


def test_possible_words_on_which_something_else_rests_may_be_shown() -> None:
    # The editor's label makes the Post's own point one that its sentence may be quoted for.
    row = row_of(files_of(modes={"post": "excerpt"}), "the-goats")
    assert ("post", SAYS["post"][0]) in quoted_in(row)


# --- data and verification ----------------------------------------------------------------------------


def test_the_table_of_points_has_the_state_of_each_source() -> None:
    files = files_of(unreviewed=["herald"], not_compared=KOREAN)
    rows = json.loads(files["data/talks/points.json"])
    found = {(r["point"], r["source"]): r for r in rows}
    states = {source: found["the-ships", source]["state"] for source in ("herald", "post", "korean")}
    assert states == {"herald": "possible", "post": "reports", "korean": "not compared"}
    assert found["the-rain", "post"]["state"] == "not found"
    boats = found["the-ships", "herald"]
    start = "\n\n".join(SAYS["herald"]).index(SAYS["herald"][2])
    assert boats["possible"] == f"{start}-{start + len(SAYS['herald'][2])}"
    assert (boats["possible_words"], boats["unreviewed"]) == (SAYS["herald"][2], "yes")
    assert boats["sentence"] is None
    assert found["the-ships", "korean"]["not_compared"] == "Korean"
    header = next(csv.reader(io.StringIO(files["data/talks/points.csv"])))
    assert header == list(rows[0])
    articles = json.loads(files["data/talks/articles.json"])
    assert {row["source"]: row["not_compared"] for row in articles}["korean"] == "Korean"


def test_the_table_of_points_says_which_are_in_one_only() -> None:
    rows = json.loads(files_of()["data/talks/points.json"])
    assert {row["point"] for row in rows if row["only_one"] == "yes"} == {"the-rain", "the-mill"}


def test_with_very_many_sources_a_possible_one_has_a_row_in_the_table() -> None:
    rows = json.loads(files_of(14)["data/talks/points.json"])
    states = {row["source"]: row["state"] for row in rows if row["point"] == "the-ships"}
    assert states == {"herald": "possible", "post": "reports", "wire": "reports"}


@pytest.mark.parametrize("number", FORMS)
def test_verification_compares_possible_sentences_with_their_captures(number: int, tmp_path: Path) -> None:
    files = files_of(number)
    for path, text in files.items():
        if path.endswith("/index.md"):
            write(tmp_path, path.replace(".md", ".html"), text.partition("\n---\n")[2])
    texts = {f"talks/{name}": article.text for name, article in articles_of(number, {}).items()}

    def wrong(checked: Mapping[str, str]) -> list[str]:
        found = verify_site(tmp_path, checked, "https://reader.example.org/")
        return [p.path for p in found if "the page says" in p.message or "#s" in p.message]

    assert wrong(texts) == []
    changed = {**texts, "talks/post": texts["talks/post"].replace("animals", "cats   ")}
    row = next(path for path in files if path.startswith("stories") and 'id="point-the-goats"' in files[path])
    assert row.replace(".md", ".html") in wrong(changed)
