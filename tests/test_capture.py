import hashlib
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from build_scripts import capture, html_capture, language
from build_scripts.models import Kind, Span
from build_scripts.problems import UserError

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "capture.yml").read_text("utf-8"))
PARAGRAPH = "The talks in the harbour of Strelsau went on until late, as part {} of the record says."
PAGE = """<html lang=en><head><title>Harbour talks end | The Strelsau Herald</title>
<meta property="og:site_name" content="The Strelsau Herald"><meta name="author" content="Jane Roe">
<meta property="og:title" content="Harbour talks end">
<meta property="article:published_time" content="2021-05-04T10:00:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Harbour talks end</h1>{}</article></body></html>"""


@pytest.mark.parametrize("case", CASES["good"], ids=lambda case: case["name"])
def test_bytes_become_text(case):
    data = bytes.fromhex(case["hex"])
    read = capture.decode(data, "a.txt")
    assert (read.text, read.encoding, read.path) == (case["text"], case["encoding"], "a.txt")
    assert read.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: case["name"])
def test_bytes_that_are_no_text_are_one_problem_with_its_line(case):
    with pytest.raises(UserError) as raised:
        capture.decode(bytes.fromhex(case["hex"]), "a.txt")
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.what) == ("a.txt", case["line"], case["what"])
    assert problem.mend


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_problem(data):
    try:
        text = capture.decode(data, "a.txt").text
    except UserError:
        return
    assert "\r" not in text
    assert "\0" not in text


def test_a_captured_page_gives_its_text_and_what_its_markup_states():
    page = PAGE.format("".join(f"<p>{PARAGRAPH.format(n)}</p>" for n in range(6)))
    read = html_capture.text_of(page.encode(), "a.html")
    text = read.capture.text
    assert "\n".join(line.span.of(text) for line in read.lines) == text
    body = [line.span.of(text) for line in read.lines if line.kind is Kind.BODY]
    assert body == [PARAGRAPH.format(n) for n in range(6)]
    stated = read.metadata
    assert (stated.headline.value, stated.byline.value) == ("Harbour talks end", ("Jane Roe",))
    assert (stated.published.value, stated.outlet.value) == ("2021-05-04T10:00+02:00", "The Strelsau Herald")
    assert isinstance(stated.headline.evidence, Span)
    assert stated.headline.evidence.of(text) == "Harbour talks end"
    assert stated.outlet.evidence == "markup"


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"\xff\xfe\x00", b"no page"])
def test_a_page_without_an_article_is_a_problem(page):
    with pytest.raises(UserError):
        html_capture.text_of(page, "a.html")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The ship owners of the harbour said on Tuesday that they would wait for the council.", "en"),
        ("Die Reeder im Hafen sagten am Dienstag, dass sie auf den Rat der Stadt warten wollten.", "de"),
        (
            "항구의 선주들은 화요일에 시의회의 결정을 기다리겠다고 밝혔다. 장관은 아무 말도 하지 않았다.",
            "ko",
        ),
        ("Too short", None),
        ("", None),
        ("12345 67890 !!! " * 20, None),
    ],
)
def test_a_language_is_detected_or_left_open(text, tag):
    assert language.detect(text) == tag


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text):
    tag = language.detect(text)
    assert tag is None or (tag.isascii() and tag.islower())
