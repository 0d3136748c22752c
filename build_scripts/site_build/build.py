"""Build the site: generate pages, run MkDocs into a staging folder, verify it, and replace the last site."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import NoReturn

from build_scripts.models import Publication
from build_scripts.models.problems import Problem, UserError
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views import addresses
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.processes.child_process import start_child_module
from build_scripts.processes.git import read_git_output
from build_scripts.site_build.search_index import finish_search_index
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
from build_scripts.storage.safe_open import SYMLINK_MESSAGES
from build_scripts.storage.write_files import find_non_generated_files, replace_file, write_generated_files

_ARTICLE_MARKDOWN = f"stories/*/*/{addresses.ARTICLE_MARKDOWN_FILE}"
"""Files to download. MkDocs must ignore them, because it would make pages of them; they are copied after."""

_OS_ERROR_LINE = re.compile(r"\w+: \[Errno (?P<number>\d+)\] (?P<message>[^:]*)(: '(?P<path>[^']*)')?")
"""The last line of Python's traceback of an OSError."""


@dataclass(frozen=True, slots=True)
class PublicationPaths:
    """The folders of a publication."""

    top: Path

    @property
    def sources(self) -> Path:
        """The publication's own content."""
        return self.top / "sources"

    @property
    def docs(self) -> Path:
        """The input of MkDocs: hand-written and generated pages."""
        return self.top / "docs"

    @property
    def site(self) -> Path:
        """The finished site."""
        return self.top / "site"


def read_site_settings(environment: Mapping[str, str], top: Path) -> SiteSettings:
    """Return the addresses of the site and its repository, and the commit that is checked out.

    Addresses come from the environment, else from `publication.yml`. Raises UserError if one is invalid.
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
    date = environment.get("SOURCE_DATE_EPOCH") or _read_git_text(top, "log", "-1", "--format=%ct") or "0"
    if not re.fullmatch(r"\d{1,11}", date, re.ASCII):
        message, fix = f"'{date}' is not a time", "write seconds since 1970, or leave it out"
        raise UserError(Problem("environment", None, "SOURCE_DATE_EPOCH", message, fix))
    return SiteSettings(
        site_url.rstrip("/") + "/", repo_url, _read_git_text(top, "rev-parse", "HEAD"), int(date)
    )


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The size of a site that was built, and the warnings of the build."""

    size: SiteSize
    warnings: tuple[Problem, ...]


def write_generated_pages(
    publication: Publication, site_settings: SiteSettings, layout: PublicationPaths, timeout: float = 0
) -> None:
    """Write the generated pages below `docs/`.

    Waits at most `timeout` seconds for another build that runs. Raises UserError if it still runs then, if a
    file of the user is in the way, if a symbolic link would publish other files, or if the disk refuses.
    """
    with convert_disk_errors(layout.top, layout.docs), _hold_build_lock(layout, timeout):
        _write_pages(publication, site_settings, layout)


def build_site(
    publication: Publication,
    site_settings: SiteSettings,
    layout: PublicationPaths,
    environment: Mapping[str, str],
    progress: Callable[[str], None],
    limits: SizeLimits = DEFAULT_SIZE_LIMITS,
) -> BuildResult:
    """Replace the site by a new one if that has no errors; return its size and the warnings.

    Raises UserError otherwise; the last site is then unchanged.
    """
    with convert_disk_errors(layout.top, layout.site), _hold_build_lock(layout):
        recover_folder(layout.site)
        _raise_if_any(find_foreign_site_files(layout.site))
        progress("writing pages")
        with convert_disk_errors(layout.top, layout.docs):
            generated = _write_pages(publication, site_settings, layout)
        staging = get_staging_path(layout.site, str(os.getpid()))
        try:
            progress("running MkDocs")
            _run_mkdocs(publication, site_settings, layout, environment, staging)
            for path, data in generated.items():
                if fnmatch(path, _ARTICLE_MARKDOWN):
                    replace_file(staging / path, data)
            finish_search_index(staging)
            progress("checking every quotation and link")
            texts = {f"{s.id}/{a.id}": a.text for s in publication.stories for a in s.articles}
            _raise_if_any(verify_site(staging, texts, site_settings.site_url))
            size = measure_site(staging)
            size_problems = tuple(find_size_problems(size, limits))
            _raise_if_any(size_problems if any(p.severity == "error" for p in size_problems) else ())
            write_site_manifest(staging)
            replace_folder(staging, layout.site)
        finally:
            remove_tree(staging)
        recover_folder(layout.site)  # MkDocs may have gone on writing after its build was killed
        return BuildResult(size, (*_find_foreign_pages(layout), *size_problems))


def _write_pages(
    publication: Publication, site_settings: SiteSettings, layout: PublicationPaths
) -> Mapping[str, bytes]:
    links = [path for path in sorted(layout.docs.rglob("*")) if path.is_symlink()]
    message, fix = SYMLINK_MESSAGES
    _raise_if_any(Problem(path.as_posix(), None, None, message, fix) for path in links)
    generated = generate_site_files(publication, site_settings)
    write_generated_files(generated, layout.docs)
    return generated


def _find_foreign_pages(layout: PublicationPaths) -> Iterator[Problem]:
    """Yield a warning for each file in a folder of generated ones, which git ignores."""
    for name in find_non_generated_files(layout.docs):
        is_ignored = any(part.startswith(".") for part in name.split("/")) or fnmatch(name, _ARTICLE_MARKDOWN)
        fate = "left alone" if is_ignored else "published"
        message = f"is in a folder of generated files but was not generated: it was {fate}"
        fix = "move it to a folder of its own in docs/, or remove it"
        yield Problem((layout.docs / name).as_posix(), None, None, message, fix, "warning")


def _raise_if_any(problems: Iterable[Problem]) -> None:
    if found := tuple(problems):
        raise UserError(*found)


def make_mkdocs_environment(
    publication: Publication, site_settings: SiteSettings, environment: Mapping[str, str]
) -> dict[str, str]:
    """Return the environment of MkDocs: the values that `mkdocs.yml` reads, and the commit's date."""
    return {
        **environment,
        "PARALLAX_SITE_NAME": _protect_from_yaml(publication.title),
        "PARALLAX_OWNER": _protect_from_yaml(publication.owner or ""),
        "PARALLAX_CONTACT": _protect_from_yaml(publication.contact or ""),
        "PARALLAX_CORRECTIONS": _protect_from_yaml(publication.corrections_contact or ""),
        "PARALLAX_SITE_URL": site_settings.site_url,
        "PARALLAX_REPO_URL": site_settings.repo_url or "",
        "SOURCE_DATE_EPOCH": str(site_settings.commit_timestamp),
        "NO_MKDOCS_2_WARNING": "1",
    }


def _protect_from_yaml(value: str) -> str:
    """Return a value that MkDocs' `!ENV` reads as text; else 1984 would be a number and No a boolean.

    A blank at the end, which HTML doesn't show, keeps YAML's implicit types from matching. No implicit type
    matches a value that begins with a letter and has a blank in it.
    """
    return value if not value or (value[0].isalpha() and " " in value) else f"{value} "


def _run_mkdocs(
    publication: Publication,
    site_settings: SiteSettings,
    layout: PublicationPaths,
    environment: Mapping[str, str],
    target: Path,
) -> None:
    """Build the site into the folder `target`. Raises UserError if MkDocs fails."""
    # Not --quiet: MkDocs counts only logged warnings, so --strict would let all of them pass.
    arguments = ("build", "--strict", "--site-dir", target.absolute())
    mkdocs_environment = make_mkdocs_environment(publication, site_settings, environment)
    with start_child_module("mkdocs", arguments, layout.top, mkdocs_environment, subprocess.PIPE) as process:
        output, _ = process.communicate()
    if process.returncode < 0:
        message = f"MkDocs was ended by signal {-process.returncode}, perhaps for want of memory"
        raise UserError(Problem("parallax", None, None, message, "free some memory and run it again"))
    if process.returncode:
        _raise_mkdocs_error(process.returncode, output.decode("utf-8", "replace"))


def _raise_mkdocs_error(code: int, output: str) -> NoReturn:
    """Raise the OSError that stopped MkDocs, or UserError with its warnings and errors or its last line."""
    lines = [stripped for line in output.splitlines() if (stripped := line.strip())]
    if lines and (os_error := _OS_ERROR_LINE.match(lines[-1])):
        raise OSError(int(os_error["number"]), os_error["message"], os_error["path"])
    reported = [line for line in lines if line.startswith(("WARNING", "ERROR"))] or lines[-1:]
    raise UserError(
        *(
            Problem(
                "mkdocs.yml", None, None, f"MkDocs says: {line}", "fix the page or the setting that it names"
            )
            for line in reported or [f"it stopped with code {code}"]
        )
    )


def _hold_build_lock(layout: PublicationPaths, timeout: float = 0) -> contextlib.AbstractContextManager[None]:
    """Keep a second build of the same publication from running at the same time."""
    busy = Problem("site", None, None, "another build is running", "wait until it has finished")
    return hold_lock(layout.top / ".site-lock", timeout, busy)


def _read_git_text(top: Path, *arguments: str) -> str | None:
    """Return git's output for the repository whose top folder is `top`, or None if there is none."""
    output = read_git_output(top, *arguments) if (top / ".git").exists() else None
    return os.fsdecode(output).strip() or None if output is not None else None
