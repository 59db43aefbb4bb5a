"""A sentence as patterns see it: lower case, with each thing that is already understood put as one character.

Patterns are written with tags in angle brackets (`<L>` a list of states, `<N>` a number and so on, see `TAGS`) and
compiled by `rx`. Every masked character knows which stretch of the original it stands for, so a match gives back
offsets into the text as it was given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from factcheck.engine.text.prefilter import Pattern

TAGS = {
    "L": "\x01",  # one state or a list of them, as nouns
    "J": "\x02",  # an adjective of a state
    "G": "\x03",  # a group of states
    "B": "\x04",  # a body that votes
    "N": "\x05",  # a whole number
    "T": "\x06",  # a day
    "Y": "\x07",  # a document's symbol
    "Q": "\x08",  # a title, quoted or recognised
    "V": "\x0e",  # a tally in figures, "93-18-65"
}
"""Control characters, which no prose needs: a masked sentence then takes one byte a character, and is quick to search."""
CHARS = frozenset(TAGS.values())
_PLAIN = {
    "’": "'",
    "‘": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "\u00a0": " ",
    "\n": " ",
    "\t": " ",
    "‑": "-",
    "–": "-",
}
_LETTERS = {
    code: base
    for code in (*range(0xDF, 0x250), *range(0x1E00, 0x1F00))
    if (base := unicodedata.normalize("NFKD", chr(code))[0]).isascii() and base.isalpha()
} | str.maketrans("øłđðıßæœþ", "olddisaot")
"""Latin letters without their marks: patterns know the letters of English only."""


def _plain(text: str) -> str:
    """In lower case and without accents, with one form of quotation marks, dashes and spaces."""
    for odd, char in _PLAIN.items():
        if odd in text:
            text = text.replace(odd, char)
    text = text.lower()
    return text if text.isascii() else text.translate(_LETTERS)


@cache
def rx(pattern: str, holds: str = "", begins: str = "", words: tuple[str, ...] = ()) -> Pattern:
    """Compile a pattern with tags. Spaces stand for any run of white space. The rest is as in `Pattern`."""
    return Pattern(_untagged(pattern), _untagged(holds), _untagged(begins), tuple(map(_untagged, words)))


def _untagged(pattern: str) -> str:
    for tag, char in TAGS.items():
        pattern = pattern.replace(f"<{tag}>", char)
    return pattern


class Entity(NamedTuple):
    """What one masked character stands for. `value` by tag: L and J: tuple of `StateMention`; G and B: code; N: int;
    T: text.dates.Day; Y: canonical symbol; Q: the words of the title; V: tuple of two or three int."""

    tag: str
    start: int
    end: int
    value: Any


class StateMention(NamedTuple):
    code: str
    start: int
    end: int
    kind: str
    codes: tuple[str, ...] = ()

    @property
    def is_ambiguous(self) -> bool:
        return len(self.codes) > 1


@dataclass(frozen=True, slots=True)
class Masked:
    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    entities: dict[int, Entity]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original of masked[start:end], without white space at either end."""
        while start < end and self.text[start] in " ,;:":
            start += 1
        while end > start and self.text[end - 1] in " ,;:":
            end -= 1
        return (
            (self.starts[start], self.ends[end - 1])
            if start < end
            else (self.starts[min(start, len(self.starts) - 1)],) * 2
        )

    def behind(self, end: int) -> int:
        """Place behind the character in which the original's text[:end] ends."""
        return min(bisect_left(self.ends, end) + 1, len(self.text))

    def entity(self, place: int) -> Entity:
        return self.entities[place]

    def within(self, start: int, end: int, tag: str) -> list[tuple[int, Entity]]:
        if TAGS[tag] not in self.text:
            return []
        return [(place, e) for place, e in self.entities.items() if e.tag == tag and start <= place < end]


_ALONE = "(?:the |both |its |their )?<L>"
_ROLE = (
    r"(?:(?:(?:its|their|his|fellow|close|closest|key|staunch|traditional|long-?time|old|regional|even|also|<J>|<G>|<B>) ){0,3}"
    r"(?:ally|allies|neighbou?rs?|partners?|members?|friends?|states?) |(?:its |their |his )?fellow |even |also |(?:of course|naturally|notably|predictably),? )?"
)
"""What may stand before a name in a list: "and its close ally Israel", "and fellow EU member Hungary"."""
_LIST = (
    rf"{_ALONE}(?:(?:, and |, (?!(?:the )?<L>'s)| and | & |, as well as | as well as | along with |, along with |, together with | together with |, or | or | plus |,? (?:and|as well as) (?:(?:that|those) )?(?:of|from) |, joined by | joined by |, followed by |, plus |,? and then |,? and, (?=of course|naturally|notably|predictably)| and the likes of |, the likes of | and (?:[a-z]+ )?countries (?:such as|like) )"
    rf"{_ROLE}(?:(?:(?:some|several|a few|<N>(?! (?:country|state|nation|member)\b)|a handful of|other)(?: [a-z]+){{1,3}}(?:, and |, | and )|<N>(?: [a-z-]+)? (?:states|countries|nations|members|islands|others): )(?=(?:the )?<L>))?{_ALONE})+|{_ALONE}(?:; (?:and )?{_ALONE})+(?= ?[.)]|$)|{_ALONE}"
)
_APART = rx(
    r"(?:^|[.;:\"] ?)(?:but |and )?(?:according to|like|unlike|just like|in contrast (?:to|with)|contrary to|despite|in|to|for|from|after)(?: (?:[\w-]+ ){1,3}(?:like|such as))? (?:the )?$"
)
"""What sets the first name of a sentence apart from the next: "Unlike Russia, China abstained" names no pair."""
_CLAUSE = rx(r"(?:^|[.;:\"] ?)(?:but |and )?after (?:the )?$")
_THEY_ACT = rx(r" (?:all |both |had |have |jointly |also )*(?:veto|vot|abstain|oppos|block|reject|back|support)\w*\b")
"""Behind "after" and states that act it is they who do so together: "After A, B and C vetoed the draft, delegates left"."""
_PAIR = rx(r"(?:the )?<L>, (?:the )?<L>")
_OBJECT_OF = r"(?:back|support|defend|help|thank|prais|criticis|criticiz|condemn|blam|accus|court|oppos|attack|suspend|invad|rebuk|isolat|censur)(?:ed|es|s)|stood by|told"
_HANGING = rx(rf"\b(?:by|of|from|in|to|with|for|against|on|into|over|{_OBJECT_OF}) (?:the )?(?:<G> and (?:the )?)?$")
_HANGING_FAST = rx(rf"\b(?:by|with|against|behind|{_OBJECT_OF}) (?:the )?(?:<G> and (?:the )?)?$")
"""What a name behind it belongs to for certain; "of" and "from" may stand in "the delegations of A and B"."""
_STATES_ACT = rx(
    r"(?: \w+ly| also| then| both| all| had)? (?:abstain(?:ed|s)|vot(?:ed|es)|veto(?:ed|es)|cast|oppos(?:ed|es) (?:it|the)|were absent|did not (?:vote|take part))\b"
)
_COUNTED_NAMES = rx(r"<N> [a-z]+, <L>")
"""States behind their number: "sided with A, and two others, B and C, abstained"."""
_VERB_NEXT = rx(
    r" (?!and\b|or\b|as\b|among|in\b|on\b|at\b|which|who|that|while|but|to\b|with|for\b|after|before|during|were\b|are\b|both|all\b|was put|have\b)[a-z]+(?:ed|s|put|led|took|said|made|gave)\b"
)
"""A pair behind a preposition with a verb behind it: "drafted by Russia, China abstained" names no pair."""
_FIRST = rx(r"(?:the )?<L>,")
_OF_MANY = rx(r"\b(?:that|which|who)(?: \w+ly)? [a-z]+ (?:with|alongside|behind) (?:the )?$")
"""Before a pair: a relative clause, whose end the verb behind it goes back over: "states that vote with A and B abstained"."""
_RELATIVE = rx(r", (?:which|who)(?: \w+ly| has| had| also){0,2} [a-z]+(?:s|ed) (?:the )?$")
_ASIDE_ENDS = rx(r"<L>(?P<turn>, and |, )(?P<rest>)")
"""The first name of a run belongs to the relative clause before it: "Egypt, which recognizes Israel, and Kuwait"."""
_SEPARATOR = rx(r", and | and |, ")
_OFFICE = r"(?:the )?(?:<J>|<L>(?:'s)?) (?:government|delegation|delegates?|mission|administration|leadership|team)\b"
_OFFICES = r"(?:the )?(?:<J>|<L>)(?:(?:, and|,| and) (?:<J>|<L>))+ (?:governments|delegations|delegates|representatives|ambassadors|envoys|missions)\b"
"""Several states by their adjectives: "the Russian, Chinese and Syrian delegations"."""
_AND_OF = rx(r" (?:and|as well as) (?:(?:that|those) )?(?:of|from) ")
_THEIR_OFFICES = rx(
    r"\b(?:representatives?|delegat(?:es?|ions?)|ambassadors?|envoys?|diplomats|ministers|governments|leaders|votes?|abstentions?|opposition|support) (?:of|from) (?:both )?(?:the )?$"
)
"""Before "A and of B": these are their offices, and no rival texts or wars of theirs."""


def mask(text: str, start: int, end: int, entities: Sequence[Entity]) -> Masked:
    """Mask text[start:end]. Entities must not overlap; lists of states are joined into one `L`."""
    plain = _plain(text[start:end])
    if "'" in plain:
        plain = _IN_SINGLE_QUOTES.sub(r'"\1"', plain)
    is_plain = (
        len(plain) == end - start
        and plain.isprintable()
        and "  " not in plain
        and "--" not in plain
        and "—" not in plain
    )
    if is_plain and not entities:
        return Masked(plain, range(start, end), range(start + 1, end + 1), {})
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    held: dict[int, Entity] = {}
    at = start
    for entity in sorted(entities, key=_start):
        if entity.start < at or entity.end > end:
            continue
        if is_plain:
            chars.append(plain[at - start : entity.start - start])
            starts.extend(range(at, entity.start))
            ends.extend(range(at + 1, entity.start + 1))
        else:
            _copy(text, at, entity.start, chars, starts, ends)
        held[len(starts)] = entity
        chars.append(TAGS[entity.tag])
        starts.append(entity.start)
        ends.append(entity.end)
        at = entity.end
    if is_plain:
        chars.append(plain[at - start :])
        starts.extend(range(at, end))
        ends.extend(range(at + 1, end + 1))
    else:
        _copy(text, at, end, chars, starts, ends)
    once = Masked(_as_owners("".join(chars), held), starts, ends, held)
    return _join(_join(_join(once, rx(_OFFICES)), rx(_OFFICE)), rx(_LIST))


_OWNER = rx(
    r"<L>(?= (?:(?!(?:and|or|as|with|by|its|their|joined|but|plus|both|while|from|the)\b)[a-z-]+ ){0,2}?(?:ally|allies|partners?|neighbou?rs?|friends) (?:such as |like |including )?(?:the )?<L>)"
)
"""A state whose allies follow by name: "U.S. allies A and B" are A and B."""
_OWNED = ("ally ", "allies ", "partner", "neighb", "friends ")


def _as_owners(text: str, held: dict[int, Entity]) -> str:
    """The text with the tag of an adjective for states that only say whose allies are named behind them."""
    if not any(map(text.__contains__, _OWNED)):
        return text
    for match in _OWNER.finditer(text):
        place = match.start()
        held[place] = held[place]._replace(tag="J")
        text = text[:place] + TAGS["J"] + text[place + 1 :]
    return text


def _start(entity: Entity) -> int:
    return entity.start


_IN_SINGLE_QUOTES = re.compile(
    r"(?<![^\W_])'(yes|no|ayes?|nays?|yeas?|for|in favou?r|against|abstain(?:ed|ing|s)?|abstentions?|absent)'(?![^\W_])"
)
"""A word for a vote, which patterns look for in double quotes."""


def _copy(text: str, start: int, end: int, chars: list[str], starts: list[int], ends: list[int]) -> None:
    """Put text[start:end], in lower case and plain, behind what is there, character by character."""
    for place in range(start, end):
        char = text[place]
        if chars and ((char.isspace() and chars[-1] == " ") or (char == "-" == chars[-1])):
            ends[-1] = place + 1
            continue
        if char == "—":  # set off by spaces or not, it parts words
            for part in " - " if chars and chars[-1] != " " else "- ":
                chars.append(part)
                starts.append(place)
                ends.append(place + 1)
            continue
        plain = _PLAIN.get(char, char).lower().translate(_LETTERS)
        plain = plain if len(plain) == 1 and plain not in CHARS else " " if plain.isspace() else "?"
        chars.append(plain)
        starts.append(place)
        ends.append(place + 1)


def _told_apart(states: tuple[StateMention, ...]) -> tuple[StateMention, ...]:
    """A name that two states share means the one when the list names the other: "Congo, Somalia, DR Congo"."""
    if not any(state.is_ambiguous for state in states):
        return states
    clear = {state.code for state in states if not state.is_ambiguous}
    told = []
    for state in states:
        left = tuple(code for code in state.codes if code not in clear)
        told.append(state._replace(code=left[0], codes=left) if state.is_ambiguous and len(left) == 1 else state)
    return tuple(told)


def _clauses(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The run as it is, or as two where a clause ends in it: "drafted by A and B, and C abstained", "backed A, B and C
    abstained". Behind "by" or a verb the first name is no one who votes."""
    if _RELATIVE.search(text, max(0, begin - 40), begin) and (aside := _ASIDE_ENDS.match(text, begin)):
        return [(begin, aside.start("rest") - len(aside["turn"])), (aside.start("rest"), end)]
    verb = end + 1 if text[end : end + 1] == "," and _COUNTED_NAMES.search(text, begin, end) else end
    if not _STATES_ACT.match(text, verb) or not _HANGING_FAST.search(text, max(0, begin - 26), begin):
        return [(begin, end)]
    parts = list(_SEPARATOR.finditer(text, begin, end))
    if _OF_MANY.search(text, max(0, begin - 60), begin):
        return [(begin, end)]
    turn = (
        next((m for m in parts if m.group().startswith(", and ")), None)
        if len(parts) != 2 or parts[0].group() != ", "
        else None
    )
    turn = turn or (parts[0] if parts else None)
    if turn is None:
        return [(begin, end)]
    return [(first, last) for first, last in ((begin, turn.start()), (turn.end(), end)) if last - first > 1]


def _join(masked: Masked, pattern: Pattern) -> Masked:
    """Put each run that matches as one `L` that holds all the states in it."""
    is_list = pattern is rx(_LIST)
    # a state by itself is a list already: it stays as it is
    matches = [m for m in pattern.finditer(masked.text) if m.end() - m.start() > 1 or not is_list]
    runs = [run for m in matches for run in (_clauses(masked.text, *m.span()) if is_list else [m.span()])]
    if not runs:
        return masked
    tagged = sorted(masked.entities)
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    held: dict[int, Entity] = {}

    def keep(first: int, last: int) -> None:
        shift = len(starts) - first
        for place in tagged[bisect_left(tagged, first) : bisect_left(tagged, last)]:
            held[place + shift] = masked.entities[place]
        chars.append(masked.text[first:last])
        starts.extend(masked.starts[first:last])
        ends.extend(masked.ends[first:last])

    at = 0
    for begin, end in runs:
        if begin > 0 and masked.text[begin - 1].isalnum():
            continue
        if (
            end - begin > 1
            and _FIRST.match(masked.text, begin)
            and _APART.search(masked.text, 0, begin)
            and not (_CLAUSE.search(masked.text, 0, begin) and _THEY_ACT.match(masked.text, end))
        ):
            continue
        if (
            is_list
            and _PAIR.fullmatch(masked.text[begin:end])
            and _HANGING.search(masked.text, max(0, begin - 26), begin)
            and _VERB_NEXT.match(masked.text, end)
        ):
            continue
        if (
            is_list
            and _AND_OF.search(masked.text, begin, end)
            and not _THEIR_OFFICES.search(masked.text, max(0, begin - 40), begin)
        ):
            continue
        keep(at, begin)
        states = _told_apart(
            tuple(
                state
                for place in range(begin, end)
                if place in masked.entities and masked.entities[place].tag in "LJ"
                for state in masked.entities[place].value
                if masked.entities[place].tag == "L" or not is_list
            )
        )
        first, last = masked.starts[begin], masked.ends[end - 1]
        held[len(starts)] = Entity("L", first, last, states)
        chars.append(TAGS["L"])
        starts.append(first)
        ends.append(last)
        at = end
    keep(at, len(masked.text))
    return Masked("".join(chars), starts, ends, held)
