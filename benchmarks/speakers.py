"""Judge whether two ways to name a speaker name the same one."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PRONOUNS = _words(
    """i we you he she they it who me us him her them one someone somebody anyone everyone others another
    himself herself themselves itself this that these those both all"""
)
SUFFIXES = _words("jr sr ii iii iv md phd")
TITLES = _words(
    """mr mrs ms miss dr sir lord lady president vice prime minister premier chancellor senator sen rep
    congressman congresswoman representative gov governor mayor general gen col colonel maj major lt
    lieutenant capt captain sgt secretary ambassador judge justice chief king queen prince princess pope
    professor prof rev reverend speaker coach attorney director chairman chairwoman chair former ex us u.s
    american republican democrat democratic defense foreign national security adviser advisor state deputy
    the his her its their special envoy spokesman spokeswoman spokesperson officer detective"""
)
AFTER_HEAD = re.compile(
    r"\s*(?:\bwho\b|\bwhich\b|\bthat\b|\bof\b|\bfor\b|\bin\b|\bwith\b|\bat\b|\bfrom\b|\bon\b|\bto\b|\bnear\b"
    r"|\bas\b|\bduring\b|\binside\b|\bamong\b|\bclose\b|\bspeaking\b|\(|\[|—|–| - |;|:).*",
    re.DOTALL | re.IGNORECASE,
)
"""The words that follow the head of a noun phrase, to the end of the text."""

QUOTATION_MARKS = re.compile('[“”"]')
POSSESSIVE = re.compile(r"[’']s?$")


def _unquoted(name: str) -> str:
    return QUOTATION_MARKS.sub(" ", name).strip()


def heads(name: str) -> set[str]:
    """Return the words that identify a speaker: the head of each part's noun phrase, in lower case.

    Parts after the first count only where they end in a name: "the mayor, Jane Roe".
    """
    found: set[str] = set()
    bare = re.sub(r"^(according to|by|from|for)\s+", "", _unquoted(name), flags=re.IGNORECASE)
    for number, part in enumerate(re.split(r",|\band\b|\bor\b", bare)):
        phrase = AFTER_HEAD.sub("", part.strip())
        words = [POSSESSIVE.sub("", w).lower().strip(".") for w in re.findall(r"[\w.’'\-]+", phrase)]
        words = [w for w in words if w and w not in SUFFIXES]
        if words and (number == 0 or re.search(r"[A-Z]\w", phrase.split()[-1])):
            found.add(words[-1])
    return found


def name_words(name: str) -> set[str]:
    """Return the words of a proper name without titles, in lower case; none for any other phrase."""
    part = re.sub(r"^the\s+", "", _unquoted(name).split(",")[0])
    words = [w for w in (POSSESSIVE.sub("", w).strip(".’'") for w in part.split()) if w]
    if any(w[0].islower() for w in words):
        return set()
    return {w.lower() for w in words} - TITLES - SUFFIXES


def same_name(a: str, b: str) -> bool:
    """Tell whether one name is a short form of the other: "Roe" and "Jane Roe"."""
    first, second = name_words(a), name_words(b)
    return bool(first and second and (first <= second or second <= first))


def is_pronoun(name: str) -> bool:
    """Tell whether a name consists of pronouns only."""
    words = re.findall(r"\w+", name.lower())
    return bool(words) and all(w in PRONOUNS for w in words)


def is_right(names: Sequence[str], written: str, said: str, mention: str) -> bool | None:
    """Judge the speaker of one statement: right, wrong, or `None` if it can't be judged.

    `names` are all names of the speaker in the gold data. If it has none, `written` is its wording for the
    speaker at the statement. The answer has `said`, the resolved name, and `mention`, the words in the text.
    """
    if names:
        gold = set().union(*(heads(n) for n in names))
        return bool(gold & heads(said)) or any(same_name(n, said) for n in names)
    if not written:
        return None
    if is_pronoun(written):
        pronoun = mention or said
        if is_pronoun(pronoun):
            return bool(heads(written) & heads(pronoun))
        return None if said else False
    return any(heads(written) & heads(x) or same_name(written, x) for x in (said, mention) if x)
