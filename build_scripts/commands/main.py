"""The command line. Its commands read, call the stages, and print; the work is done elsewhere."""

from build_scripts.commands import article_commands, publication_commands
from build_scripts.commands.app import main

__all__ = ["article_commands", "main", "publication_commands"]
