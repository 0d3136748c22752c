"""Proposals to an editor: unlisted people, and other spellings of listed names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from build_scripts.models import Actor, ActorProposal, Article, Sidecar
from build_scripts.people.not_followed.proposals import propose_actors
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.assemble_publication import PublicationTools
from build_scripts.pipeline.clean_capture import clean_capture
from tests.helpers.proposed_people import ROE, TARLENKOV

Propose = Callable[..., dict[str, ActorProposal]]


@pytest.fixture(scope="module")
def read(tools: PublicationTools) -> Callable[..., Article]:
    def read(text: str, actors: tuple[Actor, ...] = (ROE,), byline: tuple[str, ...] | None = None) -> Article:
        sidecar = Sidecar(byline=byline, outlet="The Tarlenheim Times")
        cleaned = clean_capture(text.encode(), "x.txt", sidecar, tools.article_tools, plain=True)
        return analyse_article("x", cleaned, actors, tools.article_tools)

    return read


@pytest.fixture(scope="module")
def propose(tools: PublicationTools, read: Callable[..., Article]) -> Propose:
    def propose(
        *texts: str, actors: tuple[Actor, ...] = (ROE,), **more: tuple[str, ...]
    ) -> dict[str, ActorProposal]:
        articles = [(str(number), read(text, actors, **more)) for number, text in enumerate(texts)]
        return {p.name: p for p in propose_actors(articles, actors, tools.proposal_words)}

    return propose


PEOPLE = {
    "title": ("Harbour Minister Flavia Elphberg met the fishermen.", "Flavia Elphberg", "Harbour Minister"),
    "small title": ("On Friday spokeswoman Greta Sapt met them.", "Greta Sapt", "spokeswoman"),
    "title alone": ("They had met President Elphberg before.", "Elphberg", "President"),
    "courtesy": ("They had met Mrs. Elphberg before.", "Elphberg", None),
    "apposition": ("Otto Krafstein, a fisherman and student of law, was there.", "Otto Krafstein", None),
    "office in apposition": (
        "Flavia Elphberg, the harbour minister, met them.",
        "Flavia Elphberg",
        "harbour minister",
    ),
    "office with its field in apposition": (
        "“We agree,” said Flavia Elphberg, head of security.",
        "Flavia Elphberg",
        "head of security",
    ),
    "office before the name, within commas": (
        "The justice minister, Flavia Elphberg, met them.",
        "Flavia Elphberg",
        "justice minister",
    ),
    "office with its field": (
        "Ruritania's Minister of Trade and Foreign Affairs Flavia Elphberg met them.",
        "Flavia Elphberg",
        "Minister of Trade and Foreign Affairs",
    ),
    "office with its field in small letters": (
        "The minister of trade Flavia von Elphberg met them.",
        "Flavia von Elphberg",
        "minister of trade",
    ),
    "title glued to the name": (
        "Harbour MinisterRupert Krafstein met them.",
        "Rupert Krafstein",
        "Harbour Minister",
    ),
    "rank": ("They had met Constable Otto Krafstein at the quay.", "Otto Krafstein", "Constable"),
    "noun for a person in capitals": ("They saw Firefighter Otto Krafstein.", "Otto Krafstein", None),
    "age": ("Otto Krafstein, 52, was there.", "Otto Krafstein", None),
    "who": ("Otto Krafstein, who is from Hofbau, was there.", "Otto Krafstein", None),
    "initial": ("They met Otto B. Krafstein at the quay.", "Otto B. Krafstein", None),
    "syllables": ("They met Roh Min-ho at the quay.", "Roh Min-ho", None),
    "particle": ("They met Mayor Otto von Krafstein at the quay.", "Otto von Krafstein", "Mayor"),
    "same family name": ("They met Mayor Peter Roe at the quay.", "Peter Roe", "Mayor"),
}
NO_PEOPLE = (
    "They met in New Zenda and went to Strelsau Bay.",
    "The Harbour Ministry and the Bank of Ruritania said nothing.",
    "Ruritania Airlines said on Wednesday that the United Nations had agreed.",
    "The White House and the Supreme Court were closed on Labour Day.",
    "They read “Gone At Last” in the Strelsau Herald.",
    "Photographer Otto Krafstein stood on the quay.",
    "Otto Krafstein contributed to this report from Zenda.",
    "Photo: Otto Krafstein.",
    "They saw the ferry Krafstein at the quay.",
    "Strelsau United played against Dynamo Hofbau and lost.",
    "They praised the club Zenda Krafstein, and they sold Otto Elphberg, a company in Hofbau.",
    "Krafstein Networks bought Elphberg Records and the Hentzau Observatory.",
    "They swam in Lake Krafstein and saw Ras Hofbau.",
    "They think that N. Korea wants it.",
    "Flavia Elphberg Meets Otto Krafstein In Strelsau After Talks",
    "Jane Roe said that Roe was her name.",
    "The Prime Minister met the Foreign Minister.",
    "The meeting was on Good Friday, and the next one is on Sunday, March 3.",
)


@pytest.mark.parametrize(("text", "name", "post"), PEOPLE.values(), ids=PEOPLE)
def test_people_are_found_by_the_words_around_their_names(
    text: str, name: str, post: str | None, propose: Propose
) -> None:
    found = propose(text)
    assert list(found) == [name]
    assert (found[name].job_title, found[name].actor) == (post, None)
    assert [place.written_form for place in found[name].occurrences] == [name]


@pytest.mark.parametrize("text", NO_PEOPLE)
def test_other_names_are_left_alone(text: str, propose: Propose) -> None:
    assert propose(text) == {}


def test_a_name_within_a_longer_one_is_one_person(propose: Propose) -> None:
    text = "Mayor Flavia Maria Elphberg came. They asked Maria Elphberg. Maria Elphberg, 52, left."
    (person,) = propose(text).values()
    assert person.written_forms == ("Maria Elphberg", "Flavia Maria Elphberg")


def test_hidden_characters_in_a_name_are_not_proposed(propose: Propose) -> None:
    text = "\u200bMayor Otto\u00a0Kraf\u00adstein came."
    (place,) = propose(text)["Otto Krafstein"].occurrences
    assert place.span.extract(text) == "Otto\u00a0Kraf\u00adstein"


def test_authors_and_the_outlet_are_not_proposed(propose: Propose) -> None:
    text = "Reporter Otto Krafstein asked The Tarlenheim Times, who said no. Spokeswoman Greta Sapt agreed."
    assert list(propose(text, byline=("Otto Krafstein",))) == ["Greta Sapt"]


def test_a_surname_alone_counts_if_it_can_be_no_others(propose: Propose) -> None:
    text = "Mayor Otto Krafstein came. The ferry Krafstein came, too. “We have not agreed,” Krafstein said."
    person = propose(text)["Otto Krafstein"]
    assert [place.written_form for place in person.occurrences] == ["Otto Krafstein", "Krafstein"]
    assert [place.span.start for place in person.occurrences] == [6, text.rindex("Krafstein")]
    assert (person.statement_count, person.is_prominent) == (1, True)
    two = propose("Mayor Otto Krafstein and spokeswoman Greta Krafstein came. Krafstein said no.")
    assert {name: len(person.occurrences) for name, person in two.items()} == {
        "Otto Krafstein": 1,
        "Greta Krafstein": 1,
    }


def test_a_name_in_several_sources_and_spellings_is_one_person(propose: Propose) -> None:
    found = propose(
        "Mayor Volodymyr Sapiensky came. Sapiensky left.",
        "They met Mayor Volodimir Sapienskiy.",
        "Mayor Sapienskyy was there.",
    )
    (person,) = found.values()
    assert person.name == "Volodymyr Sapiensky"
    assert person.aliases == ("Volodimir Sapienskiy", "Sapienskyy")
    assert dict(person.counts_by_source) == {"0": 2, "1": 1, "2": 1}


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (
            ("Prosecutor Flavia Rupko came.", "They met prosecutor Flavia Rupcho."),
            ("Flavia Rupko", "Flavia Rupcho"),
        ),
        (("Prosecutor Flavia Rupko came.", "Prosecutor Rupcho came."), ("Flavia Rupko", "Rupcho")),
        (("Prosecutor Rupko came.", "Prosecutor Rupcho came."), ("Rupko", "Rupcho")),
    ],
)
def test_two_transliterations_of_a_name_are_one_person(
    texts: tuple[str, ...], written: tuple[str, ...], propose: Propose
) -> None:
    (person,) = propose(*texts).values()
    assert person.written_forms == written


def test_two_people_of_one_office_stay_two(propose: Propose) -> None:
    found = propose("Prosecutor Flavia Rupko came.", "Prosecutor Flavia Rupert came.")
    assert set(found) == {"Flavia Rupko", "Flavia Rupert"}


def test_of_two_people_joined_the_second_has_not_the_office_of_the_first(propose: Propose) -> None:
    found = propose("They met the minister of trade and Otto Krafstein, 52.")
    assert [(p.name, p.job_title) for p in found.values()] == [("Otto Krafstein", None)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Minister Rustem Tarlyenkov came.", ("Rustem Tarlyenkov",)),
        ("Minister Tarlienkov came.", ("Tarlienkov",)),
        ("They say that Tarlyenkov came.", ("Tarlyenkov",)),
    ],
)
def test_another_spelling_of_a_listed_name_is_proposed_and_never_matched(
    text: str, written: tuple[str, ...], propose: Propose, read: Callable[..., Article]
) -> None:
    assert read(text, (TARLENKOV,)).mentions == ()
    (proposal,) = propose(text, actors=(TARLENKOV,)).values()
    assert (proposal.actor, proposal.written_forms, proposal.is_prominent) == (TARLENKOV, written, True)


def test_a_spelling_that_fits_two_actors_is_proposed_for_neither(propose: Propose) -> None:
    brother = Actor("boris-tarlenkow", "Boris Tarlenkow")
    assert propose("They say that Tarlyenkov came.", actors=(TARLENKOV, brother)) == {}


def test_people_listed_only_by_the_story_are_not_proposed(propose: Propose) -> None:
    sapt = Actor("named:1", "Greta Sapt", followed=False)
    assert propose("Spokeswoman Greta Sapt came.", actors=(sapt,)) == {}
