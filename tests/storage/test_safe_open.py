"""Only plain files up to a size limit are opened, without waiting."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from build_scripts.models.problems import UserError
from build_scripts.source_files.read_sources import read_sources, read_user_file
from build_scripts.storage.safe_open import check_sources_size, read_regular_file

USER_WITHOUT_RIGHTS = 65534
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and devices by name are POSIX's")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small publication, in the current folder."""
    monkeypatch.chdir(tmp_path)
    story = Path("sources/talks")
    story.mkdir(parents=True)
    Path("sources/publication.yml").write_text("title: The Strelsau Reader\n")
    Path("sources/actors.yml").write_text("[]\n")
    (story / "story.yml").write_text("title: The talks\n")
    (story / "herald.txt").write_text("The talks ended.\n")
    return Path("sources")


def in_time(work: Callable[[], list[str]]) -> list[str]:
    """Return a function's result; fail if it waits."""
    found: list[list[str]] = []
    thread = threading.Thread(target=lambda: found.append(work()), daemon=True)
    thread.start()
    thread.join(30)
    assert found, "it waits"
    return found[0]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unix_socket(path: Path) -> None:
    socket.socket(socket.AF_UNIX).bind(os.fspath(path))


def device(path: Path) -> None:
    try:
        os.mknod(path, 0o600 | 0o020000, os.makedev(1, 5))  # endless zeros
    except PermissionError:
        pytest.skip("only an administrator makes devices")


@POSIX
@pytest.mark.parametrize("make", [pipe, unix_socket, device])
@pytest.mark.parametrize(
    "name",
    [
        "publication.yml",
        "actors.yml",
        "talks/story.yml",
        "talks/herald.yml",
        "talks/herald.txt",
        "talks/a.html",
    ],
)
def test_what_is_no_plain_file_is_refused_and_not_waited_for(
    make: Callable[[Path], None], name: str, sources: Path
) -> None:
    path = sources / name
    path.unlink(missing_ok=True)
    make(path)
    told = in_time(lambda: [str(problem) for problem in read_sources(sources).problems])
    assert f"sources/{name}: is not a plain file; put the file itself here" in told


@POSIX
def test_a_pipe_that_the_user_names_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe(tmp_path / "page.txt")

    def read() -> list[str]:
        with pytest.raises(UserError, match="is not a file; give the path of a capture"):
            read_user_file(tmp_path / "page.txt")
        return ["refused"]

    assert in_time(read) == ["refused"]


def test_a_link_is_followed_where_the_user_names_it_and_not_in_a_publication(sources: Path) -> None:
    link = sources / "talks" / "post.txt"
    link.symlink_to("herald.txt")
    assert read_user_file(link) == b"The talks ended.\n"
    with pytest.raises(UserError, match="is a symbolic link"):
        read_regular_file(link, 100, "", links=False)


def test_a_folder_of_sources_that_is_a_link_is_not_read(sources: Path) -> None:
    sources.rename("elsewhere")
    sources.symlink_to("elsewhere")
    (problem,) = read_sources(sources).problems
    assert str(problem) == "sources: is a symbolic link; put the folder itself here"


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("talks/herald.txt", 5_000_001, "is larger than 5 MB; keep only the article's page"),
        ("talks/herald.yml", 100_001, "is larger than 100 kB; remove entries that are not needed"),
        ("talks/story.yml", 1_000_001, "is larger than 1 MB; remove entries that are not needed"),
        ("actors.yml", 1_000_001, "is larger than 1 MB; remove entries that are not needed"),
        ("publication.yml", 1_000_001, "is larger than 1 MB; remove entries that are not needed"),
    ],
)
def test_a_file_has_a_size_that_is_sensible(name: str, size: int, said: str, sources: Path) -> None:
    path = sources / name
    path.write_bytes(b"#" * (size - 1))
    before = [problem for problem in read_sources(sources).problems if "larger" in problem.message]
    path.write_bytes(b"#" * size)
    after = [str(problem) for problem in read_sources(sources).problems if "larger" in problem.message]
    assert (before, after) == ([], [f"sources/{name}: {said}"])


def test_a_publication_has_a_number_of_files_and_bytes_that_is_sensible(sources: Path) -> None:
    (sources / ".hidden").mkdir()
    (sources / ".hidden" / "large").write_bytes(bytes(10_000))
    assert check_sources_size(sources, files=5, total=1_000) is None
    number = check_sources_size(sources, files=4, total=1_000)
    size = check_sources_size(sources, files=5, total=10)
    assert str(number) == "sources: holds more than 4 files; split it into several publications"
    assert size is not None
    assert size.message.startswith("holds more than ")


def test_hidden_files_are_no_part_of_a_publication(sources: Path) -> None:
    before = read_sources(sources)
    (sources / ".git").mkdir()
    (sources / "talks" / ".post.txt").write_text("x")
    (sources / "talks" / ".post.txt.new").write_text("x")
    assert read_sources(sources) == before


@pytest.fixture
def no_administrator(sources: Path) -> Iterator[None]:
    """Run as a user without rights, if the tests run as root, who may read everything."""
    before = os.geteuid()
    Path().chmod(0o755)
    if before == 0:
        os.seteuid(USER_WITHOUT_RIGHTS)
    yield
    os.seteuid(before)


@POSIX
def test_what_may_not_be_read_is_told(sources: Path, request: pytest.FixtureRequest) -> None:
    (sources / "talks" / "herald.txt").chmod(0)
    request.getfixturevalue("no_administrator")
    assert "sources/talks/herald.txt: cannot be read: " in str(read_sources(sources).problems[-1])
