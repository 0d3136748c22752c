"""Build the site: generate the pages, run MkDocs beside the last site, check the result, swap."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock, Timeout

from . import search_index, swapping, verifying, writing
from .models import Publication
from .problems import Problem, UserError
from .publishing.pages import files
from .publishing.place import Place


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a publication's files are."""

    top: Path

    @property
    def sources(self) -> Path:
        """The publication's own content."""
        return self.top / "sources"

    @property
    def docs(self) -> Path:
        """What MkDocs reads: hand-written pages, and generated ones beside them."""
        return self.top / "docs"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.top / "site"


def place(environment: Mapping[str, str], top: Path) -> Place:
    """Return where the site will stand, from the environment, and the commit that is checked out."""
    site_url = environment.get("PARALLAX_SITE_URL") or "http://127.0.0.1:8000/"
    repo_url = environment.get("PARALLAX_REPO_URL") or None
    for name, value in (("PARALLAX_SITE_URL", site_url), ("PARALLAX_REPO_URL", repo_url)):
        if value is not None and not re.fullmatch(r"https?://[\w.-]+(:\d+)?(/[\w./~-]*)?", value, re.ASCII):
            raise UserError(
                Problem(
                    "environment", None, name, f"'{value}' is not a web address", "write https://host/path/"
                )
            )
    date = environment.get("SOURCE_DATE_EPOCH") or _git(top, "log", "-1", "--format=%ct") or "0"
    if not re.fullmatch(r"\d{1,11}", date, re.ASCII):
        what, mend = f"'{date}' is not a time", "write seconds since 1970, or leave it out"
        raise UserError(Problem("environment", None, "SOURCE_DATE_EPOCH", what, mend))
    return Place(site_url.rstrip("/") + "/", repo_url, _git(top, "rev-parse", "HEAD"), int(date))


def generate(publication: Publication, where: Place, layout: Layout) -> None:
    """Write the generated pages below `docs/`.

    Raises UserError where a file of the user's is in the way, or a link that would publish what lies
    elsewhere.
    """
    links = [path for path in sorted(layout.docs.rglob("*")) if path.is_symlink()]
    if links:
        what, mend = "is a symbolic link", "put the file itself here"
        raise UserError(*(Problem(path.as_posix(), None, None, what, mend) for path in links))
    writing.write(files(publication, where), layout.docs)


def build(
    publication: Publication,
    where: Place,
    layout: Layout,
    environment: Mapping[str, str],
    progress: Callable[[str], None],
) -> None:
    """Build the site and put it in the last one's place, if nothing is wrong with it.

    Raises UserError otherwise; the last site then stands untouched.
    """
    with _alone(layout):
        swapping.recover(layout.site)
        progress("writing pages")
        generate(publication, where, layout)
        for left in layout.top.glob(".site-new*"):
            if left.is_symlink():
                left.unlink()
            shutil.rmtree(left, ignore_errors=True)
        # A name of its own: the MkDocs of a build that was killed may still be writing into another.
        new = layout.site.with_name(f".site-new-{os.getpid()}")
        progress("running MkDocs")
        _mkdocs(publication, where, layout, environment, new)
        for path in layout.docs.glob("stories/*/*/article.md"):
            # MkDocs would make a page of it; it is a file to take away.
            shutil.copyfile(path, new / path.relative_to(layout.docs))
        search_index.mend(new)
        progress("checking every quotation and link")
        texts = {f"{s.id}/{a.id}": a.text for s in publication.stories for a in s.articles}
        problems = verifying.verify(new, texts, urlsplit(where.site_url).path or "/")
        if problems:
            raise UserError(*problems)
        swapping.put_in_place(new, layout.site)


def mkdocs_environment(
    publication: Publication, where: Place, environment: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment that MkDocs runs in: what `mkdocs.yml` asks for, and the commit's date."""
    return {
        **environment,
        "PARALLAX_SITE_NAME": _as_text(publication.title),
        "PARALLAX_OWNER": _as_text(publication.owner or ""),
        "PARALLAX_CONTACT": _as_text(publication.contact or ""),
        "PARALLAX_CORRECTIONS": _as_text(publication.corrections or ""),
        "PARALLAX_SITE_URL": where.site_url,
        "PARALLAX_REPO_URL": where.repo_url or "",
        "SOURCE_DATE_EPOCH": str(where.built),
        "NO_MKDOCS_2_WARNING": "1",
    }


def _as_text(value: str) -> str:
    """Return a value that MkDocs' `!ENV` takes as text: 1984 would be a number, and No a refusal.

    A blank at the end, which HTML doesn't show, keeps YAML's implicit types from matching. None of them
    begins with a letter and holds a blank.
    """
    return value if not value or (value[0].isalpha() and " " in value) else f"{value} "


def _mkdocs(
    publication: Publication, where: Place, layout: Layout, environment: Mapping[str, str], new: Path
) -> None:
    done = subprocess.run(
        # Not --quiet: what isn't logged isn't counted, and --strict then lets every warning pass.
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", new.absolute()],
        cwd=layout.top,
        env=mkdocs_environment(publication, where, environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        lines = [line for line in said if line.startswith(("WARNING", "ERROR"))] or said[-1:]
        mend = "mend the page or the setting that it names"
        raise UserError(
            *(
                Problem("mkdocs.yml", None, None, f"MkDocs says: {line}", mend)
                for line in lines or [f"it stopped with code {done.returncode}"]
            )
        )


@contextlib.contextmanager
def _alone(layout: Layout) -> Iterator[None]:
    """Keep a second build of the same publication from running at the same time."""
    lock = FileLock(layout.top / ".site-lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise UserError(
            Problem("site", None, None, "another build is running", "wait until it has finished")
        ) from None
    try:
        yield
    finally:
        lock.release()


def _git(top: Path, *arguments: str) -> str | None:
    """Return what git says of the checkout at `top`, or None where there is none."""
    if not (top / ".git").exists():
        return None
    with contextlib.suppress(OSError):
        done = subprocess.run(
            ["git", "-C", os.fspath(top), *arguments], capture_output=True, text=True, check=False
        )
        return done.stdout.strip() or None if done.returncode == 0 else None
    return None
