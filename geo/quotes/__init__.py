"""Who said what: direct and reported speech with its speaker."""

from geo.quotes.find import find_quotes

__all__ = ["find_quotes"]
