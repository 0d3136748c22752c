"""An editor's overrides, compared with the words of their lines."""

from build_scripts.cleaning.overrides import find_wrong_sidecar_overrides
from build_scripts.models import Actor, LineKind, LineOverride, Sidecar
from build_scripts.pipeline.analyse_article import analyse_article
from build_scripts.pipeline.clean_capture import clean_capture

TEXT = """Harbour talks end in Strelsau

By Jane Roe

Minister Rudolf Rassendyll said on Tuesday that the harbour of Strelsau would open again. The council agreed.

“We will open the harbour,” Rassendyll said. The mayor of Zenda declined to comment on the talks in the town.
"""
ACTORS = (Actor("rudolf", "Rudolf Rassendyll"),)


def analysed(text, tools, sidecar=None):
    found = clean_capture(text.encode(), "a.txt", sidecar or Sidecar(), tools.article_tools)
    return analyse_article("a", found, ACTORS, tools.article_tools)


def test_joiners_that_an_editor_copies_along_do_not_matter():
    line = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    sidecar = Sidecar(keep=(LineOverride(1, line),), drop=(LineOverride(2, "\u200c"),))
    ((wrong, _),) = find_wrong_sidecar_overrides(f"{line} b\n{line}", sidecar)
    assert wrong == sidecar.drop[0]


def test_an_override_needs_no_hidden_characters(tools):
    text = TEXT.replace("The mayor", "\nRead\u00a0mo\u00adre of\u200b the mayor")
    number = next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith("Read"))
    found = analysed(text, tools, Sidecar(drop=(LineOverride(number, "Read more of the"),)))
    assert found.lines[number - 1].kind is LineKind.BOILERPLATE
    assert find_wrong_sidecar_overrides(text, Sidecar(drop=(LineOverride(number, "Read more of the"),))) == ()
