"""What each YAML file under `sources/` may say: its keys, what stands under them, and what they are for."""

from __future__ import annotations

from typing import Literal, get_args

from build_scripts.models import Difference
from build_scripts.source_files.yaml.schema_types import (
    Address,
    Block,
    Cells,
    Choice,
    Date,
    Entries,
    Field,
    Flag,
    Identifier,
    Item,
    Nested,
    Shape,
    Text,
    Texts,
    Whole,
    Zone,
)

Mode = Literal["full", "excerpt", "link"]
MODES: tuple[Mode, ...] = get_args(Mode)
DIFFERENCES: tuple[Difference, ...] = get_args(Difference)
NO_DIFFERENCE = "nothing"

_NAME = Text(200, name=True)
_NAMES = Texts(Text(name=True))
_CELLS = Cells("{a-source: [words of its sentence]}")

RIGHTS = Shape(
    (
        Field("mode", Choice(MODES), "What the site may show: the whole article, excerpts, or a link."),
        Field("licence", Text(), "The licence, as its holder states it."),
        Field("holder", Text(), "Who holds the rights."),
        Field("basis", Text(), "On what ground the text is shown."),
    )
)
_RIGHTS = Nested(RIGHTS, "{mode: excerpt}")

PUBLICATION = Shape(
    (
        Field("title", Text(100, name=True), "The publication's name.", required=True),
        Field("standfirst", Text(400), "What it is, in a sentence or two."),
        Field("owner", Text(200, name=True), "Who publishes it."),
        Field("contact", Text(300), "How to reach them."),
        Field("corrections", Text(300), "Where to ask for a correction."),
        Field("address", Address(), "Where the site will stand, unless the environment says otherwise."),
        Field("repository", Address(), "Where its files are kept, unless the environment says otherwise."),
        Field("rights", _RIGHTS, "The rights in a source whose own file says nothing about them."),
    )
)

_CORRECTION = Shape(
    (
        Field("line", Whole(), "The line of the capture, counted from 1.", required=True),
        Field("starts", Text(), "The line's first words: they guard against lines that move.", required=True),
    )
)
SIDECAR = Shape(
    (
        Field("outlet", _NAME, "Who published the article."),
        Field("source_url", Address(), "The address of the original page."),
        Field("headline", Text(500, name=True), "The headline, where the capture doesn't state it."),
        Field("byline", _NAMES, "Who wrote the article, one name an entry."),
        Field("published", Date(), "When the article was published, as precisely as it is stated."),
        Field("agencies", _NAMES, "The news agencies that the article credits."),
        Field("language", Text(35), "The article's language, like en or ko."),
        Field("captured", Date(), "When the page was copied."),
        Field("label", Text(100, name=True), "What to call a source without outlet and headline."),
        Field("rights", _RIGHTS, "The rights in this source."),
        Field("keep", Entries(_CORRECTION), "Lines that belong to the article, though they were cut."),
        Field("drop", Entries(_CORRECTION), "Lines that don't belong to the article, though they were kept."),
    )
)

_ROLE = Shape(
    (
        Field("title", _NAME, "The post.", required=True),
        Field("of", _NAME, "The country or body it is a post of."),
        Field("from", Date(), "Since when."),
        Field("to", Date(), "Until when."),
    )
)
_ALIASES = Field("aliases", _NAMES, "Other spellings of the name, which nobody else bears.")
_AMBIGUOUS = Field("ambiguous", _NAMES, "Forms of the name that others bear, too.")
_ROLES = Field("roles", Entries(_ROLE), "Posts that the person holds or held.")
ACTOR = Shape(
    (
        Field("id", Identifier(), "The address of the actor's page; it never changes.", required=True),
        Field("name", _NAME, "The name in full.", required=True),
        _ROLES,
        _ALIASES,
        Field("offices", _NAMES, "Who speaks for the actor, and is never counted as the actor."),
        _AMBIGUOUS,
        Field("wikidata", Item(), "The actor's item of Wikidata, like Q42."),
    )
)
ACTORS = Shape((Field("actors", Entries(ACTOR), "Who has a page."),))

_LISTED = Shape(
    (
        Field("id", Identifier(), "The source's name: its file's, without the ending.", required=True),
        Field("withdrawn", Date(), "The day on which the article was taken down."),
        Field("reason", Text(400), "Why it was taken down; the site says so."),
    )
)
_ALSO_NAMED = Shape((Field("name", _NAME, "The name in full.", required=True), _ALIASES, _AMBIGUOUS, _ROLES))
_POINT_ID = Field("id", Identifier(page=False), "The point's id, the machine's or one's own.", required=True)
_PART = (
    _POINT_ID,
    Field("label", Text(200), "The point in the publication's own words."),
    Field("sentences", _CELLS, "For each source, words that stand in exactly one of its sentences."),
    Field("words", Cells("{a-source: the words}"), "For each source, the words to show in large."),
    Field("merge", Texts(Text()), "Ids of points that are part of this one."),
    Field("differs", Texts(Choice((*DIFFERENCES, NO_DIFFERENCE))), "What sources differ in, or nothing."),
    Field("hide", Flag(), "Whether to leave the point out."),
    Field("note", Block(2_000), "The editor's note, in Markdown."),
    Field("add", _CELLS, "For each source, words of sentences to put in."),
    Field("remove", _CELLS, "For each source, words of sentences to take out."),
)
_SPLIT = Field("split", Entries(Shape(_PART)), "The points in whose place this one goes.")
POINT = Shape((*_PART, _SPLIT), alone=(_POINT_ID.key, _SPLIT.key))

STORY = Shape(
    (
        Field("title", Text(200, name=True), "The event, in the publication's own words.", required=True),
        Field("standfirst", Text(400), "The event in a sentence or two."),
        Field("date", Date(), "The day of the event, as precisely as it is known."),
        Field("place", Text(100), "Where it happened."),
        Field("timezone", Zone(), "The time zone of the event, like Europe/Vienna."),
        Field("sources", Entries(_LISTED, short=True), "The sources in the order of their letters A, B, …"),
        Field("also_named", Entries(_ALSO_NAMED), "People whom articles name and who have no page."),
        Field("points", Entries(POINT), "The editor's word on what the articles report."),
    )
)

AMENDMENT = Shape(
    (
        Field("date", Date(), "The day of the correction.", required=True),
        Field("story", Identifier(), "The story that was corrected."),
        Field("source", Identifier(), "The story's source that was corrected."),
        Field("page", Text(300), "Any other page: its address on this site, like /actors/jane-roe/."),
        Field("was", Text(1_000), "What was wrong.", required=True),
        Field("now", Text(1_000), "What it is now.", required=True),
        Field("change", Address(), "The address of the change in the repository."),
    )
)
AMENDMENTS = Shape((Field("corrections", Entries(AMENDMENT), "What was corrected."),))
