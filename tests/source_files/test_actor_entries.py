"""Entries for actors.yml, as they are proposed to an editor."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Actor, ActorProposal, NameOccurrence, Span
from build_scripts.source_files.entries.actor_entries import (
    compose_extended_actor_entry,
    compose_new_actor_entries,
    is_usable_actor_name,
)
from tests.helpers.proposed_people import ROE, TARLENKOV, taken


def person(*written: str, post: str | None = None, actor: Actor | None = None) -> ActorProposal:
    places = tuple(NameOccurrence("herald", Span(n, n + 1), words) for n, words in enumerate(written))
    return ActorProposal(places, has_title=post is not None, job_title=post, actor=actor)


def test_entries_are_written_as_by_hand() -> None:
    people = [person("Jane Roe", "Jane A. Roe", "Jane Roe", post="Mayor"), person("Null"), person("Jane Roe")]
    text = compose_new_actor_entries(people, [ROE])
    assert text == (
        "- id: jane-roe-2\n  name: Jane Roe\n  aliases: [Jane A. Roe]\n  roles:\n    - {title: Mayor}\n"
        "- id: 'null'\n  name: 'Null'\n"
        "- id: jane-roe-3\n  name: Jane Roe\n"
    )
    assert [actor.name for actor in taken(text).values()] == ["Jane Roe", "Null", "Jane Roe"]


def test_a_listed_entry_keeps_all_it_has() -> None:
    text = compose_extended_actor_entry(
        TARLENKOV, ["Tarlyenkov", "Rustem Tarlenkov", "Tarlenkov", "Tarlyenkov"]
    )
    (actor,) = taken(text).values()
    assert actor == Actor(
        TARLENKOV.id,
        TARLENKOV.name,
        ("Tarlenkov", "Tarlyenkov"),
        TARLENKOV.roles,
        TARLENKOV.offices,
        TARLENKOV.wikidata,
    )


@given(
    st.lists(
        st.tuples(st.lists(st.text(max_size=250), min_size=1, max_size=4), st.none() | st.text()), max_size=5
    )
)
def test_whatever_stands_in_a_name_its_entry_is_taken_or_not_written(
    people: list[tuple[list[str], str | None]],
) -> None:
    proposals = [person(*written, post=post) for written, post in people]
    actors = taken(compose_new_actor_entries(proposals, [ROE]))
    wanted = [p for p in proposals if is_usable_actor_name(p.name)]
    assert [actor.name for actor in actors.values()] == [p.name for p in wanted]
    for actor, proposal in zip(actors.values(), wanted, strict=True):
        assert set(actor.aliases) <= set(proposal.aliases)
        assert {role.title for role in actor.roles} <= {proposal.job_title}
    assert ROE.id not in actors
    for _, post in people:
        (more,) = taken(compose_extended_actor_entry(TARLENKOV, [post or "Roe"])).values()
        assert more.aliases[0] == "Tarlenkov"
