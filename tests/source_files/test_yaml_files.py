"""Files of a publication: any text is read, or its problems are reported."""

from hypothesis import given
from hypothesis import strategies as st

from build_scripts.source_files.yaml_files import (
    parse_actors_file,
    parse_publication_file,
    parse_sidecar_file,
    parse_story_file,
)

YAML_LIKE = st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`#,<\\ \n\t0~\x85\u2028\ufeff\x07"), max_size=60)


@given(st.one_of(YAML_LIKE, st.text(max_size=60)))
def test_any_text_is_read_as_a_sidecar_a_story_a_publication_or_actors(text: str) -> None:
    for read in (
        parse_sidecar_file,
        parse_story_file,
        parse_publication_file,
        parse_actors_file,
    ):
        _, problems = read(text, "a.yml")
        assert all(problem.path == "a.yml" and problem.message and problem.fix for problem in problems)
