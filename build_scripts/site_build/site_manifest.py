"""Write and use the list of a built site's files, by which the next build finds files that aren't its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from build_scripts.models.problems import Problem
from build_scripts.storage.write_files import MANIFEST_NAME, replace_file

SITE_MANIFEST = MANIFEST_NAME  # hidden, so that hosts don't publish it
_SYSTEM_FILES = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # made by file managers
_ALWAYS_BUILT = ("index.html", "404.html", "sitemap.xml", "search/search_index.json")
"""Files of every site that MkDocs builds with this theme."""
_MOVE_FIX = "move it away: the site is built there"


def write_site_manifest(site: Path) -> None:
    """Write the list of a built site's files into it."""
    manifest = {"version": 1, "files": sorted(_list_names(site) - {SITE_MANIFEST})}
    replace_file(site / SITE_MANIFEST, (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode())


def find_foreign_site_files(site: Path) -> Iterator[Problem]:
    """Yield a problem for each file in the last site that no build wrote: the next site would delete it."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        message = "is a symbolic link" if site.is_symlink() else "is not a folder"
        yield Problem(site.as_posix(), None, None, message, _MOVE_FIX)
        return
    names = _list_names(site)
    if not names:
        return
    try:
        listed = set(json.loads((site / SITE_MANIFEST).read_text("utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        if not names.issuperset(_ALWAYS_BUILT):
            message = "holds files, and was not built by Parallax"
            yield Problem(site.as_posix(), None, None, message, _MOVE_FIX)
        return
    for name in sorted(names - listed - {SITE_MANIFEST}):
        if name.rpartition("/")[2] not in _SYSTEM_FILES:
            message = "was not written by Parallax and would be deleted with the old site"
            fix = "move it to docs/, whose files are published as they are, or remove it"
            yield Problem((site / name).as_posix(), None, None, message, fix)


def _list_names(site: Path) -> set[str]:
    """Return the relative paths of all files and links below a folder."""
    paths = (path for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(site).as_posix() for path in paths}
