"""Characters that change the direction of writing, in captures and in comments of YAML files."""

from __future__ import annotations

from build_scripts.source_files.bidi_problems import find_bidi_comment_problems, find_bidi_problems


def test_each_kind_of_control_in_a_capture_has_one_warning() -> None:
    text = "One\nTwo \u202egnp\u202c three \u202etxt\u202c\n"
    assert [str(problem) for problem in find_bidi_problems(text, "sources/talks/herald.txt")] == [
        f"sources/talks/herald.txt:2: warning: contains {name}, 2 times, which changes the direction of "
        "writing; check that the text reads as on its page; the site shows the letters in their stored order"
        for name in ("U+202E RIGHT-TO-LEFT OVERRIDE", "U+202C POP DIRECTIONAL FORMATTING")
    ]
    assert list(find_bidi_problems("שלום\u200f עולם\u200e\n", "a.txt")) == []


def test_only_comments_are_checked_and_in_linear_time() -> None:
    told = [
        str(problem)
        for problem in find_bidi_comment_problems('a: "\u202e#"\nb: c # d \u202e\n#\u2066\n', "a.yml")
    ]
    assert [line.partition(": ")[0] for line in told] == ["a.yml:2", "a.yml:3"]
    assert list(find_bidi_comment_problems("# " * 400_000, "a.yml")) == []  # quadratic, this would take hours
    assert list(find_bidi_comment_problems("#" * 400_000 + " \u202e" + "# " * 400_000, "a.yml")) != []
