"""Counts, denials and questions as evidence for a link. All texts are invented."""

from __future__ import annotations

import pytest

from tests.helpers.link_reasons import HERALD, POST, Make, reasons, whys

PILGRIMS = (
    "Some 4,200 pilgrims slept in the barns of the abbey.",
    "Barns held about 4,100 pilgrims that night.",
)


@pytest.mark.parametrize(("more", "adds"), [((), 0.12), (("By noon 900 pilgrims had gone.",), 0.06)])
def test_a_thing_that_nothing_else_counts_adds_more(
    article: Make, more: tuple[str, ...], adds: float
) -> None:
    herald = article("herald", (PILGRIMS[0], *HERALD, *more))
    found = reasons(herald, article("post", (PILGRIMS[1], *POST)), "Some 4,200", "Barns held")
    assert [round(reason.score_change, 2) for reason in found if reason.kind == "figure"] == [adds]


@pytest.mark.parametrize(
    ("other", "together"),
    [
        ("The owners say that nobody told them about the rotten planks.", True),
        ("The owners say that somebody told them about the rotten planks.", False),
    ],
)
def test_denials_that_are_each_others_best_match_are_linked(
    article: Make, other: str, together: bool
) -> None:
    one = "Pier Holdings denied that it was told of rotten timber by a diver."
    herald, post = article("herald", (*HERALD[:4], one)), article("post", (other, *POST))
    assert ("denial" in whys(herald, post, "Pier Holdings", "The owners")) is together


def test_a_question_is_linked_with_no_statement(article: Make) -> None:
    asked = "When will the bridge at Zenda open to trams again?"
    said = "The bridge at Zenda will open to trams again in May."
    herald = article("herald", (said, *HERALD[1:]))
    assert not whys(herald, article("post", (asked, *POST)), said, asked)
    assert whys(
        herald, article("post", (asked.replace("When", "In May").replace("?", "."), *POST)), said, "In May"
    )
