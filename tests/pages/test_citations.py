"""Test the three forms of a citation."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Metadata, Sidecar, StatedFact
from build_scripts.pages.exports.citations import make_citation
from tests.helpers.source_views import source

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


def test_a_citation_of_all_that_is_stated() -> None:
    metadata = Metadata(
        headline=StatedFact("Talks {end} & 5% #1 ~ ^ \\ $x_y", "sidecar"),
        byline=StatedFact(("Anna Sapt", "Fritz {von} Tarlenheim"), "sidecar"),
        published=StatedFact("2031-03-12T18:05", "sidecar"),
        outlet=StatedFact("The Strelsau Herald", "sidecar"),
    )
    cited = make_citation(
        source(metadata, Sidecar(source_url="https://example.org/a_b", captured="2031-03-13"))
    )
    assert cited.plain == (
        "Anna Sapt and Fritz {von} Tarlenheim, “Talks {end} & 5% #1 ~ ^ \\ $x_y”, The Strelsau Herald,"
        " 12 March 2031. https://example.org/a_b"
    )
    assert cited.bibtex.splitlines() == [
        "@article{talks-herald,",
        r"  title = {Talks \{end\} \& 5\% \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} \$x\_y},",
        r"  author = {{Anna Sapt} and {Fritz \{von\} Tarlenheim}},",
        "  journal = {The Strelsau Herald},",
        "  date = {2031-03-12},",
        "  url = {https://example.org/a_b},",
        "  urldate = {2031-03-13},",
        "}",
    ]
    assert json.loads(cited.csl) == [
        {
            "id": "talks/herald",
            "type": "article-newspaper",
            "title": "Talks {end} & 5% #1 ~ ^ \\ $x_y",
            "author": [{"literal": "Anna Sapt"}, {"literal": "Fritz {von} Tarlenheim"}],
            "container-title": "The Strelsau Herald",
            "issued": {"date-parts": [[2031, 3, 12]]},
            "URL": "https://example.org/a_b",
            "accessed": {"date-parts": [[2031, 3, 13]]},
        }
    ]


def test_a_citation_says_what_is_not_stated() -> None:
    cited = make_citation(source(sidecar=Sidecar(label="Unsigned report")))
    assert cited.plain == "[Unsigned report; headline not stated], date not stated."
    assert cited.bibtex == "@article{talks-herald,\n  title = {Unsigned report},\n}"
    assert json.loads(cited.csl) == [
        {"id": "talks/herald", "type": "article-newspaper", "title": "Unsigned report"}
    ]


@given(LINE, LINE)
def test_braces_of_a_citation_are_balanced_and_json_is_json(headline: str, author: str) -> None:
    metadata = Metadata(headline=StatedFact(headline, "sidecar"), byline=StatedFact((author,), "sidecar"))
    cited = make_citation(source(metadata))
    depth = 0
    for mark in re.findall(r"(?<!\\)[{}]", cited.bibtex.replace("\\\\", "")):
        depth += 1 if mark == "{" else -1
        assert depth >= 0
    assert depth == 0
    (item,) = json.loads(cited.csl)
    assert (item["title"], item["author"]) == (headline, [{"literal": author}])
