"""Read what a capture says about itself: headline, byline, date, outlet, agencies, language."""

from build_scripts.metadata.dateline import behind
from build_scripts.metadata.describe import describe
from build_scripts.metadata.headline_label import settled
from build_scripts.metadata.word_lists import Knowledge, knowledge

__all__ = ["Knowledge", "behind", "describe", "knowledge", "settled"]
