"""Find the runs of capitalised words in a sentence, and tell the name in each from the title before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_scripts.models import Span
from build_scripts.people.name_forms import fold_word
from build_scripts.people.not_followed.word_lists import UnlistedNameWords
from build_scripts.text.parser import ParseTree, Token

_WORD = re.compile(r"(?:[^\W\d_]\.)+(?![^\W_])|[^\W\d_]+(?:['’\-\u2010\u2011][^\W\d_]+)*")
_OWNER = re.compile(r"['’]s?\Z", re.IGNORECASE)
_COLON = re.compile(r" *:")
_CREDIT = re.compile(
    r"contribut(?:ed|ing) (?:reporting|from|to (?:this|the) (?:report|story|article))\b"
    r"|^\W*(?:Reporting|Photos?|Photographs?|Editing|Writing) by\b"
)
_SMALL = frozenset({"IN", "DT", "CC", "TO", "PR", "WP", "WD", "WR"})
"""Tags, by their first two letters, of words that stand in small letters in a heading, too."""
_OPENING = _SMALL | {"RB", "VB", "CD", "MD", "JJ", "UH"}
"""Of words that may have their capital for opening the sentence."""
_FEW = 3
_SMALL_IN_HEADING = 0.2
"""A heading has more content words than `_FEW`, and hardly any of them in small letters."""
_LONGEST = 5
"""Words of the longest name that is taken to be a person's."""


@dataclass(frozen=True, slots=True)
class TaggedWord:
    """One word of a sentence: its place in the text, its letters, and the token that it begins in, if any."""

    span: Span
    text: str
    folded: str
    token: Token | None

    @property
    def tag(self) -> str:
        """The Penn Treebank tag of the token, or "" without one."""
        return self.token.tag if self.token else ""


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A name that may be a person's: its words, and the title before it, if any.

    `word_before` is the word before the title and the name, in lower case, "" at the beginning of the
    sentence or where more than a blank stands between; `noun_before` tells whether it is a noun.
    """

    words: tuple[TaggedWord, ...]
    title: Span | None
    word_before: str
    noun_before: bool

    @property
    def span(self) -> Span:
        """Where the name stands."""
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @property
    def folded(self) -> tuple[str, ...]:
        """The name's words without case and diacritics."""
        return tuple(word.folded for word in self.words)


def find_name_candidates(
    text: str, sentence: Span, tree: ParseTree, known: UnlistedNameWords
) -> tuple[NameCandidate, ...]:
    """Return the runs of one sentence in order; none where nearly every word has a capital."""
    words = _words(text, sentence, tree, known)
    if _is_heading(words):
        return ()
    if words and words[0].folded in known.credit_openers and _COLON.match(text, words[0].span.end):
        return ()
    if _CREDIT.search(sentence.extract(text)):
        return ()
    return tuple(_runs(text, words, known))


def _is_heading(words: list[TaggedWord]) -> bool:
    """Tell a sentence whose words are capitalised for being a heading: no verb of it is in small letters."""
    content = [w for w in words if w.tag[:2] not in _SMALL]
    small = [w for w in content if w.text[0].islower()]
    return (
        len(content) > _FEW
        and len(small) < _SMALL_IN_HEADING * len(content)
        and not any(w.tag.startswith(("VB", "MD")) for w in small)
    )


def _words(text: str, sentence: Span, tree: ParseTree, known: UnlistedNameWords) -> list[TaggedWord]:
    tokens = {token.start: token for token in tree.tokens}
    found = []
    for match in _WORD.finditer(text, *sentence):
        end = match.end() - len(owner[0]) if (owner := _OWNER.search(match[0])) else match.end()
        if end > match.start():
            span = Span(match.start(), end)
            found.append(
                TaggedWord(
                    span,
                    span.extract(text),
                    fold_word(span.extract(text), known.name_words),
                    tokens.get(span.start),
                )
            )
    return found


def _runs(text: str, words: list[TaggedWord], known: UnlistedNameWords) -> Iterator[NameCandidate]:
    at = 0
    while at < len(words):
        if not _capital(words[at], known):
            at += 1
            continue
        end = at + 1
        while end < len(words) and _joined(text, words, end, known):
            end += 1
        while not _capital(words[end - 1], known):
            end -= 1
        run = _run(text, words, at, end, known)
        if run is not None:
            yield run
        at = end


def _capital(word: TaggedWord, known: UnlistedNameWords) -> bool:
    """Tell a word of a name from others: "Roe", "al-Roe", "d'Roe"."""
    if word.text[0].isupper():
        return True
    first, *rest = re.split(r"['’\-\u2010\u2011]", word.text)
    return bool(rest) and first in known.name_words.particles and rest[0][:1].isupper()


def _joined(text: str, words: list[TaggedWord], at: int, known: UnlistedNameWords) -> bool:
    """Tell whether the word at `at` goes on with the run that the word before it belongs to."""
    word, before = words[at], words[at - 1]
    gap = text[before.span.end : word.span.start]
    dotted = before.folded in known.dotted_titles or before.folded in known.name_words.suffixes
    if gap.strip(" ") not in ({"", "."} if dotted else {""}) or len(gap) > 2 or not gap:
        return False
    if _capital(word, known):
        return True
    beyond = at + 1 < len(words) and (_capital(words[at + 1], known) or _joined(text, words, at + 1, known))
    return word.folded in known.name_words.particles and beyond


def _run(
    text: str, words: list[TaggedWord], start: int, end: int, known: UnlistedNameWords
) -> NameCandidate | None:
    """Return the name between two places with its title, or None where there is none."""
    first = _without_opening(words, start, end, known)
    titled = [n for n in range(first, end) if _is_title(words[n], known, small=n == 0)]
    name = titled[-1] + 1 if titled else first
    while name < end and (words[name].folded in known.name_words.beside or words[name].folded == "of"):
        name += 1
    stop = end
    while stop > name and words[stop - 1].folded in known.name_words.beside | known.name_words.suffixes:
        stop -= 1
    if stop - name == 2 and words[name].folded in known.name_words.particles and words[name].text.islower():
        name += 1
    own = tuple(words[name:stop])
    if not own or len(own) > _LONGEST or not _personal(own, known):
        return None
    title = Span(words[first].span.start, words[name - 1].span.end) if titled else None
    left = first
    if title is None and first == start:
        left = _lower_title(text, words, first, known)
        if left < first:
            title = Span(words[left].span.start, words[first - 1].span.end)
    before = words[left - 1] if left else None
    beside = before is not None and text[before.span.end : words[left].span.start] == " "
    noun = before is not None and before.tag in {"NN", "NNS"}
    return NameCandidate(own, title, before.folded if before and beside else "", beside and noun)


def _without_opening(words: list[TaggedWord], start: int, end: int, known: UnlistedNameWords) -> int:
    """Return where a run begins without the sentence's first word, if that is capitalised for being first."""
    while start < end - 1:
        word = words[start]
        opens = word.folded in known.name_words.starters or word.folded in known.name_words.beside
        other = word.tag[:2] in _OPENING or word.tag in {"NN", "NNS"}
        if not opens and not (other and (start == 0 or word.tag.startswith("JJ"))):
            break
        start += 1
    return start


def _is_title(word: TaggedWord, known: UnlistedNameWords, *, small: bool) -> bool:
    """Tell a title; `small` takes in the nouns that are written in small letters but to open a sentence."""
    last = re.split(r"[\-\u2010\u2011]", word.folded)[-1]
    titles = known.name_words.titles
    titled = word.folded in titles or last in titles or last.removesuffix("s") in titles
    return titled or (small and word.folded in known.person_nouns | known.picture_maker_nouns)


def _lower_title(text: str, words: list[TaggedWord], first: int, known: UnlistedNameWords) -> int:
    """Return where the title in small letters begins that stands right before a name, or the name's place."""
    place = first
    while place > 0 and text[words[place - 1].span.end : words[place].span.start] == " ":
        before = words[place - 1]
        modifies = place < first and before.folded in known.name_words.modifiers
        if not (_is_title(before, known, small=True) or modifies) or before.tag.startswith("VB"):
            break
        place -= 1
    return place


def _personal(own: tuple[TaggedWord, ...], known: UnlistedNameWords) -> bool:
    """Tell whether words look like a person's name at all."""
    first, last = own[0], own[-1]
    if last.folded in known.non_person_endings or (
        len(own) > 1 and first.folded in known.non_person_beginnings
    ):
        return False
    if _is_title(last, known, small=False) or last.tag == "NNPS" or first.folded in known.name_words.starters:
        return False
    if any(w.folded in known.non_person_words for w in own):
        return False
    return (
        all(
            any(c.islower() for c in w.text)
            or (len(w.text.replace(".", "")) <= 2 and (w is not last))
            or not w.text.isascii()
            for w in own
        )
        and len(last.text) > 1
    )
