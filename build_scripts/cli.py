"""The command line. Its commands read, call the stages, and print; the work is done elsewhere."""

from . import article_commands, publication_commands
from .program import main

__all__ = ["article_commands", "main", "publication_commands"]
