"""Distinctive words and numbers of a sentence, and the links that they make. All texts are invented."""

from __future__ import annotations

import pytest

from build_scripts.comparison.evidence.distinctive_words import FEWEST_SENTENCES
from build_scripts.comparison.evidence.sentence_evidence import load_comparison_words, read_sentence_evidence
from build_scripts.comparison.linking.score_weights import CONFIDENT_THRESHOLD
from tests.helpers.link_reasons import HERALD, POST, Make, reasons, whys

KNOWN = load_comparison_words()


# --- words and numbers in one sentence only -----------------------------------------------------

CLOSED = "Zenda's old bridge stays shut after a crack was found in a girder."


def test_a_word_in_no_other_sentence_of_either_article_makes_a_link(article: Make) -> None:
    herald, post = article("herald", HERALD), article("post", (CLOSED, *POST[1:]))
    assert {"distinctive words", "place"} <= whys(herald, post, "The bridge", "Zenda's old")


def test_a_word_that_an_article_has_twice_makes_none(article: Make) -> None:
    herald = article("herald", (*HERALD, "A second bridge was closed to lorries."))
    post = article("post", (CLOSED, *POST[1:]))
    assert not whys(herald, post, "The bridge", "Zenda's old")


def test_in_a_short_article_no_word_is_distinctive(article: Make) -> None:
    herald, post = article("herald", HERALD[: FEWEST_SENTENCES - 1]), article("post", (CLOSED, *POST[1:]))
    assert not whys(herald, post, "The bridge", "Zenda's old")


def test_a_name_alone_makes_no_link(article: Make) -> None:
    herald = article("herald", ("Jane Roe was abroad.", *HERALD[:1], *HERALD[2:]))
    post = article("post", ("Jane Roe gave out free rolls.", *POST[:2], *POST[3:]))
    assert "distinctive words" not in whys(herald, post, "Jane Roe", "Jane Roe")


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
def test_a_number_in_no_other_sentence_makes_a_link(
    article: Make, one: str, other: str, together: bool
) -> None:
    herald, post = article("herald", (one, *HERALD)), article("post", (*POST, other))
    assert ("number" in whys(herald, post, one, other)) is together


def test_a_number_that_an_article_has_twice_makes_none(article: Make) -> None:
    one, other = "The pier is to have 740 new planks.", "Carpenters will cut 740 boards by May."
    herald = article("herald", (one, *HERALD, "The last flood took 740 sandbags."))
    assert not whys(herald, article("post", (*POST, other)), one, other)


# --- the questions of an interview ---------------------------------------------------------------

INTERVIEW = (
    "Who paid for the lighthouse?",
    "A duke did, out of vanity.",
    "Were there fogs before?",
    "Every winter.",
    "What of the keeper?",
    "She left us.",
)


def test_an_answer_of_an_interview_has_the_words_of_its_question(article: Make) -> None:
    words = [one.distinctive_words.words for one in read_sentence_evidence(article("post", INTERVIEW), KNOWN)]
    assert "lighthouse" in words[1]
    assert "fog" in words[3]
    assert "lighthouse" not in words[3]


def test_two_questions_make_no_interview(article: Make) -> None:
    words = [
        one.distinctive_words.words for one in read_sentence_evidence(article("post", INTERVIEW[:4]), KNOWN)
    ]
    assert "lighthouse" not in words[1]


def test_a_link_by_evidence_is_confident(article: Make) -> None:
    herald, post = article("herald", HERALD), article("post", (CLOSED, *POST[1:]))
    found = reasons(herald, post, "The bridge", "Zenda's old")
    extra = sum(reason.score_change for reason in found if reason.kind in ("distinctive words", "place"))
    assert sum(reason.score_change for reason in found) - extra < CONFIDENT_THRESHOLD
