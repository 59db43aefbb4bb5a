"""What a provision is about, as words that can be compared: small words off, endings off, a few synonyms brought together."""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.engine.text.gazetteer import Gazetteer

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|\d{4}")
_SMALL = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "from",
        "into",
        "over",
        "under",
        "between",
        "among",
        "its",
        "it",
        "their",
        "his",
        "her",
        "that",
        "this",
        "these",
        "those",
        "and",
        "or",
        "as",
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "should",
        "must",
        "shall",
        "may",
        "can",
        "not",
        "no",
        "any",
        "all",
        "each",
        "every",
        "both",
        "other",
        "such",
        "so",
        "than",
        "then",
        "there",
        "who",
        "which",
        "whose",
        "what",
        "where",
        "when",
        "while",
        "resolution",
        "text",
        "draft",
        "measure",
        "assembly",
        "council",
        "general",
        "security",
        "united",
        "nations",
        "un",
        "member",
        "members",
        "state",
        "states",
        "country",
        "countries",
        "nation",
        "nations",
        "also",
        "further",
        "immediately",
        "immediate",
        "urgent",
        "urgently",
        "once",
        "at",
        "new",
        "full",
        "more",
        "most",
        "very",
        "one",
        "two",
        "three",
        "about",
        "against",
        "upon",
        "within",
        "without",
        "through",
        "during",
    ]
)
_SAME = {
    "cease-fire": "ceasefire", "truce": "ceasefire", "cessation": "ceasefire",
    "leave": "withdraw", "leav": "withdraw", "pull": "withdraw", "pullout": "withdraw", "quit": "withdraw", "withdrawal": "withdraw", "retreat": "withdraw",
    "troop": "force", "soldier": "force", "military": "force", "army": "force",
    "free": "release", "freed": "release", "liberat": "release",
    "aid": "assistance", "relief": "assistance", "help": "assistance",
    "kid": "child", "children": "child", "minor": "child",
    "weapon": "arm", "arms": "arm", "weaponry": "arm",
    "conflict": "war", "hostiliti": "war", "hostility": "war", "fight": "war", "fighting": "war", "attack": "war", "invasion": "aggression", "assault": "war",
    "blockade": "embargo", "sanction": "measure",
    "stop": "end", "halt": "end", "ceas": "end", "finish": "end",
    "unlawful": "illegal", "unlawfully": "illegal", "illegally": "illegal",
    "return": "return", "repatriat": "return", "hand": "return",
    "annexation": "annex", "annexed": "annex", "referendums": "referendum", "referenda": "referendum",
    "detainee": "detain", "detained": "detain", "held": "detain", "prisoner": "detain", "detention": "detain",
    "reparation": "reparation", "compensation": "reparation", "damage": "reparation",
    "coup": "coup", "truc": "ceasefire", "peaceful": "peace", "peacefully": "peace", "isf": "stabilization",
    "stabilisation": "stabilization", "settlement": "settlement", "independence": "independence",
    "territory": "territorial", "territori": "territorial", "borders": "border",
    "lasting": "last", "durable": "last", "permanent": "last", "sustained": "last", "sustainable": "last",
    "access": "access", "unhindered": "access", "unimpeded": "access", "deliveri": "access", "delivery": "access",
    "seat": "membership", "year": "month", "months": "month",
}  # fmt: skip
_ENDINGS = ("ations", "ation", "ingly", "ments", "ings", "ies", "ing", "edly", "ed", "es", "s")


def stem(word: str) -> str:
    """A word without its ending, with a synonym put in its place: close enough to compare, not to print."""
    word = word.lower()
    if word in _SAME:
        return _SAME[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
            break
    word = _SAME.get(word, word)
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=1 << 12)
def terms(text: str, gazetteer: Gazetteer) -> frozenset[str]:
    """Telling words of a text, with names of states as their codes ("Moscow", "Russian" and "Russia" are one)."""
    found: set[str] = set()
    pieces: list[str] = []
    at = 0
    for name in gazetteer.find(text, 0, len(text)):
        pieces.append(text[at : name.start])
        if name.type == "state":
            found.update(name.codes)
        at = name.end
    pieces.append(text[at:])
    for match in _WORD.finditer(" ".join(pieces)):
        word = match.group().lower().replace("cease-fire", "ceasefire")
        if len(word) > 2 and word not in _SMALL:
            found.add(stem(word))
    return frozenset(found)


def proper_names(text: str) -> frozenset[str]:
    """Words that begin with a capital, other than the first: what "does not name" is about."""
    return frozenset(m.group().lower() for m in re.finditer(r"\b[A-Z][\w'-]{2,}", text))
