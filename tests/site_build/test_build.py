"""A build gives the same bytes anywhere, publishes all or nothing, and changes no file but its own."""

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from lxml import html

from build_scripts.models.problems import UserError
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.site_build.build import read_site_settings
from tests.helpers.command_lines import Call
from tests.helpers.files import tree, write
from tests.helpers.paths import INVENTED
from tests.helpers.publications import layout, run

BROKEN_PAGE = "# Method\n\nSee [the page](nowhere.md).\n"
FOREIGN_PAGE = '# Method\n\n<img src="https://pictures.example.org/a.png" alt="">\n'


@pytest.fixture
def built(invented_site: Path, tmp_path: Path) -> Path:
    """Return a copy of the invented publication, with its generated pages and its site."""
    return Path(shutil.copytree(invented_site.parent, tmp_path / "publication"))


# --- the whole build ---


def test_built_twice_in_other_places_time_zones_and_locales_on_one_processor_the_bytes_are_the_same(
    invented_site: Path, tmp_path: Path
) -> None:
    folder = layout(tmp_path / "an other place" / "Ärger", INVENTED)
    before = os.umask(0o077), os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if before[1]:
        os.sched_setaffinity(0, {min(before[1])})  # one processor
    try:
        run(folder, "build", environment={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"})
    finally:
        os.umask(before[0])
        if before[1]:
            os.sched_setaffinity(0, before[1])
    assert tree(folder / "site") == tree(invented_site)


def test_a_source_that_is_removed_takes_its_pages_along_and_nobody_elses(built: Path, call: Call) -> None:
    write(built, "docs/notes.md", "# Notes\n\nWritten by hand.\n")
    write(built, "docs/stories/bridge-collapse/hentzau-blatt/notes.md", "# More notes\n")
    (built / "sources/bridge-collapse/hentzau-blatt.txt").unlink()
    (built / "sources/bridge-collapse/hentzau-blatt.yml").unlink()
    write(built, "sources/bridge-collapse/story.yml", "title: Bridge\nsources: [zenda-post]\n")
    # MkDocs takes such a title from the environment as a number.
    write(built, "sources/publication.yml", "title: 1984\nrights: {mode: full}\n")
    call(built, "build")
    assert not (built / "docs/stories/bridge-collapse/hentzau-blatt/index.md").exists()
    assert not (built / "site/stories/bridge-collapse/hentzau-blatt/index.html").exists()
    assert (built / "site/stories/bridge-collapse/hentzau-blatt/notes/index.html").exists()
    assert (built / "site/notes/index.html").exists()
    assert (built / "docs/notes.md").read_text("utf-8").endswith("Written by hand.\n")
    assert "hentzau-blatt" not in (built / "site/data/bridge-collapse/articles.csv").read_text("utf-8")
    assert "1984" in (html.parse(built / "site/index.html").findtext(".//title") or "")


def test_a_build_that_fails_leaves_the_last_site_and_brings_back_what_a_kill_moved(
    built: Path, call: Call
) -> None:
    last = tree(built / "site")
    (built / "site").rename(built / ".site-old")
    write(built, ".site-new-1/index.html", "half a site")
    write(built, "docs/method.md", BROKEN_PAGE)
    done = call(built, "build", code=1)
    assert re.fullmatch(r"mkdocs\.yml: MkDocs says: WARNING .*method\.md.*nowhere\.md.*; .*\n", done.stderr)
    assert tree(built / "site") == last
    assert not (built / ".site-old").exists()
    assert not (built / ".site-new-1").exists()


def test_a_site_that_fails_its_check_is_not_published(built: Path, call: Call) -> None:
    last = tree(built / "site")
    write(built, "docs/method.md", FOREIGN_PAGE)
    done = call(built, "build", code=1)
    assert done.stderr.startswith(
        "method/index.html: loads https://pictures.example.org/a.png from another host;"
    )
    assert done.stderr.count("\n") == 1
    assert tree(built / "site") == last


def test_every_fault_of_every_source_is_told_and_the_last_site_stays(built: Path, call: Call) -> None:
    last = tree(built / "site"), tree(built / "docs")
    write(built, "sources/harbour-talks/zenda-post.yml", "outlet: The Zenda Post\npublished: then\n")
    write(built, "sources/harbour-talks/post-script.yml", "outlet: Nobody\n")
    (built / "sources/bridge-collapse/zenda-post.txt").write_bytes(b"\xff\xfe\x00")
    write(built, "sources/actors.yml", "- {id: Jane, name: Jane Roe}\n")
    done = call(built, "build", code=1)
    assert {line.partition("; ")[0] for line in done.stderr.splitlines()} == {
        "sources/actors.yml:1: actors[1].id: 'Jane' is not a valid id",
        "sources/bridge-collapse/zenda-post.txt:1: is not UTF-16-LE: byte 3 is 0x00",
        "sources/harbour-talks/pamphlet.txt: warning: states neither outlet nor headline, so the site calls "
        "it an unnamed source",
        "sources/harbour-talks/post-script.yml: belongs to no capture",
        "sources/harbour-talks/zenda-post.yml:2: published: 'then' is not a date",
    }
    assert done.stderr.count("\n") == 5
    assert (tree(built / "site"), tree(built / "docs")) == last
    assert done.stdout == ""


def test_a_second_build_at_the_same_time_is_refused_in_one_line(built: Path, call: Call) -> None:
    last = tree(built / "docs")
    with FileLock(built / ".site-lock"):
        done = call(built, "build", code=1)
    assert done.stderr == "site: another build is running; wait until it has finished\n"
    assert tree(built / "docs") == last


def test_an_address_that_is_none_is_one_line(built: Path) -> None:
    done = run(built, "build", environment={"PARALLAX_SITE_URL": "http://[::1"}, code=1)
    line = "environment: PARALLAX_SITE_URL: 'http://[::1' is not a web address; write https://host/path/\n"
    assert done.stderr == line


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ({}, "http://127.0.0.1:8000/"),
        ({"PARALLAX_SITE_URL": ""}, "http://127.0.0.1:8000/"),
        ({"PARALLAX_SITE_URL": "https://reader.example.org"}, "https://reader.example.org/"),
        ({"PARALLAX_SITE_URL": "https://jane.example.org/some-repo/"}, "https://jane.example.org/some-repo/"),
    ],
)
def test_where_the_site_will_stand(given: Mapping[str, str], taken: str, tmp_path: Path) -> None:
    assert read_site_settings(given, tmp_path) == SiteSettings(taken, None, None)


def test_the_environment_stands_above_what_the_publication_says_of_its_place(tmp_path: Path) -> None:
    said = "address: https://reader.example.org/a\nrepository: https://git.example.org/reader\n"
    write(tmp_path, "sources/publication.yml", f"title: The Reader\n{said}")
    repository = "https://git.example.org/reader"
    assert read_site_settings({}, tmp_path) == SiteSettings("https://reader.example.org/a/", repository)
    given = {"PARALLAX_SITE_URL": "https://b.example.org/", "PARALLAX_REPO_URL": "https://b.example.org/c"}
    assert read_site_settings(given, tmp_path) == SiteSettings(
        "https://b.example.org/", "https://b.example.org/c"
    )


@pytest.mark.parametrize("name", ["PARALLAX_SITE_URL", "PARALLAX_REPO_URL"])
@pytest.mark.parametrize(
    "value",
    [
        "x",
        "example.org",
        "javascript:alert(1)",
        "http://[::1",
        "https://a b/",
        'https://a"/',
        "https://a/?q\n",
        "//a/",
    ],
)
def test_where_no_site_can_stand(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as raised:
        read_site_settings({name: value}, tmp_path)
    (problem,) = raised.value.problems
    assert (problem.path, problem.field) == ("environment", name)
