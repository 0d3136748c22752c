"""Files that a user may pass by mistake: each is read sensibly, or refused in one line with a fix.

Cases are (name, ending, the bytes, what is expected): `body` lines of the article, `error` what is wrong.
"""

from pathlib import Path

import pytest

from build_scripts.models import TEXT_KINDS, Actor, LineKind
from build_scripts.models.problems import UserError
from build_scripts.pipeline.load_articles import ArticleLoader

HEADLINE = "Harbour talks end in Strelsau"
PROSE = tuple(
    f"The talks in the harbour of Strelsau went on until late, as part {n} of the record says of them."
    for n in range(6)
)
KOREAN = "항구의 선주들은 화요일에 시의회의 결정을 기다리겠다고 밝혔다. 장관은 아무 말도 하지 않았다."
MENU = tuple(f"Section {n}" for n in range(30))


def lines(*words: str) -> bytes:
    return "\n\n".join(words).encode()


def page(*paragraphs: str, head: str = "") -> bytes:
    text = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<html><head>{head}</head><body><article><h1>{HEADLINE}</h1>{text}</article></body></html>".encode()
    )


READ = [
    ("nothing", ".txt", b"", 0),
    ("nothing", ".md", b"", 0),
    ("only a mark", ".txt", b"\xef\xbb\xbf", 0),
    ("only blanks", ".txt", b" \n\t\r\n\xc2\xa0\n", 0),
    ("only what isn't seen", ".txt", "\u200b\n\u00ad\ufeff\n\u2028".encode(), 0),
    ("only boilerplate", ".txt", lines(*MENU), 0),
    ("only a headline", ".txt", HEADLINE.encode(), 0),
    ("only a headline", ".md", f"# {HEADLINE}".encode(), 0),
    ("only a headline", ".html", page(), 0),
    ("no line ends", ".txt", " ".join(PROSE).encode(), 1),
    ("no line ends", ".html", page(" ".join(PROSE)), 1),
    ("all three line ends", ".txt", "\r\r".join(PROSE).encode() + b"\r\n\n" + KOREAN.encode(), 7),
    ("every paragraph twice", ".html", page(*(p for p in PROSE for _ in (0, 1))), 6),
    (
        "a page in Korean with a byline in English",
        ".html",
        page("By Jane Roe", *(f"{KOREAN} {n}." for n in range(6))),
        6,
    ),
    ("one line of 1 MB", ".txt", (" ".join(PROSE) + " ").encode() * 1_800, 1),
    ("one word of 1 MB", ".txt", b"x" * 1_000_000, 0),
    ("one paragraph of 1 MB", ".html", page("".join(f"{PROSE[0]} Number {n}. " for n in range(9_000))), 1),
    ("one line of 1 MB", ".md", (" ".join(PROSE) + " ").encode() * 1_800, 1),
]
REFUSED = [
    ("nothing", ".html", b"", "no article was found in the page"),
    (
        "only boilerplate",
        ".html",
        b"<html><body><ul>" + b"<li><a href=/>Section</a></li>" * 50,
        "no article was found in the page",
    ),
    (
        "a recording",
        ".txt",
        b"RIFF\x00\x10\x00\x00WAVE" + bytes(range(256)),
        "is a picture or a recording, not text",
    ),
    ("a program", ".txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)), "is not UTF-8: byte 136 is 0x80"),
    ("a picture that is called a page", ".html", b"\x89PNG\r\n\x1a\n" + bytes(99), "is a picture, not text"),
    (
        "a word processor's file",
        ".md",
        b"PK\x03\x04" + bytes(99),
        "is a zip file, as word processors write, not text",
    ),
    ("UTF-16 without a mark", ".txt", HEADLINE.encode("utf-16-le"), "holds a NUL character"),
]


def load(folder: Path, ending: str, data: bytes, article_tools):
    path = folder / f"capture{ending}"
    path.write_bytes(data)
    return ArticleLoader(None, (Actor("jane-roe", "Jane Roe"),)).load_article(path, article_tools).article


@pytest.mark.parametrize(("name", "ending", "data", "body"), READ, ids=[f"{n} {e}" for n, e, *_ in READ])
def test_is_read(name, ending, data, body, article_tools, tmp_path):
    article = load(tmp_path, ending, data, article_tools)
    assert "\n".join(line.span.extract(article.text) for line in article.lines) == article.text
    assert len(article.paragraphs) == body
    assert sum(line.kind in TEXT_KINDS for line in article.lines) == body
    assert all(line.rule for line in article.lines)
    if ending == ".txt":  # nothing cut silently: what was captured is there, line by line
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        assert article.text == text


@pytest.mark.parametrize(
    ("name", "ending", "data", "what"), REFUSED, ids=[f"{n} {e}" for n, e, *_ in REFUSED]
)
def test_is_refused_in_one_line(name, ending, data, what, article_tools, tmp_path):
    with pytest.raises(UserError) as raised:
        load(tmp_path, ending, data, article_tools)
    (problem,) = raised.value.problems
    assert problem.message == what
    assert problem.fix
    assert "\n" not in str(problem)


@pytest.mark.parametrize("ending", [".txt", ".html", ".md"])
def test_50_mb_are_refused_before_they_are_read(ending, article_tools, tmp_path):
    path = tmp_path / f"capture{ending}"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UserError, match=r"is larger than 5 MB; keep only the article's page"):
        ArticleLoader(None, ()).load_article(path, article_tools)


def test_a_page_without_a_date_that_exists_has_none(article_tools, tmp_path):
    head = '<meta property="article:published_time" content="2031-02-30T10:00:00Z">'
    assert load(tmp_path, ".html", page(*PROSE, head=head), article_tools).metadata.published is None


def test_of_two_dates_the_first_publication_is_taken(article_tools, tmp_path):
    head = (
        '<meta property="article:modified_time" content="2031-05-06T10:00:00Z">'
        '<meta property="article:published_time" content="2031-05-04T10:00:00Z">'
    )
    published = load(tmp_path, ".html", page(*PROSE, head=head), article_tools).metadata.published
    assert published is not None
    assert published.value == "2031-05-04T10:00Z"


def test_a_byline_in_another_script_is_a_byline(article_tools, tmp_path):
    head = '<meta name="author" content="Jane Roe">'
    korean = page("By Jane Roe", *(f"{KOREAN} {n}." for n in range(6)), head=head)
    article = load(tmp_path, ".html", korean, article_tools)
    assert article.metadata.byline is not None
    assert article.metadata.byline.value == ("Jane Roe",)
    assert article.lines[1].kind is LineKind.BYLINE
    assert article.metadata.language == "ko"
    assert not article.statements_read
