"""What the components of templates/components take: plain values, ready to print. Templates compute nothing.

Every component names its shape in its first line; examples of each, in every state, are on the desk's style guide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from factcheck.web import addresses, words
from factcheck.web.tally import Tally


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StateVote:
    """A state in a roll call. `is_named` when the page was asked for this state by name."""

    code: str
    name: str
    option: str
    note: str = ""
    is_named: bool = False

    @property
    def url(self) -> str:
        return addresses.of_state(self.code)


@dataclass(frozen=True, slots=True)
class RollGroup:
    """The states of one option that are shown; `total` is how many the roll call names without a filter, `declared` how
    many there were where the roll call does not name them all."""

    option: str
    votes: Sequence[StateVote]
    total: int
    declared: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class RollFilter:
    """The filter as it stands. `action` is the page's own address; `states` link to the page without that state. `name`
    begins the ids of its fields."""

    action: str
    name: str = "roll"
    label: str = ""
    query: str = ""
    states: Sequence[Link] = ()
    state_codes: Sequence[str] = ()
    groups: Sequence[Choice] = ()
    options: Sequence[Choice] = ()

    @property
    def group(self) -> str:
        return next((group.text for group in self.groups if group.is_chosen and group.value), "")

    @property
    def is_active(self) -> bool:
        return bool(self.query or self.state_codes or self.group or any(o.is_chosen for o in self.options))


@dataclass(frozen=True, slots=True)
class RollCall:
    """`total` states are in the record's roll call, `members` sat in the body that day (None: not known)."""

    groups: Sequence[RollGroup]
    shown: int
    total: int
    members: int | None = None
    is_complete: bool = True
    filter: RollFilter | None = None


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    publisher: str = ""
    url: str = ""
    retrieved_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VoteLine:
    """A vote in a list: of the day, of a state, among the amendments."""

    key: str
    title: str
    symbol: str
    body: str
    held_on: date | None
    result: str
    kind: str = "resolution"
    tally: Tally | None = None
    positions: Sequence[StateVote] = ()
    relation: str = ""
    is_reported: bool | None = None
    is_current: bool = False

    @property
    def url(self) -> str:
        return addresses.of_vote(self.key)


@dataclass(frozen=True, slots=True)
class DayTable:
    """The votes of one day beside an article. `states` are names in the order of each line's positions."""

    votes: Sequence[VoteLine]
    states: Sequence[str]
    held_on: date | None

    @property
    def caption(self) -> str:
        return words.day_caption(self.held_on)


@dataclass(frozen=True, slots=True)
class Sponsors:
    """States by role. `is_complete` False: no state can be said not to be among them."""

    roles: Sequence[tuple[str, Sequence[Link]]] = ()
    is_complete: bool = False
    note: str = ""

    @property
    def count(self) -> int:
        return sum(len(states) for _, states in self.roles)


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a claim. `holds` is yes, no or unknown; `rows` are what the record has on it."""

    text: str
    holds: str
    rows: Sequence[str] = ()
    is_english: bool = False


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of the article's text. `claim` is the number that it links to; `ends` are the claims that end with it."""

    text: str
    claim: int | None = None
    ends: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """`made_by` is the person who marked the words, "" where a machine found them; `key` is the mention's. Of a folded
    one the verdict and what tells of it are left out: explanation, readings, flags."""

    number: int
    kind: str
    words: str
    verdict: str
    explanation: str
    readings: Sequence[Reading] = ()
    evidence: Sequence[Link] = ()
    flags: Sequence[Link] = ()
    can_go_back: bool = True
    is_drafted: bool = False
    made_by: str = ""
    key: int = 0
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class FlagCard:
    """`links` lead to the roll calls behind the flag; `claims` are the numbers of the claims it concerns."""

    number: int
    code: str
    severity: str
    title: str
    explanation: str
    rule: str = ""
    claims: Sequence[int] = ()
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class FlagGroup:
    """The flags of one code in an article, with a link to each place."""

    title: str
    severity: str
    places: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Passage:
    """An excerpt around one or more claims, with the claims and the flags that start in it. `section` is headline or
    body; `is_cut_before` and `is_cut_after` say where words were left out."""

    section: str
    fragments: Sequence[Fragment]
    claims: Sequence[ClaimCard] = ()
    flags: Sequence[FlagCard] = ()
    is_cut_before: bool = False
    is_cut_after: bool = False


@dataclass(frozen=True, slots=True)
class FindingCount:
    verdict: str
    count: int


@dataclass(frozen=True, slots=True)
class ArticleEntry:
    """An article in a list, with what was found in it. `folded` is the number of claims where the list is not to
    tell more than that."""

    title: str
    url: str
    outlet: str
    published_on: date | None
    findings: Sequence[FindingCount] = ()
    flags: int = 0
    high_flags: int = 0
    flag_titles: Sequence[str] = ()
    is_published: bool = True
    folded: int = 0
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def claims(self) -> int:
        return sum(finding.count for finding in self.findings)


@dataclass(frozen=True, slots=True)
class ParagraphLine:
    """A paragraph: its number as printed, its verb and the words behind it. `parts` are the lettered ones under it,
    `is_quoted` sets the text's own words off where others stand beside them."""

    number: str
    verb: str
    text: str
    is_quoted: bool = False
    parts: list[ParagraphLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TextPart:
    """Paragraphs that follow each other: preamble, operative or heading. `folded` are those behind a fold."""

    section: str
    shown: Sequence[ParagraphLine]
    folded: Sequence[ParagraphLine] = ()


@dataclass(frozen=True, slots=True)
class MotionText:
    """`parts` are the text's own words, from `source`; `in_short` is what fact files say of it."""

    parts: Sequence[TextPart] = ()
    source: Source | None = None
    in_short: Sequence[ParagraphLine] = ()


@dataclass(frozen=True, slots=True)
class SourceReading:
    """What one source says of a vote. `counts` are option and number (None: it says none), `listed` the states in its
    roll call; `agreed` and `differed` count its values against the record's. `is_taken`: the roll call is its."""

    source: Source
    counts: Sequence[tuple[str, int | None]]
    listed: int
    day: str = ""
    agreed: int = 0
    differed: int = 0
    is_taken: bool = False

    @property
    def has_counts(self) -> bool:
        return any(count is not None for _, count in self.counts)


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that two sources give differently: what the record has, what the other has, and why."""

    what: str
    here: str
    here_source: str
    elsewhere: str
    elsewhere_source: str
    rule: str


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after. `note` names the source that says it, where it is not the record itself."""

    what: str
    was: str
    now: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """What one import or load changed in a vote: in the record, and in what single sources say."""

    at: datetime
    source_was: str
    source_now: str
    changes: Sequence[Change]
    in_sources: Sequence[Change] = ()

    @property
    def count(self) -> int:
        return len(self.changes) + len(self.in_sources)


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year in a chart, as percentages that SVG attributes want: all votes, and in front those that carry verdicts."""

    x: str
    width: str
    whole: str
    whole_y: str
    good: str
    good_y: str


@dataclass(frozen=True, slots=True)
class BodyYears:
    """What the record has of a body. `years` are the year, its votes, those with a roll call, those that carry a
    verdict, the newest first; `highest` is the most votes of a year."""

    code: str
    name: str
    votes: int
    rolls: int
    good: int
    first: date | None
    last: date | None
    first_year: int
    last_year: int
    highest: int
    columns: Sequence[YearColumn] = ()
    years: Sequence[tuple[str, int, int, int]] = ()

    @property
    def is_by_month(self) -> bool:
        """Of the first years only the month of each vote is known."""
        return bool(self.first and self.first.year > self.first_year)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the record is known to lack: where, of which kinds of motion, why, and where that was read."""

    body: str
    where: str
    kinds: str
    reason: str
    sources: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Votes of a body that carry no verdict for one reason. `slug` names the reason in an address."""

    body: str
    body_name: str
    slug: str
    text: str
    explanation: str
    count: int
