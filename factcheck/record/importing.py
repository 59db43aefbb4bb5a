"""Imports files of voting records: all in one transaction, only what differs, every source compared with the others.

What each source says of a vote is kept (`Reading`); the record's values follow from all readings of a vote by
`resolving`, so the order of imports makes no difference. Votes and texts of the fact files are never changed: imported
sources are only compared with them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from factcheck.record import models
from factcheck.record.importers.recognising import readers
from factcheck.record.importers.rows import Fault, ImportRefused, Reader, pack, unpack
from factcheck.record.loading import LOCK
from factcheck.record.merging import merge_answers, merge_votes
from factcheck.record.organizationfile import slug
from factcheck.record.resolving import (
    BY_FACTS,
    BY_RANK,
    COUNTS,
    Difference,
    Reading,
    Resolved,
    compare,
    day_of_values,
    reading_of,
    reasons_against,
    resolve,
)
from factcheck.record.rows import event_key
from factcheck.record.syncing import Report, sync

PREFIX = "import-"
"""Slugs of imported sources begin so; rows from other sources come from fact files and stay as they are."""


class NothingToImportInto(LookupError):
    """The record knows no states yet: not one vote of a file could be told whose it is."""


@dataclass(slots=True)
class ImportReport(Report):
    """Besides what was written: lines read by file, votes with parked cells, what was refused, and the comparison."""

    files: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    refused_files: int = 0
    cells: int = 0
    agreed: int = 0
    differed: int = 0


def import_files(
    paths: Iterable[Path], *, wanted: str = "auto", say: Callable[[str], None] = lambda text: None
) -> ImportReport:
    """Imports files and folders. A file that cannot be read to its end is refused whole; the others are imported.

    Raises NothingToImportInto where no facts were loaded before.
    """
    report = ImportReport()
    found, unknown = readers(paths, wanted=wanted)
    report.faults.extend(unknown)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        return _Import(report, say).run(found)


class _Import:
    def __init__(self, report: ImportReport, say: Callable[[str], None]) -> None:
        self.report = report
        self.say = say
        organizations = models.Organization.objects.exclude(code=None).values_list("code", "pk", "classification")
        self.organizations = {str(code): pk for code, pk, _ in organizations}
        self.states = {str(code) for code, _, classification in organizations if classification == "state"}
        if not self.states:
            raise NothingToImportInto("The record has no states yet, so no vote can be told whose it is.")
        self.sitting: dict[tuple[str, date], frozenset[str] | None] = {}
        self.terms = self._terms()
        self.contested: set[str] = set()
        self.sources: dict[str, int] = {}
        self.motions: dict[str, int] = {}
        self.events: dict[str, int] = {}

    def run(self, found: list[Reader]) -> ImportReport:
        new = self._read(found)
        readings = self._with_stored(new)
        curated = self._curated(readings)
        resolved = {key: resolve(of.values(), self.states) for key, of in readings.items()}
        ours = {key: value for key, value in resolved.items() if key not in curated}
        self._motions(ours)
        self._events(ours, readings)
        self._votes(ours)
        self.events |= {key: row.pk for key, row in curated.items()}
        self._readings(readings, resolved, curated)
        if ours:
            answers = {key: self._reasons(key, value) for key, value in ours.items()}
            merge_answers({self.events[key]: reasons for key, reasons in answers.items()})
            self.report.unreconciled = {key: "; ".join(reasons) for key, reasons in answers.items() if reasons}
        return self.report

    def _reasons(self, key: str, value: Resolved) -> list[str]:
        found = reasons_against(value, self._sitting(value))
        return [*found, "sources differ on how it ended"] if key in self.contested else found

    # ---------------------------------------------------------------------------------------------------------- reading

    def _read(self, found: list[Reader]) -> dict[str, dict[str, Reading]]:
        """Readings of this import by event and source; the sources are written."""
        new: dict[str, dict[str, Reading]] = defaultdict(dict)
        wanted: dict[Any, dict[str, Any]] = {}
        for reader in found:
            source = PREFIX + slug(reader.name.removesuffix(".gz").removesuffix(".csv"))[:90]
            if (source,) in wanted:
                self._refuse(Fault(reader.name, 0, "", "another file of this import has the same name"))
                continue
            try:
                rows = list(self._slim(reader, source))
            except ImportRefused as error:
                self._refuse(error.fault)
                continue
            self.report.faults.extend(reader.faults)
            self.report.files[reader.name] = len(rows)
            self.say(f"{reader.name}: {reader.format.code}, {reader.rows_read} lines, {len(rows)} votes")
            for key, reading in rows:
                new[key][source] = reading
            wanted[(source,)] = {
                "title": f"{reader.format.title}: {reader.name}",
                "publisher": reader.format.publisher,
                "kind": reader.format.kind,
                "sha256": _sha256(reader.paths.values()),
                "licence_note": reader.format.licence_note,
            }
        rows_of = models.Source.objects.filter(slug__in=[source for (source,) in wanted])
        sync(rows_of, ("slug",), wanted, self.report.of("sources"))
        self.sources = dict(models.Source.objects.values_list("slug", "pk"))
        return new

    def _slim(self, reader: Reader, source: str) -> Iterable[tuple[str, Reading]]:
        seen: set[str] = set()
        for row in reader.events():
            key = event_key(row.key, row.sequence)
            reading = reading_of(row, source, reader.format.rank + row.rank_below)
            if key in seen or "\\u0000" in repr(reading.content) or "\x00" in str(reading.content):
                reader.fault(row.line, "", f"{key} stands twice or holds a NUL; refused", part=next(iter(reader.paths)))
                continue
            seen.add(key)
            self.report.cells += len(row.votes)
            yield key, reading

    def _refuse(self, fault: Fault) -> None:
        self.report.faults.append(replace(fault, reason=f"{fault.reason}; nothing of this file was imported"))
        self.report.refused_files += 1

    def _with_stored(self, new: Mapping[str, dict[str, Reading]]) -> dict[str, dict[str, Reading]]:
        """The readings of this import and those that other imports left of the same votes."""
        found: dict[str, dict[str, Reading]] = {key: {} for key in new}
        stored = models.Reading.objects.filter(event__key__in=list(new))
        for key, source, content, roll in stored.values_list("event__key", "source__slug", "content", "roll_call"):
            found[key][source] = Reading(source, content["rank"], content, roll)
        for key, readings in new.items():
            found[key].update(readings)
        return found

    def _curated(self, keys: Iterable[str]) -> dict[str, models.VoteEvent]:
        """Votes among these that come from fact files."""
        rows = models.VoteEvent.objects.exclude(source__slug__startswith=PREFIX).select_related("source")
        wanted = set(keys)
        return {row.key: row for row in rows if row.key in wanted}

    # ---------------------------------------------------------------------------------------------------------- writing

    def _motions(self, ours: Mapping[str, Resolved]) -> None:
        fixed = set(models.Motion.objects.exclude(source__slug__startswith=PREFIX).values_list("key", flat=True))
        known = dict(models.Motion.objects.values_list("key", "pk"))
        texts = {value.motion["key"]: value for _, value in sorted(ours.items(), reverse=True)}
        stubs = {
            parent: value
            for value in texts.values()
            if (parent := value.motion.get("parent")) and parent not in texts and parent not in known
        }
        wanted = {(key,): self._stub(key, value) for key, value in stubs.items()}
        keys = sync(models.Motion.objects.filter(key__in=list(stubs)), ("key",), wanted, self.report.of("motions"))
        self.motions = known | {str(key): pk for (key,), pk in keys.items()}
        for is_part in (False, True):
            wanted = {
                (key,): self._motion(key, value)
                for key, value in texts.items()
                if key not in fixed and bool(value.motion.get("parent")) == is_part
            }
            rows = models.Motion.objects.filter(key__in=[key for (key,) in wanted])
            keys = sync(rows, ("key",), wanted, self.report.of("motions"))
            self.motions |= {str(key): pk for (key,), pk in keys.items()}
        self._sponsors({key: value for key, value in texts.items() if key not in fixed})

    def _motion(self, key: str, value: Resolved) -> dict[str, Any]:
        motion = value.motion
        return {
            "symbol": motion.get("symbol", ""),
            "draft_symbol": motion.get("draft", ""),
            "title": motion.get("title", ""),
            "description": motion.get("description", "") or ("" if motion.get("title") else key),
            "kind": motion["kind"],
            "body_id": self.organizations[motion["body"]],
            "parent_id": self.motions[motion["parent"]] if motion.get("parent") else None,
            "sponsors_note": motion.get("sponsors_note", ""),
            "source_id": self.sources[value.source],
        }

    def _stub(self, key: str, value: Resolved) -> dict[str, Any]:
        """A text of which only votes on its parts are known."""
        return {
            "symbol": key if key.startswith("A/RES/") else "",
            "description": value.motion.get("parent_description") or f"Text of {key}: only parts were imported",
            "kind": "resolution",
            "body_id": self.organizations[value.motion["body"]],
            "source_id": self.sources[value.source],
        }

    def _sponsors(self, texts: Mapping[str, Resolved]) -> None:
        wanted = {
            (self.motions[key], self.organizations[code]): {"role": role, "source_id": self.sources[value.source]}
            for key, value in texts.items()
            for role, name in (("later", "later_sponsors"), ("sponsor", "sponsors"))
            for code in value.motion.get(name, ())
            if code in self.states
        }
        rows = models.Sponsorship.objects.filter(motion__in=[self.motions[key] for key in texts])
        key = ("motion_id", "organization_id")
        sync(rows, key, wanted, self.report.of("sponsorships"), removes=True)

    def _events(self, ours: Mapping[str, Resolved], readings: Mapping[str, Mapping[str, Reading]]) -> None:
        wanted = {(key,): self._event(value) for key, value in ours.items()}
        rows = models.VoteEvent.objects.filter(key__in=list(ours))
        again = {"is_reconciled": False}
        keys = sync(rows, ("key",), wanted, self.report.of("votes"), with_change=again)
        self.events = {str(key): pk for (key,), pk in keys.items()}
        vetoes: dict[Any, dict[str, Any]] = {
            (self.events[key], self.organizations[code]): {}
            for key, value in ours.items()
            for code in value.values.get("vetoed_by", ())
        }
        through = models.VoteEvent.vetoed_by.through.objects.filter(voteevent__in=self.events.values())
        sync(through, ("voteevent_id", "organization_id"), vetoes, self.report.of("vetoes"), removes=True)
        others: dict[Any, dict[str, Any]] = {
            (self.events[key], self.sources[source]): {}
            for key, value in ours.items()
            for source in readings[key]
            if source != value.source
        }
        links = models.VoteEvent.other_sources.through.objects.filter(voteevent__in=self.events.values())
        sync(links, ("voteevent_id", "source_id"), others, self.report.of("further sources"), removes=True)

    def _event(self, value: Resolved) -> dict[str, Any]:
        values = value.values
        counts = {name: values.get(name) for name in COUNTS}
        members = values.get("members")
        if members is not None and sum(count or 0 for count in counts.values()) > members:
            members = None  # the database refuses it; the reason says so, and the reading keeps it
        return {
            "motion_id": self.motions[value.motion["key"]],
            "body_id": self.organizations[value.motion["body"]],
            "held_on": day_of_values(values),
            "held_in": values.get("held_in", ""),
            "meeting": values.get("meeting", ""),
            "sequence": value.motion["sequence"],
            "method": values.get("method", "recorded"),
            "result": values.get("result", ""),
            **{f"{name}_count": count for name, count in counts.items()},
            "members_count": members,
            "has_full_roll": value.has_full_roll,
            "note": values.get("note", ""),
            "source_id": self.sources[value.source],
        }

    def _votes(self, ours: Mapping[str, Resolved]) -> None:
        rows = models.RollCall.objects.filter(event__in=self.events.values()).values_list("event_id", "packed")
        stored = dict(rows)
        rolls = {}
        tally = self.report.of("roll call entries")
        for key, value in ours.items():
            event = self.events[key]
            if pack(value.votes) != stored.get(event, ""):
                rolls[event] = {self.organizations[code]: option for code, option in value.votes.items()}
            else:
                tally.unchanged += len(value.votes)
        self.say(f"{sum(map(len, rolls.values()))} roll call entries to write")
        merge_votes(rolls, tally)

    def _readings(
        self,
        readings: Mapping[str, Mapping[str, Reading]],
        resolved: Mapping[str, Resolved],
        curated: Mapping[str, models.VoteEvent],
    ) -> None:
        wanted: dict[Any, dict[str, Any]] = {}
        differences: dict[Any, dict[str, Any]] = {}
        packed = models.RollCall.objects.filter(event__in=[row.pk for row in curated.values()])
        rolls = dict(packed.values_list("event_id", "packed"))
        for key, of in readings.items():
            event = self.events[key]
            row = curated.get(key)
            for source, reading in of.items():
                if row is not None:
                    votes, slug_of = unpack(rolls.get(row.pk, "")), row.source.slug
                    agreed, found = compare(_values(row), votes, {}, slug_of, reading, rule=BY_FACTS)
                else:
                    value = resolved[key]
                    origin = value.roll_source or value.source
                    agreed, found = compare(value.values, value.votes, value.origin, origin, reading, rule=BY_RANK)
                    agreed -= sum(value.origin.get(name) == source for name in value.values)
                    agreed = max(agreed - (len(value.votes) if source == value.roll_source else 0), 0)
                if any(entry.what == "result" for entry in found):
                    self.contested.add(key)
                self.report.agreed += agreed
                self.report.differed += len(found)
                wanted[event, self.sources[source]] = {
                    "content": dict(reading.content),
                    "roll_call": reading.roll,
                    "agreed": agreed,
                    "differed": len(found),
                }
                differences |= {(event, entry.what, self.sources[source]): self._difference(entry) for entry in found}
        rows = models.Reading.objects.filter(event__in=self.events.values())
        sync(rows, ("event_id", "source_id"), wanted, self.report.of("readings"))
        known = models.Discrepancy.objects.filter(event__in=self.events.values())
        identity = ("event_id", "what", "elsewhere_source_id")
        sync(known, identity, differences, self.report.of("discrepancies"), removes=True)

    def _difference(self, entry: Difference) -> dict[str, Any]:
        return {
            "here": entry.here[:100],
            "here_source_id": self.sources[entry.here_source],
            "elsewhere": entry.elsewhere[:100],
            "rule": entry.rule,
        }

    # --------------------------------------------------------------------------------------------------------- members

    def _terms(self) -> dict[str, tuple[date | None, list[tuple[str, date | None, date | None]]]]:
        bodies = models.Organization.objects.bodies().values_list("code", "members_known_from")
        found: dict[str, tuple[date | None, list[tuple[str, date | None, date | None]]]] = {
            str(code): (known_from, []) for code, known_from in bodies
        }
        held = models.Membership.objects.filter(organization__classification="body")
        for body, code, start, end in held.values_list("organization__code", "member__code", "start_on", "end_on"):
            found[str(body)][1].append((code or "", start, end))
        return found

    def _sitting(self, value: Resolved) -> frozenset[str] | None:
        """Members of the body on the day of the vote; None where the record does not know them all."""
        day, body = day_of_values(value.values), value.motion["body"]
        if day is None:
            return None
        if (body, day) not in self.sitting:
            known_from, terms = self.terms[body]
            is_known = known_from is not None and day >= known_from
            members = (code for code, start, end in terms if (not start or start <= day) and (not end or day <= end))
            self.sitting[body, day] = frozenset(members) if is_known else None
        return self.sitting[body, day]


def _values(row: models.VoteEvent) -> dict[str, Any]:
    """A vote of the fact files in the form of a reading."""
    return {
        "held_on": row.held_on.isoformat() if row.held_on else "",
        "meeting": row.meeting,
        "method": row.method,
        "result": row.result,
        **row.counts,
        "members": row.members_count,
    }


def _sha256(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
