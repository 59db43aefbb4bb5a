"""The rows of the fact files, and the engine's record made of them. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from factcheck.engine import model
from factcheck.engine.record import Record
from factcheck.record.reconciliation import disagreements, unknowns
from factcheck.record.vocabulary import ROLES

_ROLE_ORDER = tuple(ROLES)


@dataclass(frozen=True, slots=True)
class Source:
    slug: str
    title: str
    publisher: str
    kind: str
    url: str = ""
    retrieved_on: date | None = None
    sha256: str = ""
    licence_note: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    text: str
    kind: str
    start: date | None = None
    end: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """Membership of the state `member` from `start` to `end`, both included; None is open."""

    member: str
    role: str
    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Organization:
    """A state, a body or a group. `known_from` is the first day from which `terms` are whole (bodies only)."""

    code: str
    slug: str
    classification: str
    name: str
    source: str
    official_name: str = ""
    note: str = ""
    names: tuple[Name, ...] = ()
    terms: tuple[Term, ...] = ()
    known_from: date | None = None

    def members_on(self, day: date) -> frozenset[str]:
        return frozenset(term.member for term in self.terms if term.covers(day))


@dataclass(frozen=True, slots=True)
class Sponsorship:
    state: str
    role: str
    source: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    number: str
    section: str
    verb: str
    text: str
    is_verbatim: bool
    source: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What other sources say. `what` is the value in question, `here` what the record has, `elsewhere` the rest."""

    what: str
    here: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class IntendedVote:
    state: str
    option: str
    stated_on: date | None
    source: str


@dataclass(frozen=True, slots=True)
class VoteEvent:
    """One vote. `roll` maps state to option; `mismatch` says why counts that contradict the roll call are kept."""

    motion: str
    body: str
    sequence: int
    held_on: date | None
    sources: tuple[str, ...]
    meeting: str = ""
    method: str = "recorded"
    result: str = ""
    members: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    roll: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = False
    vetoed_by: tuple[str, ...] = ()
    intended: tuple[IntendedVote, ...] = ()
    disputed: tuple[Disagreement, ...] = ()
    mismatch: str = ""
    note: str = ""

    @property
    def key(self) -> str:
        return event_key(self.motion, self.sequence)


@dataclass(frozen=True, slots=True)
class Motion:
    key: str
    body: str
    kind: str
    source: str
    symbol: str = ""
    draft: str = ""
    title: str = ""
    description: str = ""
    parent: str = ""
    item: str = ""
    legal_effect: str = ""
    yes_means: str = ""
    no_means: str = ""
    sponsors: tuple[Sponsorship, ...] = ()
    sponsors_complete: bool = False
    sponsors_note: str = ""
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    speaker: str
    organization: str
    spoken_on: date | None
    text: str
    is_verbatim: bool
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Statistic:
    measure: str
    unit: str
    attributed_to: str
    wording: str
    source: str
    value_low: int | None = None
    value_high: int | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a folder of fact files says, checked. Every tuple has one order, whatever the order of the files."""

    sources: tuple[Source, ...] = ()
    organizations: tuple[Organization, ...] = ()
    motions: tuple[Motion, ...] = ()
    events: tuple[VoteEvent, ...] = ()
    statements: tuple[Statement, ...] = ()
    statistics: tuple[Statistic, ...] = ()

    def of_class(self, classification: str) -> tuple[Organization, ...]:
        return tuple(row for row in self.organizations if row.classification == classification)

    def sitting(self, body: str, day: date | None) -> frozenset[str] | None:
        """Members of a body on a day, or None where the record does not know them all."""
        row = next(row for row in self.organizations if row.code == body)
        if day is None or row.known_from is None or day < row.known_from:
            return None
        return row.members_on(day)

    def disagreements(self, event: VoteEvent) -> list[str]:
        return disagreements(
            counts=event.counts,
            roll=event.roll,
            is_complete=event.is_complete,
            members=event.members,
            sitting=self.sitting(event.body, event.held_on),
        )

    def unreconciled(self, event: VoteEvent) -> list[str]:
        """Why no verdict may rest on an event: what disagrees, or which counts are unknown. Empty where it may."""
        return self.disagreements(event) or unknowns(event.counts)

    def record(self) -> Record:
        """The engine's record, in one order."""
        admitted = {term.member: term for row in self.organizations if row.code == "GA" for term in row.terms}
        return Record(
            states=tuple(_state(row, admitted.get(row.code)) for row in self.of_class("state")),
            bodies=tuple(model.Body(row.code, row.name, _texts(row)) for row in self.of_class("body")),
            groups=tuple(_group(row) for row in self.of_class("group")),
            motions=tuple(_motion(row) for row in self.motions),
            events=tuple(_event(row, is_reconciled=not self.unreconciled(row)) for row in self.events),
            statements=tuple(
                model.Statement(row.speaker, row.organization, row.spoken_on, row.text, row.is_verbatim, row.source)
                for row in self.statements
            ),
            statistics=tuple(
                model.Statistic(
                    row.measure, row.unit, row.attributed_to, row.wording, engine_number(row.value_low),
                    engine_number(row.value_high), row.as_of, row.source,
                )
                for row in sorted(self.statistics, key=lambda s: (s.measure, str(s.as_of), s.attributed_to, s.source))
            ),
        )  # fmt: skip


def event_key(motion: str, sequence: int) -> str:
    """The motion's key, with "@sequence" behind it from the second vote on it."""
    return motion if sequence == 1 else f"{motion}@{sequence}"


def engine_names(rows: Iterable[tuple[str, str, date | None, date | None]]) -> tuple[model.Name, ...]:
    """Names as (text, kind, start, end), in the one order that both the files and the database give."""
    ordered = sorted(rows, key=lambda row: (row[1], row[0], row[2] or date.min))
    return tuple(model.Name(text, kind, start, end) for text, kind, start, end in ordered)


def engine_sponsors(rows: Iterable[tuple[str, str]]) -> tuple[model.Sponsorship, ...]:
    """Sponsors as (state, role): authors first, later ones last, by code within a role."""
    return tuple(
        model.Sponsorship(code, role)
        for code, role in sorted(rows, key=lambda row: (_ROLE_ORDER.index(row[1]), row[0]))
    )


def engine_intended(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, model.Option], ...]:
    """(state, option) of what states later said they had meant to vote, by code."""
    return tuple(sorted(rows))  # type: ignore[arg-type]


def engine_number(value: int | Decimal | None) -> float | None:
    """A figure as the engine compares it, the same from the files and from the database."""
    return None if value is None else float(value)


def engine_terms(rows: Iterable[tuple[str, date | None, date | None]]) -> tuple[model.GroupMembership, ...]:
    """Members as (state, start, end), by code and start."""
    ordered = sorted(rows, key=lambda row: (row[0], row[1] or date.min))
    return tuple(model.GroupMembership(*row) for row in ordered)


def _texts(row: Organization) -> tuple[str, ...]:
    return tuple(sorted(name.text for name in row.names))


def _state(row: Organization, term: Term | None) -> model.State:
    return model.State(
        code=row.code,
        name=row.name,
        names=engine_names((name.text, name.kind, name.start, name.end) for name in row.names),
        member_from=term.start if term else None,
        member_until=term.end if term else None,
    )


def _group(row: Organization) -> model.Group:
    members = engine_terms((term.member, term.start, term.end) for term in row.terms)
    return model.Group(row.code, row.name, _texts(row), members)


def _motion(row: Motion) -> model.Motion:
    return model.Motion(
        key=row.key,
        body=row.body,
        title=row.title,
        description=row.description,
        symbol=row.symbol,
        draft=row.draft,
        kind=row.kind,
        parent=row.parent or None,
        item=row.item,
        sponsors=engine_sponsors((sponsor.state, sponsor.role) for sponsor in row.sponsors),
        sponsors_complete=row.sponsors_complete,
        sponsors_note=row.sponsors_note,
        legal_effect=row.legal_effect,
        yes_means=row.yes_means,
        no_means=row.no_means,
        paragraphs=tuple(paragraph.text for paragraph in row.paragraphs),
        source=row.source,
    )


def _event(row: VoteEvent, *, is_reconciled: bool) -> model.VoteEvent:
    return model.VoteEvent(
        key=row.key,
        motion=row.motion,
        body=row.body,
        day=row.held_on,
        counts=model.Counts(**row.counts),
        members=row.members,
        roll=model.RollCall(row.roll) if row.roll else None,
        roll_complete=row.is_complete,
        reconciled=is_reconciled,
        result=row.result,
        method=row.method,
        vetoed_by=tuple(sorted(row.vetoed_by)),
        meeting=row.meeting,
        sequence=row.sequence,
        sources=(row.sources[0], *sorted(row.sources[1:])),
        intended=engine_intended((entry.state, entry.option) for entry in row.intended),
    )
