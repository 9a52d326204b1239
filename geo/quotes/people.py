"""The register of who is named in an article, and who a later mention means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.language.tokeniser import whole_words_of
from geo.quotes.vocabulary import PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.quotes.clauses import Token, Unit
    from geo.quotes.mentions import Mention
    from geo.quotes.vocabulary import Vocabulary

_ROLE_WORDS = 10  # tokens in a role phrase
_MOST_OF_A_NAME = 24  # people of one surname told apart by it; the rest by their full names
_LOOK_BACK = 40  # mentions remembered when a pronoun is read
_FULL = 2  # words that make a full name
_EXTENDS = frozenset(["for", "of", "at", "in", "with", "from", "to"])


@dataclass(slots=True)
class Entity:
    """A person, body or role that the article speaks of."""

    kind: str  # "person", "body", "role" or "plural"
    name: str
    at: int  # where first named
    title: str = ""
    role: str = ""
    heads: set[str] = field(default_factory=set)
    gender: str = ""
    seen: int = -1  # where last mentioned or heard


@dataclass(frozen=True, slots=True)
class Heard:
    """One mention as remembered: who, in which unit and paragraph, how prominent."""

    entity: Entity
    unit: int
    paragraph: int
    weight: float


class Register:
    """Everyone the article names, learnt from all of it before any quote is read."""

    def __init__(self, lists: Vocabulary) -> None:
        self._lists = lists
        self._full: dict[tuple[str, str], Entity] = {}
        self._surnames: dict[str, list[Entity]] = {}
        self._bodies: dict[str, Entity] = {}
        self._acronyms: dict[str, str] = {}
        self._single: dict[str, Entity] = {}
        self._history: list[Heard] = []
        self.last: Entity | None = None

    def learn(self, unit: Unit, mentions: Sequence[Mention], text: str) -> None:
        """
        Take in the names, titles, roles and acronyms of one unit.

        Parameters
        ----------
        unit : Unit
            The sentence.
        mentions : sequence of Mention
            Its noun phrases.
        text : str
            The article's text.
        """
        for index, mention in enumerate(mentions):
            if mention.kind == "person":
                entity = self._learn_person(mention)
                if entity is not None:
                    _learn_role(self._lists, entity, unit.tokens, mentions, index, text)
            elif mention.kind == "body":
                self._learn_acronym(unit.tokens, mention)

    def resolve(self, mention: Mention, tokens: Sequence[Token], text: str) -> tuple[Entity, float]:
        """
        Return who a mention means and how sure that is.

        Parameters
        ----------
        mention : Mention
            A noun phrase of the unit being read.
        tokens : sequence of Token
            The unit's tokens.
        text : str
            The article's text.

        Returns
        -------
        tuple of Entity and float
            The entity, made anew when none fits, and a confidence from 0 to 1.
        """
        if mention.kind == "person":
            return self._resolve_person(mention)
        if mention.kind == "body":
            return self._resolve_body(mention), 0.95
        if mention.kind == "pronoun":
            return self._resolve_pronoun(mention)
        return self._resolve_role(mention, tokens, text)

    def remember(self, heard: Heard) -> None:
        """Note that an entity was mentioned or heard."""
        self._history.append(heard)
        del self._history[: -2 * _LOOK_BACK]

    def is_known(self, mention: Mention) -> bool:
        """Say whether a named mention fits somebody with a full name or a title."""
        if mention.kind == "body":
            return True
        return mention.kind == "person" and (
            bool(mention.title or mention.role)
            or _key(self._lists, mention) in self._full
            or _surname(self._lists, mention) in self._surnames
        )

    def prominence(self, mention: Mention, *, subject: bool, held: bool) -> float:
        """
        Return how ready a named mention is to be taken up by "he" or "she".

        Parameters
        ----------
        mention : Mention
            A person's name.
        subject : bool
            Whether it is the first free name of its sentence.
        held : bool
            Whether it is a possessor or follows a preposition.

        Returns
        -------
        float
            0 to 1; 0 for names that nothing shows to be a person's.
        """
        human = bool(mention.title or mention.role or _gender(self._lists, mention.name[0]))
        known = self._full.get(_key(self._lists, mention))
        human = human or (known is not None and bool(known.title or known.role or known.seen >= 0))
        if len(_core(self._lists, mention)) < _FULL and not mention.title:
            human = _surname(self._lists, mention) in self._surnames
            if not human and mention.first > 0:
                return 0.0
        if held:
            return 0.15 if human else 0.0
        return (0.6 if human else 0.35) if subject else (0.2 if human else 0.05)

    def _learn_person(self, mention: Mention) -> Entity | None:
        core = _core(self._lists, mention)
        if len(core) < _FULL:
            return self._learn_titled(mention)
        key = _key(self._lists, mention)
        entity = self._full.get(key)
        if entity is None:
            entity = Entity("person", " ".join(mention.name), mention.start)
            self._full[key] = entity
            namesakes = self._surnames.setdefault(key[1], [])
            if len(namesakes) < _MOST_OF_A_NAME:
                namesakes.append(entity)
        if len(mention.name) > len(entity.name.split()):
            entity.name = " ".join(mention.name)
        _learn_title(self._lists, entity, mention)
        entity.gender = entity.gender or _gender(self._lists, core[0])
        return entity

    def _learn_titled(self, mention: Mention) -> Entity | None:
        holders = self._surnames.get(_surname(self._lists, mention), [])
        if len(holders) == 1:
            _learn_title(self._lists, holders[0], mention)
            return holders[0]
        return None

    def _learn_acronym(self, tokens: Sequence[Token], mention: Mention) -> None:
        following = tokens[mention.last : mention.last + 3]
        brackets = [t.text for t in following]
        if len(brackets) == 3 and brackets[0] == "(" and brackets[2] == ")":  # noqa: PLR2004 - (SDF)
            self._acronyms[brackets[1]] = mention.name[0]

    def _resolve_person(self, mention: Mention) -> tuple[Entity, float]:
        key = _key(self._lists, mention)
        if len(_core(self._lists, mention)) >= _FULL and key in self._full:
            return self._full[key], 1.0
        surname = _surname(self._lists, mention)
        holders = self._surnames.get(surname, [])
        fitting = [e for e in holders if _fits(self._lists, e, mention)] or holders
        named = [e for e in fitting if e.at <= mention.start] or fitting
        if len(named) == 1:
            return named[0], 0.97
        if named and mention.title:
            return named[-1], 0.6
        name = " ".join(mention.name)
        made = self._single.setdefault(surname, Entity("person", name, mention.start))
        _learn_title(self._lists, made, mention)
        return made, 0.7 if named else 0.9

    def _resolve_body(self, mention: Mention) -> Entity:
        name = self._acronyms.get(mention.name[0], mention.name[0])
        return self._bodies.setdefault(name.lower(), Entity("body", name, mention.start))

    def _resolve_pronoun(self, mention: Mention) -> tuple[Entity, float]:
        wanted = PRONOUNS[mention.head]
        best = None
        best_score = -1.0
        for back, heard in enumerate(reversed(self._history[-_LOOK_BACK:])):
            score = heard.weight - 0.15 * back
            if _agrees(heard.entity, wanted) and score > best_score:
                best, best_score = heard.entity, score
        if best is not None:
            if wanted in "mf" and not best.gender:
                best.gender = wanted
            return best, 0.85
        return Entity("pronoun", mention.head, mention.start), 0.5

    def _resolve_role(
        self, mention: Mention, tokens: Sequence[Token], text: str
    ) -> tuple[Entity, float]:
        phrase = role_phrase(self._lists, tokens, mention, text)
        if mention.definite and mention.kind == "role":
            fitting = [e for e in self._people() if _holds(self._lists, e, mention, phrase)]
            if fitting:
                return max(fitting, key=lambda e: (e.seen, -e.at)), 0.85
        name = text[mention.start : mention.end]
        if phrase and phrase not in name:
            name = text[mention.start : mention.end] + phrase[len(mention.role) :]
        role = "" if phrase == name else phrase
        return Entity(mention.kind, name, mention.start, role=role), 0.9

    def _people(self) -> list[Entity]:
        """People heard of lately, latest last, each once."""
        recent = [h.entity for h in self._history if h.entity.kind == "person"]
        return list({id(e): e for e in recent}.values())


def role_phrase(lists: Vocabulary, tokens: Sequence[Token], mention: Mention, text: str) -> str:
    """
    Return a role with what it is a role of: "spokesman for the International Coalition".

    Parameters
    ----------
    lists : Vocabulary
        The words that speech is told by.
    tokens : sequence of Token
        The unit's tokens.
    mention : Mention
        A role in it.
    text : str
        The article's text.

    Returns
    -------
    str
        The phrase without its article; empty when the mention has no role.
    """
    if not mention.role:
        return ""
    end = mention.last
    if end < len(tokens) and tokens[end].low in _EXTENDS:
        while (
            end < len(tokens)
            and end - mention.last < _ROLE_WORDS
            and _is_in_role(lists, tokens, end)
        ):
            end += 1
    if end == mention.last:
        return mention.role
    last = tokens[end - 1]
    start = mention.end - len(mention.role)
    return text[start : last.end]


def _is_in_role(lists: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not token.is_word:
        return False
    return token.low not in lists.cues and token.low not in lists.adverbs and token.low != "who"


def _learn_role(
    lists: Vocabulary,
    entity: Entity,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    index: int,
    text: str,
) -> None:
    mention = mentions[index]
    after = mentions[index + 1] if index + 1 < len(mentions) else None
    found, head = mention.role, mention.head
    earlier = _role_up_to(tokens, mentions, index)
    if earlier is not None:
        last = tokens[mention.first - 2]
        found, head = text[earlier.start : last.end], earlier.head
    elif not found and after is not None and _is_apposition(tokens, mention, after):
        found, head = role_phrase(lists, tokens, after, text), after.head
    if found and len(found) > len(entity.role):
        entity.role = _without_article(lists, found)
    if head:
        entity.heads.add(head)
        entity.gender = entity.gender or _gender(lists, head)


def _is_apposition(tokens: Sequence[Token], mention: Mention, after: Mention) -> bool:
    beside = after.first == mention.last + 1 and tokens[mention.last].text == ","
    return beside and after.kind == "role"


def _role_up_to(tokens: Sequence[Token], mentions: Sequence[Mention], index: int) -> Mention | None:
    """Return the role that ends at the comma before a name: "the spokesman for X, Saleh"."""
    comma = mentions[index].first - 1
    if comma < 1 or tokens[comma].text != ",":
        return None
    for mention in reversed(mentions[max(0, index - 3) : index]):
        if mention.kind == "person" or comma - mention.last > _ROLE_WORDS:
            return None
        if mention.kind == "role":
            between = tokens[mention.last : comma]
            extends = not between or between[0].low in _EXTENDS
            return mention if extends and all(t.is_word for t in between) else None
    return None


def _without_article(lists: Vocabulary, role: str) -> str:
    first, _, rest = role.partition(" ")
    return rest if rest and first.lower() in lists.determiners else role


def _learn_title(lists: Vocabulary, entity: Entity, mention: Mention) -> None:
    if len(mention.title) > len(entity.title):
        entity.title = mention.title
    for word in whole_words_of(mention.title.lower()):
        entity.gender = entity.gender or _gender(lists, word)
        entity.heads.add(word)


def _core(lists: Vocabulary, mention: Mention) -> list[str]:
    return [part for part in mention.name if part.rstrip(".").lower() not in lists.suffixes]


def _fold(lists: Vocabulary, part: str) -> str:
    low = part.lower().rstrip(".")
    article, _, rest = low.partition("-")
    return rest if rest and article in lists.articles else low


def _key(lists: Vocabulary, mention: Mention) -> tuple[str, str]:
    core = _core(lists, mention)
    return _fold(lists, core[0]), _fold(lists, core[-1])


def _surname(lists: Vocabulary, mention: Mention) -> str:
    return _fold(lists, _core(lists, mention)[-1])


def _gender(lists: Vocabulary, word: str) -> str:
    return lists.genders.get(word.lower().rstrip("."), "")


def _fits(lists: Vocabulary, entity: Entity, mention: Mention) -> bool:
    """Say whether a title does not speak against an entity."""
    titles = set(whole_words_of(mention.title.lower()))
    genders = {_gender(lists, t) for t in titles} - {""}
    if genders and entity.gender and entity.gender not in genders:
        return False
    return not titles or not entity.title or bool(titles & entity.heads) or bool(genders)


def _agrees(entity: Entity, wanted: str) -> bool:
    if wanted in "mf":
        alone = entity.kind in {"person", "role"}
        return alone and entity.gender in {"", wanted}
    if wanted == "o":
        return entity.kind == "body"
    return entity.kind in {"plural", "body"}


def _holds(lists: Vocabulary, entity: Entity, mention: Mention, phrase: str) -> bool:
    """Say whether an entity can be meant by a role such as "the spokesman"."""
    own = set(whole_words_of(f"{entity.role} {entity.title}".lower()))
    more = set(whole_words_of(phrase.lower())) - {mention.head} - lists.determiners - _EXTENDS
    if more - own:
        return False
    gender = _gender(lists, mention.head)
    if gender and entity.gender and gender != entity.gender:
        return False
    if mention.head in entity.heads:
        return True
    if mention.head in lists.any_office:
        return bool(own) or mention.head in {"man", "woman"}
    return mention.head in lists.commands and bool(own & lists.military)
