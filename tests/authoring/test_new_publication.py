"""`new` replaces the publication by an empty one, and nothing is lost."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from build_scripts.authoring.new_publication import create_publication, make_starter_files
from build_scripts.models.problems import UserError
from build_scripts.source_files.read_sources import read_sources
from build_scripts.source_files.yaml.json_schemas import generate_json_schemas
from build_scripts.source_files.yaml.schema import PUBLICATION_SCHEMA
from build_scripts.source_files.yaml_files import parse_publication_file
from tests.helpers.files import tree, write

SOURCES = Path("sources")


def git(*arguments: str) -> None:
    who = ("-c", "user.name=Jane Roe", "-c", "user.email=jane@ruritania.invalid")
    subprocess.run(["git", *who, *arguments], check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository with a publication, all of it committed."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "sources/publication.yml", "title: The Zenda Reader\n")
    write(tmp_path, "sources/actors.yml", "[]\n")
    write(tmp_path, "sources/talks/story.yml", "title: The talks\n")
    write(
        tmp_path, "sources/talks/he\u0301rald\n.txt", "A name that git quotes where it isn't asked not to.\n"
    )
    write(tmp_path, ".gitignore", ".DS_Store\n")
    git("init", "--quiet")
    git("add", "--all")
    git("commit", "--quiet", "--message=x")
    return tmp_path


def refused(title: str = "The Strelsau Reader") -> list[str]:
    """Return the problems with which `new` is refused, and assert that nothing has changed."""
    before = tree(SOURCES)
    with pytest.raises(UserError) as error:
        create_publication(title, SOURCES)
    assert tree(SOURCES) == before
    return [str(problem) for problem in error.value.problems]


def test_what_git_has_makes_way_and_comes_back(clone: Path) -> None:
    before = tree(SOURCES)
    assert create_publication("The Strelsau Reader", SOURCES) == (
        "sources/publication.yml",
        "sources/actors.yml",
        "sources/README.md",
    )
    raw = read_sources(SOURCES)
    assert (raw.file.title, raw.file.rights.mode, raw.actors, raw.stories) == (
        "The Strelsau Reader",
        "excerpt",
        (),
        (),
    )
    assert [str(problem) for problem in raw.problems] == [
        "sources: there is no story yet; "
        'begin one: python -m build_scripts add page.txt --story first-story --new-story "Its title"'
    ]
    assert sorted(path.name for path in SOURCES.iterdir()) == ["README.md", "actors.yml", "publication.yml"]
    git("stash", "--include-untracked")
    assert tree(SOURCES) == before


def test_what_is_not_committed_is_told_file_by_file(clone: Path) -> None:
    write(clone, "sources/talks/story.yml", "title: The long talks\n")
    write(clone, "sources/talks/post.txt", "new\n")
    write(clone, "sources/talks/.DS_Store", "ignored\n")
    write(clone, "sources/actors.yml", "# staged\n[]\n")
    git("add", "sources/actors.yml")
    why = "is not committed, and would be lost; commit it, or put it away with "
    assert refused() == [
        f"sources/{name}: {why}`git stash --include-untracked -- sources`"
        for name in ("actors.yml", "talks/.DS_Store", "talks/post.txt", "talks/story.yml")
    ]
    for number in range(20):
        write(clone, f"sources/talks/{number}.txt", "new\n")
    assert refused()[-1].startswith("sources: holds 14 more such files; commit it")


def test_without_git_nothing_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, "sources/publication.yml", "title: The Zenda Reader\n")
    (said,) = refused()
    assert said == (
        "sources: its files are not in git, and would be lost; "
        "clone the repository with git, or move the folder's files elsewhere first"
    )
    (tmp_path / "sources/publication.yml").unlink()
    assert create_publication("The Strelsau Reader", SOURCES)


def test_a_link_in_place_of_the_folder_is_not_followed(clone: Path) -> None:
    SOURCES.rename("elsewhere")
    SOURCES.symlink_to("elsewhere")
    assert refused() == ["sources: is not a folder; move it away"]


def test_what_a_link_in_the_folder_leads_to_stays(clone: Path) -> None:
    write(clone, "kept/notes.txt", "mine\n")
    Path("sources/more").symlink_to("../kept")
    git("add", "--all")
    git("commit", "--quiet", "--message=x")
    create_publication("The Strelsau Reader", SOURCES)
    assert tree(clone / "kept") == {"notes.txt": b"mine\n"}


@pytest.mark.parametrize("title", ["", "x" * 101, "a\u202eb"])
def test_a_title_that_cannot_be_one_is_refused(clone: Path, title: str) -> None:
    (said,) = refused(title)
    assert said.startswith("--title: ")


@pytest.mark.parametrize(
    "title", ["1984", "No", "A: b # c", "\"Quoted\" 'twice'", "- $5 `x` {y}", "자유 신문"]
)
def test_a_title_stands_in_the_file_as_it_was_given(title: str) -> None:
    files = make_starter_files(title)
    value, problems = parse_publication_file(files["publication.yml"], "publication.yml")
    assert (value.title, problems) == (title, ())


def test_the_files_of_a_new_publication_hold_to_their_schemas() -> None:
    files = make_starter_files("The Strelsau Reader")
    for name in ("publication", "actors"):
        text = files[f"{name}.yml"]
        assert text.startswith(f"# yaml-language-server: $schema=../schemas/{name}.json\n")
        schema = yaml.safe_load(generate_json_schemas()[f"{name}.json"])
        jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(text))


def test_each_setting_is_there_to_be_filled_in() -> None:
    """Each example in a comment is valid: without the #, the file has no problems."""
    text = make_starter_files("The Strelsau Reader")["publication.yml"]
    keys = [field.key for field in PUBLICATION_SCHEMA.fields]
    filled = re.sub(rf"^# (?=(?:{'|'.join(keys)}): )", "", text, flags=re.MULTILINE)
    assert list(yaml.safe_load(filled)) == keys
    assert parse_publication_file(filled, "publication.yml")[1] == ()
