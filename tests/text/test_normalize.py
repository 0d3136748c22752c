"""Characters that no reader sees don't hide names, statements and lines, and are shown as they are."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_scripts.models import Actor, Sidecar, Span
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.clean_capture import clean_capture
from build_scripts.text.normalize import HIDDEN_CHARACTERS, UNUSUAL_BLANKS, normalize_blanks, normalize_text

ODD = st.text(st.sampled_from(".Az “\n" + UNUSUAL_BLANKS[:4] + HIDDEN_CHARACTERS[:6]), max_size=60)
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


def seen(text):
    return re.sub(" +", " ", normalize_text(text).text).strip()


@pytest.mark.parametrize("form", FORMS)
def test_what_is_found_is_the_same_and_every_span_is_the_captures(form, tools):
    plain, found = analysed(TEXT, tools), analysed(FORMS[form], tools)
    text = found.text
    assert text == FORMS[form].removeprefix("\ufeff")
    assert [line.kind for line in found.lines][:8] == [line.kind for line in plain.lines][:8]
    for name in ("sentences", "mentions", "statements", "silences"):
        assert len(getattr(found, name)) == len(getattr(plain, name)) > 0, name
    words = [seen(s.extract(text)) for s in found.sentence_spans]
    assert words == [s.extract(TEXT) for s in plain.sentence_spans]
    assert [(m.actor, seen(m.span_with_title.extract(text))) for m in found.mentions] == [
        (m.actor, m.span_with_title.extract(TEXT)) for m in plain.mentions
    ]
    for there, here in zip(plain.statements, found.statements, strict=True):
        assert [seen(s.extract(text)) for s in here.spans] == [s.extract(TEXT) for s in there.spans]
        assert (here.actor, here.kind) == (there.actor, there.kind)


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
def test_a_legible_text_has_the_same_offsets(text):
    read = normalize_blanks(text)
    assert len(read) == len(text)
    assert [i for i, c in enumerate(read) if c == "\n"] == [i for i, c in enumerate(text) if c == "\n"]


@given(ODD, st.data())
def test_spans_go_there_and_back(text, data):
    read = normalize_text(text)
    start = data.draw(st.integers(0, len(read.text)))
    span = Span(start, data.draw(st.integers(start, len(read.text))))
    back = read.to_original(span)
    assert normalize_text(back.extract(text)).text == span.extract(read.text)
    if span.start < span.end:
        assert read.to_normalized(back) == span
