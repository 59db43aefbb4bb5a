"""A small record in the database for tests of pages."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from factcheck.record.models import Membership, Motion, Organization, Source, Sponsorship, Vote, VoteEvent

DAY = date(2025, 2, 24)
KEY = "A/RES/ES-11/7"
STATES = {"FRA": "France", "HUN": "Hungary", "IND": "India", "RUS": "Russia", "UKR": "Ukraine", "USA": "United States"}
ROLL = {"FRA": "yes", "UKR": "yes", "RUS": "no", "USA": "no", "HUN": "no", "IND": "abstain"}
_numbers = count(1)


def source() -> Source:
    return Source.objects.get_or_create(
        slug="test", defaults={"title": "A source", "publisher": "A library", "kind": "official"}
    )[0]


def organization(code: str, name: str, classification: str = "state") -> Organization:
    about = {"name": name, "slug": code.lower(), "classification": classification, "source": source()}
    return Organization.objects.get_or_create(code=code, defaults=about)[0]


def states() -> dict[str, Organization]:
    return {code: organization(code, name) for code, name in STATES.items()}


def vote(key: str = KEY, *, roll: dict[str, str] | None = None, held_on: date | None = DAY, **about: Any) -> VoteEvent:
    """A vote in the General Assembly with its roll call; `about` goes into the motion."""
    body = organization("GA", "General Assembly", "body")
    symbol = {"symbol": key} if about.get("kind", "resolution") == "resolution" else {}
    values = {"title": f"Title of {key}", "kind": "resolution", "item": "ukraine"} | symbol | about
    motion = Motion.objects.create(key=key, body=body, source=source(), **values)
    roll = ROLL if roll is None else roll
    counts = {f"{o}_count": sum(1 for v in roll.values() if v == o) for o in ("yes", "no", "abstain", "absent")}
    event = VoteEvent.objects.create(
        key=key, motion=motion, body=body, held_on=held_on, meeting=f"A/PV.{next(_numbers)}", result="adopted",
        members_count=193, has_full_roll=False, source=source(), **(counts if roll else {}),
    )  # fmt: skip
    members = states()
    Vote.objects.bulk_create(Vote(event=event, organization=members[c], option=o) for c, o in roll.items())
    return event


def union(*codes: str, until: date | None = None) -> Organization:
    group = organization("EU", "European Union", "group")
    for code in codes:
        member = organization(code, STATES[code])
        Membership.objects.create(organization=group, member=member, end_on=until, source=source())
    return group


def sponsor(event: VoteEvent, *codes: str, role: str = "author") -> None:
    for code in codes:
        state = organization(code, STATES[code])
        Sponsorship.objects.create(motion=event.motion, organization=state, role=role, source=source())


def votes(number: int) -> list[VoteEvent]:
    """So many votes, one a day."""
    first = 100 + next(_numbers) * 100
    return [vote(f"A/RES/99/{first + n}", held_on=DAY - timedelta(days=n), title=f"Vote {n}") for n in range(number)]
