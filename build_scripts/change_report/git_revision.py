"""Read a publication's sources at a git revision, without touching the user's files."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from build_scripts.models.problems import Problem, UserError
from build_scripts.processes.git import run_git
from build_scripts.source_files.read_sources import RawPublication, read_sources
from build_scripts.storage.folders import make_temporary_folder
from build_scripts.storage.write_files import write_new_tree

SOURCES_FOLDER = "sources"
REGULAR_FILE_MODES = (b"100644", b"100755")  # no links, no repositories within the repository
MAX_SHOWN_LENGTH = 60
"""Characters of a revision that an error message shows, at most."""


@dataclass(frozen=True, slots=True)
class BaseRevision:
    """The commit with which a change is compared, and a folder (`top`) within its repository."""

    top: Path
    commit: str


def find_base_revision(top: Path, revision: str) -> BaseRevision:
    """Return the commit at which a change began: the merge base of HEAD and the revision.

    Without a merge base (in a shallow clone, or with unrelated histories) it is the revision itself. Raises
    UserError if git is missing, `top` is in no repository, or the revision does not exist.
    """
    done = _run(top, "rev-parse", "--is-inside-work-tree")
    if done.stdout.strip() != b"true":
        fix = "run this in the top folder of a clone of the publication"
        raise _make_error(f"git finds no repository here{_quote_git_error(done)}", fix)
    done = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = done.stdout.strip().decode("ascii", "replace")
    if done.returncode or not commit:
        shown = revision[:MAX_SHOWN_LENGTH]
        if _run(top, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            fix = "this clone is shallow: fetch its history with `git fetch --unshallow`"
        else:
            fix = "fetch it with `git fetch`, or give an existing branch, tag or commit"
        raise _make_error(f"git finds no commit '{shown}'", fix)
    done = _run(top, "merge-base", commit, "HEAD")
    return BaseRevision(top, done.stdout.strip().decode("ascii") if done.returncode == 0 else commit)


def are_sources_unchanged(base: BaseRevision) -> bool:
    """Return whether every file under `sources/` is as it was at the commit, and none was added."""
    changed = _run(base.top, "diff", "--no-ext-diff", "--quiet", base.commit, "--", SOURCES_FOLDER)
    added = _run(base.top, "ls-files", "--others", "--", SOURCES_FOLDER)
    return changed.returncode == 0 and added.returncode == 0 and not added.stdout


def read_sources_at_revision(base: BaseRevision) -> RawPublication:
    """Return the sources at that commit, as `read_sources` does; empty if the commit has none.

    Paths are relative (`sources/…`), as those of the files are now. Raises UserError if git cannot read the
    files.
    """
    with _write_temporary_copy(base) as folder, chdir(folder):
        return read_sources(Path(SOURCES_FOLDER))


@contextmanager
def _write_temporary_copy(base: BaseRevision) -> Iterator[Path]:
    """Yield a folder that holds the regular files that were under `sources/`, byte for byte."""
    with make_temporary_folder() as folder:
        try:
            write_new_tree(_read_files(base), folder)
        except OSError as error:
            message = f"cannot write {error.filename} into a temporary folder: {error.strerror}"
            raise _make_error(message, "see that TMPDIR names a folder with room") from None
        yield folder


def _read_files(base: BaseRevision) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each regular file of the commit under `sources/`, and its bytes."""
    # Not `git archive`: it obeys .gitattributes, which may leave out or rewrite files.
    listed = _run(base.top, "ls-tree", "-r", "-z", base.commit, f"{SOURCES_FOLDER}/")
    entries: list[tuple[str, bytes]] = []
    for entry in listed.stdout.split(b"\0"):
        head, _, path = entry.partition(b"\t")
        mode, _, rest = head.partition(b" ")
        name = os.fsdecode(path)
        if mode in REGULAR_FILE_MODES and _is_below(name):
            entries.append((name, rest.split()[1]))
    wanted = b"".join(blob + b"\n" for _, blob in entries)
    done = _run(base.top, "cat-file", "--batch", standard_input=wanted)
    if listed.returncode or done.returncode:
        failed = listed if listed.returncode else done
        fix = "check the clone with `git fsck`, or clone it again"
        raise _make_error(f"git cannot read the sources at {base.commit[:12]}{_quote_git_error(failed)}", fix)
    place = 0
    for name, _ in entries:
        # A line ends with the size, or says that the object is missing; git-cat-file(1), "BATCH OUTPUT".
        end = done.stdout.index(b"\n", place)
        size = done.stdout[place:end].rsplit(b" ", 1)[1]
        if not size.isdigit():
            fix = "fetch it with `git fetch --refetch`"
            raise _make_error(f"this clone lacks {name} of {base.commit[:12]}", fix)
        place = end + 1 + int(size)
        yield name, done.stdout[end + 1 : place]
        place += 1


def _is_below(path: str) -> bool:
    """Return whether a path stays below the folder; git writes no other, but a crafted tree may hold one."""
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and parts[0] == SOURCES_FOLDER and not {"..", "."} & set(parts) and "\\" not in path


def _run(top: Path, *arguments: str, standard_input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in the folder; raise UserError with a fix if that is impossible."""
    try:
        return run_git(top, *arguments, standard_input=standard_input)
    except FileNotFoundError:
        raise _make_error("git is not installed", "install it; all other commands work without it") from None
    except (OSError, ValueError):  # a NUL in the revision, or one that is too long
        raise _make_error("git cannot be run with this revision", "give a branch, tag or commit") from None


def _quote_git_error(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the first line of git's error message in parentheses, "" if there is none."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return f" ({lines[0][:200]})" if lines else ""


def _make_error(message: str, fix: str) -> UserError:
    return UserError(Problem("report", None, "--base", message, fix))
