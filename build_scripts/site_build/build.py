"""Build the site: generate the pages, run MkDocs beside the last site, check the result, swap."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from build_scripts.models import Publication
from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.processes.child_process import start_child_module
from build_scripts.site_build.clean_search_index import clean_search_index
from build_scripts.site_build.site_manifest import find_foreign_site_files, write_site_manifest
from build_scripts.site_build.size_limits import (
    DEFAULT_SIZE_LIMITS,
    SiteSize,
    SizeLimits,
    find_size_problems,
    measure_site,
)
from build_scripts.site_build.verify import verify_site
from build_scripts.source_files.read_sources import read_publication_settings
from build_scripts.source_files.yaml.value_formats import SITE_ADDRESS_PATTERN
from build_scripts.storage.atomic_swap import get_staging_path, recover_folder, replace_folder
from build_scripts.storage.disk_errors import convert_disk_errors
from build_scripts.storage.folders import remove_tree
from build_scripts.storage.lock import hold_lock
from build_scripts.storage.write_files import find_non_generated_files, replace_file, write_generated_files

_CLEANED = f"stories/*/*/{addresses.ARTICLE_MARKDOWN_FILE}"
"""Files to take away. MkDocs is told to leave them out: it would make pages of them."""

_REFUSED = re.compile(r"\w+: \[Errno (?P<number>\d+)\] (?P<what>[^:]*)(: '(?P<path>[^']*)')?")
"""The last line of what Python says when the disk refuses something."""


@dataclass(frozen=True, slots=True)
class PublicationPaths:
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


def read_site_settings(environment: Mapping[str, str], top: Path) -> SiteSettings:
    """Return where the site will stand, and the commit that is checked out.

    The environment says where, else `publication.yml` does. Raises UserError where it is no address.
    """
    settings = read_publication_settings(PublicationPaths(top).sources)
    site_url = environment.get("PARALLAX_SITE_URL") or settings.address or "http://127.0.0.1:8000/"
    repo_url = environment.get("PARALLAX_REPO_URL") or settings.repository
    for name, value in (("PARALLAX_SITE_URL", site_url), ("PARALLAX_REPO_URL", repo_url)):
        if value is not None and not re.fullmatch(SITE_ADDRESS_PATTERN, value, re.ASCII):
            raise UserError(
                Problem(
                    "environment", None, name, f"'{value}' is not a web address", "write https://host/path/"
                )
            )
    date = environment.get("SOURCE_DATE_EPOCH") or _git(top, "log", "-1", "--format=%ct") or "0"
    if not re.fullmatch(r"\d{1,11}", date, re.ASCII):
        what, mend = f"'{date}' is not a time", "write seconds since 1970, or leave it out"
        raise UserError(Problem("environment", None, "SOURCE_DATE_EPOCH", what, mend))
    return SiteSettings(site_url.rstrip("/") + "/", repo_url, _git(top, "rev-parse", "HEAD"), int(date))


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made, and what is to be warned of."""

    size: SiteSize
    warnings: tuple[Problem, ...]


def write_generated_pages(
    publication: Publication, where: SiteSettings, layout: PublicationPaths, patience: float = 0
) -> None:
    """Write the generated pages below `docs/`, alone.

    Waits for so many seconds while another build runs. Raises UserError where one still runs then, where
    a file of the user's is in the way or a link would publish what lies elsewhere, and where the disk
    refuses.
    """
    with convert_disk_errors(layout.top, layout.docs), _hold_build_lock(layout, patience):
        _generate(publication, where, layout)


def build_site(
    publication: Publication,
    where: SiteSettings,
    layout: PublicationPaths,
    environment: Mapping[str, str],
    progress: Callable[[str], None],
    limits: SizeLimits = DEFAULT_SIZE_LIMITS,
) -> BuildResult:
    """Build the site and put it in the last one's place, if nothing is wrong with it.

    Raises UserError otherwise; the last site then stands untouched.
    """
    with convert_disk_errors(layout.top, layout.site), _hold_build_lock(layout):
        recover_folder(layout.site)
        _refuse(find_foreign_site_files(layout.site))
        progress("writing pages")
        with convert_disk_errors(layout.top, layout.docs):
            generated = _generate(publication, where, layout)
        new = get_staging_path(layout.site, str(os.getpid()))
        try:
            progress("running MkDocs")
            _mkdocs(publication, where, layout, environment, new)
            for path, data in generated.items():
                if fnmatch(path, _CLEANED):
                    replace_file(new / path, data)
            clean_search_index(new)
            progress("checking every quotation and link")
            texts = {f"{s.id}/{a.id}": a.text for s in publication.stories for a in s.articles}
            _refuse(verify_site(new, texts, where.site_url))
            size = measure_site(new)
            judged = tuple(find_size_problems(size, limits))
            _refuse(judged if any(p.severity == "error" for p in judged) else ())
            write_site_manifest(new)
            replace_folder(new, layout.site)
        finally:
            remove_tree(new)
        recover_folder(layout.site)  # the MkDocs of a build that was killed may have written until now
        return BuildResult(size, (*_strangers(layout), *judged))


def _generate(publication: Publication, where: SiteSettings, layout: PublicationPaths) -> Mapping[str, bytes]:
    links = [path for path in sorted(layout.docs.rglob("*")) if path.is_symlink()]
    what, mend = "is a symbolic link", "put the file itself here"
    _refuse(Problem(path.as_posix(), None, None, what, mend) for path in links)
    generated = generate_site_files(publication, where)
    write_generated_files(generated, layout.docs)
    return generated


def _strangers(layout: PublicationPaths) -> Iterator[Problem]:
    """Yield a warning for each file that lies among the generated ones: git doesn't see it."""
    for name in find_non_generated_files(layout.docs):
        unread = any(part.startswith(".") for part in name.split("/")) or fnmatch(name, _CLEANED)
        what = f"lies among generated files and isn't one: it was {'left alone' if unread else 'published'}"
        mend = "move it to a folder of its own in docs/, or remove it"
        yield Problem((layout.docs / name).as_posix(), None, None, what, mend, "warning")


def _refuse(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise UserError(*found)


def make_mkdocs_environment(
    publication: Publication, where: SiteSettings, environment: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment that MkDocs runs in: what `mkdocs.yml` asks for, and the commit's date."""
    return {
        **environment,
        "PARALLAX_SITE_NAME": _as_text(publication.title),
        "PARALLAX_OWNER": _as_text(publication.owner or ""),
        "PARALLAX_CONTACT": _as_text(publication.contact or ""),
        "PARALLAX_CORRECTIONS": _as_text(publication.corrections_contact or ""),
        "PARALLAX_SITE_URL": where.site_url,
        "PARALLAX_REPO_URL": where.repo_url or "",
        "SOURCE_DATE_EPOCH": str(where.commit_timestamp),
        "NO_MKDOCS_2_WARNING": "1",
    }


def _as_text(value: str) -> str:
    """Return a value that MkDocs' `!ENV` takes as text: 1984 would be a number, and No a refusal.

    A blank at the end, which HTML doesn't show, keeps YAML's implicit types from matching. None of them
    begins with a letter and holds a blank.
    """
    return value if not value or (value[0].isalpha() and " " in value) else f"{value} "


def _mkdocs(
    publication: Publication,
    where: SiteSettings,
    layout: PublicationPaths,
    environment: Mapping[str, str],
    new: Path,
) -> None:
    # Not --quiet: what isn't logged isn't counted, and --strict then lets every warning pass.
    arguments = ("build", "--strict", "--site-dir", new.absolute())
    surroundings = make_mkdocs_environment(publication, where, environment)
    with start_child_module("mkdocs", arguments, layout.top, surroundings, subprocess.PIPE) as process:
        output, _ = process.communicate()
    if process.returncode < 0:
        what = f"MkDocs was ended by signal {-process.returncode}, perhaps for want of memory"
        raise UserError(Problem("parallax", None, None, what, "free some memory and run it again"))
    if process.returncode:
        said = [line for one in output.decode("utf-8", "replace").splitlines() if (line := one.strip())]
        if said and (refused := _REFUSED.match(said[-1])):
            raise OSError(int(refused["number"]), refused["what"], refused["path"])
        lines = [line for line in said if line.startswith(("WARNING", "ERROR"))] or said[-1:]
        mend = "mend the page or the setting that it names"
        _refuse(
            Problem("mkdocs.yml", None, None, f"MkDocs says: {line}", mend)
            for line in lines or [f"it stopped with code {process.returncode}"]
        )


def _hold_build_lock(layout: PublicationPaths, timeout: float = 0) -> contextlib.AbstractContextManager[None]:
    """Keep a second build of the same publication from running at the same time."""
    busy = Problem("site", None, None, "another build is running", "wait until it has finished")
    return hold_lock(layout.top / ".site-lock", timeout, busy)


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
