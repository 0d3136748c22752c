"""The work for an article grows like its size: no function is called four times as often for twice as much.

Calls are counted and not seconds, so that a busy machine changes nothing. Of three sizes, each twice the one
before, the second step is compared with the first: what every run does once cancels out. A step doubles where
work is linear, and quadruples where it is quadratic.
"""

from __future__ import annotations

import cProfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import CodeType

import pytest

from build_scripts.models import Sidecar
from build_scripts.pages.all_files import generate_site_files
from build_scripts.pages.views.site_settings import SiteSettings
from build_scripts.pipeline.assemble_publication import PublicationTools, assemble_publication
from build_scripts.source_files.read_sources import RawPublication, RawSource, RawStory
from build_scripts.source_files.yaml_files import PublicationFile, StoryFile
from tests.helpers.paths import TOP

PROGRAM = TOP / "build_scripts"
HIGHEST_RATIO = 2.7
FEWEST_CALLS = 60
"""Calls of a function for each repetition, below which it is not judged: one in small numbers may jump."""
SETTINGS = SiteSettings("https://strelsau.example/")
PROSE = "The mayor of Zenda met the harbour master in Strelsau to talk about the northern harbour."


def write_name(number: int) -> str:
    """Return a surname that no other number has."""
    return f"R{chr(97 + number // 676)}{chr(97 + number // 26 % 26)}{chr(97 + number % 26)}sendyl"


def write_long_sentences(number: int) -> str:
    """Return paragraphs of one sentence, with so many dates, times, figures, names and quotations."""
    return "\n\n".join(
        (
            "They met on " + "3 May 2031 and on " * number + "no other day.",
            "They met at " + "10:30 on 3 May 2031 and at " * number + "noon.",
            "The storm sank " + "12 ships, 3 million boats " * number + "and a raft.",
            "".join(f"Jane {write_name(i)}, " for i in range(number)) + "and others came.",
            "Jane Roe said " + '"it rained", she said, ' * number + "and left.",
        )
    )


def write_many_sentences(number: int) -> str:
    """Return so many sentences and paragraphs of several kinds, some alike and some not."""
    return "\n\n".join(
        (
            "They met in Strelsau on Friday. " * number,
            " ".join(f"The storm of 3 May 2031 sank {i + 2} ships." for i in range(number)),
            "\n\n".join(f"“It rained,” Jane {write_name(i)} said." for i in range(number)),
            "\n\n".join("“It rained, and the harbour closed again." for _ in range(number)),
            "".join(f"- {i + 2} ships sank\n" for i in range(number)),
            "\n\n".join(f"## The harbour\n\nThe {i + 2} ships came back." for i in range(number)),
        )
    )


def count_calls(texts: Sequence[str], tools: PublicationTools) -> Counter[tuple[str, str, int]]:
    """Return how often each function of the program is called to publish a story of these articles."""
    sources = tuple(
        RawSource(
            f"source-{number}",
            f"sources/rain/{number}.md",
            text.encode(),
            Sidecar(),
            "sources/rain/a.yml",
            False,
        )
        for number, text in enumerate(texts)
    )
    story = RawStory("rain", "sources/rain/story.yml", StoryFile(title="The rain"), sources)
    raw = RawPublication(PublicationFile(title="The Strelsau Reader"), (), (story,), ())

    def publish() -> None:
        publication, _ = assemble_publication(raw, tools, lambda _: None)
        assert len(publication.stories[0].articles) == len(sources)
        generate_site_files(publication, SETTINGS)

    profile = cProfile.Profile()
    profile.runcall(publish)
    calls: Counter[tuple[str, str, int]] = Counter()
    for entry in profile.getstats():
        code = entry.code
        if isinstance(code, CodeType) and (path := Path(code.co_filename)).is_relative_to(PROGRAM):
            calls[path.relative_to(PROGRAM).as_posix(), code.co_name, code.co_firstlineno] += entry.callcount
    return calls


def find_superlinear(
    small: Mapping[object, int], middle: Mapping[object, int], large: Mapping[object, int], repetitions: int
) -> dict[object, tuple[int, int, int]]:
    """Return the functions whose calls grow faster than the input, with their calls at the three sizes."""
    found = {}
    for function, calls in large.items():
        first = middle.get(function, 0) - small.get(function, 0)
        second = calls - middle.get(function, 0)
        if calls > FEWEST_CALLS * repetitions and second > HIGHEST_RATIO * first:
            found[function] = (small.get(function, 0), middle.get(function, 0), calls)
    return found


@pytest.mark.parametrize(
    ("write", "size", "sources"),
    # The sentences of several articles are compared in pairs, which takes more than double.
    [(write_long_sentences, 400, 2), (write_many_sentences, 15, 1)],
    ids=["words", "sentences"],
)
def test_no_function_is_called_more_than_in_proportion(
    write: Callable[[int], str], size: int, sources: int, tools: PublicationTools
) -> None:
    def count(number: int) -> Counter[tuple[str, str, int]]:
        text = f"# Rain over the harbour\n\n{PROSE}\n\n{write(number)}\n\n{PROSE}"
        return count_calls([text, f"{text}\n\nThe mayor left again."][:sources], tools)

    count(2)  # fills the caches
    assert find_superlinear(count(size), count(2 * size), count(4 * size), 4 * size) == {}


def test_quadratic_work_is_seen() -> None:
    once, twice, four_times = ({"compare": n * n * 9, "read": n * 90} for n in (10, 20, 40))
    assert list(find_superlinear(once, twice, four_times, 40)) == ["compare"]
