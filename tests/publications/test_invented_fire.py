"""Compare five articles on an invented fire with lists of points and differences made by hand.

The articles are `tests/data/invented_stories/fire/*.txt`: a broadsheet, a tabloid, a wire report, a local
paper that prints the report, and a magazine's interview. `points.yml` was written before the first run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import yaml

from build_scripts.comparison.compare import compare_articles, compare_with_curation
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words
from build_scripts.comparison.evidence.shared_wording import find_shared_wordings
from build_scripts.models import Article, CuratedPoint, DifferenceKind, Point, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.paths import DATA

HERE = DATA / "invented_stories" / "fire"
NAMES = ("chronicle", "trumpet", "rpa", "gazette", "harbour-light")
# These two print the same report, so most of their links come from its wording.
WIRE = frozenset({"rpa", "gazette"})
LISTED = yaml.safe_load((HERE / "points.yml").read_text("utf-8"))
DIFFERENCES = yaml.safe_load((HERE / "differences.yml").read_text("utf-8"))
CLAIMS = {entry["claim"]: entry for entry in LISTED["same"]}

Articles = Mapping[str, Article]


@pytest.fixture(scope="module")
def articles(tools: PublicationTools) -> Articles:
    """Return the five articles, read without sidecar, actors or curation."""
    found = {}
    for name in NAMES:
        data = (HERE / f"{name}.txt").read_bytes()
        cleaned = clean_capture(data, f"{name}.txt", Sidecar(), tools.article_tools)
        found[name] = analyse_article(name, cleaned, (), tools.article_tools)
    return found


@pytest.fixture(scope="module")
def bare(articles: Articles) -> tuple[Point, ...]:
    """Return the articles' points, compared without curation."""
    return compare_articles(tuple(articles.values()), words=load_comparison_words())


def place(articles: Articles, name: str, words: str) -> int:
    """Return the number of the article's only sentence that begins with these words."""
    article = articles[name]
    (found,) = [n for n, s in enumerate(article.sentence_spans) if s.extract(article.text).startswith(words)]
    return found


def by_hand(articles: Articles, claim: str) -> Point:
    """Return the point that an editor's entry with a listed claim's sentences yields."""
    cells = {
        name: tuple(
            articles[name].sentence_spans[place(articles, name, words)] for words in CLAIMS[claim][name]
        )
        for name in NAMES
        if name in CLAIMS[claim]
    }
    entry = CuratedPoint("listed", sentences=cells)
    compared = compare_with_curation(tuple(articles.values()), (entry,), words=load_comparison_words())
    (found,) = [point for point in compared.points if point.id == "listed"]
    return found


def shown(articles: Articles, point: Point) -> dict[str, str]:
    """Return each source's differing words, which pages show above its sentence."""
    return {
        c.source: c.differing_words.extract(articles[c.source].text) for c in point.cells if c.differing_words
    }


def of_source(point: Point) -> frozenset[str]:
    return frozenset(cell.source for cell in point.cells)


# --- links ----------------------------------------------------------------------------------------


def test_a_point_is_reported_by_some_or_by_one(bare: Sequence[Point]) -> None:
    assert {"some", "one"} <= {point.coverage for point in bare}


def test_the_four_reports_have_the_dead_in_common(articles: Articles) -> None:
    reports = [article for name, article in articles.items() if name != "harbour-light"]
    points = compare_articles(reports, words=load_comparison_words())
    every = [point for point in points if point.coverage == "all"]
    starts = {point.cells[0].spans[0].extract(articles["chronicle"].text)[:20] for point in every}
    assert "Two crew members die" in starts


def test_an_interview_is_linked_to_the_reports(bare: Sequence[Point]) -> None:
    assert "all" in {point.coverage for point in bare}


# --- differences ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        "figures",
        "denial",
        "attribution",
        "hedge",
    ],
)
def test_bare_a_difference_of_the_kind_is_found(bare: Sequence[Point], kind: DifferenceKind) -> None:
    assert kind in {difference for point in bare for difference in point.differs}


def test_bare_a_bound_differs_from_an_approximation(articles: Articles, bare: Sequence[Point]) -> None:
    differing = [shown(articles, point) for point in bare if "figures" in point.differs]
    (words,) = [words for words in differing if "27" in words.get("rpa", "")]
    assert (words["trumpet"], words["rpa"], words["gazette"]) == ("about 40", "at least 27", "at least 27")


def test_bare_the_companys_denial_is_marked(articles: Articles, bare: Sequence[Point]) -> None:
    for name, words in (("chronicle", "Elphberg Lines, which"), ("rpa", "Elphberg Lines, the operator")):
        sentence = articles[name].sentence_spans[place(articles, name, words)]
        cells = [c for point in bare for c in point.cells if c.source == name and sentence in c.spans]
        assert cells
        for cell in cells:
            denials = [mark.span.extract(articles[name].text) for mark in cell.marks if mark.kind == "denial"]
            assert denials == ["denied"]


def mark_missed(case: Mapping[str, Any]) -> Any:
    """Return a case as a parameter; one that is known to be missed must fail."""
    missed = case.get("missed")
    marks = [pytest.mark.xfail(strict=True, reason=missed)] if missed else []
    return pytest.param(case, id=f"{case['claim']}: {case['kind']}", marks=marks)


@pytest.mark.parametrize("case", map(mark_missed, DIFFERENCES["differ"]))
def test_listed_points_differ(articles: Articles, case: Mapping[str, Any]) -> None:
    point = by_hand(articles, case["claim"])
    assert case["kind"] in point.differs
    assert case.get("words", {}).items() <= shown(articles, point).items()


def test_what_is_thought_of_the_start_is_no_doubt_of_the_length(articles: Articles) -> None:
    assert "hedge" not in by_hand(articles, "How long the fire burned, or when it was out").differs


@pytest.mark.parametrize("claim", DIFFERENCES["agree"])
def test_listed_points_that_agree(articles: Articles, claim: str) -> None:
    assert by_hand(articles, claim).differs == ()


# --- the printed report ---------------------------------------------------------------------------


def test_the_wording_of_the_wire_report_is_found_in_the_paper_and_nowhere_else(articles: Articles) -> None:
    shared = find_shared_wordings(tuple(articles.values()))
    assert {tuple(name for name, _ in one.sentences) for one in shared} == {("rpa", "gazette")}
    # Of its thirteen sentences one is left out, one is too short, and two hold hardly more than a quotation.
    assert len(shared) == 9


def test_points_say_that_it_was_copied(bare: Sequence[Point]) -> None:
    copies = [of_source(point) for point in bare if point.has_copied_wording]
    assert copies
    assert all(of >= WIRE for of in copies)


def test_what_the_paper_wrote_itself_is_its_own(articles: Articles, bare: Sequence[Point]) -> None:
    text = articles["gazette"].text
    own = [
        span.extract(text)[:16]
        for point in bare
        if of_source(point) == {"gazette"}
        for span in point.cells[0].spans
    ]
    assert "None of them was" in own
    assert set(own) <= {"Pupils of the Ca", "None of them was"}


def test_both_credit_the_agency(articles: Articles) -> None:
    for name in WIRE:
        agencies = articles[name].metadata.agencies
        assert [(agency.name, agency.role) for agency in agencies] == [("Ruritanian Press Agency", "text")]


def test_what_a_writer_does_is_no_second_writer(articles: Articles) -> None:
    byline = articles["chronicle"].metadata.byline
    assert byline is not None
    assert byline.value == ("Hector Marsh",)
