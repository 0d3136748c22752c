"""Add sources to a small publication in the current folder. All texts are invented."""

import functools
from pathlib import Path

from build_scripts.authoring.add_source import AddedSource, AddRequest, ExternalInputs, add_source
from build_scripts.authoring.fetch import fetch_page
from build_scripts.pipeline.article_tools import ArticleTools

TEXT = """Strelsau opens a second harbour for the ships of Zenda

By Jane Roe
4 May 2031, 10:15

Strelsau opened a second harbour on Tuesday, and the first ships from Zenda were in by noon.

The harbour master said that forty ships a day could now be unloaded in Strelsau.

Ship owners said that they had not been asked about the tolls, which are to be paid from June.
"""
STORY = "title: The talks # ours\nsources:\n  - herald # first\n\n# the end\n"


def write_publication(folder: Path) -> None:
    """Write a publication of one story and one source into a folder."""
    for name, text in {
        "publication.yml": "title: P\n",
        "actors.yml": "[]\n",
        "talks/story.yml": STORY,
        "talks/herald.txt": "An old text, of which nothing is lost.\n",
    }.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def allow_any_address(ip: object) -> bool:
    """Allow all addresses, because the tests' server is on this machine."""
    return True


def means(piped: bytes = b"") -> ExternalInputs:
    """Return the inputs of `add` from outside: the network, standard input, and the date."""
    return ExternalInputs(
        functools.partial(fetch_page, allowed=allow_any_address), lambda size: piped[:size], "2031-05-05"
    )


def add(tools: ArticleTools, source: str | bytes, story: str = "talks", **more: str) -> AddedSource:
    """Add a source to the publication in the current folder: a path, an address, or piped-in bytes."""
    piped, source = (source, "-") if isinstance(source, bytes) else (b"", source)
    return add_source(AddRequest(source, story, **more), Path("sources"), tools, means(piped))
