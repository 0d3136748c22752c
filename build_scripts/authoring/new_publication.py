"""Start a new publication: replace the `sources/` that the repository came with by an empty one.

Nothing is lost: a file is removed only if git has committed it as it is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from build_scripts.models.problems import Problem, UserError, format_path, make_file_problem
from build_scripts.processes.git import read_git_output
from build_scripts.source_files.entries.edit_story_list import format_yaml_scalar
from build_scripts.source_files.yaml.json_schemas import compose_schema_comment
from build_scripts.source_files.yaml.schema import PUBLICATION_SCHEMA, RIGHTS_MODES
from build_scripts.source_files.yaml.schema_types import (
    ChoiceType,
    MappingType,
    ValueType,
    WebAddressType,
    YesNoType,
)
from build_scripts.source_files.yaml_files import parse_publication_file
from build_scripts.storage.folders import empty_folder
from build_scripts.storage.safe_open import get_path_kind
from build_scripts.storage.write_files import replace_file

SOURCES_DEPTH = 1
"""Depth of the files below the top folder: they are in `sources/`."""

STARTER_RIGHTS_MODE = "excerpt"
MAX_LISTED_FILES = 10
"""Uncommitted files that an error lists one by one, at most."""

STARTER_README = """\
# Sources

This folder holds the publication's content.

- `publication.yml`: title and settings. `actors.yml`: the people that the publication follows.
- `<story>/story.yml`: one event, and the editor's curation of its points.
- `<story>/<source>.txt`: an article as it was captured, byte for byte. Captures are never edited.
- `<story>/<source>.yml`: metadata that a capture lacks or gets wrong, and how much of it may be shown.

**The articles belong to their publishers.** The licence of this repository covers the code and the
publication's own words; it gives no right to any capture. Whoever pushes a capture to a public repository
publishes all of it there, whatever `rights` lets the site show: have a right to that, or keep the
repository private.
"""

STARTER_ACTORS = """\
# The people that the publication follows: each has a page. The id is its address and never changes.
# `python -m build_scripts check` lists other people named in the articles, with entries to paste here.
"""


def make_starter_files(title: str) -> Mapping[str, str]:
    """Return the texts of the files of a publication without a story, by their names in `sources/`."""
    return {
        "publication.yml": _compose_publication_file(title),
        "actors.yml": compose_schema_comment("actors", SOURCES_DEPTH) + STARTER_ACTORS,
        "README.md": STARTER_README,
    }


def create_publication(title: str, sources: Path) -> tuple[str, ...]:
    """Replace the publication in the folder `sources` by an empty one; return the paths of the new files.

    Raises UserError if the title is invalid, anything in `sources` isn't committed, or it isn't a folder;
    nothing has changed then. Raises UserError also if the disk refuses.
    """
    files = make_starter_files(title)
    problems = parse_publication_file(files["publication.yml"], "--title")[1]
    if any(problem.severity == "error" for problem in problems):
        raise UserError(*(replace(problem, line=None, field=None) for problem in problems))
    if get_path_kind(sources) not in ("folder", "nothing"):
        raise UserError(make_file_problem(sources, "is not a folder", "move it away"))
    _check_all_is_committed(sources)
    try:
        empty_folder(sources)
        for name, text in files.items():
            replace_file(sources / name, text.encode())
    except OSError as error:
        message = f"cannot be changed: {error.strerror or 'not writable'}"
        fix = f"check its permissions; `git checkout -- {format_path(sources)}` restores the old files"
        raise UserError(Problem(str(error.filename or sources), None, None, message, fix)) from None
    return tuple((sources / name).as_posix() for name in files)


def _compose_publication_file(title: str) -> str:
    """Return `publication.yml` with the title; other keys are comments with a description and an example."""
    lines = [
        "# The publication's settings. Only the title is required; remove a # to use another.",
        f"title: {format_yaml_scalar(title)}",
    ]
    for field in PUBLICATION_SCHEMA.fields:
        if field.key not in ("title", "rights"):
            lines += [f"# {field.description}", f"# {field.key}: {_choose_example(field.value_type)}"]
    lines += [
        "# How much the site may show of a source whose own file states no rights: "
        f"{', '.join(RIGHTS_MODES)}.",
        "rights:",
        f"  mode: {STARTER_RIGHTS_MODE}",
    ]
    return compose_schema_comment("publication", SOURCES_DEPTH) + "\n".join(lines) + "\n"


def _choose_example(value_type: ValueType) -> str:
    """Return an example of a value of a type."""
    match value_type:
        case ChoiceType(options):
            return options[0]
        case MappingType(_, example):
            return example
        case WebAddressType():
            return "https://example.org/"
        case YesNoType():
            return "true"
        case _:
            return "…"


def _check_all_is_committed(sources: Path) -> None:
    """Raise UserError unless each file in `sources` is the same in git's last commit."""
    files = {path.relative_to(sources).as_posix(): path for path in _list_files(sources)}
    if not files:
        return
    folder = format_path(sources)
    if read_git_output(sources, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        fix = "clone the repository with git, or move the folder's files elsewhere first"
        raise UserError(make_file_problem(sources, "its files are not in git, and would be lost", fix))
    committed = _list_git_names(sources, "ls-tree", "-r", "-z", "--name-only", "HEAD", ".")
    changed = _list_git_names(
        sources, "diff", "--no-ext-diff", "--name-only", "--relative", "-z", "HEAD", "--", "."
    )
    if committed is None or changed is None:
        raise UserError(make_file_problem(sources, "git cannot read it", "check the clone with `git fsck`"))
    unchanged = committed - changed
    uncommitted = [files[name] for name in sorted(files) if name not in unchanged]
    if uncommitted:
        fix = f"commit it, or put it away with `git stash --include-untracked -- {folder}`"
        problems = [
            make_file_problem(path, "is not committed, and would be lost", fix)
            for path in uncommitted[:MAX_LISTED_FILES]
        ]
        if len(uncommitted) > MAX_LISTED_FILES:
            problems.append(
                make_file_problem(
                    sources, f"holds {len(uncommitted) - MAX_LISTED_FILES} more such files", fix
                )
            )
        raise UserError(*problems)


def _list_files(folder: Path) -> tuple[Path, ...]:
    """Return all files and links below a folder; links are not followed."""
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())


def _list_git_names(folder: Path, *arguments: str) -> frozenset[str] | None:
    """Return the names, each ended by NUL, that git prints for a folder; None if git fails."""
    output = read_git_output(folder, *arguments)
    if output is None:
        return None
    return frozenset(os.fsdecode(name) for name in output.split(b"\0") if name)
