"""The command line: the group `parallax` and every command in it."""

from __future__ import annotations

import click

from build_scripts import __version__
from build_scripts.commands import article_commands, publication_commands


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="parallax")
def main() -> None:
    """Turn articles about one event into a publication that compares them."""


for command in (
    article_commands.clean_command,
    article_commands.explain_command,
    article_commands.add_command,
    article_commands.analyse_command,
    article_commands.compare_command,
    publication_commands.new_command,
    publication_commands.build_command,
    publication_commands.serve_command,
    publication_commands.check_command,
    publication_commands.report_command,
    publication_commands.schemas_command,
):
    main.add_command(command)
