"""The search index finds points and people by the words of their pages, and has no hidden characters."""

import json

from build_scripts.site_build.search_index import SEARCH_INDEX_PATH, finish_search_index

COMPARISON = """<table><tr id="point-bell"><th><h2 id="label-bell">The bell</h2></th>
<td><p class="px-quoted">The <b>bell</b> &amp; the
rope fell.</p><p class="px-note">paragraph 2</p><p class="px-quoted">The bell &amp; the rope fell.</p></td>
<td><details class="px-perhaps"><p class="px-quoted">A clapper fell.</p></details></td></tr>
<tr class="px-more"><td><p class="px-quoted">It weighs 1,200 kilograms.</p></td></tr>
<tr id="point-quay"><th><h2 id="label-quay">The quay</h2></th><td><p class="px-none">not quoted</p></td></tr>
<tr id="point-lamp"><th><h2 id="label-lamp">The lamp</h2></th><td><p class="px-quoted">It burns.</p></td></tr>
</table><h2 id="label-maker">Label maker</h2>"""
PERSON = """<section aria-labelledby="forms"><table><tbody><tr><th><span data-span="1-5">Tarl</span></th></tr>
</tbody></table></section><section aria-labelledby="roles"><table><tbody>
<tr><th><span data-span="7-13">Keeper</span> <span class="px-ours">without the name</span></th><td>2</td></tr>
</tbody></table></section>"""


def _finish(site, docs):
    path = site / SEARCH_INDEX_PATH
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"docs": docs}), "utf-8")
    finish_search_index(site)
    return {entry["location"]: entry["text"] for entry in json.loads(path.read_text("utf-8"))["docs"]}


def test_a_reader_finds_a_word_that_the_capture_hyphenates(tmp_path):
    path = tmp_path / SEARCH_INDEX_PATH
    path.parent.mkdir()
    path.write_text(
        '{"docs":[{"location":"","text":"Stre\\u00adls\\u034f\\u3164au\\u200b \\u0645\\u200c","title":"x"}]}'
    )
    finish_search_index(tmp_path)
    assert path.read_text() == '{"docs":[{"location":"","text":"Strelsau \\u0645\\u200c","title":"x"}]}'
    finish_search_index(tmp_path / "nowhere")


def test_a_point_has_the_sentences_that_its_row_quotes_once_each_and_no_uncertain_ones(tmp_path):
    page = tmp_path / "stories/storm/comparison/index.html"
    page.parent.mkdir(parents=True)
    page.write_text(COMPARISON, "utf-8")
    anchors = ("", "#label-bell", "#label-quay", "#label-lamp", "#label-maker")
    docs = [
        {"location": f"stories/storm/comparison/{anchor}", "title": "x", "text": "<p>a</p>"}
        for anchor in anchors
    ]
    texts = _finish(tmp_path, docs)
    assert list(texts.values()) == [
        "<p>a</p>",
        "<p>a</p><p>The bell &amp; the rope fell.</p><p>It weighs 1,200 kilograms.</p>",
        "<p>a</p>",
        "<p>a</p><p>It burns.</p>",
        "<p>a</p>",
    ]


def test_a_person_has_the_titles_that_sources_use(tmp_path):
    for address, html in {"actors/": "<p>People</p>", "actors/rudolf-tarl/": PERSON}.items():
        (tmp_path / address).mkdir(parents=True, exist_ok=True)
        (tmp_path / address / "index.html").write_text(html, "utf-8")
    docs = [{"location": place, "title": "x", "text": ""} for place in ("actors/", "actors/rudolf-tarl/")]
    assert _finish(tmp_path, docs) == {"actors/": "", "actors/rudolf-tarl/": "<p>Keeper</p>"}
