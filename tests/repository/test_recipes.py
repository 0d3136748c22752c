"""CONTRIBUTING.md: what its recipes say to type is typed, in a copy of the invented publication, and works.

A line of a block marked `sh` runs as it stands, the program's own commands in this process; a block of YAML
goes into the file that its first line names, beside what stands there already.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from build_scripts.authoring.fetch import FetchedPage
from build_scripts.commands import article_commands
from build_scripts.commands.main import main
from build_scripts.models import Article, Publication, Story
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.source_files.read_sources import read_sources
from tests.helpers.files import write
from tests.helpers.paths import INVENTED, TOP

FERRIES = """\
Ferries wait in Zenda

By Otto Krafstein
12 March 2031

ZENDA: At least 30 ferries were waiting outside the harbour of Zenda on Wednesday, because a storm kept them
from leaving, the harbour master told reporters in the afternoon.

"We have never seen so many of them here at one time," he said. He expects the first to leave on Thursday.
"""
TRAM = """\
Council approves a tram to Zenda

By Marta Holf
12 March 2031

STRELSAU: The city council approved a tram line on Wednesday that will cost 45 million crowns, the mayor said.

"We will lay the first rails in May," she told the members after the vote. The opposition declined to comment.
"""
RAILS = """\
Strelsau votes for new rails

12 March 2031 18:05

Strelsau is to have a tram again after forty years. Its council voted for the plan by a small majority, and
the line will cost over 60 million crowns, according to a member of the committee.

Building is to begin in the summer, the city engineer said. Shopkeepers along the street fear for their trade.
"""
STORM = """\
Storm closes the coast road

12 March 2031

Waves broke over the coast road between Hofbau and Zenda all day, and the police closed it to all but buses.

Nobody was hurt, the police said. Two farms lost their roofs, and a school will stay shut until Monday.
"""
FENCED = re.compile(r"^(?P<indent> *)```(?P<language>\w+)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL)
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Jane Roe",
    "GIT_AUTHOR_EMAIL": "jane@ruritania.invalid",
    "GIT_COMMITTER_NAME": "Jane Roe",
    "GIT_COMMITTER_EMAIL": "jane@ruritania.invalid",
}
HARBOUR = "sources/harbour-talks"
UNREAD = re.compile("has sentences of `(.+)` that no editor has read")
FOLLOWED = "rupert-hentzau"
"""Whom the recipe for an actor adds: the copy does without."""


@dataclass(frozen=True)
class Block:
    """One fenced block: `sh` or `yaml`, and its text."""

    language: str
    text: str


def recipes() -> Mapping[str, tuple[Block, ...]]:
    """Return the blocks to try below each heading, down to the part on code."""
    text = (TOP / "CONTRIBUTING.md").read_text("utf-8").partition("\n## Working on the code")[0]
    found = {}
    for part in re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]:
        heading, _, rest = part.partition("\n")
        blocks = tuple(
            Block(match["language"], re.sub(rf"^{match['indent']}", "", match["text"], flags=re.MULTILINE))
            for match in FENCED.finditer(rest)
        )
        if blocks:
            found[heading] = blocks
    return found


RECIPES = recipes()
OWN = "Start your own"


def commit(folder: Path) -> None:
    for command in ("init --quiet --initial-branch=main", "add --all --force", "commit --quiet --message=x"):
        subprocess.run(["git", *command.split()], cwd=folder, env={**os.environ, **GIT}, check=True)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clone of the invented publication, and what else the recipes take for granted."""
    folder = tmp_path / "clone"
    shutil.copytree(INVENTED, folder / "sources")
    listed = folder / "sources/actors.yml"
    actors = [actor for actor in yaml.safe_load(listed.read_text("utf-8")) if actor["id"] != FOLLOWED]
    listed.write_text(yaml.safe_dump(actors), "utf-8")
    commit(folder)
    write(folder, "page.txt", FERRIES)
    write(folder, "other.txt", TRAM)
    commands = tmp_path / "bin"
    script(commands / "python", f'exec {shlex.quote(sys.executable)} "$@"')
    script(commands / "xclip", f"printf %s {shlex.quote(RAILS)}")
    monkeypatch.setenv("PATH", f"{commands}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    monkeypatch.chdir(folder)
    return folder


def script(path: Path, line: str) -> None:
    write(path.parent, path.name, f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def typed(text: str) -> str:
    """Run a block in bash, which stops at the first line that fails; return what was printed."""
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail"],
        input=text,
        env={**os.environ, **GIT},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def here(line: str) -> str:
    """Run one of the program's own commands in this process; return what it printed."""
    words = [name for word in shlex.split(line) for name in map(str, sorted(Path().glob(word)) or [word])]
    assert words[:3] == ["python", "-m", "build_scripts"]
    done = CliRunner().invoke(main, words[3:])
    assert done.exit_code == 0, done.output
    return done.output


def fetched(line: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a command that asks for an address of the web: there is none here, so the page is given to it."""
    page = FetchedPage(STORM.encode(), shlex.split(line)[4], "text")
    monkeypatch.setattr(article_commands, "fetch_page", lambda address, limits: page)
    return here(line)


def put(text: str) -> None:
    """Put what a block of YAML says into the file that its first line names."""
    path = Path(re.match(r"# (sources/\S+)\n", text)[1])
    there = yaml.safe_load(path.read_text("utf-8")) if path.exists() else None
    path.write_text(yaml.safe_dump(beside(there, yaml.safe_load(text)), allow_unicode=True), "utf-8")


def beside(there: Any, new: Any) -> Any:
    """Return what a file holds once an editor has put new keys or entries in; those of one name make way."""

    def name(entry: Any) -> Any:
        return entry.get("id", entry.get("name")) if isinstance(entry, dict) else entry

    if isinstance(there, dict):
        return {**there, **new}
    if isinstance(there, list):
        return [*(entry for entry in there if name(entry) not in map(name, new)), *new]
    return new


def read(folder: Path, tools: PublicationTools) -> tuple[Publication, list[str]]:
    """Return the publication in a folder, and its warnings but those of unnamed sources; errors fail."""
    publication, problems = assemble_publication(read_sources(folder / "sources"), tools, lambda _: None)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    # The pamphlet of the invented publication states neither its outlet nor a headline.
    return publication, [str(problem) for problem in problems if "unnamed source" not in problem.message]


def stories(publication: Publication) -> dict[str, list[str]]:
    return {story.id: [article.id for article in story.articles] for story in publication.stories}


def test_each_recipe_asked_for_is_there() -> None:
    text = (TOP / "CONTRIBUTING.md").read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert headings[:8] == [
        "Add a source",
        "Correct a source",
        "Add an actor or an alias",
        "Overrule the cleaner",
        "Curate a point",
        "Correct the site",
        "Take a source down",
        OWN,
    ]
    fences = re.findall(r"^ *```(\w*)$", text.partition("\n## Working on the code")[0], re.MULTILINE)
    assert set(fences) == {"sh", "yaml", ""}  # and each block that begins is one that is tried
    assert len(fences) == 2 * sum(map(len, RECIPES.values()))


@dataclass(frozen=True)
class Result:
    """What a recipe leads to: the output of its commands, and the publication that it makes."""

    printed: str
    publication: Publication

    @property
    def talks(self) -> Story:
        """The story that most recipes change."""
        (talks,) = (story for story in self.publication.stories if story.id == "harbour-talks")
        return talks

    @property
    def herald(self) -> Article:
        """The article that most recipes change."""
        (herald,) = (article for article in self.talks.articles if article.id == "strelsau-herald")
        return herald


def check_added_sources(result: Result) -> None:
    added = stories(result.publication)
    assert added["harbour-talks"][3:] == ["ferries-wait-in-zenda", "tarlen-mail", "hofbau-gazette"]
    assert added["tram-line"] == ["council-approves-a-tram-to-zenda"]
    assert "Sources: 4 new." in result.printed


def check_corrected_source(result: Result) -> None:
    metadata, rights = result.herald.metadata, result.herald.sidecar.rights
    assert metadata.outlet.value == "The Strelsau Herald"
    assert metadata.headline.value == "Harbour minister meets mayor"
    assert (rights.mode, rights.holder) == ("excerpt", "The Strelsau Herald")


def check_added_actor(result: Result) -> None:
    assert f"- id: {FOLLOWED}\n  name: Rupert Hentzau\n" in result.printed
    (actor,) = (actor for actor in result.publication.actors if actor.id == FOLLOWED)
    assert actor.aliases == ("Rupert of Hentzau",)


def check_overruled_cleaner(result: Result) -> None:
    printed, herald = result.printed, result.herald
    assert yaml.safe_load(printed[printed.rindex("\nkeep:") :])["keep"][0]["line"] == 9
    text = " ".join(paragraph.span.extract(herald.text) for paragraph in herald.paragraphs)
    assert "Ships wait outside" in text
    assert "did not disclose" not in text


def check_curated_point(result: Result) -> None:
    assert "\n- id: p-" in result.printed
    (point,) = (point for point in result.talks.points if point.id == "ships-in-the-harbour")
    assert (point.label, point.differs) == ("Ships in the harbour", ("figures",))


def check_site_correction(result: Result) -> None:
    (correction,) = result.publication.site_corrections
    assert (correction.story, correction.source) == ("harbour-talks", "zenda-post")


def check_withdrawn_source(result: Result) -> None:
    withdrawn = [(gone.id, gone.reason) for gone in result.talks.withdrawn]
    assert withdrawn == [("zenda-post", "At the wish of its publisher")]
    assert stories(result.publication)["harbour-talks"] == ["strelsau-herald", "pamphlet"]


def check_story_file(result: Result) -> None:
    assert result.talks.title == "The harbour talks"


CHECKS: Mapping[str, Callable[[Result], None]] = {
    "With a command": check_added_sources,
    "Correct a source": check_corrected_source,
    "Add an actor or an alias": check_added_actor,
    "Overrule the cleaner": check_overruled_cleaner,
    "Curate a point": check_curated_point,
    "Correct the site": check_site_correction,
    "Take a source down": check_withdrawn_source,
    "What the files hold": check_story_file,
}
"""The check of each recipe's result, by its heading."""


def test_every_recipe_has_a_check() -> None:
    assert {*CHECKS, OWN} == set(RECIPES)


@pytest.mark.parametrize("heading", CHECKS)
def test_a_recipe_works_as_it_is_written(
    heading: str, clone: Path, monkeypatch: pytest.MonkeyPatch, tools: PublicationTools
) -> None:
    printed = []
    for block in RECIPES[heading]:
        if block.language == "yaml":
            put(block.text)
            continue
        for line in block.text.splitlines():
            if "https://" in line:
                printed.append(fetched(line, monkeypatch))
            elif line.startswith("python -m build_scripts "):
                printed.append(here(line))
            else:
                printed.append(typed(line))
    publication, problems = read(clone, tools)
    # An added source waits to be read by the editor, who has curated a point that it reports.
    waiting = ("ferries-wait-in-zenda",) if heading == "With a command" else ()
    assert [UNREAD.search(problem)[1] for problem in problems] == [*waiting]
    CHECKS[heading](Result("".join(printed), publication))


def test_a_pasted_text_alone_is_a_source(clone: Path, tools: PublicationTools) -> None:
    """As GitHub's editor in the browser makes one: a file without a sidecar, that the story doesn't list."""
    write(clone, f"{HARBOUR}/tarlen-mail.txt", FERRIES.replace("\n", "\r\n"))
    publication, problems = read(clone, tools)
    unread, *others = problems
    assert UNREAD.search(unread)[1] == "tarlen-mail"
    assert others == [
        f"{HARBOUR}/tarlen-mail.txt: warning: is not in the story's list of sources and comes after those "
        f"that are; add `- tarlen-mail` at the end of `sources:` in {HARBOUR}/story.yml"
    ]
    assert stories(publication)["harbour-talks"][3:] == ["tarlen-mail"]


# --- a publication of one's own ---


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with this one's files, as they are now: what a fork on GitHub is."""
    folder = tmp_path_factory.mktemp("origin") / "fork"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, check=True).stdout
    for name in map(os.fsdecode, filter(None, listed.split(b"\0"))):
        if (TOP / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(TOP / name, folder / name)
    commit(folder)
    bare = folder.with_name("fork.git")
    subprocess.run(["git", "clone", "--quiet", "--bare", folder, bare], env={**os.environ, **GIT}, check=True)
    return bare


ENVIRONMENT = """
mkdir -p .venv/bin
printf '#!/bin/sh\\nexec "%s" "$@"\\n' "$INTERPRETER" >.venv/bin/python
chmod +x .venv/bin/python
echo 'PATH="$PWD/.venv/bin:$PATH"' >.venv/bin/activate
sleep 0.1
touch .venv/site.stamp
"""
"""What `make` would install, from the registry: here the packages that run these tests."""


def test_a_publication_of_ones_own_is_begun_built_and_pushed(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "one.txt", TRAM)
    write(tmp_path, "other.txt", RAILS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.setenv("INTERPRETER", sys.executable)
    for key, value in {
        "COUNT": "1",
        "KEY_0": f"url.{origin}.insteadOf",
        "VALUE_0": "https://github.com/YOU/REPOSITORY",
    }.items():
        monkeypatch.setenv(f"GIT_CONFIG_{key}", value)
    text = "".join(block.text for block in RECIPES[OWN])
    assert text.count("cd REPOSITORY\n") == 1
    said = typed(text.replace("cd REPOSITORY\n", f"cd REPOSITORY\n{ENVIRONMENT}"))
    assert "has no story yet" in said
    own = tmp_path / "REPOSITORY"
    assert "The Strelsau Reader" in (own / "site/index.html").read_text("utf-8")
    assert sorted(path.name for path in (own / "sources").iterdir()) == [
        "README.md",
        "actors.yml",
        "publication.yml",
        "tram-line",
    ]
    pushed = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "main", "sources/tram-line/"],
        cwd=origin,
        capture_output=True,
        check=True,
        text=True,
    )
    assert [Path(name).name for name in pushed.stdout.split()] == [
        "story.yml",
        "strelsau-gazette.txt",
        "strelsau-gazette.yml",
        "zenda-post.txt",
        "zenda-post.yml",
    ]
    # What names the first publication is skipped there, and what reads the sources finds nothing wrong.
    tests = (
        "tests/publications/test_first_publication.py",
        "tests/source_files/test_json_schemas.py",
        "tests/repository/test_repository.py",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "this is another publication than the first" in done.stdout
