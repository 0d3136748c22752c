import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.captures.decode import decode_capture, decode_capture_with_warnings, get_capture_format
from build_scripts.models.problems import UserError
from tests.helpers.paths import read_cases

CASES = read_cases("decode")


@pytest.mark.parametrize("case", CASES["good"], ids=lambda case: case["name"])
def test_bytes_become_text(case):
    data = bytes.fromhex(case["hex"])
    read = decode_capture(data, "a.txt")
    assert (read.text, read.encoding, read.path) == (case["text"], case["encoding"], "a.txt")
    assert read.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: case["name"])
def test_bytes_that_are_no_text_are_one_problem_with_its_line(case):
    with pytest.raises(UserError) as raised:
        decode_capture(bytes.fromhex(case["hex"]), "a.txt")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.message) == ("a.txt", case["line"], case["what"])
    assert problem.fix


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_problem(data):
    try:
        text = decode_capture(data, "a.txt").text
    except UserError:
        return
    assert "\r" not in text
    assert "\0" not in text


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", CASES["legacy"], ids=lambda case: case["name"])
def test_text_in_an_old_encoding_is_read_with_a_warning(case, ends):
    data = (case["text"] * 2).replace("\n", ends).encode(case["codec"])
    read, (warning,) = decode_capture_with_warnings(data, "a.txt")
    assert (read.text, read.encoding) == (case["text"] * 2, case["told"])
    assert str(warning) == (
        f"a.txt: warning: is not UTF-8, and was read as {case['told']}; "
        "if letters look wrong, save it again as UTF-8"
    )


@pytest.mark.xfail(reason="charset-normalizer finds another encoding as likely")
@pytest.mark.parametrize("case", CASES["misread"], ids=lambda case: case["name"])
def test_text_in_an_old_encoding_that_is_misread(case):
    assert decode_capture(case["text"].encode(case["codec"]), "a.txt").text == case["text"]


@pytest.mark.parametrize("data", [bytes(range(128, 256)), bytes(range(256)) * 9])
def test_bytes_that_are_no_text_in_any_encoding_are_refused(data):
    with pytest.raises(UserError):
        decode_capture(data, "a.txt")


@pytest.mark.parametrize("character", ["\u00a0", "\u00ad", "\u200b", "\u2028", "\x0b", "\x85", "\ufeff"])
def test_unusual_characters_stay_as_they_are(character):
    text = f"a{character}b\nc{character}"
    assert decode_capture(text.encode(), "a.txt").text == text


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("a.txt", "text"),
        ("a", "text"),
        ("a.b/c.HTML", "page"),
        ("a.htm", "page"),
        ("a.html.txt", "text"),
        ("a.md", "markdown"),
    ],
)
def test_the_ending_tells_what_a_capture_is(path, form):
    assert get_capture_format(path) == form
