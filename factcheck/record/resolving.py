"""From what several sources say of one vote to what the record has, and where they differ. No Django.

Values come from the source of the lowest rank that has them, and a vote's source is the one of the lowest rank; the
roll call comes whole from one source, because a mix of two lists is nobody's list. Every other value is compared cell
by cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factcheck.engine.model import OPTIONS
from factcheck.record.importers.rows import EventRow, pack, unpack
from factcheck.record.reconciliation import WORDS, disagreements, unknowns

COUNTS = ("yes", "no", "abstain", "absent")
COMPARED = ("held_on", "meeting", "method", "result", *COUNTS, "members")
LONGEST = 1000
OF_FACTS = 5
"""Rank of the fact files, before every import (importers have 10 and more)."""
BY_RANK = "the source of higher rank"
BY_FACTS = "the record's own fact files"


@dataclass(frozen=True, slots=True)
class Reading:
    """One vote as one source has it; `content` is what goes into the database as JSON."""

    source: str
    rank: int
    content: Mapping[str, Any]
    roll: str


@dataclass(frozen=True, slots=True)
class Difference:
    what: str
    here: str
    here_source: str
    elsewhere: str
    elsewhere_source: str
    rule: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the record has of a vote: values by field, who each is from, the same of its text, and the roll call of the
    states that the record knows."""

    values: Mapping[str, Any]
    origin: Mapping[str, str]
    motion: Mapping[str, Any]
    motion_origin: Mapping[str, str]
    source: str
    votes: Mapping[str, str]
    roll_source: str
    has_full_roll: bool
    reasons: tuple[str, ...] = ()


def reading_of(row: EventRow, source: str, rank: int) -> Reading:
    """The part of a row that is kept for comparison; empty values are left out."""
    content: dict[str, Any] = {
        "rank": rank,
        "held_on": row.held_on.isoformat() if row.held_on else "",
        "held_in": row.held_in,
        "meeting": row.meeting,
        "method": row.method,
        "result": row.result,
        **{option: row.counts.get(option) for option in COUNTS},
        "members": row.members,
        "lists_all": row.lists_all,
        "casts_all": row.casts_all,
        "vetoed_by": list(row.vetoed_by),
        "note": row.note,
        "parked": list(row.parked),
    }
    motion: dict[str, Any] = {
        "key": row.key,
        "sequence": row.sequence,
        "body": row.body,
        "kind": row.kind,
        "symbol": row.symbol,
        "draft": row.draft,
        "title": row.title[:LONGEST],
        "description": row.description[:LONGEST],
        "parent": row.parent,
        "parent_description": row.parent_description,
        "sponsors": list(row.sponsors),
        "later_sponsors": list(row.later_sponsors),
        "sponsors_note": row.sponsors_note,
        "sponsors_complete": row.sponsors_complete,
        "subjects": list(row.subjects),
    }
    content["motion"] = {name: value for name, value in motion.items() if not _is_empty(value)}
    kept = {name: value for name, value in content.items() if not _is_empty(value)}
    return Reading(source, rank, kept, pack(row.votes))


def _is_empty(value: object) -> bool:
    """Whether a value says nothing. A count of 0 says something."""
    return value is None or value is False or value == "" or value == []


def resolve(readings: Collection[Reading], known: Collection[str]) -> Resolved:
    """The record's values from the readings of one vote. `known` are codes of states that the record has."""
    ordered = sorted(readings, key=lambda reading: (reading.rank, reading.source))
    values: dict[str, Any] = {}
    origin: dict[str, str] = {}
    motion: dict[str, Any] = {}
    motion_origin: dict[str, str] = {}
    for reading in ordered:
        for name, value in reading.content.items():
            if name not in values:
                values[name], origin[name] = value, reading.source
        for name, value in reading.content["motion"].items():
            if name not in motion:
                motion[name], motion_origin[name] = value, reading.source
    if "held_on" in values:
        values.pop("held_in", None)
    rolls = [reading for reading in ordered if reading.roll]
    votes: dict[str, str] = {}
    parked: list[str] = []
    chosen = min(rolls, key=_lacks, default=None)
    if chosen is not None:
        for code, option in unpack(chosen.roll).items():
            if code in known:
                votes[code] = option
            else:
                parked.append(code)
        parked.extend(chosen.content.get("parked", ()))
    if values.get("method") == "consensus":
        chosen, votes, parked = None, {}, []
        values.update(dict.fromkeys(COUNTS))
    reasons = [f"the record does not know: {', '.join(sorted(parked))}"] if parked else []
    if chosen is not None and chosen.content.get("casts_all") and not chosen.content.get("lists_all"):
        reasons += _short_lists(values, votes)
    return Resolved(
        values=values,
        origin=origin,
        motion=motion,
        motion_origin=motion_origin,
        source=ordered[0].source,
        votes=votes,
        roll_source=chosen.source if chosen else "",
        has_full_roll=bool(chosen and chosen.content.get("lists_all") and not parked),
        reasons=tuple(reasons),
    )


def _lacks(reading: Reading) -> int:
    """How much a roll call leaves out: nobody, those who did not vote, or perhaps some who did."""
    return 0 if reading.content.get("lists_all") else 1 if reading.content.get("casts_all") else 2


def completed(resolved: Resolved, sitting: Collection[str] | None) -> Resolved:
    """The vote with the members who did not vote, where that follows: a list of members that is as long as the declared
    counts names everybody who voted. Else, or where the members of the day are not known, the vote as it was."""
    declared = {option: resolved.values.get(option) for option in COUNTS}
    listed = Counter(resolved.votes.values())
    if resolved.has_full_roll or not resolved.votes or resolved.reasons or sitting is None:
        return resolved
    if any(declared[option] != listed[option] for option in OPTIONS[:3]) or resolved.votes.keys() - set(sitting):
        return resolved
    votes = {**dict.fromkeys(sitting, "absent"), **resolved.votes}
    if declared["absent"] not in (None, Counter(votes.values())["absent"]):
        return resolved
    return replace(resolved, votes=votes, has_full_roll=True)


HOLES, LONG = 2, 50
"""How many of those who voted a list may lack, and how many it has to name for each of them."""


def _short_lists(values: Mapping[str, Any], votes: Mapping[str, str]) -> list[str]:
    """Where a source names all who cast a vote, its lists have to be as long as its counts, but for a hole or two in a
    long one: it names states that voted, and not quite all."""
    listed = Counter(votes.values())
    short = {
        option: declared - listed[option]
        for option in OPTIONS[:3]
        if (declared := values.get(option)) is not None and listed[option] < declared
    }
    missing = sum(short.values())
    if missing <= HOLES and missing * LONG <= len(votes):
        return []
    return [f"{values[option]} {WORDS[option]} declared, {listed[option]} listed" for option in short]


def reasons_against(resolved: Resolved, sitting: Collection[str] | None) -> list[str]:
    """Why no verdict may rest on a vote as it was resolved; an empty list where it may."""
    counts = {option: resolved.values.get(option) for option in COUNTS}
    found = list(resolved.reasons) + disagreements(
        counts=counts,
        roll=resolved.votes,
        is_complete=resolved.has_full_roll,
        members=resolved.values.get("members"),
        sitting=sitting,
    )
    vetoed_by = resolved.values.get("vetoed_by", ())
    if counts["no"] is not None and counts["no"] < len(vetoed_by):
        found.append(f"vetoed by {', '.join(vetoed_by)}, with {counts['no']} {WORDS['no']} declared")
    if resolved.values.get("method") != "recorded":
        return found
    return found or unknowns(counts)


def compare(
    values: Mapping[str, Any],
    votes: Mapping[str, str],
    origin: Mapping[str, str],
    roll_source: str,
    reading: Reading,
    *,
    rule: str,
) -> tuple[int, list[Difference]]:
    """How many values of a reading agree with the record's, and those that differ.

    What the reading is silent about is not compared, and a state that it does not list is only compared where it names
    every member.
    """
    agreed, found = 0, []
    theirs = unpack(reading.roll)
    said = {**_counted(reading, theirs), **reading.content}
    for name in COMPARED:
        if said.get(name) is None or values.get(name) in (None, ""):
            continue
        if str(said[name]) == str(values[name]):
            agreed += 1
        else:
            here, there = str(values[name]), str(said[name])
            found.append(Difference(name, here, origin.get(name, roll_source), there, reading.source, rule))
    if votes and theirs:
        for code in sorted(theirs.keys() & votes.keys()):
            if theirs[code] == votes[code]:
                agreed += 1
            else:
                found.append(Difference(code, votes[code], roll_source, theirs[code], reading.source, rule))
        listed_here = reading.content.get("lists_all")
        for code in sorted(votes.keys() - theirs.keys()):
            if votes[code] != "absent" or listed_here:
                found.append(Difference(code, votes[code], roll_source, "not listed", reading.source, rule))
    return agreed, found


def _counted(reading: Reading, votes: Mapping[str, str]) -> dict[str, int]:
    """How many voted for, against or abstained by a list that names all who did, for sources that declare no counts."""
    if not votes or _lacks(reading) > 1 or reading.content.get("parked"):
        return {}
    listed = Counter(votes.values())
    return {option: listed[option] for option in OPTIONS[:3]}


def day_of_values(values: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(values["held_on"]) if values.get("held_on") else None
