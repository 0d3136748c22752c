"""Find the story that a source is added to, or check that a new one can be created."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_scripts.models.problems import Problem, UserError
from build_scripts.source_files.entries.edit_story_list import compose_story_file
from build_scripts.source_files.read_sources import RawPublication, RawStory
from build_scripts.source_files.yaml.did_you_mean import suggest_name
from build_scripts.source_files.yaml.value_formats import find_identifier_fault
from build_scripts.source_files.yaml_files import RESERVED_STORIES, parse_story_file


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
    if (fault := find_identifier_fault(story_id, reserved=RESERVED_STORIES)) is not None:
        raise _make_error("--story", *fault)
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
