"""Patterns that find phrases as whole words."""

import re

import pytest

from build_scripts.text.phrase_patterns import build_phrase_pattern


def found(text, *phrases, **how):
    return [m[0] for m in re.finditer(rf"{build_phrase_pattern(phrases, **how)}(?!\w)", text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Editor Jane Roe, editor in chief", ["Editor", "editor in chief"]),
        ("EDITOR", ["EDITOR"]),
        ("subeditor, editors", []),
        ("ſtaff Kiosk İstanbul ıtem", ["ſtaff", "Kiosk"]),
        ("(editor)", ["editor"]),
        ("", []),
    ],
)
def test_phrases_are_found_as_whole_words_whatever_their_case(text, words):
    assert found(text, "editor", "editor in chief", "staff", "kiosk") == words


def test_case_matters_with_cased():
    assert found("ZNA zna -ZNA", "ZNA", before=r"\w-", cased=True) == ["ZNA"]


def test_a_phrase_glued_to_a_name_is_found_where_pages_glue_them():
    assert found("Jane RoeEditor Jane ROEEditor Jane Roeeditor", "editor", glued=True) == ["Editor"]
    assert found("Jane RoeEditor", "editor") == []
