"""Find runs of capitalised words in a sentence, and separate the name in each from the title before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.people.name_forms import fold_word
from build_scripts.people.name_tokens import ARTICLES_OF_SURNAMES, split_glued_title
from build_scripts.people.not_followed.word_lists import UnlistedNameWords
from build_scripts.text.parser import ParseTree, Token

_WORD = re.compile(r"(?:[^\W\d_]\.)+(?![^\W_])|[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_COLON = re.compile(r" *:")
_CREDIT = re.compile(
    r"contribut(?:ed|ing) (?:reporting|from|to (?:this|the) (?:report|story|article))\b"
    r"|^\W*(?:Reporting|Photos?|Photographs?|Editing|Writing) by\b"
)
_FUNCTION_TAGS = frozenset({"IN", "DT", "CC", "TO", "PR", "WP", "WD", "WR"})
"""First two letters of the tags of words that headings, too, write in small letters."""
_OPENING_TAGS = _FUNCTION_TAGS | {"RB", "VB", "CD", "MD", "JJ", "UH"}
"""The same for words that may be capitalised because they open the sentence."""
_MAX_WORDS_OF_NO_HEADING = 3
_MAX_SMALL_SHARE_IN_HEADING = 0.2
"""A heading has a smaller share of its content words in small letters, and more content words than above."""
_LONGEST_FIELD = 8
"""Words of the longest field of an office: "minister of justice and the interior"."""
_MAX_NAME_WORDS = 5
"""Words of the longest name of a person."""


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """One word of a sentence: its span in the text, its letters, and the token that begins there, if any."""

    span: Span
    text: str
    folded: str
    token: Token | None

    @property
    def tag(self) -> str:
        """Return the Penn Treebank tag of the token, or "" without one."""
        return self.token.tag if self.token else ""


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A name that may be a person's: its words, and the title before it, if any.

    `word_before` is the folded word before the title and the name; "" at the beginning of the sentence or
    where more than a blank separates the two. `noun_before`: that word is a noun.
    """

    words: tuple[TaggedWord, ...]
    title: Span | None
    word_before: str
    noun_before: bool

    @property
    def span(self) -> Span:
        """Return the span of the name in the text."""
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @property
    def folded(self) -> tuple[str, ...]:
        """Return the name's words without case and diacritics."""
        return tuple(word.folded for word in self.words)


def find_name_candidates(
    text: str, sentence: Span, tree: ParseTree, word_lists: UnlistedNameWords
) -> tuple[NameCandidate, ...]:
    """Return the names of one sentence in order; none if it is a credit or a heading."""
    words = _tag_words(text, sentence, tree, word_lists)
    if _is_heading(words):
        return ()
    if words and words[0].folded in word_lists.credit_openers and _COLON.match(text, words[0].span.end):
        return ()
    if _CREDIT.search(sentence.extract(text)):
        return ()
    return tuple(_find_candidates(text, words, word_lists))


def _is_heading(words: list[TaggedWord]) -> bool:
    """Return whether a sentence is written as a heading: few words, and no verb, in small letters."""
    content = [w for w in words if w.tag[:2] not in _FUNCTION_TAGS]
    small = [w for w in content if w.text[0].islower()]
    return (
        len(content) > _MAX_WORDS_OF_NO_HEADING
        and len(small) < _MAX_SMALL_SHARE_IN_HEADING * len(content)
        and not any(w.tag.startswith(("VB", "MD")) for w in small)
    )


def _tag_words(text: str, sentence: Span, tree: ParseTree, word_lists: UnlistedNameWords) -> list[TaggedWord]:
    """Return the words of a sentence with their tokens, without possessive endings."""
    tokens = {token.start: token for token in tree.tokens}
    found = []
    for match in _WORD.finditer(text, *sentence):
        possessive = _POSSESSIVE.search(match[0])
        end = match.end() - (len(possessive[0]) if possessive else 0)
        start = match.start()
        for word in split_glued_title(text[start:end], word_lists.name_words) if start < end else ():
            span = Span(start, start + len(word))
            found.append(TaggedWord(span, word, fold_word(word, word_lists.name_words), tokens.get(start)))
            start = span.end
    return found


def _find_candidates(
    text: str, words: list[TaggedWord], word_lists: UnlistedNameWords
) -> Iterator[NameCandidate]:
    """Yield the name in each run of words that may be one."""
    at = 0
    while at < len(words):
        if not _is_name_word(words[at], word_lists):
            at += 1
            continue
        end = at + 1
        while end < len(words) and _continues_run(text, words, end, word_lists):
            end += 1
        while not _is_name_word(words[end - 1], word_lists):
            end -= 1
        candidate = _make_candidate(text, words, at, end, word_lists)
        if candidate is not None:
            yield candidate
        at = end


def _is_name_word(word: TaggedWord, word_lists: UnlistedNameWords) -> bool:
    """Return whether a word may be part of a name: "Roe", "al-Roe", "d'Roe"."""
    if word.text[0].isupper():
        return True
    first, *rest = re.split(r"['’\-\u2010\u2011]", word.text)
    return bool(rest) and first in word_lists.name_words.particles and rest[0][:1].isupper()


def _continues_run(text: str, words: list[TaggedWord], at: int, word_lists: UnlistedNameWords) -> bool:
    """Return whether the word at index `at` continues the run of the word before it."""
    word, before = words[at], words[at - 1]
    gap = text[before.span.end : word.span.start]
    dotted = before.folded in word_lists.dotted_titles or before.folded in word_lists.name_words.suffixes
    if gap.strip(" ") not in ({"", "."} if dotted else {""}) or len(gap) > 2:
        return False
    if _is_name_word(word, word_lists):
        return True
    is_particle_of_name = at + 1 < len(words) and (
        _is_name_word(words[at + 1], word_lists) or _continues_run(text, words, at + 1, word_lists)
    )
    return word.folded in word_lists.name_words.particles and is_particle_of_name


def _make_candidate(
    text: str, words: list[TaggedWord], start: int, end: int, word_lists: UnlistedNameWords
) -> NameCandidate | None:
    """Return the name, with its title, in the run of words from `start` to `end`; None if there is none."""
    first = _skip_opening_words(words, start, end, word_lists)
    title_ends = [n + 1 for n in range(first, end) if _ends_title(words, n, first, end, word_lists)]
    office = _find_office_with_field(text, words, start, end, word_lists)
    if office is not None:
        first, title_ends = office[0], [office[1]]
    name, stop = _trim_name(words, title_ends[-1] if title_ends else first, end, word_lists)
    own = tuple(words[name:stop])
    if not own or len(own) > _MAX_NAME_WORDS or not _may_be_person(own, word_lists):
        return None
    title_start = first
    if office is not None or (not title_ends and first == start):
        title_start = _small_title_start(text, words, first, word_lists)
    title_end = name if title_ends else first
    has_title = bool(title_ends) or title_start < first
    title = Span(words[title_start].span.start, words[title_end - 1].span.end) if has_title else None
    before = words[title_start - 1] if title_start else None
    if before is None or text[before.span.end : words[title_start].span.start] != " ":
        return NameCandidate(own, title, "", noun_before=False)
    return NameCandidate(own, title, before.folded, noun_before=before.tag in {"NN", "NNS"})


def _find_office_with_field(
    text: str, words: list[TaggedWord], start: int, end: int, word_lists: UnlistedNameWords
) -> tuple[int, int] | None:
    """Return the first word of an office with its field and the first of the name after it, or None.

    The run of words from `start` to `end` is the name ("minister of trade Jane Roe"), or the end of the field
    and then a name of two words ("Minister of Trade and Foreign Affairs Jane Roe").
    """
    at = start
    while at > 1 and start - at < _LONGEST_FIELD:
        at -= 1
        gap = text[words[at].span.end : words[at + 1].span.start]
        if gap not in {" ", ", "} or words[at].tag.startswith(("VB", "MD", "PRP")):
            return None
        if words[at].folded in {"of", "for"}:
            break
    if words[at].folded not in {"of", "for"} or words[at - 1].folded not in word_lists.offices_of_a_field:
        return None
    name = start
    if words[start - 1].tag[:2] in _FUNCTION_TAGS:  # the run begins with the field, or joins another person
        name = end - 2
        particles = word_lists.name_words.particles
        while name > start and (words[name].folded in particles or len(words[name].text.strip(".")) == 1):
            name -= 1
        if name <= start:
            return None
    return (at - 1, name) if end - name > 1 else None


def _ends_title(
    words: list[TaggedWord], at: int, first: int, end: int, word_lists: UnlistedNameWords
) -> bool:
    """Return whether a word of the run from `first` to `end` is the last of a title.

    A noun for a person is a title at the beginning of a sentence, and before a name of two words
    ("Firefighter Jane Roe").
    """
    if _is_title(words[at], word_lists, small=at == 0):
        return True
    noun = words[at].folded
    nouns = word_lists.name_words.person_nouns
    return at == first and end - at > 2 and (noun in nouns or noun.removesuffix("s") in nouns)


def _trim_name(
    words: list[TaggedWord], name: int, end: int, word_lists: UnlistedNameWords
) -> tuple[int, int]:
    """Return the start and end of a name without words that are only next to it, and without suffixes."""
    not_in_names = word_lists.name_words.not_in_names
    while name < end and (words[name].folded in not_in_names or words[name].folded == "of"):
        name += 1
    while end > name and words[end - 1].folded in not_in_names | word_lists.name_words.suffixes:
        end -= 1
    if (
        end - name == 2
        and words[name].folded in word_lists.name_words.particles
        and words[name].text.islower()
    ):
        name += 1
    return name, end


def _skip_opening_words(words: list[TaggedWord], start: int, end: int, word_lists: UnlistedNameWords) -> int:
    """Return the start of a run without words that are capitalised only because they open the sentence."""
    while start < end - 1:
        word = words[start]
        opens = (
            word.folded in word_lists.name_words.sentence_starters
            or word.folded in word_lists.name_words.not_in_names
        )
        is_no_name = word.tag[:2] in _OPENING_TAGS or word.tag in {"NN", "NNS"}
        if not opens and not (is_no_name and (start == 0 or word.tag.startswith("JJ"))):
            break
        start += 1
    return start


def _is_title(word: TaggedWord, word_lists: UnlistedNameWords, *, small: bool) -> bool:
    """Return whether a word is a title; with `small`, also nouns for persons, written in small letters."""
    last = re.split(r"[\-\u2010\u2011]", word.folded)[-1]
    titles = word_lists.name_words.titles
    titled = word.folded in titles or last in titles or last.removesuffix("s") in titles
    return titled or (small and word.folded in word_lists.person_nouns | word_lists.picture_maker_nouns)


def _small_title_start(text: str, words: list[TaggedWord], first: int, word_lists: UnlistedNameWords) -> int:
    """Return the index where the title in small letters before the word `first` begins, or `first`."""
    place = first
    while place > 0 and text[words[place - 1].span.end : words[place].span.start] == " ":
        before = words[place - 1]
        modifies = place < first and before.folded in word_lists.name_words.modifiers
        if not (_is_title(before, word_lists, small=True) or modifies) or before.tag.startswith("VB"):
            break
        place -= 1
    return place


def _may_be_person(own: tuple[TaggedWord, ...], word_lists: UnlistedNameWords) -> bool:
    """Return whether words can be a person's name at all."""
    first, last = own[0], own[-1]
    if last.folded in word_lists.non_person_endings | ARTICLES_OF_SURNAMES or (
        len(own) > 1 and first.folded in word_lists.non_person_beginnings
    ):
        return False
    if (
        _is_title(last, word_lists, small=False)
        or last.tag == "NNPS"
        or first.folded in word_lists.name_words.sentence_starters
    ):
        return False
    if any(w.folded in word_lists.non_person_words for w in own):
        return False
    return len(last.text) > 1 and all(
        any(c.islower() for c in w.text)
        or (len(w.text.replace(".", "")) <= 2 and w is not last)
        or not w.text.isascii()
        for w in own
    )
