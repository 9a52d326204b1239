"""Toponyms to resolutions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.resolve.resolver import RuleResolver
from geo.resolve.words import Words, load_words

if TYPE_CHECKING:
    from geo.gazetteer import Gazetteer
    from geo.types import Article, Resolution, Toponym

__all__ = ["RuleResolver", "Words", "load_words", "resolve"]


def resolve(
    article: Article, toponyms: tuple[Toponym, ...], gazetteer: Gazetteer
) -> tuple[Resolution, ...]:
    """
    Decide which place each toponym means.

    Parameters
    ----------
    article : Article
        The article the toponyms are in.
    toponyms : tuple of Toponym
        In reading order.
    gazetteer : Gazetteer
        Where candidates come from.

    Returns
    -------
    tuple of Resolution
        One for each toponym, in the same order.
    """
    return RuleResolver(gazetteer)(article, toponyms)
