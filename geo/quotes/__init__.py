"""Who said what: direct and reported speech with its speaker."""

from geo.quotes.find import find_quotes
from geo.quotes.finder import RuleQuoteFinder

__all__ = ["RuleQuoteFinder", "find_quotes"]
