"""YAML: any text is read as written, or refused."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models.problems import UserError
from build_scripts.source_files.yaml.parser import parse_yaml

YAML_LIKE = st.text(st.sampled_from("ab:-?[]{}&*!|>'\"%@`#,<\\ \n\t0~\x85\u2028\ufeff\x07"), max_size=60)


@given(st.one_of(YAML_LIKE, st.text(max_size=60)))
def test_any_text_is_read_as_yaml_or_refused_with_one_problem(text: str) -> None:
    try:
        parse_yaml(text, "a.yml")
    except UserError as error:
        (problem,) = error.problems
        assert problem.line is None or problem.line >= 1
        assert str(problem).isprintable()


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_what_is_read_is_the_text_as_written(text: str) -> None:
    node = parse_yaml(yaml.safe_dump({"key": text}, allow_unicode=True), "a.yml")
    assert isinstance(node.value, dict)
    assert node.value["key"].value == text
