"""Build the same pages with Zensical, and say where its site differs from MkDocs'.

    python -m benchmarks.successor SITE ZENSICAL

SITE is the folder of a site that `build` has just made of `docs/`; ZENSICAL the program. Compared are the set
of pages, their titles and their links to other files of the site. Nothing of the checkout is changed. The
code is 1 where anything differs.
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

MOST = 20
"""Differences of a kind that are shown; of the others only the number."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is compared of a page: its title, and the files in the site that it links to."""

    title: str
    links: frozenset[str]


def pages(site: Path) -> Mapping[str, Page]:
    """Return the pages of a built site by their paths."""
    return {file.relative_to(site).as_posix(): _page(file, site) for file in sorted(site.rglob("*.html"))}


def differences(one: Mapping[str, Page], other: Mapping[str, Page]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each kind of difference, and the lines that tell it."""
    yield "pages that Zensical leaves out", tuple(sorted(one.keys() - other.keys()))
    yield "pages that only Zensical makes", tuple(sorted(other.keys() - one.keys()))
    both = sorted(one.keys() & other.keys())
    yield (
        "titles that differ",
        tuple(f"{p}: '{one[p].title}', '{other[p].title}'" for p in both if one[p].title != other[p].title),
    )
    yield (
        "links that Zensical leaves out",
        tuple(f"{p}: {link}" for p in both for link in sorted(one[p].links - other[p].links)),
    )
    yield (
        "links that only Zensical makes",
        tuple(f"{p}: {link}" for p in both for link in sorted(other[p].links - one[p].links)),
    )


def build(program: Path, top: Path, folder: Path) -> Path:
    """Build `docs/` of a checkout with Zensical in an empty folder, and return the site's folder."""
    for name in ("docs", "build_scripts/theme"):
        shutil.copytree(top / name, folder / name)
    shutil.copy(top / "mkdocs.yml", folder)
    raw = read_sources(top / "sources").file
    place = read_site_settings({}, top)
    # What the build of the other site was told, so that titles and links can be the same.
    environment = {
        "PATH": "/usr/bin:/bin",
        "PARALLAX_SITE_NAME": f"{raw.title} ",
        "PARALLAX_SITE_URL": place.site_url,
        "PARALLAX_OWNER": raw.owner or "",
        "PARALLAX_CONTACT": raw.contact or "",
        "PARALLAX_CORRECTIONS": raw.corrections or "",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        [program.absolute(), "build", "--clean"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"Zensical ended with code {done.returncode}: {(done.stderr + done.stdout)[-2000:]}")
    return folder / "site"


def _page(file: Path, site: Path) -> Page:
    tree = html.document_fromstring(file.read_bytes())
    page = file.relative_to(site).as_posix()
    found = (_target(page, element.get("href") or "") for element in tree.iter("a"))
    title = " ".join((tree.findtext(".//title") or "").split())
    # A page's links to itself are the frame's, which each program draws in its own way.
    return Page(title, frozenset(link for link in found if link and link.partition("#")[0] != f"/{page}"))


def _target(page: str, link: str) -> str | None:
    """Return what a link leads to below the site's top, as a path with its anchor; None elsewhere."""
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
        theirs = pages(build(Path(program), Path(), Path(folder)))
    ours = pages(Path(site))
    found = [(kind, lines) for kind, lines in differences(ours, theirs) if lines]
    for kind, lines in found:
        print(f"{len(lines)} {kind}")
        for line in lines[:MOST]:
            print(f"  {line}")
    links = sum(len(page.links) for page in ours.values())
    end = "differ" if found else "are the same in both"
    print(f"{len(ours)} pages, their titles and {links} links between them {end}.")
    return int(bool(found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: python -m benchmarks.successor SITE ZENSICAL")
    raise SystemExit(main(*sys.argv[1:]))
