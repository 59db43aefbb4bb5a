"""What the engine reads and what it returns: frozen dataclasses with the names of Popolo.

No object of the web framework crosses this line. States are ISO 3166-1 alpha-3 codes, votes are the four options of
`OPTIONS`, days are `datetime.date`, offsets are code points into the text exactly as it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Option = Literal["yes", "no", "abstain", "absent"]
OPTIONS: tuple[Option, ...] = ("yes", "no", "abstain", "absent")
_LETTERS = "ynax"  # of OPTIONS, where a roll call is packed

Verdict = Literal["supported", "refuted", "depends", "not_in_record", "not_checkable"]
Severity = Literal["high", "medium", "low"]

# ---------------------------------------------------------------------------------------------------------- the record


@dataclass(frozen=True, slots=True)
class Name:
    """One way of naming a state, a body or a group.

    `kind` is `name` (a noun that always means the organisation: "Belarus", "the United States"), `adjective`
    ("Russian", which names a state only before a noun such as "delegation"), `demonym` (people: "Ukrainians"),
    or `metonym` (a capital or a seat of government, "Washington", "the Kremlin": the state only where it acts).
    `start` and `end` bound the days on which the name was in use; None is open.
    """

    text: str
    kind: str = "name"
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    code: str
    name: str
    names: tuple[Name, ...] = ()
    member_from: date | None = None
    member_until: date | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A body that votes. `code` is GA, SC, HRC; `names` are the ways prose names it."""

    code: str
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupMembership:
    code: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A dated set of states, such as the European Union."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    members: tuple[GroupMembership, ...] = ()

    def members_on(self, day: date) -> frozenset[str]:
        return frozenset(
            m.code for m in self.members if (m.start is None or m.start <= day) and (m.end is None or day <= m.end)
        )


@dataclass(frozen=True, slots=True)
class Sponsorship:
    """`role` is `author` (tabled or drafted it), `sponsor`, or `later` (joined after it was tabled)."""

    code: str
    role: str = "sponsor"


@dataclass(frozen=True, slots=True)
class Motion:
    """What was put to the vote. `key` is its one name in the record: the symbol if it has one, else the draft symbol,
    else the key of its parent with a suffix.

    `description` says what a text without a title is about, in the words of the record's keepers. `kind` is resolution, draft (never adopted), amendment, paragraph or procedural. `item` names the matter that
    ties votes of one day together across bodies ("ukraine"). `sponsors_complete` says whether the list of sponsors is
    known to be whole: only then can a state be said not to be among them. `legal_effect` is one of recommendation,
    decision (binding by the Charter: budget, membership, elections, the Assembly's own procedure), binding,
    procedural, disputed, none, or "" where the record is silent. `paragraphs` are the operative paragraphs, each from its
    verb on, `recitals` those of the preamble; `text_is_whole` says that they are the text's own words and all of them.
    """

    key: str
    body: str
    title: str = ""
    description: str = ""
    symbol: str = ""
    draft: str = ""
    kind: str = "resolution"
    parent: str | None = None
    item: str = ""
    sponsors: tuple[Sponsorship, ...] = ()
    sponsors_complete: bool = False
    sponsors_note: str = ""
    legal_effect: str = ""
    yes_means: str = ""
    no_means: str = ""
    paragraphs: tuple[str, ...] = ()
    source: str = ""
    recitals: tuple[str, ...] = ()
    text_is_whole: bool = False


class RollCall(Mapping[str, Option]):
    """How each state voted: a read-only mapping of state code to option, kept as one text, so that a million votes take
    few megabytes.

    >>> RollCall({"FRA": "yes", "DEU": "no"})["DEU"]
    'no'
    >>> RollCall.unpack("DEU=n FRA=y")["DEU"]
    'no'
    """

    __slots__ = ("_text",)

    def __init__(self, votes: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
        pairs = sorted(dict(votes).items())
        self._text = "".join(f" {code}={_LETTERS[OPTIONS.index(option)]}" for code, option in pairs)
        if self._text.count(" ") != len(pairs) or self._text.count("=") != len(pairs):
            raise ValueError("a state's code in a roll call holds neither white space nor an equals sign")

    @classmethod
    def unpack(cls, text: str) -> RollCall:
        """From `packed`: codes in alphabetical order, each with the letter of its option (y, n, a, x)."""
        roll = cls(())
        roll._text = f" {text}" if text else ""
        return roll

    @property
    def packed(self) -> str:
        return self._text[1:]

    def __getitem__(self, code: str) -> Option:
        place = self._text.find(f" {code}=")
        if place < 0 or "=" in code:
            raise KeyError(code)
        return OPTIONS[_LETTERS.index(self._text[place + len(code) + 2])]

    def get(self, code: str, default: Any = None) -> Any:  # the hottest look-up of the engine
        place = self._text.find(f" {code}=")
        return default if place < 0 or "=" in code else OPTIONS[_LETTERS.index(self._text[place + len(code) + 2])]

    def __contains__(self, code: object) -> bool:
        return isinstance(code, str) and "=" not in code and f" {code}=" in self._text

    def __iter__(self) -> Iterator[str]:
        return (entry[:-2] for entry in self._text.split())

    def __len__(self) -> int:
        return self._text.count("=")

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, RollCall) else Mapping.__eq__(self, other)

    def __hash__(self) -> int:
        return hash(self._text)

    def __repr__(self) -> str:
        return f"RollCall({dict(self)!r})"

    def count(self, option: Option) -> int:
        return self._text.count(f"={_LETTERS[OPTIONS.index(option)]}")

    def states(self, option: Option) -> tuple[str, ...]:
        """Codes of the states that chose `option`, in alphabetical order."""
        wanted = _LETTERS[OPTIONS.index(option)]
        return tuple(entry[:-2] for entry in self._text.split() if entry[-1] == wanted)


@dataclass(frozen=True, slots=True)
class Counts:
    """Declared counts; None where the record does not say."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None

    def get(self, option: str) -> int | None:
        value: int | None = getattr(self, option)
        return value


@dataclass(frozen=True, slots=True)
class VoteEvent:
    """One vote on one motion. `key` is the motion's key, with "@sequence" behind it from the second vote on it.

    `roll` is None where the record has counts but no list, and may be partial (`roll_complete` false) where only some
    votes are known. `reconciled` is true when counts, roll call and membership agree: no verdict rests on an event
    where they are known to disagree. `result` is adopted, rejected, vetoed, not_adopted or "" (unknown). `intended` are
    (state, option) pairs: what a state later told the Secretariat it had meant to vote. It never replaces the vote.
    """

    key: str
    motion: str
    body: str
    day: date | None
    counts: Counts = field(default_factory=Counts)
    members: int | None = None
    roll: RollCall | None = None
    roll_complete: bool = False
    reconciled: bool = True
    result: str = ""
    method: str = "recorded"
    vetoed_by: tuple[str, ...] = ()
    meeting: str = ""
    sequence: int = 1
    sources: tuple[str, ...] = ()
    intended: tuple[tuple[str, Option], ...] = ()

    def cast(self, code: str) -> Option | None:
        """How a state voted; None where the record does not say. Without a list a veto tells it: a draft fails by a
        permanent member's vote against it (Charter, Article 27, paragraph 3)."""
        vote: Option | None = self.roll.get(code) if self.roll is not None else None
        return "no" if vote is None and code in self.vetoed_by else vote

    def evidence(self, code: str) -> Evidence:
        """The row that says how a state voted: its line in the list, or the vote itself."""
        is_listed = self.roll is not None and code in self.roll
        source = ", ".join(self.sources)
        return Evidence("vote", f"{self.key}#{code}", source) if is_listed else Evidence("count", self.key, source)

    @property
    def corrected_counts(self) -> Counts:
        """The counts as they would be had every state voted as it later said it had meant to; the counts without such."""
        counts = {option: self.counts.get(option) for option in OPTIONS}
        for code, option in self.intended:
            cast = self.roll.get(code) if self.roll is not None else None
            for name, step in ((cast, -1), (option, 1)):
                if name is not None and cast != option and (known := counts[name]) is not None:
                    counts[name] = known + step
        return Counts(**counts)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words somebody said. `organization` is the code of the state or body spoken for, "" without one; `is_verbatim` is
    true only where a source gives these very words as the speaker's own."""

    speaker: str
    organization: str
    spoken_on: date | None
    text: str
    is_verbatim: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure: what is counted, its value, the day it stands for, and whose figure it is. `value_low` alone is a floor
    ("more than"); equal to `value_high` it is exact; otherwise the two are a range. `wording` says how it was put and
    what it does not say."""

    measure: str
    unit: str
    attributed_to: str
    wording: str
    value_low: float | None = None
    value_high: float | None = None
    as_of: date | None = None
    source: str = ""


# --------------------------------------------------------------------------------------------------------- the article


@dataclass(frozen=True, slots=True)
class Article:
    """Text to be checked. With a title given apart, offsets count into title, one newline, then text."""

    text: str
    title: str | None = None
    published: date | None = None
    id: str = ""

    @property
    def full_text(self) -> str:
        return self.text if self.title is None else f"{self.title}\n{self.text}"


# ------------------------------------------------------------------------------------------------------ what comes back


@dataclass(frozen=True, slots=True)
class EventScore:
    motion: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One admissible reading of a claim and whether it holds: True, False, or None where the record cannot tell."""

    reading: str
    holds: bool | None
    record: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of the record. `type` is vote, count, motion, sponsorship, statement or statistic; `ref` names the row, as
    in "A/RES/ES-11/7#USA"; `source` says where the row comes from."""

    type: str
    ref: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """`drafted` where the place and the query were proposed from outside; link, verdict and words are the engine's."""

    id: str
    section: Literal["headline", "body"]
    start: int
    end: int
    quote: str
    kind: str
    asserted: Mapping[str, Any]
    verdict: Verdict
    explanation: str
    events: tuple[EventScore, ...] = ()
    motion: str | None = None
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    code: str
    severity: Severity
    start: int
    end: int
    claims: tuple[str, ...]
    explanation: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a check returns. `to_json` in the package gives it the shape of docs/contract.md."""

    article: Article
    snapshot: str
    vote_events: int
    rules: str
    version: str
    claims: tuple[Claim, ...]
    flags: tuple[Flag, ...]
    notes: tuple[str, ...] = ()
