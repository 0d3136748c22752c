"""What each YAML file under `sources/` may say: its keys, what stands under them, and what they are for."""

from __future__ import annotations

from typing import Literal, get_args

from build_scripts.models import DifferenceKind
from build_scripts.source_files.yaml.schema_types import (
    ChoiceType,
    DateType,
    IdentifierType,
    MappingListType,
    MappingSchema,
    MappingType,
    SchemaField,
    SourceTextsType,
    TextBlockType,
    TextListType,
    TextType,
    TimezoneType,
    WebAddressType,
    WholeNumberType,
    WikidataItemType,
    YesNoType,
)

RightsMode = Literal["full", "excerpt", "link"]
RIGHTS_MODES: tuple[RightsMode, ...] = get_args(RightsMode)
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
NO_DIFFERENCE = "nothing"

_NAME = TextType(200, is_name=True)
_NAMES = TextListType(TextType(is_name=True))
_CELLS = SourceTextsType("{a-source: [words of its sentence]}")

RIGHTS_SCHEMA = MappingSchema(
    (
        SchemaField(
            "mode",
            ChoiceType(RIGHTS_MODES),
            "What the site may show: the whole article, excerpts, or a link.",
        ),
        SchemaField("licence", TextType(), "The licence, as its holder states it."),
        SchemaField("holder", TextType(), "Who holds the rights."),
        SchemaField("basis", TextType(), "On what ground the text is shown."),
    )
)
_RIGHTS = MappingType(RIGHTS_SCHEMA, "{mode: excerpt}")

PUBLICATION_SCHEMA = MappingSchema(
    (
        SchemaField("title", TextType(100, is_name=True), "The publication's name.", required=True),
        SchemaField("standfirst", TextType(400), "What it is, in a sentence or two."),
        SchemaField("owner", TextType(200, is_name=True), "Who publishes it."),
        SchemaField("contact", TextType(300), "How to reach them."),
        SchemaField("corrections", TextType(300), "Where to ask for a correction."),
        SchemaField(
            "address", WebAddressType(), "Where the site will stand, unless the environment says otherwise."
        ),
        SchemaField(
            "repository", WebAddressType(), "Where its files are kept, unless the environment says otherwise."
        ),
        SchemaField("rights", _RIGHTS, "The rights in a source whose own file says nothing about them."),
    )
)

_CORRECTION = MappingSchema(
    (
        SchemaField("line", WholeNumberType(), "The line of the capture, counted from 1.", required=True),
        SchemaField(
            "starts", TextType(), "The line's first words: they guard against lines that move.", required=True
        ),
    )
)
SIDECAR_SCHEMA = MappingSchema(
    (
        SchemaField("outlet", _NAME, "Who published the article."),
        SchemaField("source_url", WebAddressType(), "The address of the original page."),
        SchemaField(
            "headline", TextType(500, is_name=True), "The headline, where the capture doesn't state it."
        ),
        SchemaField("byline", _NAMES, "Who wrote the article, one name an entry."),
        SchemaField("published", DateType(), "When the article was published, as precisely as it is stated."),
        SchemaField("agencies", _NAMES, "The news agencies that the article credits."),
        SchemaField("language", TextType(35), "The article's language, like en or ko."),
        SchemaField("captured", DateType(), "When the page was copied."),
        SchemaField(
            "label", TextType(100, is_name=True), "What to call a source without outlet and headline."
        ),
        SchemaField("rights", _RIGHTS, "The rights in this source."),
        SchemaField(
            "keep", MappingListType(_CORRECTION), "Lines that belong to the article, though they were cut."
        ),
        SchemaField(
            "drop",
            MappingListType(_CORRECTION),
            "Lines that don't belong to the article, though they were kept.",
        ),
    )
)

_ROLE = MappingSchema(
    (
        SchemaField("title", _NAME, "The post.", required=True),
        SchemaField("of", _NAME, "The country or body it is a post of."),
        SchemaField("from", DateType(), "Since when."),
        SchemaField("to", DateType(), "Until when."),
    )
)
_ALIASES = SchemaField("aliases", _NAMES, "Other spellings of the name, which nobody else bears.")
_AMBIGUOUS = SchemaField("ambiguous", _NAMES, "Forms of the name that others bear, too.")
_ROLES = SchemaField("roles", MappingListType(_ROLE), "Posts that the person holds or held.")
ACTOR_SCHEMA = MappingSchema(
    (
        SchemaField(
            "id", IdentifierType(), "The address of the actor's page; it never changes.", required=True
        ),
        SchemaField("name", _NAME, "The name in full.", required=True),
        _ROLES,
        _ALIASES,
        SchemaField("offices", _NAMES, "Who speaks for the actor, and is never counted as the actor."),
        _AMBIGUOUS,
        SchemaField("wikidata", WikidataItemType(), "The actor's item of Wikidata, like Q42."),
    )
)
ACTORS_SCHEMA = MappingSchema((SchemaField("actors", MappingListType(ACTOR_SCHEMA), "Who has a page."),))

_LISTED = MappingSchema(
    (
        SchemaField(
            "id", IdentifierType(), "The source's name: its file's, without the ending.", required=True
        ),
        SchemaField("withdrawn", DateType(), "The day on which the article was taken down."),
        SchemaField("reason", TextType(400), "Why it was taken down; the site says so."),
    )
)
_ALSO_NAMED = MappingSchema(
    (SchemaField("name", _NAME, "The name in full.", required=True), _ALIASES, _AMBIGUOUS, _ROLES)
)
_POINT_ID = SchemaField(
    "id", IdentifierType(is_file_name=False), "The point's id, the machine's or one's own.", required=True
)
_PART = (
    _POINT_ID,
    SchemaField("label", TextType(200), "The point in the publication's own words."),
    SchemaField("sentences", _CELLS, "For each source, words that stand in exactly one of its sentences."),
    SchemaField(
        "words", SourceTextsType("{a-source: the words}"), "For each source, the words to show in large."
    ),
    SchemaField("merge", TextListType(TextType()), "Ids of points that are part of this one."),
    SchemaField(
        "differs",
        TextListType(ChoiceType((*DIFFERENCE_KINDS, NO_DIFFERENCE))),
        "What sources differ in, or nothing.",
    ),
    SchemaField("hide", YesNoType(), "Whether to leave the point out."),
    SchemaField("note", TextBlockType(2_000), "The editor's note, in Markdown."),
    SchemaField("add", _CELLS, "For each source, words of sentences to put in."),
    SchemaField("remove", _CELLS, "For each source, words of sentences to take out."),
)
_SPLIT = SchemaField(
    "split", MappingListType(MappingSchema(_PART)), "The points in whose place this one goes."
)
POINT_SCHEMA = MappingSchema((*_PART, _SPLIT), exclusive_keys=(_POINT_ID.key, _SPLIT.key))

STORY_SCHEMA = MappingSchema(
    (
        SchemaField(
            "title", TextType(200, is_name=True), "The event, in the publication's own words.", required=True
        ),
        SchemaField("standfirst", TextType(400), "The event in a sentence or two."),
        SchemaField("date", DateType(), "The day of the event, as precisely as it is known."),
        SchemaField("place", TextType(100), "Where it happened."),
        SchemaField("timezone", TimezoneType(), "The time zone of the event, like Europe/Vienna."),
        SchemaField(
            "sources",
            MappingListType(_LISTED, allows_bare_id=True),
            "The sources in the order of their letters A, B, …",
        ),
        SchemaField(
            "also_named", MappingListType(_ALSO_NAMED), "People whom articles name and who have no page."
        ),
        SchemaField(
            "points", MappingListType(POINT_SCHEMA), "The editor's word on what the articles report."
        ),
    )
)

SITE_CORRECTION_SCHEMA = MappingSchema(
    (
        SchemaField("date", DateType(), "The day of the correction.", required=True),
        SchemaField("story", IdentifierType(), "The story that was corrected."),
        SchemaField("source", IdentifierType(), "The story's source that was corrected."),
        SchemaField(
            "page", TextType(300), "Any other page: its address on this site, like /actors/jane-roe/."
        ),
        SchemaField("was", TextType(1_000), "What was wrong.", required=True),
        SchemaField("now", TextType(1_000), "What it is now.", required=True),
        SchemaField("change", WebAddressType(), "The address of the change in the repository."),
    )
)
SITE_CORRECTIONS_SCHEMA = MappingSchema(
    (SchemaField("corrections", MappingListType(SITE_CORRECTION_SCHEMA), "What was corrected."),)
)
