"""The command line has every command that the command modules define."""

from __future__ import annotations

import click
import pytest

from build_scripts.commands import article_commands, publication_commands
from build_scripts.commands.main import main


@pytest.mark.parametrize("module", [article_commands, publication_commands])
def test_every_command_that_is_defined_is_in_the_command_line(module: object) -> None:
    defined = [value for value in vars(module).values() if isinstance(value, click.Command)]
    assert defined
    assert [command.name for command in defined if main.commands.get(command.name or "") is not command] == []
