"""Each source of a story has a letter."""

import pytest

from build_scripts.pipeline.source_letters import make_source_letter


@pytest.mark.parametrize(
    ("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(number: int, letter: str) -> None:
    assert make_source_letter(number) == letter
