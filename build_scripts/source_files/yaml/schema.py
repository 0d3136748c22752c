"""Define the schema of each YAML file under `sources/`: its keys, the types of their values, descriptions.

YAML editors show the descriptions to people who edit the files.
"""

from __future__ import annotations

from typing import Literal, get_args

from build_scripts.models import DifferenceKind, Grade
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
    WebAddressType,
    WholeNumberType,
    WikidataItemType,
    YesNoType,
)

RightsMode = Literal["full", "excerpt", "link"]
RIGHTS_MODES: tuple[RightsMode, ...] = get_args(RightsMode)
DIFFERENCE_KINDS: tuple[DifferenceKind, ...] = get_args(DifferenceKind)
GRADES: tuple[Grade, ...] = get_args(Grade)
NO_DIFFERENCE = "nothing"

_NAME = TextType(200, is_name=True)
_NAMES = TextListType(TextType(is_name=True))
_CELLS = SourceTextsType("{a-source: [words of its sentence]}")

RIGHTS_SCHEMA = MappingSchema(
    (
        SchemaField(
            "mode",
            ChoiceType(RIGHTS_MODES),
            "What the site may show: the full article, excerpts or only a link.",
        ),
        SchemaField("licence", TextType(), "The licence, as the holder of the rights states it."),
        SchemaField("holder", TextType(), "Who holds the rights."),
        SchemaField("basis", TextType(), "The legal basis for showing the text, such as quotation."),
    )
)
_RIGHTS = MappingType(RIGHTS_SCHEMA, "{mode: excerpt}")

PUBLICATION_SCHEMA = MappingSchema(
    (
        SchemaField("title", TextType(100, is_name=True), "The publication's name.", required=True),
        SchemaField("standfirst", TextType(400), "What the publication is about, in one or two sentences."),
        SchemaField("owner", TextType(200, is_name=True), "The publisher of this site."),
        SchemaField("contact", TextType(300), "How to contact the publisher."),
        SchemaField("corrections", TextType(300), "Where readers can ask for a correction."),
        SchemaField(
            "address", WebAddressType(), "The address of the site, unless the environment gives another."
        ),
        SchemaField(
            "repository",
            WebAddressType(),
            "The address of the repository, unless the environment gives another.",
        ),
        SchemaField("rights", _RIGHTS, "The rights in sources whose own files state none."),
    )
)

_LINE_OVERRIDE = MappingSchema(
    (
        SchemaField("line", WholeNumberType(), "The line of the capture, counted from 1.", required=True),
        SchemaField(
            "starts",
            TextType(),
            "The line's first words; they must match, in case lines have moved.",
            required=True,
        ),
    )
)
SIDECAR_SCHEMA = MappingSchema(
    (
        SchemaField("outlet", _NAME, "Who published the article."),
        SchemaField("source_url", WebAddressType(), "The address of the original page."),
        SchemaField(
            "headline",
            TextType(500, is_name=True),
            "The article's headline, if the capture doesn't state it correctly.",
        ),
        SchemaField("byline", _NAMES, "The authors of the article, one name per entry."),
        SchemaField("published", DateType(), "When the article was published, as precisely as stated."),
        SchemaField("agencies", _NAMES, "The news agencies that the article credits."),
        SchemaField("language", TextType(35), "The code of the article's language, like en or ko."),
        SchemaField("captured", DateType(), "When the page was copied."),
        SchemaField(
            "label", TextType(100, is_name=True), "A name for a source that has neither outlet nor headline."
        ),
        SchemaField("rights", _RIGHTS, "The rights in this source."),
        SchemaField(
            "keep",
            MappingListType(_LINE_OVERRIDE),
            "Lines that were cut but belong to the article.",
        ),
        SchemaField(
            "drop",
            MappingListType(_LINE_OVERRIDE),
            "Lines that were kept but don't belong to the article.",
        ),
    )
)

_ROLE = MappingSchema(
    (
        SchemaField("title", _NAME, "The job title, such as Harbour Minister.", required=True),
        SchemaField("of", _NAME, "The country or organisation of the post."),
        SchemaField("from", DateType(), "When the person took the post."),
        SchemaField("to", DateType(), "When the person left the post."),
    )
)
_ALIASES = SchemaField("aliases", _NAMES, "Other spellings of the name that belong to nobody else.")
_AMBIGUOUS = SchemaField(
    "ambiguous", _NAMES, "Forms of the name that other people share, such as the surname."
)
_ROLES = SchemaField("roles", MappingListType(_ROLE), "Posts that the person holds or has held.")
ACTOR_SCHEMA = MappingSchema(
    (
        SchemaField(
            "id",
            IdentifierType(),
            "The last part of the address of the actor's page; it must never change.",
            required=True,
        ),
        SchemaField("name", _NAME, "The name in full.", required=True),
        _ROLES,
        _ALIASES,
        SchemaField(
            "offices", _NAMES, "Offices that speak for the actor; they are never counted as the actor."
        ),
        _AMBIGUOUS,
        SchemaField("wikidata", WikidataItemType(), "The actor's Wikidata item, like Q42."),
    )
)
ACTORS_SCHEMA = MappingSchema(
    (SchemaField("actors", MappingListType(ACTOR_SCHEMA), "The people who have a page."),)
)

_LISTED_SOURCE = MappingSchema(
    (
        SchemaField("id", IdentifierType(), "The source's file name without the ending.", required=True),
        SchemaField("withdrawn", DateType(), "The day on which the article was taken down from this site."),
        SchemaField("reason", TextType(400), "Why it was taken down; the site shows the reason."),
    )
)
_ALSO_NAMED = MappingSchema(
    (SchemaField("name", _NAME, "The name in full.", required=True), _ALIASES, _AMBIGUOUS, _ROLES)
)
_POINT_ID = SchemaField(
    "id",
    IdentifierType(is_file_name=False),
    "The point's id: one that the program gave, or a new one.",
    required=True,
)
_POINT_FIELDS = (
    _POINT_ID,
    SchemaField("label", TextType(200), "The point in the publication's own words."),
    SchemaField(
        "sentences",
        _CELLS,
        "For each source, words of its sentences; each passage must be in exactly one sentence.",
    ),
    SchemaField(
        "words",
        SourceTextsType("{a-source: the words}"),
        "For each source, the words to show in large type above its sentences.",
    ),
    SchemaField("merge", TextListType(TextType()), "Ids of points to merge into this one."),
    SchemaField(
        "differs",
        TextListType(ChoiceType((*DIFFERENCE_KINDS, NO_DIFFERENCE))),
        "How the sources differ: any of these, or nothing.",
    ),
    SchemaField(
        "grade",
        ChoiceType(GRADES),
        "How much the sources differ: they cannot both be true, one is more exact, or they only tell it "
        "differently.",
    ),
    SchemaField("hide", YesNoType(), "Whether to hide the point (true or false)."),
    SchemaField("note", TextBlockType(2_000), "The editor's note, in Markdown."),
    SchemaField("add", _CELLS, "For each source, words of sentences to add to the point."),
    SchemaField("remove", _CELLS, "For each source, words of sentences to remove from the point."),
    SchemaField(
        "apart",
        _CELLS,
        "For each source, words of sentences that do not report the same: the program never joins them.",
    ),
)
_SPLIT = SchemaField(
    "split",
    MappingListType(MappingSchema(_POINT_FIELDS)),
    "The points that replace this one, each with its own id.",
)
POINT_SCHEMA = MappingSchema((*_POINT_FIELDS, _SPLIT), exclusive_keys=(_POINT_ID.key, _SPLIT.key))

STORY_SCHEMA = MappingSchema(
    (
        SchemaField(
            "title", TextType(200, is_name=True), "The event, in the publication's own words.", required=True
        ),
        SchemaField("standfirst", TextType(400), "The event in one or two sentences."),
        SchemaField("date", DateType(), "The date of the event, as precisely as known."),
        SchemaField("place", TextType(100), "Where the event happened."),
        SchemaField("timezone", TimezoneType(), "The time zone of the event, like Europe/Vienna."),
        SchemaField(
            "sources",
            MappingListType(_LISTED_SOURCE, allows_bare_id=True),
            "The sources, in the order of their letters A, B, …",
        ),
        SchemaField(
            "reviewed",
            TextListType(SourceReferenceType()),
            "The sources that the editor has read, as id or id@hash. Into the editor's points, the program "
            "puts sentences of other sources only as possible ones. A point with an entry counts as checked "
            "if all its sources are listed.",
        ),
        SchemaField(
            "also_named",
            MappingListType(_ALSO_NAMED),
            "People who are named in the articles but have no page.",
        ),
        SchemaField(
            "points",
            MappingListType(POINT_SCHEMA),
            "The editor's changes to the points that the articles report.",
        ),
    )
)

SITE_CORRECTION_SCHEMA = MappingSchema(
    (
        SchemaField("date", DateType(), "The day of the correction.", required=True),
        SchemaField("story", IdentifierType(), "The story with the mistake."),
        SchemaField("source", IdentifierType(), "The source of that story with the mistake."),
        SchemaField(
            "page",
            TextType(300),
            "Any other page with the mistake: its address on this site, like /actors/jane-roe/.",
        ),
        SchemaField("was", TextType(1_000), "The wrong statement.", required=True),
        SchemaField("now", TextType(1_000), "The correct statement.", required=True),
        SchemaField("change", WebAddressType(), "The web address of the change in the repository."),
    )
)
SITE_CORRECTIONS_SCHEMA = MappingSchema(
    (SchemaField("corrections", MappingListType(SITE_CORRECTION_SCHEMA), "The corrections of the site."),)
)
