"""Words that two sources have in common. All texts are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.comparison.evidence.shared_wording import (
    MOST_SOURCES_PER_SHINGLE,
    SHORTEST_COPIED_RUN,
    find_shared_wordings,
    shingle_span,
)
from build_scripts.models import AgencyCredit, Article, Line, LineKind, SharedWording, Span, StatedFact
from tests.helpers.build_articles import build_article, find

WIRE = "The envoys of Zenda walked slowly along the old stone quay before the rain began to fall."
OPENING = "Late in the day the envoys of Zenda walked slowly along the old stone quay before the rain began."
SAID = "We shall not leave this quay before the last of our ships has come home to us"
OWN = "Nobody had seen such fog since the lighthouse went dark."


def words(one: SharedWording, *articles: Article) -> list[str]:
    texts = {article.id: article.text for article in articles}
    return [run.extract(texts[name]) for (name, _), run in zip(one.sentences, one.spans, strict=True)]


def pair(one: str, other: str) -> tuple[Article, Article]:
    return build_article("herald", one), build_article("post", other)


def test_the_longest_run_of_two_sentences_is_found() -> None:
    one, other = pair(f"{OWN} {WIRE}", f"{OPENING} It rained.")
    (found,) = find_shared_wordings((one, other))
    assert found.sentences == (("herald", find(one, WIRE)), ("post", find(other, OPENING)))
    assert words(found, one, other) == [
        "The envoys of Zenda walked slowly along the old stone quay before the rain began",
        "the envoys of Zenda walked slowly along the old stone quay before the rain began",
    ]
    assert found.word_count == 15
    assert found.printed_first is None
    assert found.agencies == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        # A quotation is not the outlet's wording, the words around it may be.
        (f"“{SAID}”, Jane Roe said.", f'Jane Roe said: "{SAID}."', None),
        (f"“{SAID}”, said Jane Roe.", f"“{SAID}”, said Jane Roe at noon.", None),
        # One source's own words that another puts into quotation marks were copied all the same.
        (f"{SAID}.", f"“{SAID}”, the Herald wrote.", 17),
        # A quotation inside words that are the same is part of the run.
        (
            "The envoys walked along the old stone quay “in the rain”, and went home late in the evening.",
            "The envoys walked along the old stone quay “in the rain”, and went home late in the day.",
            17,
        ),
        # A title and a name are long, but not the outlet's wording.
        (
            "Deputy Prime Minister and Minister of Harbours and Ships Jane Anne Mary Roe of Ruritania spoke.",
            "Deputy Prime Minister and Minister of Harbours and Ships Jane Anne Mary Roe of Ruritania left.",
            None,
        ),
        # Nine words in a row are written twice by chance.
        (
            "We walked along the old stone quay of Strelsau.",
            "We walked along the old stone quay of Zenda.",
            None,
        ),
        # Punctuation, capitals and hidden characters don't count.
        (WIRE, WIRE.upper().replace("SLOWLY", "SLOW\u00adLY").replace(" QUAY ", " quay, "), None),
        (WIRE, WIRE.replace("slowly", "slow\u00adly").replace(" quay ", " quay, "), 17),
        # A script without capitals.
        ("가 나 다 라 마 바 사 아 자 차 카.", "가 나 다 라 마 바 사 아 자 차 타.", 10),
        ("", WIRE, None),
    ],
)
def test_what_counts_as_copied(one: str, other: str, number: int | None) -> None:
    found = find_shared_wordings(pair(one, other))
    assert [run.word_count for run in found] == ([] if number is None else [number])


def test_a_source_does_not_share_with_itself() -> None:
    assert find_shared_wordings((build_article("herald", f"{WIRE} {WIRE}"),)) == ()


def test_of_the_same_article_twice_each_sentence_is_reported_once() -> None:
    one, other = pair(f"{WIRE} {OWN}", f"{WIRE} {OWN}")
    assert [run.word_count for run in find_shared_wordings((one, other))] == [17, 10]


def test_one_sentence_two_hundred_times() -> None:
    one, other = pair(" ".join([WIRE] * 200), " ".join([WIRE] * 200))
    found = find_shared_wordings((one, other))
    assert {run.sentences[0][1] for run in found} == {one.sentence_spans[0]}
    assert [run.sentences[1][1] for run in found] == list(other.sentence_spans)


def test_of_many_sources_with_the_same_words_each_is_reported_with_the_first() -> None:
    articles = [build_article(f"s{number:02}", WIRE) for number in range(40)]
    found = find_shared_wordings(articles)
    assert len(found) <= 40 * MOST_SOURCES_PER_SHINGLE
    assert {run.sentences[1][0] for run in found if run.sentences[0][0] == "s00"} == {
        f"s{number:02}" for number in range(1, 40)
    }


def test_words_that_repeat_themselves_are_read_all_the_same() -> None:
    one, other = pair("there was " + "fog and rain " * 3000, "they saw " + "fog and rain " * 3000)
    assert len(find_shared_wordings((one, other))) == 1


SMALL = st.lists(st.sampled_from(["a", "b", "c", "d", "Zenda", "said"]), min_size=1, max_size=24).map(
    " ".join
)
RUNS = st.lists(
    st.sampled_from([WIRE, OPENING, "and so", "Zenda", "slowly along the", SAID]), max_size=4
).map(" ".join)


def count_longest_run(words: Sequence[str], others: Sequence[str]) -> int:
    """Return the length of the longest run of words in common (by dynamic programming)."""
    best, last = 0, [0] * (len(others) + 1)
    for word in words:
        row = [0]
        for place, other in enumerate(others):
            row.append(last[place] + 1 if word == other else 0)
        best, last = max(best, *row), row
    return best


def find_longest_run(later: Article, sentence: Span, earlier: Article) -> int:
    """Return the length of the longest run of a sentence that a sentence of an earlier article has too.

    At least half of the sentence's words must be in lower case, and all of the earlier sentence's.
    """
    longest, shingled = 0, shingle_span(later.text, sentence)
    if sum(shingled.is_lowercase) * 2 < len(shingled.is_lowercase):
        return 0
    for other in earlier.sentence_spans:
        other_shingled = shingle_span(earlier.text, other)
        if all(other_shingled.is_lowercase):
            longest = max(longest, count_longest_run(shingled.words, other_shingled.words))
    return longest


def check_run_is_in_both(run: SharedWording, articles: Mapping[str, Article]) -> None:
    """Assert that the run's spans have the same words, as many as it states, and are in its sentences."""
    plain = []
    for (name, sentence), span in zip(run.sentences, run.spans, strict=True):
        assert sentence.covers(span)
        words = span.extract(articles[name].text).split()
        plain.append([word.casefold().strip(".,") for word in words])
    assert plain[0] == plain[1]
    assert len(plain[0]) == run.word_count >= SHORTEST_COPIED_RUN


@given(st.lists(st.lists(SMALL | RUNS, max_size=4), min_size=2, max_size=3))
def test_runs_are_in_both_and_none_is_missed(texts: list[list[str]]) -> None:
    articles = [build_article(f"s{number}", *said) for number, said in enumerate(texts)]
    by_id = {article.id: article for article in articles}
    found = find_shared_wordings(articles)
    pairs = [run.sentences for run in found]
    assert len(set(pairs)) == len(pairs)
    for run in found:
        check_run_is_in_both(run, by_id)
    for number, later in enumerate(articles):
        for earlier in articles[:number]:
            sharing = {run.sentences[1][1] for run in found if run.sentences[0][0] == earlier.id}
            for sentence in later.sentence_spans:
                if find_longest_run(later, sentence, earlier) >= SHORTEST_COPIED_RUN:
                    assert sentence in sharing


@given(st.lists(st.lists(SMALL | RUNS, max_size=3), min_size=1, max_size=3), st.lists(RUNS, max_size=3))
def test_a_source_added_at_the_end_changes_nothing_that_the_others_share(
    texts: list[list[str]], added: list[str]
) -> None:
    articles = [build_article(f"s{number}", *said) for number, said in enumerate(texts)]
    after = find_shared_wordings((*articles, build_article("added", *added)))
    assert tuple(run for run in after if run.sentences[1][0] != "added") == find_shared_wordings(articles)


def crediting(article: Article, words: str, name: str, line: LineKind | None = None) -> Article:
    evidence = find(article, words)
    agency = AgencyCredit(name, "text", evidence)
    lines = (Line(1, evidence, line, "a test's"),) if line else ()
    return replace(article, lines=lines, metadata=replace(article.metadata, agencies=(agency,)))


def test_agencies_are_credited_by_the_sentence_or_for_all_of_the_text() -> None:
    own = f"Fog lay on Zenda, Ruritania Wire wrote. {WIRE}"
    elsewhere, *_ = articles = (
        crediting(build_article("herald", own), "Ruritania Wire", "Ruritania Wire"),
        crediting(build_article("post", f"(RW) - {WIRE}"), "RW", "Ruritania Wire"),
        crediting(build_article("mail", f"{WIRE} RW wrote of it."), "RW", "Ruritania Wire", LineKind.BYLINE),
        crediting(build_article("news", f"{WIRE[:-1]}, RW wrote."), "RW", "Ruritania Wire"),
    )
    signed, named = (
        crediting(build_article(name, f"{WIRE} {end}"), "RW", "Ruritania Wire")
        for name, end in (("mirror", "Fog lay on Zenda. (RW)"), ("echo", "Fog lay on Zenda, wrote RW."))
    )
    dated = build_article("gazette", f"STRELSAU, March 14 (RW) - {WIRE}")
    dated = crediting(dated, "RW", "Ruritania Wire")
    dateline = StatedFact("STRELSAU", find(dated, "STRELSAU"))
    dated = replace(dated, metadata=replace(dated.metadata, dateline=dateline))
    sidecar = build_article("times", WIRE)
    stated = AgencyCredit("Ruritania Wire", "text", "sidecar")
    photograph = AgencyCredit("Zenda Pictures", "photograph", "sidecar")
    sidecar = replace(sidecar, metadata=replace(sidecar.metadata, agencies=(stated, photograph)))
    found = find_shared_wordings((*articles, dated, sidecar, signed, named))
    credits_ = {run.sentences[1][0]: run.agencies[1] for run in found if run.sentences[0][0] == elsewhere.id}
    assert credits_ == {
        **dict.fromkeys(("post", "mail", "news", "gazette", "times", "mirror"), ("Ruritania Wire",)),
        "echo": (),
    }
    assert {run.agencies[0] for run in found if run.sentences[0][0] == elsewhere.id} == {()}
