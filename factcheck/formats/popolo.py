"""The record in Popolo (popoloproject.com): motions, vote events with counts and votes, organizations, memberships."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from factcheck.formats.site import Site
from factcheck.record.models import Membership, Motion, Organization, Source, Vote, VoteEvent

RESULTS = {"adopted": "pass", "rejected": "fail", "vetoed": "fail", "not_adopted": "fail"}
"""Our outcomes in the two words that Popolo has."""


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is not known."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def link(source: Source) -> dict[str, Any]:
    return _filled({"url": source.url, "note": f"{source.title}, {source.publisher}"})


def motion(row: Motion, events: Iterable[VoteEvent], site: Site) -> dict[str, Any]:
    last = max(events, key=lambda event: event.sequence, default=None)
    return _filled(
        {
            "id": row.key,
            "organization_id": row.body.code,
            "classification": row.kind,
            "text": row.label,
            "identifiers": [
                {"scheme": "UN document symbol", "identifier": symbol}
                for symbol in (row.symbol, row.draft_symbol)
                if symbol
            ],
            "date": _day(last.held_on) if last else None,
            "result": RESULTS.get(last.result) if last else None,
            "requirement": "",
            "sources": [link(row.source), {"url": site.page("vote-detail", row.key), "note": site.name}],
        }
    )


def vote_event(event: VoteEvent, votes: Iterable[Vote]) -> dict[str, Any]:
    counts = [{"option": option, "value": value} for option, value in event.counts.items() if value is not None]
    return _filled(
        {
            "id": event.key,
            "identifier": event.meeting,
            "motion_id": event.motion.key,
            "organization_id": event.body.code,
            "start_date": _day(event.held_on),
            "result": RESULTS.get(event.result),
            "counts": counts,
            "votes": [
                {"voter_id": vote.organization.code, "voter": {"name": vote.organization.name}, "option": vote.option}
                for vote in votes
            ],
            "sources": [link(event.source)],
        }
    )


def organization(row: Organization) -> dict[str, Any]:
    """The row comes with its names."""
    return _filled(
        {
            "id": row.code or row.slug,
            "name": row.name,
            "classification": row.classification,
            "identifiers": [{"scheme": "ISO 3166-1 alpha-3", "identifier": row.code}]
            if row.classification == "state"
            else [],
            "other_names": [
                _filled(
                    {
                        "name": name.text,
                        "note": name.kind,
                        "lang": name.language,
                        "start_date": _day(name.start_on),
                        "end_date": _day(name.end_on),
                    }
                )
                for name in row.names.all()
            ],
            "founding_date": _day(row.founded_on),
            "dissolution_date": _day(row.dissolved_on),
            "sources": [link(row.source)],
        }
    )


def membership(row: Membership) -> dict[str, Any]:
    """`member_id` and `organization_id` are ids of organizations: states are members of bodies and groups."""
    return _filled(
        {
            "member_id": row.member.code or row.member.slug,
            "organization_id": row.organization.code or row.organization.slug,
            "role": row.role,
            "start_date": _day(row.start_on),
            "end_date": _day(row.end_on),
        }
    )
