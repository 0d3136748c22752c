"""An editor's entries for a line, against the words of the line."""

from build_scripts.cleaning import overrides as overruling
from build_scripts.models import Actor, Correction, Kind, Sidecar
from build_scripts.pipeline import analyse_article as analysis

TEXT = """Harbour talks end in Strelsau

By Jane Roe

Minister Rudolf Rassendyll said on Tuesday that the harbour of Strelsau would open again. The council agreed.

“We will open the harbour,” Rassendyll said. The mayor of Zenda declined to comment on the talks in the town.
"""
ACTORS = (Actor("rudolf", "Rudolf Rassendyll"),)


def analysed(text, tools, sidecar=None):
    found = analysis.clean(text.encode(), "a.txt", sidecar or Sidecar(), tools.article)
    return analysis.article("a", found, ACTORS, tools.article)


def test_joiners_that_an_editor_copies_along_do_not_matter():
    line = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    sidecar = Sidecar(keep=(Correction(1, line),), drop=(Correction(2, "\u200c"),))
    ((wrong, _),) = overruling.wrong_corrections(f"{line} b\n{line}", sidecar)
    assert wrong == sidecar.drop[0]


def test_an_editor_need_not_write_what_nobody_sees(tools):
    text = TEXT.replace("The mayor", "\nRead\u00a0mo\u00adre of\u200b the mayor")
    number = next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith("Read"))
    found = analysed(text, tools, Sidecar(drop=(Correction(number, "Read more of the"),)))
    assert found.lines[number - 1].kind is Kind.BOILERPLATE
    assert overruling.wrong_corrections(text, Sidecar(drop=(Correction(number, "Read more of the"),))) == ()
