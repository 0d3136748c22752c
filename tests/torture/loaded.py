"""Loaded by the process that test processes are forked from: the command line, word lists and models."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

from build_scripts.commands import publication_commands
from build_scripts.commands.main import main
from build_scripts.pages import all_files

# Made once, for all processes that are forked.
TOOLS, TEMPLATES = publication_commands.load_publication_tools(), all_files.make_template_environment()
publication_commands.load_publication_tools = lambda: TOOLS
all_files.make_template_environment = lambda: TEMPLATES
for name in TEMPLATES.list_templates():
    TEMPLATES.get_template(name)


def run_command(arguments: Sequence[str]) -> int:
    """Run the command line, and return its exit code."""
    try:
        main(list(arguments), prog_name="python -m build_scripts")
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else int(bool(ending.code))
    return 0


def _warm() -> None:
    """Compare two articles, so that everything that is loaded at its first use is loaded."""
    with TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        paths = [Path(folder, name) for name in ("herald.txt", "post.txt")]
        for number, path in enumerate(paths):
            said = f'The mayor of Zenda met Jane Roe. "We sent {number} ships to the harbour," she said.'
            path.write_text(f"Mayor meets minister\n\nSTRELSAU: {said}\n", "utf-8")
        if run_command(["compare", *map(str, paths)]):
            raise RuntimeError("two plain articles can't be compared")


_warm()
