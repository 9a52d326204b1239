"""Bytes in, one normalised article out: offsets never move after this room."""

from geo.articles.read import read_article

__all__ = ["read_article"]
