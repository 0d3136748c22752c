"""What a process that is to be forked loads: the command line, and everything that the stages know."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from build_scripts.commands import main as cli
from build_scripts.commands import publication_commands
from build_scripts.pages import all_files

# The same values each time, made once.
TOOLS, TEMPLATES = publication_commands.load_publication_tools(), all_files.make_template_environment()
publication_commands.load_publication_tools = lambda: TOOLS
all_files.make_template_environment = lambda: TEMPLATES
for name in TEMPLATES.list_templates():
    TEMPLATES.get_template(name)


def main(arguments: Sequence[str]) -> int:
    """Run the command line, and return the code that it ends with."""
    try:
        cli.main(list(arguments), prog_name="python -m build_scripts")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    return 0


def _warm() -> None:
    """Compare two articles: what the stages load when they first need it is then there."""
    with TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        paths = [Path(folder, name) for name in ("herald.txt", "post.txt")]
        for number, path in enumerate(paths):
            said = f'The mayor of Zenda met Jane Roe. "We sent {number} ships to the harbour," she said.'
            path.write_text(f"Mayor meets minister\n\nSTRELSAU: {said}\n", "utf-8")
        if main(["compare", *map(str, paths)]):
            raise RuntimeError("what every test compares can't be compared")


_warm()
