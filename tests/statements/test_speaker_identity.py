"""Speakers: a statement of several people has no actor, and a pronoun fits the person it refers to."""

import pytest

from build_scripts.models import Actor, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.article_tools import load_article_tools
from build_scripts.pipeline.clean_capture import clean_capture

ACTORS = (Actor("roe", "Jane Roe"), Actor("velaro", "Anto Velaro"), Actor("doe", "John Doe"))
OPENING = "Jane Roe and Anto Velaro met John Doe in Strelsau on Monday.\n\n"


@pytest.fixture(scope="module")
def tools():
    return load_article_tools()


def speakers(text, tools):
    """Return the speaker's name, the actor and the office's actor of each statement."""
    cleaned = clean_capture((OPENING + text).encode(), "herald.txt", Sidecar(), tools, plain=True)
    article = analyse_article("herald", cleaned, ACTORS, tools)
    return [(s.speaker_text, s.actor, s.office_of) for s in article.statements]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Roe and Velaro said the harbour would open soon.", "Roe and Velaro"),
        ("Jane Roe, Anto Velaro and others warned that time was short.", "Jane Roe, Anto Velaro and others"),
        ("Harbour Minister Jane Roe and Mayor Anto Velaro announced that the ships had gone.", None),
        ("Roe, along with Velaro, said the sea was calm.", None),
        ("Roe as well as Velaro said it was fine.", None),
        ("Jane Roe; John Doe; and Anto Velaro said that the harbour was closed.", None),
        ("Roe's and Velaro's offices said nothing was agreed.", None),
        ("Both ministers said the talks were good.", "Both ministers"),
        ("The two said they would meet again.", "The two"),
    ],
)
def test_a_statement_of_several_people_has_no_actor(text, said, tools):
    found = speakers(text, tools)
    assert [s[1:] for s in found] == [(None, None)]
    assert said in {None, found[0][0]}


def test_several_roles_of_one_person_are_one_speaker(tools):
    assert speakers("Jane Roe, the minister and mayor, said it rained.", tools) == [("Jane Roe", "roe", None)]


def test_a_pronoun_leads_to_the_pronoun_before_it(tools):
    found = speakers(
        "John Doe said the mole was broken. He claimed that the pier was old. He added that it had rained.",
        tools,
    )
    assert [s[1] for s in found] == ["doe", "doe", "doe"]


def test_she_is_never_a_man(tools):
    found = speakers("John Doe's letter was long. She said that it had rained.", tools)
    assert "doe" not in [s[1] for s in found]


def test_a_job_title_of_one_person_means_that_person(tools):
    found = speakers("Mayor Jane Roe came late. The mayor said that the pier was old.", tools)
    assert found == [("Jane Roe", "roe", None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ministers Jane Roe, John Doe and Anto Velaro said it rained.",
            "Ministers Jane Roe, John Doe and Anto Velaro",
        ),
        ("“It rains,” said Jane Roe, John Doe and Anto Velaro.", "Jane Roe, John Doe and Anto Velaro"),
        (
            "Jane Roe of Zenda, John Doe of Hentzau and Anto Velaro of Strelsau said it rained.",
            "Jane Roe of Zenda, John Doe of Hentzau and Anto Velaro of Strelsau",
        ),
        (
            "Jane Roe, John Doe, and Anto Velaro, who run the port, said it rained.",
            "Jane Roe, John Doe, and Anto Velaro",
        ),
        ("According to Jane Roe, John Doe and Anto Velaro, it rained.", "Jane Roe, John Doe and Anto Velaro"),
        ("It rained, Jane Roe, John Doe and Anto Velaro said.", "Jane Roe, John Doe and Anto Velaro"),
    ],
)
def test_several_speakers_are_kept_as_written(text, said, tools):
    assert speakers(text, tools) == [(said, None, None)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“Is it open?” Velaro asked Roe.\n\n“Yes, it is open,” she replied.", ["velaro", "roe"]),
        ("Velaro asked Roe: “It is late. Is it open?”\n\n“It is open now,” she replied.", ["velaro", "roe"]),
        ("Velaro asked Roe whether it was open. She answered that it was.", ["velaro", "roe"]),
        ("When Velaro asked Roe whether it was open, she replied that it was.", ["velaro", "roe"]),
        ("The committee asked Doe to resign. He responded that he would not.", [None, "doe"]),
        ("Roe was asked by Velaro about the pier. She replied that it was old.", ["roe"]),
        ("Velaro said: “Is it open?”\n\n“Yes, it is open,” he replied.", ["velaro", None]),
        ("Doe told Roe: “Come to the harbour.” “No, I will not,” he replied.", ["doe", None]),
        ("Asked by Velaro about the pier, he replied that it was old.", [None]),
        ("Velaro asked Roe, “Is the harbour open?” “It is open, thank you,” she said.", ["velaro", None]),
        ("Velaro asked Roe why. The crowd fell silent. “It was too late,” she replied.", [None]),
    ],
)
def test_the_one_who_answers_is_not_the_one_who_asked(text, said, tools):
    found = speakers(text, tools)
    assert [actor for _, actor, _ in found[-len(said) :]] == said


def test_the_one_asked_may_be_unlisted(tools):
    found = speakers("Doe asked Maria Poe whether the pier was old. She replied that it was.", tools)
    assert found[-1] == ("Maria Poe", None, None)


@pytest.mark.parametrize(
    "dateline",
    [
        "FLINT, Ruritania, Oct. 4 (UPI) — ",
        "STRELSAU — ",
        "STRELSAU, Oct. 4 (Reuters) - ",
        "(Reuters) - ",
        "Strelsau, Ruritania (AP) — ",
        "ZENDA (AP) -- ",
    ],
)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Jane Roe said the pier was old.", "the pier was old"),
        ("The harbour is closed for good, Jane Roe said on Monday.", "The harbour is closed for good"),
        ("“The harbour is closed,” Jane Roe said.", "“The harbour is closed,”"),
        ("The harbour is closed for good, according to Jane Roe.", "The harbour is closed for good"),
    ],
)
def test_a_dateline_is_no_content(dateline, words, said, tools):
    data = (dateline + words).encode()
    cleaned = clean_capture(data, "herald.txt", Sidecar(), tools, plain=True)
    article = analyse_article("herald", cleaned, ACTORS, tools)
    found = [(s.actor, [p.extract(article.capture.text) for p in s.spans]) for s in article.statements]
    assert found == [("roe", [said])]


def test_a_pronoun_may_refer_to_a_name_in_a_nearer_sentence(tools):
    before = "Doe said the pier was old. You should be careful, as noted by "
    assert speakers(before + "Anto Velaro. “It may fall,” he said.", tools)[-1][1] == "velaro"
    assert speakers(before + "the carpenter Rudolf Poe. “It may fall,” he said.", tools)[-1][1] is None


def test_a_name_with_its_country_is_one_person(tools):
    found = speakers("Jane Roe, Ruritania's minister of trade and transport, said it rained.", tools)
    assert found == [("Jane Roe", "roe", None)]


def test_a_nearer_name_that_looks_like_a_plural_leaves_a_pronoun_unresolved(tools):
    found = speakers(
        "Montell Figgins, who represents Thomas Poe, came late. "
        "Figgins declined to say whether Poe slept on the night John Doe died. "
        "“When all the evidence is there,” he said, “you will see.”",
        tools,
    )
    assert found[-1][1] is None


def test_a_nickname_given_by_others_is_not_credited_to_the_subject(tools):
    found = speakers("Roe came to the prison, dubbed the “Strelsau Hilton” by the sailors held there.", tools)
    assert "roe" not in [s[1] for s in found]
