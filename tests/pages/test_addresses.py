"""Test links from a page to an address of the site."""

from urllib.parse import urljoin

from hypothesis import example, given
from hypothesis import strategies as st

from build_scripts.pages.views import addresses

SITE = "https://reader.example.org/papers/"
NAMES = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)?", fullmatch=True).filter(lambda name: len(name) < 9)

FOLDERS = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.tuples(FOLDERS, NAMES).map(lambda parts: f"{parts[0]}{parts[1]}.xml")
FRAGMENTS = st.sampled_from(["", "#s1", "#point-a-b"])


@given(st.tuples(st.one_of(FOLDERS, FILES), FRAGMENTS).map("".join), FOLDERS)
@example("", "")
@example("", "actors/jane-roe/")
@example("stories/talks/#s3", "stories/talks/")
def test_a_link_leads_from_its_page_to_its_address(address: str, page: str) -> None:
    assert urljoin(SITE + page, addresses.make_relative_link(address, page)) == SITE + address
