"""A story's list of sources gets one more entry, and the rest of the file stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.source_files.entries.edit_story_list import append_listed_source, format_yaml_scalar
from build_scripts.source_files.yaml_files import parse_story_file


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: T\nsources:\n- a\n", "title: T\nsources:\n- a\n- new\n"),
        ("sources:\n    - a # b\n\n# c\ntitle: T", "sources:\n    - a # b\n    - new\n\n# c\ntitle: T"),
        ("title: T\nsources:\n  - a", "title: T\nsources:\n  - a\n  - new"),
        (
            "title: T\r\nsources:\r\n  - a\r\npoints: []\r\n",
            "title: T\r\nsources:\r\n  - a\r\n  - new\r\npoints: []\r\n",
        ),
        ("title: T\nsources: [a, b] # c\n", "title: T\nsources: [a, b, new] # c\n"),
        ("title: T\nsources: [\n  a, # c\n  b,\n]\n", "title: T\nsources: [\n  a, # c\n  b, new,\n]\n"),
        ("title: T\nsources: [] # c\n", "title: T\nsources: [old, new] # c\n"),
        ("title: T\nsources: # c\npoints: []\n", "title: T\nsources: # c\n  - old\n  - new\npoints: []\n"),
        ("title: T\nsources: null\n", "title: T\nsources: [old, new]\n"),
        ("title: T", "title: T\nsources:\n  - old\n  - new\n"),
        ("title: Ä😀\nsources:\n  - a\n", "title: Ä😀\nsources:\n  - a\n  - new\n"),
        (
            "title: T\nsources:\n  - id: a\n    withdrawn: 2031-01-01 # d\n  # e\npoints: []\n",
            "title: T\nsources:\n  - id: a\n    withdrawn: 2031-01-01 # d\n  - new\n  # e\npoints: []\n",
        ),
        (
            "title: T\nsources:\n  - {id: a, withdrawn: 2031-01-01}\n",
            "title: T\nsources:\n  - {id: a, withdrawn: 2031-01-01}\n  - new\n",
        ),
        ("title: T\nsources:\n  - 'a'\n  - \"b\"\n", "title: T\nsources:\n  - 'a'\n  - \"b\"\n  - new\n"),
        ("{title: T}\n", None),
        ("title: T\n...\n", None),
        ("title: T\nsources: a\n", None),
        ("title: T\nsources: [new]\n", None),
        ("- title\n", None),
        ("title: [\n", None),
    ],
)
def test_a_list_gets_one_more_and_all_else_stays(before, after):
    assert append_listed_source(before, "new", ["old"]) == after


@given(
    st.lists(st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3})?", fullmatch=True), unique=True, max_size=4),
    st.from_regex(r"[a-z0-9]{1,9}", fullmatch=True),
    st.sampled_from(["block", "indentless", "flow", "lines"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# a comment\n", "points: []\n", "\n\n"]),
)
def test_what_comes_of_it_is_read_as_it_was_meant(names, new, style, end, rest):
    if new in names:
        names.remove(new)
    items = [format_yaml_scalar(name) for name in names]
    text = {
        "block": "sources:\n" + "".join(f"  - {item}  # c\n" for item in items),
        "indentless": "sources:\n" + "".join(f"- {item}\n" for item in items),
        "flow": f"sources: [{', '.join(items)}]\n",
        "lines": "sources: [" + "".join(f"\n  {item}," for item in items) + "\n]\n",
    }[style]
    text = f"title: T\n{text}{rest}".replace("\n", end)
    changed = append_listed_source(text, new, ())
    value, problems = parse_story_file(changed, "story.yml")
    assert problems == ()
    assert [source.id for source in value.sources] == [*names, new]
    assert len(changed) > len(text)
    rest_of_it = iter(changed)
    assert all(character in rest_of_it for character in text)  # nothing of the old text is gone
