"""What the readings of votes make of the record: values, roll calls, discrepancies, and whether they add up.

Imports and fact files end here. Votes whose roll call a fact file names in full are fixed: readings are only compared
with them. All others follow from their readings by `resolving`, fact files among them, so that neither the order of
imports nor the order of imports and fact files makes a difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from factcheck.record import models
from factcheck.record.importers.rows import pack, unpack
from factcheck.record.merging import merge_answers, merge_votes
from factcheck.record.resolving import (
    BY_FACTS,
    BY_RANK,
    COUNTS,
    Difference,
    Reading,
    Resolved,
    compare,
    completed,
    day_of_values,
    reasons_against,
    resolve,
)
from factcheck.record.syncing import Report, sync

PREFIX = "import-"
"""Slugs of imported sources begin so; all others are those of fact files."""

OF_IMPORTS = Q(source__slug__startswith=PREFIX)

Readings = Mapping[str, Mapping[str, Reading]]
"""Readings by the key of the vote and the slug of the source."""


def stored_readings(keys: Collection[str]) -> dict[str, dict[str, Reading]]:
    """What imports and fact files said of these votes; nothing where there is no reading."""
    found: dict[str, dict[str, Reading]] = defaultdict(dict)
    stored = models.Reading.objects.filter(event__key__among=list(keys))
    for key, source, content, roll in stored.values_list("event__key", "source__slug", "content", "roll_call"):
        found[key][source] = Reading(source, content["rank"], content, roll)
    return dict(found)


STAGES = (
    "Comparing what the sources say",
    "Writing motions and their sponsors",
    "Writing votes",
    "Writing roll calls",
    "Writing what each source says",
    "Writing subjects",
    "Writing which votes add up",
)
"""What a pass does, in this order."""


class Settling:
    """One pass over some votes. `agreed` and `differed` count the values compared."""

    def __init__(
        self,
        report: Report,
        say: Callable[[str], None] = lambda text: None,
        begin: Callable[[str], None] = lambda stage: None,
    ) -> None:
        """`begin` is told each of `STAGES` when it begins."""
        self.report = report
        self.say = say
        self.begin = begin
        self.agreed = 0
        self.differed = 0
        organizations = models.Organization.objects.exclude(code=None).values_list("code", "pk", "classification")
        self.organizations = {str(code): pk for code, pk, _ in organizations}
        self.states = {str(code) for code, _, classification in organizations if classification == "state"}
        self.sitting: dict[tuple[str, date], frozenset[str] | None] = {}
        self.terms = self._terms()
        self.contested: set[str] = set()
        self.sources: dict[str, int] = dict(models.Source.objects.values_list("slug", "pk"))
        self.motions: dict[str, int] = {}
        self.events: dict[str, int] = {}

    def run(self, readings: Readings) -> dict[str, str]:
        """Settles the votes of `readings`, which has all readings of each. Returns key and reason of those among them
        that no verdict may rest on; fixed votes keep their standing."""
        compared, texts, votes, rolls, sources, subjects, answered = STAGES
        self.begin(compared)
        fixed = self._fixed(readings)
        resolved = {key: self._resolved(of) for key, of in readings.items()}
        ours = {key: value for key, value in resolved.items() if key not in fixed}
        self.begin(texts)
        self._motions(ours)
        self.begin(votes)
        self._events(ours, readings)
        self.begin(rolls)
        self._votes(ours)
        self.events |= {key: row.pk for key, row in fixed.items()}
        self.begin(sources)
        self._readings(readings, resolved, fixed)
        self.begin(subjects)
        self._subjects(readings, fixed)
        self.begin(answered)
        answers = {key: self._reasons(key, value) for key, value in ours.items()}
        if answers:
            merge_answers({self.events[key]: reasons for key, reasons in answers.items()})
        return {key: "; ".join(reasons) for key, reasons in answers.items() if reasons}

    def _resolved(self, readings: Mapping[str, Reading]) -> Resolved:
        found = resolve(readings.values(), self.states)
        return completed(found, self._sitting(found))

    def _reasons(self, key: str, value: Resolved) -> list[str]:
        found = reasons_against(value, self._sitting(value))
        return [*found, "sources differ on how it ended"] if key in self.contested else found

    def _fixed(self, readings: Readings) -> dict[str, models.VoteEvent]:
        """Votes among these that fact files have in full: their source is no import and no reading."""
        rows = models.VoteEvent.objects.exclude(OF_IMPORTS).select_related("source")
        return {row.key: row for row in rows if row.key in readings and row.source.slug not in readings[row.key]}

    # ---------------------------------------------------------------------------------------------------------- writing

    def _motions(self, ours: Mapping[str, Resolved]) -> None:
        fixed = set(models.Motion.objects.exclude(OF_IMPORTS).values_list("key", flat=True))
        known = dict(models.Motion.objects.values_list("key", "pk"))
        texts = {value.motion["key"]: value for _, value in sorted(ours.items(), reverse=True)}
        stubs = {
            parent: value
            for value in texts.values()
            if (parent := value.motion.get("parent")) and parent not in texts and parent not in known
        }
        wanted = {(key,): self._stub(key, value) for key, value in stubs.items()}
        keys = sync(models.Motion.objects.filter(key__among=list(stubs)), ("key",), wanted, self.report.of("motions"))
        self.motions = known | {str(key): pk for (key,), pk in keys.items()}
        for is_part in (False, True):
            wanted = {
                (key,): self._motion(key, value)
                for key, value in texts.items()
                if key not in fixed and bool(value.motion.get("parent")) == is_part
            }
            rows = models.Motion.objects.filter(key__among=[key for (key,) in wanted])
            keys = sync(rows, ("key",), wanted, self.report.of("motions"))
            self.motions |= {str(key): pk for (key,), pk in keys.items()}
        listed = models.Sponsorship.objects.exclude(OF_IMPORTS).values_list("motion__key", flat=True)
        self._sponsors({key: value for key, value in texts.items() if key not in set(listed)})

    def _subjects(self, readings: Readings, fixed: Mapping[str, models.VoteEvent]) -> None:
        """What each source calls the matter of a vote, on the vote's motion; those of other sources stay."""
        motions = {key: row.motion_id for key, row in fixed.items()}
        motions |= dict(
            models.VoteEvent.objects.filter(key__among=readings.keys() - motions.keys()).values_list("key", "motion")
        )
        wanted: dict[Any, dict[str, Any]] = {
            (motions[key], words, self.sources[source]): {}
            for key, of in readings.items()
            for source, reading in of.items()
            for words in reading.content["motion"].get("subjects", ())
        }
        rows = models.Subject.objects.filter(motion__among=set(motions.values()))
        sync(rows, ("motion_id", "words", "source_id"), wanted, self.report.of("subjects"), removes=True)

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
            "sponsors_complete": motion.get("sponsors_complete", False),
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
            (self.motions[key], self.organizations[code]): {
                "role": role,
                "source_id": self.sources[value.motion_origin[name]],
            }
            for key, value in texts.items()
            for role, name in (("later", "later_sponsors"), ("sponsor", "sponsors"))
            for code in value.motion.get(name, ())
            if code in self.states
        }
        rows = models.Sponsorship.objects.filter(motion__among=[self.motions[key] for key in texts])
        key = ("motion_id", "organization_id")
        sync(rows, key, wanted, self.report.of("sponsorships"), removes=True)

    def _events(self, ours: Mapping[str, Resolved], readings: Readings) -> None:
        wanted = {(key,): self._event(value) for key, value in ours.items()}
        rows = models.VoteEvent.objects.filter(key__among=list(ours))
        again = {"is_reconciled": False}
        keys = sync(rows, ("key",), wanted, self.report.of("votes"), with_change=again)
        self.events = {str(key): pk for (key,), pk in keys.items()}
        vetoes: dict[Any, dict[str, Any]] = {
            (self.events[key], self.organizations[code]): {}
            for key, value in ours.items()
            for code in value.values.get("vetoed_by", ())
        }
        through = models.VoteEvent.vetoed_by.through.objects.filter(voteevent__among=self.events.values())
        sync(through, ("voteevent_id", "organization_id"), vetoes, self.report.of("vetoes"), removes=True)
        others: dict[Any, dict[str, Any]] = {
            (self.events[key], self.sources[source]): {}
            for key, value in ours.items()
            for source in {*readings[key], *value.values.get("sources", ())}
            if source != value.source
        }
        links = models.VoteEvent.other_sources.through.objects.filter(voteevent__among=self.events.values())
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
        rows = models.RollCall.objects.filter(event__among=self.events.values()).values_list("event_id", "packed")
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
        readings: Readings,
        resolved: Mapping[str, Resolved],
        fixed: Mapping[str, models.VoteEvent],
    ) -> None:
        wanted: dict[Any, dict[str, Any]] = {}
        differences: dict[Any, dict[str, Any]] = {}
        packed = models.RollCall.objects.filter(event__among=[row.pk for row in fixed.values()])
        rolls = dict(packed.values_list("event_id", "packed"))
        for key, of in readings.items():
            event = self.events[key]
            row = fixed.get(key)
            for source, reading in of.items():
                if row is not None:
                    votes, slug_of = unpack(rolls.get(row.pk, "")), row.source.slug
                    agreed, found = compare(_values(row), votes, {}, slug_of, reading, rule=BY_FACTS)
                else:
                    value = resolved[key]
                    origin = value.roll_source or value.source
                    agreed, found = compare(value.values, value.votes, value.origin, origin, reading, rule=BY_RANK)
                    agreed -= sum(value.origin.get(name) == source for name in value.values)
                    agreed = max(agreed - (reading.roll.count("=") if source == value.roll_source else 0), 0)
                if any(entry.what == "result" for entry in found):
                    self.contested.add(key)
                self.agreed += agreed
                self.differed += len(found)
                wanted[event, self.sources[source]] = {
                    "content": dict(reading.content),
                    "roll_call": reading.roll,
                    "agreed": agreed,
                    "differed": len(found),
                }
                differences |= {(event, entry.what, self.sources[source]): self._difference(entry) for entry in found}
        rows = models.Reading.objects.filter(event__among=self.events.values())
        sync(rows, ("event_id", "source_id"), wanted, self.report.of("readings"))
        known = models.Discrepancy.objects.filter(event__among=self.events.values())
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
