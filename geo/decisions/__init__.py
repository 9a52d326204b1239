"""What an analyst decided, and a parse as decided."""

from geo.decisions.answers import (
    OF_QUOTES,
    PLACING,
    Answer,
    Decision,
    Disc,
    OnMentions,
    OnName,
    OnQuote,
    Target,
    What,
    from_plain,
    key_of_name,
    to_plain,
)
from geo.decisions.applying import SOURCE, Settled, Unfit, apply, settle, settle_one

__all__ = [
    "OF_QUOTES",
    "PLACING",
    "SOURCE",
    "Answer",
    "Decision",
    "Disc",
    "OnMentions",
    "OnName",
    "OnQuote",
    "Settled",
    "Target",
    "Unfit",
    "What",
    "apply",
    "from_plain",
    "key_of_name",
    "settle",
    "settle_one",
    "to_plain",
]
