"""What tells a sentence from the others of its article, and the links that it makes. Texts are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from build_scripts.comparison import compare as comparing
from build_scripts.comparison.evidence import synonyms as kindred
from build_scripts.comparison.evidence.distinctive_words import SHORTEST
from build_scripts.comparison.evidence.sentence_evidence import read
from build_scripts.comparison.linking.extra_evidence import CONFIDENT, Reason
from build_scripts.models import Article, Sidecar, Units
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.text.package_data import load

KNOWN = comparing.knowledge()
HERALD = (
    "The bridge at Zenda was closed on Monday.",
    "Roe blamed a cracked girder.",
    "Trams go round by Hentzau until spring.",
    "The mayor was abroad.",
    "Schools opened late.",
)
POST = (
    "Nobody crossed the river this week.",
    "Engineers had seen rust for years.",
    "A baker gave out free rolls.",
    "Buses were full by seven.",
    "It rained.",
)


@pytest.fixture(scope="module")
def article(tools: assembling.Tools) -> Callable[[str, Sequence[str]], Article]:
    def make(name: str, paragraphs: Sequence[str]) -> Article:
        text = "\n\n".join(paragraphs)
        cleaned = analysis.clean(text.encode(), f"{name}.txt", Sidecar(), tools.article, plain=True)
        return analysis.article(name, cleaned, (), tools.article)

    return make


Make = Callable[[str, Sequence[str]], Article]


def reasons(one: Article, other: Article, mine: str, its: str) -> tuple[Reason, ...]:
    """Return why the sentences that begin with these words are linked, nothing if they aren't."""
    found = comparing.explain((one, other), knowledge=KNOWN)
    texts = {article.id: article.text for article in (one, other)}
    for link in found.links:
        first, second = (span.of(texts[name]) for name, span in (link.one, link.other))
        if first.startswith(mine) and second.startswith(its) and link.level == "confident":
            assert link.score == pytest.approx(sum(reason.adds for reason in link.reasons), abs=1e-5)
            return link.reasons
    return ()


def whys(one: Article, other: Article, mine: str, its: str) -> set[str]:
    return {reason.why for reason in reasons(one, other, mine, its)}


# --- words and numbers that stand in one sentence alone -------------------------------------------

CLOSED = "Zenda's old bridge stays shut after a crack was found in a girder."


def test_a_word_that_stands_nowhere_else_in_either_article_makes_a_link(article: Make) -> None:
    herald, post = article("herald", HERALD), article("post", (CLOSED, *POST[1:]))
    assert {"telling", "place"} <= whys(herald, post, "The bridge", "Zenda's old")


def test_a_word_that_an_article_has_twice_makes_none(article: Make) -> None:
    herald = article("herald", (*HERALD, "A second bridge was closed to lorries."))
    post = article("post", (CLOSED, *POST[1:]))
    assert not whys(herald, post, "The bridge", "Zenda's old")


def test_in_a_short_article_a_word_that_stands_alone_tells_nothing(article: Make) -> None:
    herald, post = article("herald", HERALD[: SHORTEST - 1]), article("post", (CLOSED, *POST[1:]))
    assert not whys(herald, post, "The bridge", "Zenda's old")


def test_a_name_alone_makes_no_link(article: Make) -> None:
    herald = article("herald", ("Jane Roe was abroad.", *HERALD[:1], *HERALD[2:]))
    post = article("post", ("Jane Roe gave out free rolls.", *POST[:2], *POST[3:]))
    assert "telling" not in whys(herald, post, "Jane Roe", "Jane Roe")


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("The pier is to have 740 new planks.", "Carpenters will cut 740 boards by May.", True),
        ("Roe asked for Mk5.2m.", "It was 5.2 million crowns that she wanted.", True),
        ("The pier has stood since 1908.", "In 1908 a king came to tea.", False),
        ("Twelve ducks nest there.", "They sold 12 tickets.", False),
        ("Roe, 58, was pleased.", "It took 58 days.", False),
        ("The turnout was 61%.", "He is paid for 61 days.", False),
        ("They flew home on RA417.", "There were 417 letters.", False),
    ],
)
def test_a_number_that_stands_nowhere_else_makes_a_link(
    article: Make, one: str, other: str, together: bool
) -> None:
    herald, post = article("herald", (one, *HERALD)), article("post", (*POST, other))
    assert ("number" in whys(herald, post, one, other)) is together


def test_a_number_that_an_article_has_twice_makes_none(article: Make) -> None:
    one, other = "The pier is to have 740 new planks.", "Carpenters will cut 740 boards by May."
    herald = article("herald", (one, *HERALD, "The last flood took 740 sandbags."))
    assert not whys(herald, article("post", (*POST, other)), one, other)


# --- counts, denials, questions -------------------------------------------------------------------

PILGRIMS = (
    "Some 4,200 pilgrims slept in the barns of the abbey.",
    "Barns held about 4,100 pilgrims that night.",
)


@pytest.mark.parametrize(("more", "adds"), [((), 0.12), (("By noon 900 pilgrims had gone.",), 0.06)])
def test_what_nothing_else_counts_adds_more(article: Make, more: tuple[str, ...], adds: float) -> None:
    herald = article("herald", (PILGRIMS[0], *HERALD, *more))
    found = reasons(herald, article("post", (PILGRIMS[1], *POST)), "Some 4,200", "Barns held")
    assert [round(reason.adds, 2) for reason in found if reason.why == "figure"] == [adds]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("The owners say that nobody told them about the rotten planks.", True),
        ("The owners say that somebody told them about the rotten planks.", False),
    ],
)
def test_denials_that_are_each_others_likest_are_linked(article: Make, other: str, together: bool) -> None:
    one = "Pier Holdings denied that it was told of rotten timber by a diver."
    herald, post = article("herald", (*HERALD[:4], one)), article("post", (other, *POST))
    assert ("denial" in whys(herald, post, "Pier Holdings", "The owners")) is together


def test_a_question_is_linked_with_no_statement(article: Make) -> None:
    asked = "When will the bridge at Zenda open to trams again?"
    said = "The bridge at Zenda will open to trams again in May."
    herald = article("herald", (said, *HERALD[1:]))
    assert not whys(herald, article("post", (asked, *POST)), said, asked)
    assert whys(
        herald, article("post", (asked.replace("When", "In May").replace("?", "."), *POST)), said, "In May"
    )


INTERVIEW = (
    "Who paid for the lighthouse?",
    "A duke did, out of vanity.",
    "Were there fogs before?",
    "Every winter.",
    "What of the keeper?",
    "She left us.",
)


def test_an_answer_of_an_interview_has_the_words_of_its_question(article: Make) -> None:
    words = [one.telling.words for one in read(article("post", INTERVIEW), KNOWN)]
    assert "lighthouse" in words[1]
    assert "fog" in words[3]
    assert "lighthouse" not in words[3]


def test_two_questions_make_no_interview(article: Make) -> None:
    words = [one.telling.words for one in read(article("post", INTERVIEW[:4]), KNOWN)]
    assert "lighthouse" not in words[1]


# --- kindred words --------------------------------------------------------------------------------


def test_kindred_words_are_one() -> None:
    units = Units(words=("blaze", "ferry", "Zenda"), bonds=("extinguish>blaze",))
    found = kindred.joined(units, KNOWN.kindred)
    assert found.words == ("fire", "ship", "zenda")
    assert found.bonds == ("extinguish>fire",)


def test_no_word_is_in_two_groups_and_what_tells_nothing_stands_for_its_group() -> None:
    data = load("kindred")
    words = [word for group in data["groups"] for word in group]
    assert len(words) == len(set(words))
    assert all(len(group) > 1 for group in data["groups"])
    assert set(data["light"]).isdisjoint(word for group in data["groups"] for word in group[1:])


def test_a_link_by_evidence_is_confident(article: Make) -> None:
    herald, post = article("herald", HERALD), article("post", (CLOSED, *POST[1:]))
    found = reasons(herald, post, "The bridge", "Zenda's old")
    told = sum(reason.adds for reason in found if reason.why in ("telling", "place"))
    assert sum(reason.adds for reason in found) - told < CONFIDENT
