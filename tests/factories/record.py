"""Rows of the record for tests: each function makes one row that the database accepts, with what the test names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import count
from typing import Any

from factcheck.record import factfile
from factcheck.record.loading import load, reconcile
from factcheck.record.models import Membership, Motion, Name, Organization, Source, Sponsorship, Vote, VoteEvent
from factcheck.record.organizationfile import slug
from factcheck.record.rows import Facts
from factcheck.record.syncing import Report

_numbers = count(1)


@cache
def bundled() -> Facts:
    """The facts that come with the program, read once."""
    return factfile.read()


def load_bundled() -> Report:
    """Puts the bundled facts into the test's database; about half a second."""
    return load(bundled())


def source(name: str = "test-source", **fields: Any) -> Source:
    defaults = {"title": "A source", "publisher": "A publisher", "kind": "project", **fields}
    return Source.objects.get_or_create(slug=name, defaults=defaults)[0]


def organization(code: str, classification: str, name: str = "", **fields: Any) -> Organization:
    name = name or f"{classification} {code}".capitalize()
    defaults = {
        "slug": slug(name),
        "classification": classification,
        "name": name,
        "source": fields.pop("source", None) or source(),
        **fields,
    }
    return Organization.objects.get_or_create(code=code, defaults=defaults)[0]


def state(code: str = "AAA", name: str = "", **fields: Any) -> Organization:
    return organization(code, "state", name, **fields)


def body(code: str = "GA", name: str = "", **fields: Any) -> Organization:
    names = {"GA": "General Assembly", "SC": "Security Council"}
    return organization(code, "body", name or names.get(code, ""), **fields)


def group(code: str = "EU", name: str = "", **fields: Any) -> Organization:
    return organization(code, "group", name, **fields)


def membership(
    organization: Organization, member: Organization, start: date | None = None, end: date | None = None, **fields: Any
) -> Membership:
    return Membership.objects.create(
        organization=organization, member=member, start_on=start, end_on=end, source=source(), **fields
    )


def name(organization: Organization, text: str, kind: str = "name", **fields: Any) -> Name:
    return Name.objects.create(organization=organization, text=text, kind=kind, source=source(), **fields)


def motion(key: str = "", **fields: Any) -> Motion:
    """A resolution of the Assembly; a key of the form A/RES/... is its symbol too."""
    key = key or f"A/RES/99/{next(_numbers)}"
    fields.setdefault("symbol", key if "/RES/" in key and fields.get("kind", "resolution") == "resolution" else "")
    fields.setdefault("title", f"Title of {key}")
    fields.setdefault("kind", "resolution")
    fields.setdefault("body", body())
    fields.setdefault("source", source())
    return Motion.objects.create(key=key, **fields)


def sponsorship(motion: Motion, organization: Organization, role: str = "sponsor") -> Sponsorship:
    return Sponsorship.objects.create(motion=motion, organization=organization, role=role, source=source())


def vote_event(motion_row: Motion | None = None, **fields: Any) -> VoteEvent:
    """A recorded vote, not reconciled, without a roll call."""
    row = motion_row or motion()
    fields.setdefault("body", row.body)
    fields.setdefault("held_on", date(2025, 2, 24))
    fields.setdefault("source", source())
    sequence = fields.setdefault("sequence", 1)
    fields.setdefault("key", row.key if sequence == 1 else f"{row.key}@{sequence}")
    return VoteEvent.objects.create(motion=row, **fields)


def vote(event: VoteEvent, organization: Organization, option: str = "yes") -> Vote:
    return Vote.objects.create(event=event, organization=organization, option=option)


def roll_call_event(
    roll: Mapping[str, Iterable[str]], motion_row: Motion | None = None, *, is_complete: bool = True, **fields: Any
) -> VoteEvent:
    """A vote with a roll call that adds up, reconciled. `roll` maps options to the codes of states."""
    listed = {option: list(codes) for option, codes in roll.items()}
    counts = {f"{option}_count": len(listed.get(option, ())) for option in ("yes", "no", "abstain", "absent")}
    fields = {**counts, "members_count": sum(counts.values()), "has_full_roll": is_complete, **fields}
    event = vote_event(motion_row, **fields)
    Vote.objects.bulk_create(
        Vote(event=event, organization=state(code), option=option) for option, codes in listed.items() for code in codes
    )
    reconcile(VoteEvent.objects.filter(pk=event.pk))
    event.refresh_from_db()
    return event
