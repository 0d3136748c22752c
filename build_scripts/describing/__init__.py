"""Read what a capture says about itself: headline, byline, date, outlet, agencies, language."""

from .knowledge import Knowledge, knowledge
from .metadata import describe

__all__ = ["Knowledge", "describe", "knowledge"]
