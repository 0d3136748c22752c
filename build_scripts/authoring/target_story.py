"""Find the story that a source is added to, or check that a new one can be created."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_scripts.models.problems import Problem, UserError
from build_scripts.source_files.entries.edit_story_list import compose_story_file
from build_scripts.source_files.read_sources import RawPublication, RawStory
from build_scripts.source_files.yaml.did_you_mean import suggest_name
from build_scripts.source_files.yaml.value_formats import IDENTIFIER, WINDOWS_DEVICE_NAMES
from build_scripts.source_files.yaml_files import RESERVED_STORIES, parse_story_file

ID_FIX = "use a-z, 0-9 and single hyphens"


def find_target_story(
    story_id: str, title: str | None, publication: RawPublication, sources: Path
) -> RawStory | None:
    """Return the story of this id, or None if there is none and one of this title can be created.

    Raises UserError if neither is the case, or if the story's file has an error.
    """
    if not sources.is_dir():
        raise UserError(*publication.problems)
    story = next((each for each in publication.stories if each.id == story_id), None)
    if story is None:
        _check_new_story(story_id, title, publication, sources)
    else:
        _check_existing_story(story, title, publication, sources)
    return story


def _check_existing_story(
    story: RawStory, title: str | None, publication: RawPublication, sources: Path
) -> None:
    """Raise UserError if the user asked for a new story, or the story's file has an error."""
    if title is not None and not Path(story.path).exists():
        raise _make_error(story.path, "is missing", "create it, with `title: …`, and leave out --new-story")
    if title is not None:
        path = (sources / story.id).as_posix()
        raise _make_error(path, "is a story already", "leave out --new-story")
    if errors := [p for p in publication.problems if p.path == story.path and p.severity == "error"]:
        raise UserError(*errors)


def _check_new_story(story_id: str, title: str | None, publication: RawPublication, sources: Path) -> None:
    """Raise UserError if no story can be made: its id or title is invalid, or no new story was asked for."""
    folder = sources / story_id
    if not IDENTIFIER.fullmatch(story_id):
        raise _make_error("--story", f"'{story_id}' is not a valid id", ID_FIX)
    if story_id in RESERVED_STORIES | WINDOWS_DEVICE_NAMES:
        raise _make_error("--story", f"'{story_id}' is a reserved name", "choose another")
    if folder.exists() or folder.is_symlink():
        fix = "choose another --story, or repair the folder"
        raise _make_error(folder.as_posix(), "is not a story's folder", fix)
    if title is None:
        ids = [story.id for story in publication.stories]
        fix = suggest_name(story_id, ids, 'create it with --new-story "ITS TITLE"')
        raise _make_error(folder.as_posix(), "there is no such story", fix)
    problems = parse_story_file(compose_story_file(title, "source"), "--new-story")[1]
    if any(problem.severity == "error" for problem in problems):
        raise UserError(*(replace(problem, line=None) for problem in problems))


def _make_error(path: str, message: str, fix: str) -> UserError:
    return UserError(Problem(path, None, None, message, fix))
