"""Label every line of a capture, so that nothing disappears without a reason."""

from .knowledge import Knowledge, knowledge
from .lines import check_corrections, clean, paragraphs, plain

__all__ = ["Knowledge", "check_corrections", "clean", "knowledge", "paragraphs", "plain"]
