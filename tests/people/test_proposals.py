"""Who is proposed to an editor: people whom nobody lists, and other spellings; as entries that are taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Actor, Article, Place, Proposal, Role, Sidecar, Span
from build_scripts.pages import not_followed
from build_scripts.pages.views.story_view import StoryView
from build_scripts.people.not_followed import proposals as proposing
from build_scripts.pipeline import analyse_article as analysis
from build_scripts.pipeline import assemble_publication as assembling
from build_scripts.source_files.entries import actor_entries
from build_scripts.source_files.yaml_files import read_actors
from tests.helpers import stories
from tests.helpers.publications import layout, run

ROE = Actor("jane-roe", "Jane Roe", ("Roe",))
TARLENKOV = Actor(
    "rustem-tarlenkov",
    "Rustem Tarlenkov",
    ("Tarlenkov",),
    (Role("Harbour Minister", "Ruritania", "2021-05"),),
    ("Harbour Ministry",),
    "Q42",
)
Propose = Callable[..., dict[str, Proposal]]


@pytest.fixture(scope="module")
def read(tools: assembling.Tools) -> Callable[..., Article]:
    def read(text: str, actors: tuple[Actor, ...] = (ROE,), byline: tuple[str, ...] | None = None) -> Article:
        sidecar = Sidecar(byline=byline, outlet="The Tarlenheim Times")
        cleaned = analysis.clean(text.encode(), "x.txt", sidecar, tools.article, plain=True)
        return analysis.article("x", cleaned, actors, tools.article)

    return read


@pytest.fixture(scope="module")
def propose(tools: assembling.Tools, read: Callable[..., Article]) -> Propose:
    def propose(
        *texts: str, actors: tuple[Actor, ...] = (ROE,), **more: tuple[str, ...]
    ) -> dict[str, Proposal]:
        articles = [(str(number), read(text, actors, **more)) for number, text in enumerate(texts)]
        return {p.name: p for p in proposing.propose(articles, actors, tools.proposing)}

    return propose


PEOPLE = {
    "title": ("Harbour Minister Flavia Elphberg met the fishermen.", "Flavia Elphberg", "Harbour Minister"),
    "small title": ("On Friday spokeswoman Greta Sapt met them.", "Greta Sapt", "spokeswoman"),
    "title alone": ("They had met President Elphberg before.", "Elphberg", "President"),
    "courtesy": ("They had met Mrs. Elphberg before.", "Elphberg", None),
    "apposition": ("Otto Krafstein, a fisherman and student of law, was there.", "Otto Krafstein", None),
    "age": ("Otto Krafstein, 52, was there.", "Otto Krafstein", None),
    "who": ("Otto Krafstein, who is from Hofbau, was there.", "Otto Krafstein", None),
    "initial": ("They met Otto B. Krafstein at the quay.", "Otto B. Krafstein", None),
    "syllables": ("They met Roh Min-ho at the quay.", "Roh Min-ho", None),
    "particle": ("They met Mayor Otto von Krafstein at the quay.", "Otto von Krafstein", "Mayor"),
    "same family name": ("They met Mayor Peter Roe at the quay.", "Peter Roe", "Mayor"),
}
NOBODY = (
    "They met in New Zenda and went to Strelsau Bay.",
    "The Harbour Ministry and the Bank of Ruritania said nothing.",
    "Ruritania Airlines said on Wednesday that the United Nations had agreed.",
    "The White House and the Supreme Court were closed on Labour Day.",
    "They read “Gone At Last” in the Strelsau Herald.",
    "Photographer Otto Krafstein stood on the quay.",
    "Otto Krafstein contributed to this report from Zenda.",
    "Photo: Otto Krafstein.",
    "They saw the ferry Krafstein at the quay.",
    "They think that N. Korea wants it.",
    "Flavia Elphberg Meets Otto Krafstein In Strelsau After Talks",
    "Jane Roe said that Roe was her name.",
    "The Prime Minister met the Foreign Minister.",
    "The meeting was on Good Friday, and the next one is on Sunday, March 3.",
)


@pytest.mark.parametrize(("text", "name", "post"), PEOPLE.values(), ids=PEOPLE)
def test_people_are_found_by_what_stands_around_their_names(
    text: str, name: str, post: str | None, propose: Propose
) -> None:
    found = propose(text)
    assert list(found) == [name]
    assert (found[name].post, found[name].actor) == (post, None)
    assert [place.written for place in found[name].places] == [name]


@pytest.mark.parametrize("text", NOBODY)
def test_other_names_are_left_alone(text: str, propose: Propose) -> None:
    assert propose(text) == {}


def test_a_name_within_a_longer_one_is_one_person(propose: Propose) -> None:
    text = "Mayor Flavia Maria Elphberg came. They asked Maria Elphberg. Maria Elphberg, 52, left."
    (person,) = propose(text).values()
    assert person.written == ("Maria Elphberg", "Flavia Maria Elphberg")


def test_what_is_not_seen_in_a_name_is_no_part_of_its_entry(propose: Propose) -> None:
    text = "\u200bMayor Otto\u00a0Kraf\u00adstein came."
    (place,) = propose(text)["Otto Krafstein"].places
    assert place.span.of(text) == "Otto\u00a0Kraf\u00adstein"


def test_authors_and_the_outlet_are_no_people_of_the_report(propose: Propose) -> None:
    text = "Reporter Otto Krafstein asked The Tarlenheim Times, who said no. Spokeswoman Greta Sapt agreed."
    assert list(propose(text, byline=("Otto Krafstein",))) == ["Greta Sapt"]


def test_the_family_name_alone_counts_where_it_can_be_no_other(propose: Propose) -> None:
    text = "Mayor Otto Krafstein came. The ferry Krafstein came, too. “We have not agreed,” Krafstein said."
    person = propose(text)["Otto Krafstein"]
    assert [place.written for place in person.places] == ["Otto Krafstein", "Krafstein"]
    assert [place.span.start for place in person.places] == [6, text.rindex("Krafstein")]
    assert (person.said, person.prominent) == (1, True)
    two = propose("Mayor Otto Krafstein and spokeswoman Greta Krafstein came. Krafstein said no.")
    assert {name: len(person.places) for name, person in two.items()} == {
        "Otto Krafstein": 1,
        "Greta Krafstein": 1,
    }


def test_a_name_is_one_across_sources_and_spellings(propose: Propose) -> None:
    found = propose(
        "Mayor Volodymyr Sapiensky came. Sapiensky left.",
        "They met Mayor Volodimir Sapienskiy.",
        "Mayor Sapienskyy was there.",
    )
    (person,) = found.values()
    assert person.name == "Volodymyr Sapiensky"
    assert person.aliases == ("Volodimir Sapienskiy", "Sapienskyy")
    assert dict(person.counts) == {"0": 2, "1": 1, "2": 1}


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
    assert (proposal.actor, proposal.written, proposal.prominent) == (TARLENKOV, written, True)


def test_a_spelling_that_may_be_two_peoples_is_neithers(propose: Propose) -> None:
    brother = Actor("boris-tarlenkow", "Boris Tarlenkow")
    assert propose("They say that Tarlyenkov came.", actors=(TARLENKOV, brother)) == {}


def test_who_is_only_listed_by_the_story_is_covered(propose: Propose) -> None:
    sapt = Actor("named:1", "Greta Sapt", followed=False)
    assert propose("Spokeswoman Greta Sapt came.", actors=(sapt,)) == {}


# --- entries -----------------------------------------------------------------------------------------


def person(*written: str, post: str | None = None, actor: Actor | None = None) -> Proposal:
    places = tuple(Place("herald", Span(n, n + 1), words) for n, words in enumerate(written))
    return Proposal(places, titled=post is not None, post=post, actor=actor)


def taken(text: str) -> Mapping[str, Actor]:
    actors, problems = read_actors(text, "actors.yml")
    # A look-alike letter is warned of; nothing else may be wrong with an entry.
    assert all("another alphabet" in problem.what for problem in problems)
    return {actor.id: actor for actor in actors}


def test_entries_are_written_as_by_hand() -> None:
    people = [person("Jane Roe", "Jane A. Roe", "Jane Roe", post="Mayor"), person("Null"), person("Jane Roe")]
    text = actor_entries.added(people, [ROE])
    assert text == (
        "- id: jane-roe-2\n  name: Jane Roe\n  aliases: [Jane A. Roe]\n  roles:\n    - {title: Mayor}\n"
        "- id: 'null'\n  name: 'Null'\n"
        "- id: jane-roe-3\n  name: Jane Roe\n"
    )
    assert [actor.name for actor in taken(text).values()] == ["Jane Roe", "Null", "Jane Roe"]


def test_a_listed_entry_keeps_all_it_has() -> None:
    text = actor_entries.extended(TARLENKOV, ["Tarlyenkov", "Rustem Tarlenkov", "Tarlenkov", "Tarlyenkov"])
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
    actors = taken(actor_entries.added(proposals, [ROE]))
    wanted = [p for p in proposals if actor_entries.usable(p.name)]
    assert [actor.name for actor in actors.values()] == [p.name for p in wanted]
    for actor, proposal in zip(actors.values(), wanted, strict=True):
        assert set(actor.aliases) <= set(proposal.aliases)
        assert {role.title for role in actor.roles} <= {proposal.post}
    assert ROE.id not in actors
    for _, post in people:
        (more,) = taken(actor_entries.extended(TARLENKOV, [post or "Roe"])).values()
        assert more.aliases[0] == "Tarlenkov"


# --- what is shown -----------------------------------------------------------------------------------


SENTENCES = ("Mayor Otto Krafstein came.", "Nobody asked him.", "Krafstein said no.")


def view_of(mode: str) -> StoryView:
    """Return a story whose one source names somebody in two sentences; a point rests on the first of them."""
    source = stories.article("herald", SENTENCES, mode)
    point = stories.point("arrival", [stories.cell(source, SENTENCES[0])], 1)
    names = ("Otto Krafstein", "Krafstein said")
    spans = [stories.span_of(source, name) for name in names]
    places = (
        Place("herald", spans[0], "Otto Krafstein"),
        Place("herald", Span(spans[1].start, spans[1].start + len("Krafstein")), "Krafstein"),
    )
    view = stories.view([source], [point], {"herald": "A"})
    found = Proposal(places, titled=True, post="Mayor", said=1)
    return StoryView(replace(view.story, proposals=(found,)), ())


def test_the_page_has_each_paragraph_that_names_somebody() -> None:
    view = view_of("full")
    (row,) = not_followed.not_followed(view).rows
    assert row.source.text(row.place.span).striptags() == "Otto Krafstein"
    (named,) = row.sources
    assert (named.times, [row.source.anchor(place.span) for place in named.places]) == (
        2,
        ["stories/talks/herald/#s1", "stories/talks/herald/#s3"],
    )
    rows = not_followed.table(view).rows
    assert [row[2] for row in rows] == ["Otto Krafstein", "Krafstein"]
    (actor,) = taken(not_followed.entries(view).decode()).values()
    assert (actor.name, actor.roles) == ("Otto Krafstein", (Role("Mayor"),))


def test_of_an_excerpt_only_names_in_sentences_that_may_be_shown_are_shown() -> None:
    view = view_of("excerpt")
    assert [row[2] for row in not_followed.table(view).rows] == ["Otto Krafstein", None]
    assert "Mayor" not in not_followed.entries(view).decode()


def test_of_a_source_that_is_only_linked_no_name_is_shown() -> None:
    view = view_of("link")
    assert not_followed.not_followed(view) == not_followed.NotFollowed((), 0)
    assert not_followed.table(view).rows == ()
    assert not_followed.entries(view) == b""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a publication that follows one person and names four more, one of them in a linked source."""
    made = tmp_path_factory.mktemp("named")
    files = {
        "publication.yml": "title: The Review\nrights: {mode: full}\n",
        "actors.yml": "- id: rustem-tarlenkov\n  name: Rustem Tarlenkov\n",
        "talks/story.yml": "title: The talks\nsources: [herald, post, blatt]\n"
        "also_named:\n  - name: Flavia Elphberg\n",
        "talks/herald.txt": "The talks end\n\nMayor Otto Krafstein met Rustem Tarlenkov there on Wednesday.\n"
        "\n“We have not agreed on anything,” Krafstein said. Greta Sapt, 52, was also there.\n",
        "talks/post.txt": "No deal\n\nOtto Krafstein and Rustem Tarlyenkov met for two hours there.\n",
        "talks/blatt.txt": "Nothing\n\nMayor Rudolf Hofbau stayed away. Hofbau said that he was ill.\n",
        "talks/blatt.yml": "rights: {mode: link}\n",
    }
    for name, text in files.items():
        path = made / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return layout(made / "publication", made / "sources")


def test_check_lists_them_with_entries_to_paste(folder: Path) -> None:
    said = run(folder, "check").stdout
    before, entries, after = said.partition("- id: otto-krafstein\n")
    assert "Named but not followed (1 more with --all):" in before
    assert (
        "  Otto Krafstein (Mayor): 3 times in 2 sources, 1 statement; first sources/talks/herald.txt:3"
        in before
    )
    assert "Rudolf Hofbau" in before  # the editor's own eyes
    assert "Elphberg" not in said
    pasted, _, last = (entries + after).partition("\nPerhaps another spelling of Rustem Tarlenkov:\n")
    assert list(taken(pasted)) == ["otto-krafstein", "rudolf-hofbau"]
    (again,) = taken(last[last.index("- id: ") :]).values()
    assert again.aliases == ("Rustem Tarlyenkov",)
    assert "Greta Sapt: 1 time in 1 source" in run(folder, "check", "--all").stdout


def test_the_front_page_ends_with_them_and_the_data_have_them(folder: Path) -> None:
    run(folder, "build")
    site = folder / "site"
    for page in ("index.html", "stories/talks/index.html"):
        section = (site / page).read_text("utf-8").partition('id="not-followed"')[2]
        assert "Otto Krafstein</span>" in section
        assert "Perhaps another spelling of <bdi>Rustem Tarlenkov</bdi>" in section
        assert "herald/#s1" in section
        assert "Hofbau" not in section
    for form in ("csv", "json", "yml"):
        data = (site / f"data/talks/not-followed.{form}").read_text("utf-8")
        assert "Otto Krafstein" in data
        assert "Hofbau" not in data
    assert list(taken(data)) == ["otto-krafstein", "greta-sapt"]


def test_a_story_that_names_nobody_else_has_no_such_section(invented_site: Path) -> None:
    pages = sorted((invented_site / "stories").glob("*/index.html"))
    assert pages
    assert all('id="not-followed"' not in page.read_text("utf-8") for page in pages)
