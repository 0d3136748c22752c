"""Label every line of a capture, so that nothing disappears without a reason."""

from build_scripts.cleaning.clean import check_corrections, clean, paragraphs, plain
from build_scripts.cleaning.word_lists import Knowledge, knowledge

__all__ = ["Knowledge", "check_corrections", "clean", "knowledge", "paragraphs", "plain"]
