"""What a process that is to be forked loads: the command line, and everything that the stages know."""

from __future__ import annotations

from collections.abc import Sequence

from build_scripts import assembling, cli
from build_scripts.publishing import pages

# The same values each time, made once.
TOOLS, TEMPLATES = assembling.load_tools(), pages.environment()
assembling.load_tools = lambda: TOOLS
pages.environment = lambda: TEMPLATES
for name in TEMPLATES.list_templates():
    TEMPLATES.get_template(name)


def main(arguments: Sequence[str]) -> int:
    """Run the command line, and return the code that it ends with."""
    try:
        cli.main(list(arguments), prog_name="python -m build_scripts")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    return 0
