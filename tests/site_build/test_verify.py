"""Verifying a finished site: quotations are exact, and each address has a target."""

from pathlib import Path

import pytest

from build_scripts.site_build.verify import verify_site
from tests.helpers.files import write

TEXTS = {"talks/herald": "The harbour <is> closed."}
GOOD = '<span class="px-words" data-source="talks/herald" data-span="4-16">harbour <b>&lt;is</b>&gt;</span>'
HIDDEN = "has a redaction character in place of words that rights don't permit"
PAGES = {
    "good": (GOOD, None),
    "a word changed": (GOOD.replace("harbour", "Harbour"), "talks/herald, 4 to 16: the page says"),
    "a word more": (GOOD.replace("harbour", "harbour, it"), "talks/herald, 4 to 16: the page says"),
    "offsets changed": (GOOD.replace("4-16", "5-16"), "talks/herald, 5 to 16: the page says"),
    "offsets that are none": (
        GOOD.replace("4-16", "-4-x"),
        "shows words of an unknown source 'talks/herald'",
    ),
    "an unknown source": (GOOD.replace("herald", "post"), "shows words of an unknown source 'talks/post'"),
    "an id twice": ('<p id="s1">a</p><p id="s1">b</p>', "the id 's1' is used 2 times"),
    "a link to a page": ('<a href="more/">x</a><a href="./more/#s1">x</a><a href="more/a.csv">x</a>', None),
    "a link to the top": (
        '<a href="/papers/more/">x</a><a href=".">x</a><a href="#here" id="here">x</a>',
        None,
    ),
    "a link to nothing": ('<a href="less/">x</a>', "the link 'less/' leads nowhere"),
    "a link above the site": ('<a href="/more/">x</a>', "the link '/more/' leads nowhere"),
    "a link to a missing sentence": ('<a href="more/#s2">x</a>', "the link 'more/#s2' leads nowhere"),
    "a link elsewhere": ('<a href="https://example.org/">x</a><a href="mailto:a@example.org">x</a>', None),
    "a link that runs": (
        '<a href="javascript:alert(1)">x</a>',
        "the link 'javascript:alert(1)' leads nowhere",
    ),
    "a link that can't be read": ('<a href="http://[::1">x</a>', "the link 'http://[::1' leads nowhere"),
    "a script of another host": ('<script src="//example.org/a.js"></script>', "loads //example.org/a.js"),
    "a picture of another host": ('<img src="https://example.org/a.png">', "loads https://example.org/a.png"),
    "a style of another host": ('<link rel="stylesheet" href="https://example.org/a.css">', "loads https://"),
    "a lasting address": ('<link rel="canonical" href="https://example.org/">', None),
    "a lasting address of this site that isn't there": (
        '<link rel="canonical" href="https://reader.example.org/papers/less/">',
        "the address 'https://reader.example.org/papers/less/' leads nowhere",
    ),
    "a whole address, which a source gave": ('<a href="https://reader.example.org/papers/less/">x</a>', None),
    "words that are an address": ('<p data-label="https://reader.example.org/papers/less/">x</p>', None),
    "another site of the same host": ('<a href="https://reader.example.org/other/">x</a>', None),
    "a link in another case": (
        '<a href="More/">x</a>',
        "the link 'More/' leads nowhere: the file is named 'more/index.html'",
    ),
    "a link of a scheme without a host": (
        '<a href="https:more/">x</a>',
        "the link 'https:more/' leads nowhere",
    ),
    "words to look for": ('<a href="more/#s1:~:text=more">x</a>', None),
    "a picture that isn't there": ('<img src="a.png">', "the loaded file 'a.png' leads nowhere"),
    "pictures to choose from": ('<img src="more/a.csv" srcset="more/a.csv 1x, more/a.csv 2x">', None),
    "a picture to choose that isn't there": (
        '<img src="more/a.csv" srcset="more/a.csv 1x, b.png 2x">',
        "the loaded file 'b.png' leads nowhere",
    ),
    "a style in the page": (
        '<p style="background: url(b.png)">x</p>',
        "the loaded file 'b.png' leads nowhere",
    ),
    "a film's picture of another host": (
        '<video poster="//example.org/a.png"></video>',
        "loads //example.org",
    ),
    "an address in data": (
        '<p data-address="https://reader.example.org/papers/less/">x</p>',
        "the address 'https://reader.example.org/papers/less/' leads nowhere",
    ),
    "an address of a preview": (
        '<meta property="og:url" content="https://reader.example.org/papers/less/">',
        "the address 'https://reader.example.org/papers/less/' leads nowhere",
    ),
    "a place of words that may not be shown": ("<p>said \ufde7\ufde7</p>", HIDDEN),
    "such a place as a reference": ("<p>said &#64999;</p>", HIDDEN),
    "such a place in an address": (
        '<a href="https://example.org/#:~:text=%EF%B7%A7%ef%b7%a7">x</a>',
        HIDDEN,
    ),
    "nothing at all": ("", None),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_check_of_a_page(name: str, tmp_path: Path) -> None:
    page, expected = PAGES[name]
    write(tmp_path, "index.html", page)
    write(tmp_path, "more/index.html", '<p id="s1">more</p>')
    write(tmp_path, "more/a.csv", "")
    found = [
        problem.message for problem in verify_site(tmp_path, TEXTS, "https://reader.example.org/papers/")
    ]
    if expected is None:
        assert found == []
    else:
        (what,) = found
        assert what.startswith(expected)


SITE = "https://reader.example.org/papers/"
FILES = {
    "a style's picture": ("a.css", "p {background: url('more/a.csv')} /* url(no) */", None),
    "a style's missing picture": (
        "a.css",
        "p {background: url(more/b.svg)}",
        "the loaded file 'more/b.svg' leads",
    ),
    "a style's picture in itself": ("a.css", 'p {background: url("data:image/svg+xml,<svg>")}', None),
    "a style of another host in a style": (
        "a.css",
        '@import "https://example.org/b.css";',
        "loads https://exa",
    ),
    "a map's page": ("sitemap.xml", f"<urlset><url><loc>{SITE}more/</loc></url></urlset>", None),
    "a map's missing page": (
        "sitemap.xml",
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{SITE}less/</loc></url></urlset>',
        f"the address '{SITE}less/' leads nowhere",
    ),
    "a feed's sentence": (
        "more/feed.xml",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{SITE}more/#s1"/><id>{SITE}#x?y</id></feed>',
        None,
    ),
    "a feed's missing sentence": (
        "more/feed.xml",
        f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="{SITE}more/#s9"/></feed>',
        f"the address '{SITE}more/#s9' leads nowhere",
    ),
    "data with a place of words that may not be shown": ("a.json", '["\\uFDE7"]', HIDDEN),
    "a table with one": ("more/b.csv", "a,\ufde7", HIDDEN),
    "a feed with one": ("more/feed.xml", "<feed>\ufde7</feed>", HIDDEN),
    "cleaned Markdown with one": ("more/article.md", "\ufde7 said", HIDDEN),
    "data about other sites": ("a.json", '{"a": ["https://example.org/less/", "less/", 1, null]}', None),
    "data about a missing page": (
        "a.json",
        f'[{{"a": {{"url": "{SITE}less/"}}}}]',
        f"the address '{SITE}less/' leads",
    ),
    "data whose words are an address": ("a.json", f'[{{"sentence": "{SITE}less/"}}]', None),
    "an index of what is there": ("search/search_index.json", '{"docs": [{"location": "more/#s1"}]}', None),
    "an index of what is not": (
        "search/search_index.json",
        '{"docs": [{"location": "more/#s7"}]}',
        "the link '../more/#s7' leads nowhere",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_the_check_of_a_file(name: str, tmp_path: Path) -> None:
    path, text, expected = FILES[name]
    write(tmp_path, "more/index.html", '<p id="s1">more</p>')
    write(tmp_path, "more/a.csv", "")
    write(tmp_path, path, text)
    found = [(problem.path, problem.message) for problem in verify_site(tmp_path, {}, SITE)]
    if expected is None:
        assert found == []
    else:
        ((where, what),) = found
        assert where == path
        assert what.startswith(expected)
