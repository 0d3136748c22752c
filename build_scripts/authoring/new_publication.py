"""Begin a publication of one's own: put empty `sources/` in place of those that the repository came with.

Nothing is lost by it: only files that git has, as they are, are removed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from build_scripts.models.problems import Problem, UserError, at, shown
from build_scripts.source_files.entries.edit_story_list import scalar
from build_scripts.source_files.yaml import schema as file_fields
from build_scripts.source_files.yaml.json_schemas import header
from build_scripts.source_files.yaml.schema_types import Address, Choice, Flag, Kind, Nested
from build_scripts.source_files.yaml_files import read_publication
from build_scripts.storage import safe_open as plain_files
from build_scripts.storage import write_files as writing

DEPTH = 1
"""The files stand in `sources/`."""

MODE = "excerpt"
MOST_SHOWN = 10
"""Files that are told one by one, where git hasn't got them."""

README = """\
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

ACTORS = """\
# Who the publication follows: a page for each. The id is the page's address and never changes.
# `python -m build_scripts check` lists whom the articles name, with entries to paste here.
"""


def skeleton(title: str) -> Mapping[str, str]:
    """Return the files of a publication without a story, by their names in `sources/`."""
    return {
        "publication.yml": _publication(title),
        "actors.yml": header("actors", DEPTH) + ACTORS,
        "README.md": README,
    }


def begin(title: str, sources: Path) -> tuple[str, ...]:
    """Put a publication of this title in place of the one in `sources`; return the files written.

    Raises UserError, before anything is changed, where the title can't be one, where anything in the folder
    isn't committed, and where it is no folder; and where the disk refuses.
    """
    new = skeleton(title)
    faults = read_publication(new["publication.yml"], "--title")[1]
    if any(fault.severity == "error" for fault in faults):
        raise UserError(*(replace(fault, line=None, field=None) for fault in faults))
    if plain_files.kind(sources) not in ("folder", "nothing"):
        raise UserError(at(sources, "is not a folder", "move it away"))
    _see_that_git_has_all(sources)
    try:
        for path in _files(sources):
            path.unlink()
        for folder in sorted(sources.rglob("*"), reverse=True):
            folder.rmdir()
        for name, text in new.items():
            writing.replace(sources / name, text.encode())
    except OSError as error:
        what = f"cannot be changed: {error.strerror or 'not writable'}"
        mend = f"check its rights; `git checkout -- {shown(sources)}` brings back what was there"
        raise UserError(Problem(str(error.filename or sources), None, None, what, mend)) from None
    return tuple((sources / name).as_posix() for name in new)


def _publication(title: str) -> str:
    """Return `publication.yml` with the title; every other key is a comment that says what it is for."""
    lines = [
        "# What the publication says of itself. Only the title is required: take away a # to say more.",
        f"title: {scalar(title)}",
    ]
    for field in file_fields.PUBLICATION.fields:
        if field.key not in ("title", "rights"):
            lines += [f"# {field.about}", f"# {field.key}: {_example(field.kind)}"]
    lines += [
        f"# What the site may show of a source whose own file says nothing: {', '.join(file_fields.MODES)}.",
        "rights:",
        f"  mode: {MODE}",
    ]
    return header("publication", DEPTH) + "\n".join(lines) + "\n"


def _example(kind: Kind) -> str:
    """Return what may stand under a key."""
    match kind:
        case Choice(options):
            return options[0]
        case Nested(_, example):
            return example
        case Address():
            return "https://example.org/"
        case Flag():
            return "true"
        case _:
            return "…"


def _see_that_git_has_all(sources: Path) -> None:
    """Raise UserError unless each file in `sources` is in git's last commit as it is on disk."""
    present = {path.relative_to(sources).as_posix(): path for path in _files(sources)}
    if not present:
        return
    folder = shown(sources)
    if _git(sources, "rev-parse", "--verify", "--quiet", "HEAD") is None:
        mend = "clone the repository with git, or move what is in the folder elsewhere first"
        raise UserError(at(sources, "git hasn't got what is in it, and it would be lost", mend))
    held = _git(sources, "ls-tree", "-r", "-z", "--name-only", "HEAD", ".")
    changed = _git(sources, "diff", "--no-ext-diff", "--name-only", "--relative", "-z", "HEAD", "--", ".")
    if held is None or changed is None:
        raise UserError(at(sources, "git cannot read it", "see that the clone is whole, with `git fsck`"))
    kept = held - changed
    lost = [present[name] for name in sorted(present) if name not in kept]
    if lost:
        mend = f"commit it, or put it away with `git stash --include-untracked -- {folder}`"
        found = [at(path, "is not committed, and would be lost", mend) for path in lost[:MOST_SHOWN]]
        if len(lost) > MOST_SHOWN:
            found.append(at(sources, f"holds {len(lost) - MOST_SHOWN} more such files", mend))
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
