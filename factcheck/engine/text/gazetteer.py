"""Names of states, bodies and groups in a text: exact, longest match, by words. Never fuzzy.

A match gives the organisation a name stands for, and how: as a noun ("Belarus"), an adjective ("Russian"), a people
("Ukrainians"), or a metonym ("Washington"). A metonym after a preposition of place is a place, not a state.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from factcheck.engine.model import Body, Group, Name, State
from factcheck.engine.text.runs import by_runs

WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*\.?|&")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?")
_HYPHENS = ("-", "‑", "–")
_STANCE_BEFORE = re.compile(r"\b(?:anti|pro|non)[-‑–]$", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|across|around|inside|downtown|from|to|via)\s+(?:the\s+)?$", re.IGNORECASE
)
_DATELINE = re.compile(r"^\s*(?:,\s*\w+\.?\s*\d{0,2})?\s*(?:\([A-Z]\w+\)\s*)?[—–-]\s")
_PLACE_AFTER = re.compile(r",? D\.?C\.?\b|\s+(?:Post|Times|Examiner|Monument|Bridge|State)\b")
_FIRST_NAMES = frozenset({"CHAD", "JORDAN", "PARIS", "SOFIA", "ISRAEL", "KENYA", "INDIA"})
_SURNAME_AFTER = re.compile(
    r"\s(?!Ambassador|Foreign|Prime|President|Permanent|Abstain|Votes?|Vot|Back|Join|Side|Says?|Reject|Oppose)[A-Z][a-z]+(?=[\s,.])(?! and [A-Z])(?=,? (?:said|told|who|whose|of|wrote|added)\b)"
)
_LAST_NAMES = frozenset({"JORDAN", "ISRAEL", "FRANCE", "IRELAND", "ENGLAND", "CHAD"})
_FIRST_NAME_BEFORE = re.compile(
    r"\b(?:Michael|Jim|Vernon|Anatole|Robert|Barbara|Steve|Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Rep\.|Sen\.) $"
)
_AMERICAN_GEORGIA = re.compile(
    r"\b(?:Atlanta|Savannah|Augusta|Georgia (?:governor|senator|Republican|Democrat|state|lawmaker|voter|House|Senate|law|judge)|"
    r"(?:Gov(?:ernor)?\.?|Senator|Sen\.) [A-Z]\w+ [A-Z]\w+ of Georgia|(?:Alabama|Florida|Arizona|Pennsylvania|Texas|Michigan|Nevada)\b)"
)
_NOT_BEFORE = {
    "IRELAND": re.compile(r"\bNorthern $"),
    "MEXICO": re.compile(r"\b(?:New|Gulf of) $"),
    "GUINEA": re.compile(r"\b(?:New|Gulf of) $"),
    "AMERICA": re.compile(r"\b(?:Latin|South|North|Central) $"),
    "AMERICAN": re.compile(r"\b(?:Latin|South|North|Central) $"),
}
_FOLLOWED = {
    "US": re.compile(r"\s?\$"),
    "AMERICA": re.compile(r"\s+First\b"),
    "AMERICAN": re.compile(r"\s+Samoa\b"),
    "INDIAN": re.compile(r"\s+Ocean\b"),
    "ROME": re.compile(r"\s+Statute\b"),
    "MINSK": re.compile(r"\s+(?:[Aa]greement|[Pp]rotocol|[Aa]ccord|[Pp]rocess|I\b|II\b)"),
    "PARIS": re.compile(r"\s+(?:Agreement|Accord|Club|climate)"),
    "CHINA": re.compile(r"\s+Sea\b"),
    "COUNCIL": re.compile(r"\s+(?:of (?!(?:the )?(?:UN\b|U\.N\.|United Nations))|on Foreign)"),
    "ASSEMBLY": re.compile(r"\s+(?:of (?:States Parties|God|Experts)|lines?\b|plants?\b)"),
}
"""What stands before or behind a name that is then part of another one: Northern Ireland, the Indian Ocean."""


_IN_PROSE: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Congo", ("COD", "COG"), "name"), ("Korea", ("KOR", "PRK"), "name"), ("both Congos", ("COD", "COG"), "all"), ("the two Congos", ("COD", "COG"), "all"),
    ("both Koreas", ("KOR", "PRK"), "all"), ("the two Koreas", ("KOR", "PRK"), "all"), ("Holland", ("NLD",), "name"), ("Antigua", ("ATG",), "name"),
    ("Emirates", ("ARE",), "name"), ("St Vincent", ("VCT",), "name"), ("Saint Vincent", ("VCT",), "name"), ("Czechia", ("CZE",), "name"),
    ("St. Kitts", ("KNA",), "name"), ("St Kitts", ("KNA",), "name"), ("Trinidad", ("TTO",), "name"), ("Sao Tome", ("STP",), "name"),
    ("Democratic Korea", ("PRK",), "name"), ("Burma", ("MMR",), "name"), ("Macedonia", ("MKD",), "name"), ("Swaziland", ("SWZ",), "name"),
    ("Turkiye", ("TUR",), "name"), ("Antigua Barbuda", ("ATG",), "name"), ("Trinidad Tobago", ("TTO",), "name"), ("Saint Kitts", ("KNA",), "name"),
    ("Sao Tome Principe", ("STP",), "name"), ("Serbia Montenegro", ("SRB",), "name"), ("Federated States Micronesia", ("FSM",), "name"), ("Marshalls", ("MHL",), "name"), ("Cabo Verde", ("CPV",), "name"), ("Foreign Office", ("GBR",), "metonym"),
    ("Central Africa Republic", ("CAF",), "name"), ("Comoro Islands", ("COM",), "name"), ("Bosnia/Herzegovina", ("BIH",), "name"), ("Bosnia Herzegovina", ("BIH",), "name"),
    ("Dem. Rep. of Congo", ("COD",), "name"), ("Dem. Rep. of the Congo", ("COD",), "name"), ("Democratic Republic of Korea", ("PRK",), "name"), ("Republic of North Macedonia", ("MKD",), "name"),
)  # fmt: skip
"""How prose names states beside the names of the record. A name of several states means one of them, of the kind `all` all."""


class Found(NamedTuple):
    """A name in the text. `type` is state, body or group; `kind` as in `Name`; `codes` more than one where ambiguous."""

    start: int
    end: int
    type: str
    kind: str
    codes: tuple[str, ...]


@lru_cache(maxsize=1 << 14)
def _fold(word: str) -> str:
    """Upper case, without accents, possessive endings and the dots of "U.S."."""
    if not word.isascii():
        word = word.replace("’", "'")
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    bare = word.rstrip(".")
    if bare.endswith(("'s", "'S")):
        word = bare[:-2]
    return word.replace(".", "").upper() if _DOTTED.fullmatch(word) else word.rstrip(".'").upper()


def _read(run: str) -> tuple[tuple[str, int, int, str], ...]:
    """The words of a run without white space: (folded, start in the run, end, as written)."""
    return tuple((_fold(m[0]), *m.span(), m[0]) for m in WORD.finditer(run))


_read_all = by_runs(_read)


def _placed(
    text: str, at: int, runs: list[str], read_runs: list[tuple[tuple[str, int, int, str], ...]]
) -> list[tuple[int, int, str]]:
    """(start, end, as written) of each word of the runs that the text has from `at` on."""
    words = []
    for run, read in zip(runs, read_runs, strict=True):
        at = text.index(run, at)
        words += [(at + first, at + last, word) for _, first, last, word in read]
        at += len(run)
    return words


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[str, ...]
    type: str
    code: str
    name: Name
    size: int


class Gazetteer:
    """Finds names in linear time: one look-up a word, then the longest alias that starts there."""

    def __init__(self, states: Iterable[State], bodies: Iterable[Body], groups: Iterable[Group]) -> None:
        self._aliases: dict[str, list[_Alias]] = {}
        self._next: dict[str, frozenset[str]] = {}
        """The second words of the names that begin with a word; empty where the word is a name by itself."""
        known = set()
        for state in states:
            known.add(state.code)
            for name in (Name(state.name), *state.names):
                self._add(name, "state", state.code)
        for body in bodies:
            for text in (body.name, *body.names):
                self._add(Name(text), "body", body.code)
        for group in groups:
            for text in (group.name, *group.names):
                self._add(Name(text), "group", group.code)
        for text, codes, kind in _IN_PROSE:
            for code in codes:
                if code in known:
                    self._add(Name(text, kind), "state", code)
        for rows in self._aliases.values():
            rows.sort(key=lambda alias: (-len(alias.words), alias.words, alias.type, alias.code))
        for word, rows in self._aliases.items():
            is_name = any(len(alias.words) == 1 for alias in rows)
            self._next[word] = frozenset() if is_name else frozenset(alias.words[1] for alias in rows)

    def _add(self, name: Name, type_: str, code: str) -> None:
        words = tuple(_fold(match.group()) for match in WORD.finditer(name.text))
        rows = self._aliases.setdefault(words[0], []) if words else []
        alias = _Alias(words, type_, code, name, len(words))
        if alias not in rows:
            rows.append(alias)

    def is_name_word(self, word: str) -> bool:
        """Whether a name of a state, a body or a group begins with the word or is it, plural endings aside."""
        return bool(self._aliases.get(word.upper()) or self._aliases.get(f"{word.upper()}S"))

    def find(self, text: str, start: int, end: int, day: date | None = None) -> list[Found]:
        """Names in text[start:end], in order, not overlapping. `day` drops names that were not in use yet."""
        split = text[start:end].split()
        runs = _read_all(split)
        folded = [word[0] for run in runs for word in run]
        following = self._next
        places = [
            place
            for place, (word, behind) in enumerate(zip(folded, [*folded[1:], ""], strict=False))
            if word in following and (not (second := following[word]) or behind in second)
        ]
        if not places:
            return []
        words = _placed(text, start, split, runs)
        found: list[Found] = []
        free = 0
        for place in places:
            best = self._longest(words, folded, place, day) if place >= free else []
            if not best:
                continue
            first = best[0]
            last_place = place + len(first.words) - 1
            begin, stop = words[place][0], self._without_ending(words[last_place], first.name.text)
            if first.name.text.endswith(")") and text[stop : stop + 1] == ")":
                stop += 1
            codes = tuple(sorted({alias.code for alias in best if alias.type == first.type}))
            kind = "name" if any(alias.name.kind == "name" for alias in best) else first.name.kind
            word = folded[last_place if first.type == "body" else place]
            if not self._is_other(text, begin, stop, word, kind):
                found.append(Found(begin, stop, first.type, kind, codes))
            free = last_place + 1
        return found

    def _longest(
        self, words: list[tuple[int, int, str]], folded: list[str], place: int, day: date | None
    ) -> list[_Alias]:
        best: list[_Alias] = []
        behind = folded[place + 1] if place + 1 < len(folded) else ""
        for alias in self._aliases[folded[place]]:
            size = alias.size
            if best and size < best[0].size:
                break
            if size > 1 and (alias.words[1] != behind or tuple(folded[place : place + size]) != alias.words):
                continue
            if self._reads_as(alias, words, place, day):
                best.append(alias)
        return best

    @staticmethod
    def _reads_as(alias: _Alias, words: list[tuple[int, int, str]], place: int, day: date | None) -> bool:
        """Whether case and day allow the name. A former name is still understood, a later one not before its start."""
        if day is not None and alias.name.start and day < alias.name.start:
            return False
        first = words[place][2]
        if alias.type == "state" and len(alias.words) == 1 and len(alias.words[0]) <= 3 and alias.name.text.isupper():
            return first.replace(".", "").removesuffix("’s").removesuffix("'s").isupper()
        if alias.type == "body":
            return any(word[0].isupper() for _, _, word in words[place : place + len(alias.words)])
        return (
            first[0].isupper()
            or (alias.type == "group" and alias.name.text[0].islower())
            or (alias.type == "state" and alias.name.text[0].islower() and first.startswith(alias.name.text.split()[0]))
            or (alias.name.kind == "all" and words[place + len(alias.words) - 1][2][0].isupper())
        )

    @staticmethod
    def _without_ending(word: tuple[int, int, str], name: str) -> int:
        """End of the name without a possessive ending or a full stop that closes the sentence."""
        _, stop, text = word
        bare = text.rstrip(".")
        if bare.endswith(("’s", "'s", "’S", "'S")) and not name.endswith(bare[-2:]):
            return stop - (len(text) - len(bare)) - 2
        if text.endswith(".") and not name.endswith(".") and "." not in text[:-1]:
            return stop - 1
        return stop

    @staticmethod
    def _is_other(text: str, begin: int, stop: int, word: str, kind: str) -> bool:
        """True where the word is no state here: a place, a person's name, an American Georgia, a currency, "anti-"."""
        before, after = text[max(0, begin - 40) : begin], text[stop : stop + 40]
        left, right = _NOT_BEFORE.get(word), _FOLLOWED.get(word)
        if (
            (before.endswith(_HYPHENS) and _STANCE_BEFORE.search(before))
            or (left and left.search(before))
            or (right and right.match(after))
        ):
            return True
        if kind == "metonym":
            return bool(_PLACE_BEFORE.search(before) or _DATELINE.match(after) or _PLACE_AFTER.match(after))
        if word in _FIRST_NAMES and kind == "name" and _SURNAME_AFTER.match(after):
            return True
        if word in _LAST_NAMES and kind == "name" and _FIRST_NAME_BEFORE.search(before):
            return True
        if word == "GEORGIA":
            return bool(_AMERICAN_GEORGIA.search(text, max(0, begin - 200), stop + 200))
        return False
