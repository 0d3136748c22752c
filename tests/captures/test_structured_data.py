"""JSON-LD and meta elements of saved pages."""

import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from build_scripts.captures.structured_data import read_page_facts

JSON_LIKE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@type", "@id", "@graph", "author", "name", "headline"]), inner)
    ),
    max_leaves=12,
)


@given(JSON_LIKE)
def test_any_json_is_read(value):
    tree = html.document_fromstring("<html><body><p>x</p></body></html>")
    script = html.fromstring('<script type="application/ld+json"></script>')
    script.text = json.dumps(value)
    tree.append(script)
    found = read_page_facts(tree)
    assert all(isinstance(name, str) and name for name in found.authors)
