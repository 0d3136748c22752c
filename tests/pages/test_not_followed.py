"""Test how a page and the command `check` show names that no list has. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from build_scripts.models import ActorProposal, NameOccurrence, Role, Span
from build_scripts.pages.not_followed import (
    NotFollowedNames,
    draft_actor_entries_yaml,
    list_not_followed,
    make_not_followed_table,
)
from build_scripts.pages.views.story_view import StoryView
from build_scripts.rights.redact import redact_story
from tests.helpers import stories
from tests.helpers.command_lines import Call
from tests.helpers.proposed_people import taken
from tests.helpers.publications import layout, run

SENTENCES = ("Mayor Otto Krafstein came.", "Nobody asked him.", "Krafstein said no.")


def view_of(mode: str) -> StoryView:
    """Return a story whose one source has a name in two sentences, the first of which a point rests on."""
    source = stories.article("herald", SENTENCES, mode)
    point = stories.point("arrival", [stories.cell(source, SENTENCES[0])], 1)
    names = ("Otto Krafstein", "Krafstein said")
    spans = [stories.span_of(source, name) for name in names]
    places = (
        NameOccurrence("herald", spans[0], "Otto Krafstein"),
        NameOccurrence("herald", Span(spans[1].start, spans[1].start + len("Krafstein")), "Krafstein"),
    )
    view = stories.view([source], [point], {"herald": "A"})
    found = ActorProposal(places, has_title=True, job_title="Mayor", statement_count=1)
    return StoryView(redact_story(replace(view.story, proposals=(found,))), ())


def test_the_page_has_each_paragraph_that_names_somebody() -> None:
    view = view_of("full")
    (row,) = list_not_followed(view).rows
    assert row.source.text(row.place.span).striptags() == "Otto Krafstein"
    (named,) = row.sources
    assert (named.count, [row.source.make_sentence_address(place.span) for place in named.places]) == (
        2,
        ["stories/talks/herald/#s1", "stories/talks/herald/#s3"],
    )
    rows = make_not_followed_table(view).rows
    assert [row[2] for row in rows] == ["Otto Krafstein", "Krafstein"]
    (actor,) = taken(draft_actor_entries_yaml(view).decode()).values()
    assert (actor.name, actor.roles) == ("Otto Krafstein", (Role("Mayor"),))


def test_of_an_excerpt_only_names_in_sentences_that_may_be_shown_are_shown() -> None:
    view = view_of("excerpt")
    assert [row[2] for row in make_not_followed_table(view).rows] == ["Otto Krafstein", None]
    assert "Mayor" not in draft_actor_entries_yaml(view).decode()


def test_of_a_source_that_is_only_linked_no_name_is_shown() -> None:
    view = view_of("link")
    assert list_not_followed(view) == NotFollowedNames((), 0)
    assert make_not_followed_table(view).rows == ()
    assert draft_actor_entries_yaml(view) == b""


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


def test_check_lists_them_with_entries_to_paste(folder: Path, call: Call) -> None:
    said = call(folder, "check").stdout
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
    assert "Greta Sapt: 1 time in 1 source" in call(folder, "check", "--all").stdout


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
