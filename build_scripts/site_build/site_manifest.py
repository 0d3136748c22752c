"""The list of a built site's files: by it a build knows what in the last site isn't its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from build_scripts.models.problems import Problem
from build_scripts.storage.write_files import MANIFEST_NAME, replace_file

SITE_MANIFEST = MANIFEST_NAME  # hidden, so that hosts leave it out
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # a file manager makes them by itself
_SIGNS = ("index.html", "404.html", "sitemap.xml", "search/search_index.json")
"""What every site has that MkDocs built with this theme."""


def write_site_manifest(site: Path) -> None:
    """Put the list of its files into a built site."""
    listed = {"version": 1, "files": sorted(_names(site) - {SITE_MANIFEST})}
    replace_file(site / SITE_MANIFEST, (json.dumps(listed, indent=1, ensure_ascii=False) + "\n").encode())


def find_foreign_site_files(site: Path) -> Iterator[Problem]:
    """Yield a problem for each file in the last site that no build put there: a new site would remove it."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        what = "is no folder" if not site.is_symlink() else "is a symbolic link"
        yield Problem(site.as_posix(), None, None, what, "move it away: the site is built there")
        return
    names = _names(site)
    if not names:
        return
    try:
        listed = set(json.loads((site / SITE_MANIFEST).read_text("utf-8"))["files"])
    except (OSError, ValueError, KeyError, TypeError):
        if not names.issuperset(_SIGNS):
            what, mend = "holds files, and was not built by Parallax", "move it away: the site is built there"
            yield Problem(site.as_posix(), None, None, what, mend)
        return
    for name in sorted(names - listed - {SITE_MANIFEST}):
        if name.rpartition("/")[2] not in _OF_SYSTEMS:
            what = "is not the generator's, and would go with the last site"
            mend = "move it to docs/, whose files are published as they are, or remove it"
            yield Problem((site / name).as_posix(), None, None, what, mend)


def _names(site: Path) -> set[str]:
    found = (path for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
    return {path.relative_to(site).as_posix() for path in found}
