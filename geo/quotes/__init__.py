"""Who said what: direct and reported speech with its speaker."""

from geo.quotes.find import find_quotes
from geo.quotes.finder import RuleQuoteFinder
from geo.quotes.vocabulary import Vocabulary, load_vocabulary

__all__ = ["RuleQuoteFinder", "Vocabulary", "find_quotes", "load_vocabulary"]
