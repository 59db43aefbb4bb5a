"""The record's rows as plain JSON and back: what a bundle carries. No framework."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from factcheck.engine.model import (
    Body,
    Counts,
    Group,
    GroupMembership,
    Motion,
    Name,
    RollCall,
    Sponsorship,
    State,
    Statement,
    Statistic,
    VoteEvent,
)
from factcheck.engine.record import Record

KINDS = ("states", "bodies", "groups", "motions", "events", "statements", "statistics")


def to_plain(record: Record) -> dict[str, list[dict[str, Any]]]:
    """Lists of objects by kind of row, in the order of the record. Days are ISO 8601, roll calls packed ("FRA=y USA=n"),
    empty values left out."""
    return {kind: [_row(row) for row in getattr(record, kind)] for kind in KINDS}


def _row(row: Any) -> dict[str, Any]:
    found = {}
    for name in row.__dataclass_fields__:
        value = _plain(getattr(row, name))
        if value not in (None, "", [], {}):
            found[name] = value
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, RollCall):
        return value.packed
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(inner) for name, inner in asdict(value).items() if inner is not None}
    return value


def from_plain(plain: Mapping[str, Any]) -> Record:
    """The record that `to_plain` wrote. Raises ValueError naming what is wrong."""
    try:
        return Record(
            states=tuple(_state(row) for row in plain["states"]),
            bodies=tuple(Body(row["code"], row["name"], tuple(row.get("names", ()))) for row in plain["bodies"]),
            groups=tuple(_group(row) for row in plain["groups"]),
            motions=tuple(_motion(row) for row in plain["motions"]),
            events=tuple(_event(row) for row in plain["events"]),
            statements=tuple(Statement(**_with_days(row, "spoken_on")) for row in plain["statements"]),
            statistics=tuple(Statistic(**_with_days(row, "as_of")) for row in plain["statistics"]),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(f"these are not rows of a record: {type(problem).__name__} {problem}") from None


def _day(text: Any) -> date | None:
    return date.fromisoformat(text) if text else None


def _with_days(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    given = {"organization": ""} if "speaker" in row else {}
    return {**given, **row, **{name: _day(row.get(name)) for name in names}}


def _state(row: Mapping[str, Any]) -> State:
    names = tuple(
        Name(one["text"], one.get("kind", "name"), _day(one.get("start")), _day(one.get("end")))
        for one in row.get("names", ())
    )
    return State(row["code"], row["name"], names, _day(row.get("member_from")), _day(row.get("member_until")))


def _group(row: Mapping[str, Any]) -> Group:
    members = tuple(
        GroupMembership(one["code"], _day(one.get("start")), _day(one.get("end"))) for one in row.get("members", ())
    )
    return Group(row["code"], row["name"], tuple(row.get("names", ())), members)


def _motion(row: Mapping[str, Any]) -> Motion:
    sponsors = tuple(Sponsorship(one["code"], one.get("role", "sponsor")) for one in row.get("sponsors", ()))
    words = {name: tuple(row.get(name, ())) for name in ("paragraphs", "recitals")}
    return Motion(**{**row, "sponsors": sponsors, **words})


def _event(row: Mapping[str, Any]) -> VoteEvent:
    given = {
        **row,
        "day": _day(row.get("day")),
        "counts": Counts(**row.get("counts", {})),
        "roll": RollCall.unpack(row["roll"]) if "roll" in row else None,
        # empty values are left out, and these are not empty where nothing is said
        "reconciled": row.get("reconciled", True),
        "method": row.get("method", ""),
        "intended": tuple((code, option) for code, option in row.get("intended", ())),
        **{name: tuple(row.get(name, ())) for name in ("vetoed_by", "sources")},
    }
    return VoteEvent(**given)
