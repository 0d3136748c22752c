"""Hidden characters do not hide names, statements and lines, and stay in the text that is shown."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_scripts.models import Actor, Sidecar, Span
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.text.hidden_characters import is_hidden_character
from build_scripts.text.normalize import UNUSUAL_BLANKS, normalize_blanks, normalize_text

HIDDEN = "\u034f\ufe0f\u3164\u2061\U000e0041\u00ad\u200b\u200d\u202e\u2066\ufeff\ufff9"
ODD = st.text(st.sampled_from(".Az “\n" + UNUSUAL_BLANKS[:4] + HIDDEN[:6]), max_size=60)
TEXT = """Harbour talks end in Strelsau

By Jane Roe

Minister Rudolf Rassendyll said on Tuesday that the harbour of Strelsau would open again. The council agreed.

“We will open the harbour,” Rassendyll said. The mayor of Zenda declined to comment on the talks in the town.
"""
ACTORS = (Actor("rudolf", "Rudolf Rassendyll"),)
HYPHENS = str.maketrans({"d": "d\u00ad", "b": "\u00adb"})
FORMS = {
    "soft hyphens": TEXT.translate(HYPHENS),
    "no-break blanks": TEXT.replace(" ", "\u00a0"),
    "narrow no-break blanks": TEXT.replace("Rudolf ", "Rudolf\u202f"),
    "line separators for blanks": TEXT.replace(" ", "\u2028"),
    "widthless blanks around words": TEXT.replace(" ", "\u200b \u200b"),
    "widthless blanks on every line": TEXT.replace("\n", "\u200b\n\ufeff"),
    "joiners inside words": TEXT.replace("ll", "l\u2060l"),
}


def analysed(text, tools, sidecar=None):
    found = clean_capture(text.encode(), "a.txt", sidecar or Sidecar(), tools.article_tools)
    return analyse_article("a", found, ACTORS, tools.article_tools)


def normalized(text):
    return re.sub(" +", " ", normalize_text(text).text).strip()


@pytest.mark.parametrize("form", FORMS)
def test_results_are_the_same_and_their_spans_are_of_the_capture(form, tools):
    plain, found = analysed(TEXT, tools), analysed(FORMS[form], tools)
    text = found.text
    assert text == FORMS[form].removeprefix("\ufeff")
    assert [line.kind for line in found.lines][:8] == [line.kind for line in plain.lines][:8]
    for name in ("sentences", "mentions", "statements", "silences"):
        assert len(getattr(found, name)) == len(getattr(plain, name)) > 0, name
    words = [normalized(s.extract(text)) for s in found.sentence_spans]
    assert words == [s.extract(TEXT) for s in plain.sentence_spans]
    assert [(m.actor, normalized(m.span_with_title.extract(text))) for m in found.mentions] == [
        (m.actor, m.span_with_title.extract(TEXT)) for m in plain.mentions
    ]
    for there, here in zip(plain.statements, found.statements, strict=True):
        assert [normalized(s.extract(text)) for s in here.spans] == [s.extract(TEXT) for s in there.spans]
        assert (here.actor, here.kind) == (there.actor, there.kind)


def by_character(text, hidden):
    """Return a text with a hidden character in the middle of each word that has one."""
    return re.sub(r"(?<=[^\W_])(?=[^\W_])", lambda _: hidden, text)


def summary(found):
    """Return what must not depend on hidden characters: sentence count, mentions, speakers."""
    return (
        len(found.sentences),
        [(m.actor, m.via, normalized(m.span.extract(found.text))) for m in found.mentions],
        [(s.actor, s.kind, s.speaker_text and normalized(s.speaker_text)) for s in found.statements],
        found.metadata.language,
    )


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda c: f"U+{ord(c):04X}")
def test_a_hidden_character_between_all_letters_changes_no_result(hidden, tools):
    plain, found = analysed(TEXT, tools), analysed(by_character(TEXT, hidden), tools)
    assert summary(found) == summary(plain)
    assert [m.actor for m in found.mentions if m.via != "pronoun"] == ["rudolf", "rudolf"]
    assert found.statements[1].actor == "rudolf"


INSIDE = [m.start() for m in re.finditer(r"(?<=[^\W_])(?=[^\W_])", TEXT)]
ANY_HIDDEN = st.sampled_from(
    [chr(code) for code in range(0x110000) if is_hidden_character(chr(code))]
) | st.sampled_from(HIDDEN)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(INSIDE), st.text(ANY_HIDDEN, min_size=1, max_size=3), max_size=60))
def test_hidden_characters_inside_words_change_no_result(tools, added):
    text = "".join(added.get(offset, "") + character for offset, character in enumerate(TEXT))
    plain, found = analysed(TEXT, tools), analysed(text, tools)
    assert found.text == text
    assert summary(found) == summary(plain)


@pytest.mark.parametrize("form", FORMS)
def test_sentences_and_the_blanks_between_them_are_the_paragraph(form, tools):
    found = analysed(FORMS[form], tools)
    for paragraph in found.paragraphs:
        inside = [s for s in found.sentence_spans if paragraph.span.covers(s)]
        left = list(found.text[paragraph.span.start : paragraph.span.end])
        for sentence in inside:
            for place in range(sentence.start, sentence.end):
                left[place - paragraph.span.start] = " "
        assert "".join(left).strip() == ""


@given(ODD)
def test_normalized_blanks_keep_all_offsets(text):
    read = normalize_blanks(text)
    assert len(read) == len(text)
    assert [i for i, c in enumerate(read) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(ODD, st.data())
def test_spans_map_to_the_original_and_back(text, data):
    read = normalize_text(text)
    start = data.draw(st.integers(0, len(read.text)))
    span = Span(start, data.draw(st.integers(start, len(read.text))))
    back = read.to_original(span)
    assert normalize_text(back.extract(text)).text == span.extract(read.text)
    if span.start < span.end:
        assert read.to_normalized(back) == span
