"""Read what a capture says about itself: headline, byline, date, outlet, agencies, language."""

from .dateline import behind
from .knowledge import Knowledge, knowledge
from .metadata import describe
from .settling import settled

__all__ = ["Knowledge", "behind", "describe", "knowledge", "settled"]
