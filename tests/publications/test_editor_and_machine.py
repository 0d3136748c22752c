"""What an editor has read and what the program joins, in whole publications. All texts are invented."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from build_scripts.change_report.report import PLACEHOLDER_SITE
from build_scripts.commands.main import main
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.paths import EXTREME, INVENTED

STORY = "sources/ferries"
LISTED = "also_named: [{name: Fritz Tarlenheim, aliases: [Friedrich Tarlenheim]}]\n"
HERALD = """\
Council meets in Strelsau

Fritz Tarlenheim came to Strelsau by the early train on Monday to speak to the council about his plans.

Fritz Tarlenheim told the council that the ferries to Zenda would stop running for the winter.

Snow lay on the roofs of Strelsau all week, and the trams ran late every day of it.
"""
POST = """\
A speech in the old hall

Friedrich Tarlenheim, a shipowner of Hofbau, spoke to the press in the old town hall on Monday morning.

Friedrich Tarlenheim warned on Monday that no ferries would sail to Zenda before spring.

The bakers' guild chose a new master after a long and rather noisy evening.
"""
MAIL = """\
No ferries in winter

The ferries to Zenda will stop running for the winter, the council heard in Strelsau on Monday.

Snow lay on the roofs of Strelsau all week, and the trams ran late every day of it.
"""
SNOW = "[Snow lay on the roofs]"
CURATED = f"points: [{{id: snow, label: Snow, sentences: {{herald: {SNOW}}}}}]\n"
Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return a function that writes a story with these sources and these lines of `story.yml`."""
    monkeypatch.chdir(tmp_path)

    def write_story(story: str = "", **sources: str) -> None:
        sources = sources or {"herald": HERALD, "post": POST}
        files = {
            "sources/publication.yml": "title: The Strelsau Reader\nrights: {mode: full}\n",
            "sources/actors.yml": "[]\n",
            f"{STORY}/story.yml": f"title: Ferries\nsources: [{', '.join(sources)}]\n{story}",
            **{f"{STORY}/{name}.txt": text for name, text in sources.items()},
        }
        for path, text in files.items():
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            Path(path).write_text(text, "utf-8")

    return write_story


def call(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def compare(*names: str) -> dict[str, Any]:
    """Return what `compare --json` prints of these sources, or of paths."""
    paths = [name if "/" in name else f"{STORY}/{name}.txt" for name in names]
    result = CliRunner().invoke(main, ("compare", "--json", *paths))
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def by_source(spans: dict[str, list[list[int]]]) -> dict[str, list[list[int]]]:
    return {Path(path).stem: cell for path, cell in sorted(spans.items())}


def points_of(compared: dict[str, Any]) -> dict[str, dict[str, list[list[int]]]]:
    return {point["id"]: by_source(point["cells"]) for point in compared["points"]}


def named(compared: dict[str, Any], id_: str) -> dict[str, Any]:
    (point,) = (point for point in compared["points"] if point["id"] == id_)
    return point


def read_on_site(tools: PublicationTools) -> dict[str, dict[str, dict[str, list[list[int]]]]]:
    """Return for each story the sentences of its points by source, as the site's data has them."""
    publication, _ = assemble_publication(read_sources(Path("sources")), tools, lambda _: None)
    files = generate_site_files(publication, PLACEHOLDER_SITE)
    found: dict[str, dict[str, dict[str, list[list[int]]]]] = {}
    for story in publication.stories:
        points = found[story.id] = {}
        for row in json.loads(files[f"data/{story.id}/points.json"]):
            cells = points.setdefault(row["point"], {})
            if row["start"] is not None and row.get("state", "reports") == "reports":
                cells.setdefault(row["source"], []).append([row["start"], row["end"]])
        found[story.id] = {id_: dict(sorted(cells.items())) for id_, cells in points.items()}
    return found


# --- the command and the site ---------------------------------------------------------------------


def test_a_person_whom_a_story_lists_counts_for_the_command_as_for_the_site(
    write: Write, tools: PublicationTools
) -> None:
    write(LISTED)
    compared = points_of(compare("herald", "post"))
    assert compared == read_on_site(tools)["ferries"]
    said = json.loads(call("analyse", "--json", f"{STORY}/post.txt"))
    assert {statement["speaker_text"] for statement in said["statements"]} == {"Fritz Tarlenheim"}
    # The person has no page and so no id that a reader of the data could look up.
    assert said["mentions"] == []
    assert {statement["actor"] for statement in said["statements"]} == {None}
    assert "Friedrich Tarlenheim (listed in story.yml): " in call("analyse", f"{STORY}/post.txt")


def test_the_order_in_which_files_are_named_changes_no_point(write: Write) -> None:
    write(LISTED, herald=HERALD, post=POST, mail=MAIL)
    first, other = compare("herald", "post", "mail"), compare("mail", "post", "herald")
    assert first["points"] == other["points"]
    assert other["sources"] == [f"{STORY}/{name}.txt" for name in ("mail", "post", "herald")]


@pytest.mark.parametrize("sources", [INVENTED, EXTREME], ids=["invented", "extreme"])
def test_the_command_and_the_site_have_the_same_points(
    sources: Path,
    publication: Callable[[Path], Path],
    tools: PublicationTools,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(publication(sources))
    stories = read_on_site(tools)
    for story, points in stories.items():
        captures = sorted(p for p in Path("sources", story).iterdir() if p.suffix in (".txt", ".html", ".md"))
        assert points_of(compare(*map(str, captures))) == points
    assert any(len(cells) > 1 for points in stories.values() for cells in points.values())


# --- sources that no editor has read --------------------------------------------------------------


def reference(name: str, text: str) -> str:
    return f"{name}@{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def test_a_new_source_waits_until_an_editor_has_read_it(write: Write, tools: PublicationTools) -> None:
    write(CURATED, herald=HERALD, post=POST)
    before = points_of(compare("herald", "post"))
    write(CURATED, herald=HERALD, post=POST, mail=MAIL)
    compared = compare("herald", "post", "mail")
    snow = named(compared, "snow")
    assert by_source(snow["cells"]) == before["snow"]
    assert list(by_source(snow["possible"])) == ["mail"]
    assert snow["unreviewed"] == [f"{STORY}/mail.txt"]
    assert points_of(compared) == read_on_site(tools)["ferries"]
    told = [line for line in call("check").splitlines() if line.startswith("sources/")]
    references = f"{reference('herald', HERALD)}, {reference('mail', MAIL)}"
    assert told == [
        f"{STORY}/story.yml:3: reviewed: warning: 1 point of this story has sentences of `mail` that no "
        f"editor has read; read them, then write `reviewed: [{references}]`"
    ]
    with_possible = json.loads(
        call("compare", "--json", "--possible", *(f"{STORY}/{n}.txt" for n in ("herald", "post", "mail")))
    )
    assert list(by_source(named(with_possible, "snow")["cells"])) == ["herald", "mail"]


def test_a_source_is_read_as_its_capture_was(write: Write) -> None:
    sources = {"herald": HERALD, "post": POST, "mail": MAIL}
    references = {name: reference(name, text) for name, text in sources.items()}
    write(f"{CURATED}reviewed: [{', '.join(references.values())}]\n", **sources)
    assert list(by_source(named(compare(*sources), "snow")["cells"])) == ["herald", "mail"]
    assert "warning" not in call("check")
    changed = f"{MAIL}\nNothing else was decided.\n"
    Path(STORY, "mail.txt").write_text(changed, "utf-8")
    snow = named(compare(*sources), "snow")
    assert list(by_source(snow["cells"])) == ["herald"]
    assert list(by_source(snow["possible"])) == ["mail"]
    told = [line for line in call("check").splitlines() if line.startswith("sources/")]
    assert told == [
        f"{STORY}/story.yml:4: reviewed: warning: the capture of 'mail' has changed since it was "
        f"{references['mail']}; read it again, then write `{reference('mail', changed)}`"
    ]


def test_check_prints_what_to_write_for_sources_as_they_are(write: Write) -> None:
    write()
    line = f"  ferries: reviewed: [{reference('herald', HERALD)}, {reference('post', POST)}]"
    assert line in call("check", "--all").splitlines()
    assert line not in call("check").splitlines()


# --- sentences that do not report the same --------------------------------------------------------


def test_what_is_set_apart_stays_apart_with_possible_links_too(write: Write) -> None:
    write(herald=HERALD, mail=MAIL)
    apart = f"points: [{{id: other-snow, apart: {{herald: {SNOW}, mail: {SNOW}}}}}]\n"
    paths = [f"{STORY}/{name}.txt" for name in ("herald", "mail")]
    snow = HERALD.index("Snow lay")
    for options in ((), ("--possible",)):
        write(herald=HERALD, mail=MAIL)
        together = json.loads(call("compare", "--json", *options, *paths))
        (joined,) = (p for p in together["points"] if [snow, len(HERALD) - 1] in p["cells"].get(paths[0], ()))
        assert list(joined["cells"]) == paths
        write(apart, herald=HERALD, mail=MAIL)
        parted = json.loads(call("compare", "--json", *options, *paths))
        points = [p for p in parted["points"] if [snow, len(HERALD) - 1] in p["cells"].get(paths[0], ())]
        assert [(list(p["cells"]), p["possible"], p["edits"]) for p in points] == [
            ([paths[0]], {}, ["split"])
        ]
    for options in (("--explain",), ("--propose", "--possible"), ()):
        assert call("compare", *options, *paths)
