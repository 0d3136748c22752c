"""Load the word lists and models that the stages of a single article need."""

from __future__ import annotations

from dataclasses import dataclass

from build_scripts.cleaning.word_lists import CleaningWords, load_cleaning_words
from build_scripts.metadata.word_lists import MetadataWords, load_metadata_words
from build_scripts.people.name_forms import NameWords, load_name_words
from build_scripts.people.named_persons import PersonWords, load_person_words
from build_scripts.people.not_followed.word_lists import UnlistedNameWords, load_unlisted_name_words
from build_scripts.statements.cue_words import CueWords, load_cue_words
from build_scripts.text.parser import EntityRecognizer, Parser, load_entity_recognizer, load_parser
from build_scripts.text.sentences import Abbreviations, load_abbreviations
from build_scripts.text.title_words import TitleWords, load_title_words


@dataclass(frozen=True, slots=True)
class ArticleTools:
    """The word lists and models of all stages, loaded once; each stage is given its own."""

    cleaning_words: CleaningWords
    metadata_words: MetadataWords
    abbreviations: Abbreviations
    name_titles: NameWords
    pronoun_words: PersonWords
    cues: CueWords
    not_followed_words: UnlistedNameWords
    title_words: TitleWords
    parser: Parser | None
    namer: EntityRecognizer | None


def load_article_tools(*, parsing: bool = True, naming: bool = False) -> ArticleTools:
    """Return the word lists, for statements also the parser, for names of people also the entity recognizer.

    Raises UserError if no language model is installed.
    """
    return ArticleTools(
        load_cleaning_words(),
        load_metadata_words(),
        load_abbreviations(),
        load_name_words(),
        load_person_words(),
        load_cue_words(),
        load_unlisted_name_words(),
        load_title_words(),
        load_parser() if parsing else None,
        load_entity_recognizer() if naming else None,
    )
