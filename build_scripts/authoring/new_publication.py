"""Begin a publication of one's own: put empty `sources/` in place of those that the repository came with.

Nothing is lost by it: only files that git has, as they are, are removed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from build_scripts.models.problems import Problem, UserError, format_path, make_file_problem
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
"""The files stand in `sources/`."""

STARTER_RIGHTS_MODE = "excerpt"
MAX_LISTED_FILES = 10
"""Files that are told one by one, where git hasn't got them."""

STARTER_README = """\
# Sources

What is under this folder is the publication's content.

- `publication.yml`: what the publication says of itself. `actors.yml`: whom it follows.
- `<story>/story.yml`: one event, and the editor's curation of its points.
- `<story>/<source>.txt`: an article as it was captured, byte for byte. Captures are never edited.
- `<story>/<source>.yml`: what a capture doesn't say of itself or gets wrong, and what may be shown of it.

**The articles belong to their publishers.** The licence of this repository covers the code and the
publication's own words; it gives no right to any capture. Whoever pushes a capture to a public repository
publishes all of it there, whatever `rights` lets the site show: have a right to that, or keep the
repository private.
"""

STARTER_ACTORS = """\
# Who the publication follows: a page for each. The id is the page's address and never changes.
# `python -m build_scripts check` lists whom the articles name, with entries to paste here.
"""


def make_starter_files(title: str) -> Mapping[str, str]:
    """Return the files of a publication without a story, by their names in `sources/`."""
    return {
        "publication.yml": _publication(title),
        "actors.yml": compose_schema_comment("actors", SOURCES_DEPTH) + STARTER_ACTORS,
        "README.md": STARTER_README,
    }


def create_publication(title: str, sources: Path) -> tuple[str, ...]:
    """Put a publication of this title in place of the one in `sources`; return the files written.

    Raises UserError, before anything is changed, where the title can't be one, where anything in the folder
    isn't committed, and where it is no folder; and where the disk refuses.
    """
    new = make_starter_files(title)
    faults = parse_publication_file(new["publication.yml"], "--title")[1]
    if any(fault.severity == "error" for fault in faults):
        raise UserError(*(replace(fault, line=None, field=None) for fault in faults))
    if get_path_kind(sources) not in ("folder", "nothing"):
        raise UserError(make_file_problem(sources, "is not a folder", "move it away"))
    _see_that_git_has_all(sources)
    try:
        empty_folder(sources)
        for name, text in new.items():
            replace_file(sources / name, text.encode())
    except OSError as error:
        what = f"cannot be changed: {error.strerror or 'not writable'}"
        mend = f"check its rights; `git checkout -- {format_path(sources)}` brings back what was there"
        raise UserError(Problem(str(error.filename or sources), None, None, what, mend)) from None
    return tuple((sources / name).as_posix() for name in new)


def _publication(title: str) -> str:
    """Return `publication.yml` with the title; every other key is a comment that says what it is for."""
    lines = [
        "# What the publication says of itself. Only the title is required: take away a # to say more.",
        f"title: {format_yaml_scalar(title)}",
    ]
    for field in PUBLICATION_SCHEMA.fields:
        if field.key not in ("title", "rights"):
            lines += [f"# {field.description}", f"# {field.key}: {_example(field.value_type)}"]
    lines += [
        f"# What the site may show of a source whose own file says nothing: {', '.join(RIGHTS_MODES)}.",
        "rights:",
        f"  mode: {STARTER_RIGHTS_MODE}",
    ]
    return compose_schema_comment("publication", SOURCES_DEPTH) + "\n".join(lines) + "\n"


def _example(kind: ValueType) -> str:
    """Return what may stand under a key."""
    match kind:
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


def _see_that_git_has_all(sources: Path) -> None:
    """Raise UserError unless each file in `sources` is in git's last commit as it is on disk."""
    present = {path.relative_to(sources).as_posix(): path for path in _files(sources)}
    if not present:
        return
    folder = format_path(sources)
    if _git(sources, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        mend = "clone the repository with git, or move what is in the folder elsewhere first"
        raise UserError(
            make_file_problem(sources, "git hasn't got what is in it, and it would be lost", mend)
        )
    held = _git(sources, "ls-tree", "-r", "-z", "--name-only", "HEAD", ".")
    changed = _git(sources, "diff", "--no-ext-diff", "--name-only", "--relative", "-z", "HEAD", "--", ".")
    if held is None or changed is None:
        raise UserError(
            make_file_problem(sources, "git cannot read it", "see that the clone is whole, with `git fsck`")
        )
    kept = held - changed
    lost = [present[name] for name in sorted(present) if name not in kept]
    if lost:
        mend = f"commit it, or put it away with `git stash --include-untracked -- {folder}`"
        found = [
            make_file_problem(path, "is not committed, and would be lost", mend)
            for path in lost[:MAX_LISTED_FILES]
        ]
        if len(lost) > MAX_LISTED_FILES:
            found.append(
                make_file_problem(sources, f"holds {len(lost) - MAX_LISTED_FILES} more such files", mend)
            )
        raise UserError(*found)


def _files(folder: Path) -> tuple[Path, ...]:
    """Return what lies below a folder and is no folder itself; links are not followed."""
    return tuple(path for path in sorted(folder.rglob("*")) if path.is_symlink() or not path.is_dir())


def _git(folder: Path, *arguments: str) -> frozenset[str] | None:
    """Return what git lists for a folder, names ended by NUL; None where it lists nothing but an error."""
    try:
        done = subprocess.run(["git", "-C", os.fspath(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return None
    if done.returncode:
        return None
    return frozenset(os.fsdecode(name) for name in done.stdout.split(b"\0") if name)
