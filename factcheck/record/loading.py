"""Writes facts into the database: one transaction, only what differs, and every vote compared with its roll call.

A vote whose roll call the files have in full is made as they have it. Any other is one more reading: where imports have
readings of it too, `settling` makes the record's vote of all of them.

What the files name is made as the files have it, names, members, sponsors, paragraphs and roll calls included. Rows of
their own (sources, organisations, motions, votes, statements, statistics) that the files do not name stay: other
imports may have brought them, and verdicts may rest on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from factcheck.record import reconciliation
from factcheck.record.citations import refusals
from factcheck.record.importers.rows import EventRow
from factcheck.record.merging import refresh_statistics
from factcheck.record.models import (
    Disagreement,
    IntendedVote,
    Membership,
    Motion,
    Name,
    Organization,
    Paragraph,
    Reading,
    Source,
    Sponsorship,
    Statement,
    Statistic,
    Vote,
    VoteEvent,
)
from factcheck.record.resolving import OF_FACTS, reading_of
from factcheck.record.rows import Facts
from factcheck.record.rows import VoteEvent as VoteRow
from factcheck.record.settling import OF_IMPORTS, Settling, stored_readings
from factcheck.record.syncing import Report, Wanted, sync
from factcheck.record.vocabulary import OPTIONS

LOCK = 0x7265636F
"""Number of the advisory lock that keeps two loads from running at the same time ("reco")."""


def load(facts: Facts) -> Report:
    """Writes `facts`. Nothing is written if anything fails. Raises RowIsCited where a row that a verdict rests on would
    go."""
    with refusals(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        report = _Load(facts).run()
        if report.is_change:
            refresh_statistics()
        return report


class _Load:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.report = Report()
        self.sources: dict[str, int] = {}
        self.organizations: dict[str, int] = {}
        self.motions: dict[str, int] = {}
        self.events: dict[str, int] = {}
        self.shared: set[str] = set()
        """Votes that imports have readings of too, so that the record's values follow from all of them."""

    def run(self) -> Report:
        self._sources()
        self._organizations()
        self._names()
        self._memberships()
        self._motions()
        self._motion_parts()
        self._events()
        self._event_parts()
        self._votes()
        self._statements()
        self._readings()
        settled = Settling(self.report).run(stored_readings(self.shared)) if self.shared else {}
        alone = [pk for key, pk in self.events.items() if key not in self.shared]
        self.report.unreconciled = reconcile(VoteEvent.objects.filter(pk__in=alone)) | settled
        return self.report

    def _sources(self) -> None:
        wanted = {
            (row.slug,): {
                "title": row.title,
                "publisher": row.publisher,
                "kind": row.kind,
                "url": row.url,
                "retrieved_on": row.retrieved_on,
                "sha256": row.sha256,
                "licence_note": row.licence_note,
                "note": row.note,
            }
            for row in self.facts.sources
        }
        keys = sync(Source.objects.all(), ("slug",), wanted, self.report.of("sources"))
        self.sources = {str(slug): pk for (slug,), pk in keys.items()}

    def _organizations(self) -> None:
        wanted = {
            (row.code,): {
                "slug": row.slug,
                "classification": row.classification,
                "name": row.name,
                "official_name": row.official_name,
                "members_known_from": row.known_from,
                "note": row.note,
                "source_id": self.sources[row.source],
            }
            for row in self.facts.organizations
        }
        keys = sync(Organization.objects.all(), ("code",), wanted, self.report.of("organisations"))
        self.organizations = {str(code): pk for (code,), pk in keys.items()}

    def _names(self) -> None:
        wanted = {
            (self.organizations[row.code], name.text, "en", name.start): {
                "kind": name.kind,
                "end_on": name.end,
                "source_id": self.sources[name.source],
            }
            for row in self.facts.organizations
            for name in row.names
        }
        rows = Name.objects.filter(organization__in=self.organizations.values(), language="en")
        sync(rows, ("organization_id", "text", "language", "start_on"), wanted, self.report.of("names"), removes=True)

    def _memberships(self) -> None:
        wanted = {
            (self.organizations[row.code], self.organizations[term.member], term.start): {
                "role": term.role,
                "end_on": term.end,
                "source_id": self.sources[row.source],
            }
            for row in self.facts.organizations
            for term in row.terms
        }
        rows = Membership.objects.filter(organization__in=self.organizations.values())
        key = ("organization_id", "member_id", "start_on")
        sync(rows, key, wanted, self.report.of("memberships"), removes=True)

    def _motions(self) -> None:
        """Parents before their parts: the database wants a part's parent to be there."""
        waiting = list(self.facts.motions)
        while waiting:
            ready = [row for row in waiting if not row.parent or row.parent in self.motions]
            if not ready:
                raise ValueError(f"motions are each other's parents: {', '.join(row.key for row in waiting)}")
            wanted = {
                (row.key,): {
                    "symbol": row.symbol,
                    "draft_symbol": row.draft,
                    "title": row.title,
                    "description": row.description,
                    "kind": row.kind,
                    "body_id": self.organizations[row.body],
                    "parent_id": self.motions[row.parent] if row.parent else None,
                    "item": row.item,
                    "yes_means": row.yes_means,
                    "no_means": row.no_means,
                    "legal_effect": row.legal_effect,
                    "sponsors_complete": row.sponsors_complete,
                    "sponsors_note": row.sponsors_note,
                    "source_id": self.sources[row.source],
                }
                for row in ready
            }
            rows = Motion.objects.filter(key__in=[row.key for row in ready])
            keys = sync(rows, ("key",), wanted, self.report.of("motions"))
            self.motions |= {str(key): pk for (key,), pk in keys.items()}
            waiting = [row for row in waiting if row.key not in self.motions]
        self.report.of("motions").kept = Motion.objects.exclude(pk__in=self.motions.values()).count()

    def _motion_parts(self) -> None:
        sponsors = {
            (self.motions[row.key], self.organizations[sponsor.state]): {
                "role": sponsor.role,
                "source_id": self.sources[sponsor.source],
            }
            for row in self.facts.motions
            for sponsor in row.sponsors
        }
        silent = [self.motions[row.key] for row in self.facts.motions if not row.sponsors]
        rows = Sponsorship.objects.filter(motion__in=self.motions.values()).exclude(OF_IMPORTS, motion__in=silent)
        sync(rows, ("motion_id", "organization_id"), sponsors, self.report.of("sponsorships"), removes=True)
        paragraphs = {
            (self.motions[row.key], position): {
                "number": paragraph.number,
                "section": paragraph.section,
                "verb": paragraph.verb,
                "text": paragraph.text,
                "is_verbatim": paragraph.is_verbatim,
                "source_id": self.sources[paragraph.source],
            }
            for row in self.facts.motions
            for position, paragraph in enumerate(row.paragraphs, start=1)
        }
        parts = Paragraph.objects.filter(motion__in=self.motions.values()).exclude(OF_IMPORTS)
        sync(parts, ("motion_id", "position"), paragraphs, self.report.of("paragraphs"), removes=True)

    def _events(self) -> None:
        parts = {row.key for row in self.facts.events if not row.is_complete}
        imported = VoteEvent.objects.filter(key__in=parts, readings__in=Reading.objects.filter(OF_IMPORTS))
        shared = dict(imported.values_list("key", "pk"))
        self.shared = set(shared)
        wanted = {
            (row.key,): {
                "motion_id": self.motions[row.motion],
                "body_id": self.organizations[row.body],
                "held_on": row.held_on,
                "held_in": "",
                "meeting": row.meeting,
                "sequence": row.sequence,
                "method": row.method,
                "result": row.result,
                **{f"{option}_count": row.counts.get(option) for option in OPTIONS},
                "members_count": row.members,
                "has_full_roll": row.is_complete,
                "note": " ".join(filter(None, (row.note, row.mismatch))),
                "source_id": self.sources[row.sources[0]],
            }
            for row in self._alone()
        }
        # a changed event has to be compared again: the database would refuse it as reconciled until its votes follow
        again = {"is_reconciled": False}
        others = VoteEvent.objects.exclude(pk__in=shared.values())
        keys = sync(others, ("key",), wanted, self.report.of("votes"), with_change=again)
        self.events = shared | {str(key): pk for (key,), pk in keys.items()}

    def _alone(self) -> list[VoteRow]:
        return [row for row in self.facts.events if row.key not in self.shared]

    def _event_parts(self) -> None:
        ours = self.events.values()
        alone = [self.events[row.key] for row in self._alone()]
        vetoes: Wanted = {
            (self.events[row.key], self.organizations[state]): {} for row in self._alone() for state in row.vetoed_by
        }
        through = VoteEvent.vetoed_by.through.objects.filter(voteevent__in=alone)
        sync(through, ("voteevent_id", "organization_id"), vetoes, self.report.of("vetoes"), removes=True)
        others: Wanted = {
            (self.events[row.key], self.sources[slug]): {} for row in self._alone() for slug in row.sources[1:]
        }
        links = VoteEvent.other_sources.through.objects.filter(voteevent__in=alone)
        sync(links, ("voteevent_id", "source_id"), others, self.report.of("further sources"), removes=True)
        disputed = {
            (self.events[row.key], entry.what): {"here": entry.here, "elsewhere": entry.elsewhere}
            for row in self.facts.events
            for entry in row.disputed
        }
        rows = Disagreement.objects.filter(event__in=ours)
        sync(rows, ("event_id", "what"), disputed, self.report.of("disagreements"), removes=True)
        intended = {
            (self.events[row.key], self.organizations[entry.state]): {
                "option": entry.option,
                "stated_on": entry.stated_on,
                "source_id": self.sources[entry.source],
            }
            for row in self.facts.events
            for entry in row.intended
        }
        meant = IntendedVote.objects.filter(event__in=ours)
        sync(meant, ("event_id", "organization_id"), intended, self.report.of("intended votes"), removes=True)

    def _votes(self) -> None:
        wanted = {
            (self.events[row.key], self.organizations[state]): {"option": option}
            for row in self._alone()
            for state, option in row.roll.items()
        }
        rows = Vote.objects.filter(event__in=[self.events[row.key] for row in self._alone()])
        sync(rows, ("event_id", "organization_id"), wanted, self.report.of("roll call entries"), removes=True)

    def _readings(self) -> None:
        """What the files say of votes whose roll call they do not have in full."""
        wanted = {
            (self.events[row.key], self.sources[row.sources[0]]): _reading(row)
            for row in self.facts.events
            if not row.is_complete
        }
        rows = Reading.objects.filter(event__in=self.events.values()).exclude(OF_IMPORTS)
        sync(rows, ("event_id", "source_id"), wanted, self.report.of("readings"), removes=True)

    def _statements(self) -> None:
        statements = {
            (row.speaker, row.spoken_on, row.text): {
                "speaker_organization_id": self.organizations[row.organization] if row.organization else None,
                "is_verbatim": row.is_verbatim,
                "note": row.note,
                "source_id": self.sources[row.source],
            }
            for row in self.facts.statements
        }
        sync(Statement.objects.all(), ("speaker", "spoken_on", "text"), statements, self.report.of("statements"))
        statistics = {
            (row.measure, row.attributed_to, row.as_of, self.sources[row.source]): {
                "value_low": row.value_low,
                "value_high": row.value_high,
                "unit": row.unit,
                "wording": row.wording,
            }
            for row in self.facts.statistics
        }
        key = ("measure", "attributed_to", "as_of", "source_id")
        sync(Statistic.objects.all(), key, statistics, self.report.of("statistics"))


def _reading(row: VoteRow) -> dict[str, object]:
    """A vote of the files in the form of an imported one; `sources` are those besides the one it is stored under."""
    event = EventRow(
        key=row.motion,
        body=row.body,
        line=0,
        held_on=row.held_on,
        meeting=row.meeting,
        sequence=row.sequence,
        method=row.method,
        result=row.result,
        counts=row.counts,
        members=row.members,
        votes=row.roll,
        vetoed_by=row.vetoed_by,
        note=" ".join(filter(None, (row.note, row.mismatch))),
    )
    reading = reading_of(event, row.sources[0], OF_FACTS)
    content = {**reading.content, "sources": list(row.sources[1:])}
    return {"content": content, "roll_call": reading.roll}


def reconcile(events: QuerySet[VoteEvent]) -> dict[str, str]:
    """Compares counts, roll call and the body's members of each event and stores the answer with its reason.

    Returns key and reason of the events that no verdict may rest on. Writes only where the answer changed.
    """
    rolls: dict[int, dict[str, str]] = defaultdict(dict)
    votes = Vote.objects.filter(event__in=events).values_list("event_id", "organization__code", "option")
    for event_id, code, option in votes.iterator():
        rolls[event_id][code or ""] = option
    terms: dict[int, list[tuple[str, date | None, date | None]]] = defaultdict(list)
    held = Membership.objects.filter(organization__classification="body")
    for body, code, start, end in held.values_list("organization", "member__code", "start_on", "end_on"):
        terms[body].append((code or "", start, end))
    unreconciled, changed = {}, []
    for event in events.select_related("body").order_by("key"):
        reasons = _reasons(event, rolls[event.pk], terms[event.body_id])
        answer = (not reasons, "; ".join(reasons))
        if reasons:
            unreconciled[event.key] = answer[1]
        if (event.is_reconciled, event.unreconciled_reason) != answer:
            event.is_reconciled, event.unreconciled_reason = answer
            changed.append(event)
    VoteEvent.objects.bulk_update(changed, ["is_reconciled", "unreconciled_reason"])
    return unreconciled


def _reasons(
    event: VoteEvent, roll: dict[str, str], terms: Collection[tuple[str, date | None, date | None]]
) -> list[str]:
    day, known_from = event.held_on, event.body.members_known_from
    sitting = None
    if day is not None and known_from is not None and day >= known_from:
        sitting = {code for code, start, end in terms if (not start or start <= day) and (not end or day <= end)}
    return reconciliation.disagreements(
        counts=event.counts,
        roll=roll,
        is_complete=event.has_full_roll,
        members=event.members_count,
        sitting=sitting,
    ) or reconciliation.unknowns(event.counts)
