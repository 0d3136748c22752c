"""The search index has no hidden characters."""

from build_scripts.site_build.clean_search_index import SEARCH_INDEX_PATH, clean_search_index


def test_a_reader_finds_a_word_that_the_capture_hyphenates(tmp_path):
    path = tmp_path / SEARCH_INDEX_PATH
    path.parent.mkdir()
    path.write_text('{"docs":[{"text":"Stre\\u00adls\\u034f\\u3164au\\u200b \\u0645\\u200c","title":"x"}]}')
    clean_search_index(tmp_path)
    assert path.read_text() == '{"docs":[{"text":"Strelsau \\u0645\\u200c","title":"x"}]}'
    clean_search_index(tmp_path / "nowhere")
