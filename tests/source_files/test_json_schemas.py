"""The JSON Schemas accept every file that the validator accepts, and refuse what it refuses for its form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.models import Metadata
from build_scripts.models.problems import Problem
from build_scripts.source_files.entries.edit_story_list import compose_story_file
from build_scripts.source_files.entries.propose_source_id import compose_sidecar
from build_scripts.source_files.yaml.json_schemas import generate_json_schemas
from build_scripts.source_files.yaml.schema import (
    ACTOR_SCHEMA,
    PUBLICATION_SCHEMA,
    SIDECAR_SCHEMA,
    SITE_CORRECTION_SCHEMA,
    STORY_SCHEMA,
)
from build_scripts.source_files.yaml.schema_types import (
    ChoiceType,
    DateType,
    IdentifierType,
    MappingListType,
    MappingSchema,
    MappingType,
    SchemaField,
    SourceReferenceType,
    SourceTextsType,
    TextBlockType,
    TextListType,
    TextType,
    TimezoneType,
    ValueType,
    WebAddressType,
    WholeNumberType,
    WikidataItemType,
    YesNoType,
)
from build_scripts.source_files.yaml_files import (
    parse_actors_file,
    parse_corrections_file,
    parse_publication_file,
    parse_sidecar_file,
    parse_story_file,
)
from tests.helpers.paths import EXTREME, INVENTED, TOP, read_cases

CASES = read_cases("source_files")
READERS: dict[str, Callable[[str, str], tuple[Any, tuple[Problem, ...]]]] = {
    "publication": parse_publication_file,
    "actors": parse_actors_file,
    "corrections": parse_corrections_file,
    "story": parse_story_file,
    "sidecar": parse_sidecar_file,
}
SCHEMAS = {name: json.loads(generate_json_schemas()[f"{name}.json"]) for name in READERS}
VALIDATORS = {
    name: jsonschema.Draft202012Validator(schema, format_checker=None) for name, schema in SCHEMAS.items()
}
WHOLE: dict[str, ValueType] = {
    "publication": MappingType(PUBLICATION_SCHEMA, ""),
    "actors": MappingListType(ACTOR_SCHEMA),
    "corrections": MappingListType(SITE_CORRECTION_SCHEMA),
    "story": MappingType(STORY_SCHEMA, ""),
    "sidecar": MappingType(SIDECAR_SCHEMA, ""),
}
# The validator's messages about values of the wrong form, which a schema must refuse too.
OF_SHAPE = re.compile(
    r"is not (a list|text|a Wikidata item|a web address|a line number)|is (missing|empty)|needs keys"
    r"|unknown (value|key)|has \d+ characters|is not a valid id|Windows"
)


class Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2, where a date is text and `yes` a word."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?$|^[-+]?[0-9]+[eE][-+]?[0-9]+$"),
    list("-+.0123456789"),
)
Core.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(loader.construct_scalar(node)))
Core.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def kind_of(path: str) -> str:
    name = Path(path).stem
    return name if name in READERS else "sidecar"


def faults(name: str, text: str) -> list[str]:
    """Return the schema's errors for a file."""
    return [error.message for error in VALIDATORS[name].iter_errors(yaml.load(text, Core))]


def errors(name: str, text: str) -> list[Problem]:
    return [problem for problem in READERS[name](text, "a.yml")[1] if problem.severity == "error"]


def yaml_files() -> Iterator[tuple[str, str, str]]:
    """Yield the YAML of the repository's publications and of the cases of faults: where from, kind, text."""
    invented = sorted(INVENTED.rglob("*.yml"))
    extreme = sorted(EXTREME.rglob("*.yml"))
    assert invented
    assert extreme
    for path in [*sorted(TOP.glob("sources/**/*.yml")), *extreme, *invented]:
        yield path.relative_to(TOP).as_posix(), kind_of(path.name), path.read_text("utf-8")
    for case in ({"name": "base", "files": CASES["base"]}, *CASES["cases"]):
        for path, text in case.get("files", {}).items():
            if path.endswith(".yml") and text is not None and path.count("/") < 3:
                yield f"{case['name']}: {path}", kind_of(path), text


FILES = list(yaml_files())


@pytest.mark.parametrize("name", READERS)
def test_the_schemas_in_the_repository_are_the_readers_own(name: str) -> None:
    assert (TOP / "schemas" / f"{name}.json").read_bytes() == generate_json_schemas()[f"{name}.json"], (
        "write them anew: python -m build_scripts schemas"
    )
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize(("name", "text"), [file[1:] for file in FILES], ids=[file[0] for file in FILES])
def test_the_schema_takes_what_the_reader_takes_and_refuses_faults_of_shape(name: str, text: str) -> None:
    found = errors(name, text)
    if any("YAML" in problem.message or "twice" in problem.message for problem in found):
        return  # the YAML parser reports it
    if not found:
        assert faults(name, text) == []
    elif any(OF_SHAPE.search(problem.message) for problem in found):
        assert faults(name, text) != []


def test_faults_of_shape_are_among_the_cases() -> None:
    told = {
        match[0]
        for _, name, text in FILES
        for p in errors(name, text)
        if (match := OF_SHAPE.search(p.message))
    }
    assert len(told) >= 12


def test_a_file_that_names_a_schema_names_its_own() -> None:
    for path in sorted(TOP.glob("sources/**/*.yml")):  # a contributor's need not name any
        first = path.read_text("utf-8").partition("\n")[0]
        if first.startswith("# yaml-language-server: "):
            target = first.partition("$schema=")[2]
            assert (path.parent / target).resolve() == TOP / "schemas" / f"{kind_of(path.name)}.json"


def test_what_add_writes_names_its_schema_and_holds_to_it() -> None:
    sidecar = compose_sidecar(Metadata(), "https://example.org/a", "2031-03-12", example_date="2031-03")
    assert sidecar is not None
    for name, text in (("sidecar", sidecar), ("story", compose_story_file("A: title", "herald"))):
        assert text.startswith(f"# yaml-language-server: $schema=../../schemas/{name}.json\n")
        assert (faults(name, text), errors(name, text)) == ([], [])


# --- any file that holds to the description ---

LINES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], min_codepoint=32), min_size=1, max_size=12
)
DATES = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda t: t.isoformat(timespec="minutes")),
    st.integers(1000, 9999),
)
NAMES = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
SIMPLE: dict[ValueType, st.SearchStrategy[Any]] = {
    DateType(): DATES,
    WebAddressType(): st.builds("https://{}.example.org/{}".format, NAMES, NAMES),
    TimezoneType(): st.sampled_from(["Europe/Vienna", "UTC", "Asia/Seoul"]),
    WikidataItemType(): st.integers(0, 10**9).map("Q{}".format),
    WholeNumberType(): st.one_of(st.integers(1, 10**6), st.integers(1, 999).map(str)),
    SourceReferenceType(): st.one_of(NAMES, st.builds("{}@{}".format, NAMES, st.text("0aF9", min_size=6))),
    YesNoType(): st.booleans(),
}


def values(kind: ValueType) -> st.SearchStrategy[Any]:
    """Return a strategy for what may stand under a key of this kind, as a file of YAML would hold it."""
    match kind:
        case TextType() | TextBlockType():
            return st.one_of(LINES, st.integers(0, 10**6), LINES.map(lambda line: f"  {line}\n"))
        case IdentifierType():
            return st.one_of(NAMES, st.integers(0, 99))
        case ChoiceType(options):
            return st.sampled_from(options).flatmap(lambda word: st.sampled_from([word, f" {word} "]))
        case TextListType(of):
            return st.one_of(values(of), st.lists(values(of), max_size=3))
        case SourceTextsType():
            return st.dictionaries(NAMES, st.one_of(st.none(), values(TextListType(TextType()))), max_size=3)
        case MappingType(shape):
            return mappings(shape)
        case MappingListType(shape, short):
            entry = mappings(shape)
            return st.lists(st.one_of(values(IdentifierType()), entry) if short else entry, max_size=3)
    return SIMPLE[kind]


def mappings(shape: MappingSchema) -> st.SearchStrategy[dict[str, Any]]:
    together = [field for field in shape.fields if field.key not in shape.exclusive_keys[-1:]]
    alone = [field for field in shape.fields if field.key in shape.exclusive_keys]
    return st.one_of(*(_mappings(fields) for fields in (together, alone) if fields))


def _mappings(fields: list[SchemaField]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {field.key: values(field.value_type) for field in fields if field.required},
        optional={f.key: st.one_of(st.none(), values(f.value_type)) for f in fields if not f.required},
    )


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=50)
@given(data=st.data())
def test_what_the_reader_takes_the_schema_takes(name: str, data: st.DataObject) -> None:
    value = data.draw(values(WHOLE[name]))
    text = yaml.safe_dump(value, allow_unicode=True)
    if not errors(name, text):
        assert faults(name, text) == []


@pytest.mark.parametrize("name", ["publication", "story", "sidecar"])
@settings(max_examples=50)
@given(data=st.data())
def test_a_key_that_nobody_knows_or_a_value_of_another_kind_is_refused_by_both(
    name: str, data: st.DataObject
) -> None:
    value = data.draw(values(WHOLE[name]))
    key = data.draw(st.sampled_from([*SCHEMAS[name]["properties"], "unknown"]))
    value[key] = [[["text"]]]
    text = yaml.safe_dump(value, allow_unicode=True)
    assert errors(name, text)
    assert faults(name, text)


@pytest.mark.parametrize("length", [1, 2_000, 2_001])
def test_the_longest_text_is_the_longest_in_both(length: int) -> None:
    text = f"points: [{{id: a, note: '{'x ' * (length // 2)}{'y' * (length % 2)}'}}]\ntitle: A\n"
    length = len(" ".join(("x " * (length // 2) + "y" * (length % 2)).split()))
    assert bool(errors("story", text)) == bool(faults("story", text)) == (length > 2_000)
