"""Build the same pages with Zensical, and print where its site differs from that of MkDocs.

    python -m benchmarks.successor SITE ZENSICAL

SITE is the folder of a site that `build` has just made of `docs/`; ZENSICAL is the program. The pages, their
titles and their links to other files of the site are compared. The checkout is not changed. The exit code is
1 if anything differs.
"""

from __future__ import annotations

import posixpath
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

from build_scripts.site_build.build import read_site_settings
from build_scripts.source_files.read_sources import read_sources

MAX_SHOWN = 20
"""Differences of one kind that are printed, at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """The compared parts of a page: its title, and the files of the site that it links to."""

    title: str
    links: frozenset[str]


def read_pages(site: Path) -> Mapping[str, Page]:
    """Return the pages of a built site by their paths."""
    return {file.relative_to(site).as_posix(): _page(file, site) for file in sorted(site.rglob("*.html"))}


def list_differences(
    ours: Mapping[str, Page], theirs: Mapping[str, Page]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each kind of difference, with a line for each difference."""
    yield "pages that Zensical leaves out", tuple(sorted(ours.keys() - theirs.keys()))
    yield "pages that only Zensical makes", tuple(sorted(theirs.keys() - ours.keys()))
    both = sorted(ours.keys() & theirs.keys())
    yield (
        "titles that differ",
        tuple(
            f"{p}: '{ours[p].title}', '{theirs[p].title}'" for p in both if ours[p].title != theirs[p].title
        ),
    )
    yield (
        "links that Zensical leaves out",
        tuple(f"{p}: {link}" for p in both for link in sorted(ours[p].links - theirs[p].links)),
    )
    yield (
        "links that only Zensical makes",
        tuple(f"{p}: {link}" for p in both for link in sorted(theirs[p].links - ours[p].links)),
    )


def build_with_zensical(program: Path, top: Path, folder: Path) -> Path:
    """Build `docs/` of the checkout `top` with Zensical in an empty folder, and return the site's folder."""
    for name in ("docs", "build_scripts/theme"):
        shutil.copytree(top / name, folder / name)
    shutil.copy(top / "mkdocs.yml", folder)
    publication = read_sources(top / "sources").file
    settings = read_site_settings({}, top)
    # The settings of the other site's build, so that titles and links can be equal.
    environment = {
        "PATH": "/usr/bin:/bin",
        "PARALLAX_SITE_NAME": f"{publication.title} ",
        "PARALLAX_SITE_URL": settings.site_url,
        "PARALLAX_OWNER": publication.owner or "",
        "PARALLAX_CONTACT": publication.contact or "",
        "PARALLAX_CORRECTIONS": publication.corrections or "",
        "NO_COLOR": "1",
    }
    completed = subprocess.run(
        [program.absolute(), "build", "--clean"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if completed.returncode:
        output = (completed.stderr + completed.stdout)[-2000:]
        raise SystemExit(f"Zensical ended with code {completed.returncode}: {output}")
    return folder / "site"


def _page(file: Path, site: Path) -> Page:
    tree = html.document_fromstring(file.read_bytes())
    page = file.relative_to(site).as_posix()
    found = (_target(page, element.get("href") or "") for element in tree.iter("a"))
    title = " ".join((tree.findtext(".//title") or "").split())
    # A page's links to itself belong to the page's frame, which each program makes differently.
    return Page(title, frozenset(link for link in found if link and link.partition("#")[0] != f"/{page}"))


def _target(page: str, link: str) -> str | None:
    """Return a link's target as a path from the site's top, with its anchor; None for another host."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    folder = path.endswith(("/", ".")) or not path
    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), path)) if path else f"/{page}"
    if path and folder:
        target = posixpath.join(target, "index.html")
    return target + (f"#{parts.fragment}" if parts.fragment else "")


def main(site: str, program: str) -> int:
    """Print how the two sites differ, and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        theirs = read_pages(build_with_zensical(Path(program), Path(), Path(folder)))
    ours = read_pages(Path(site))
    found = [(kind, lines) for kind, lines in list_differences(ours, theirs) if lines]
    for kind, lines in found:
        print(f"{len(lines)} {kind}")
        for line in lines[:MAX_SHOWN]:
            print(f"  {line}")
    links = sum(len(page.links) for page in ours.values())
    end = "differ" if found else "are the same in both"
    print(f"{len(ours)} pages, their titles and {links} links between them {end}.")
    return int(bool(found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: python -m benchmarks.successor SITE ZENSICAL")
    raise SystemExit(main(*sys.argv[1:]))
