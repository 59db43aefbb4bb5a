"""Votes as pages show them: the tally, the roll call under its filter, the lines of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from factcheck.record import queries
from factcheck.record.local_names import in_order, local_name, sorting
from factcheck.record.models import Organization, Source, Vote, VoteEvent
from factcheck.web import shapes
from factcheck.web.roll_filter import Asked
from factcheck.web.tally import ORDER, Tally, tally


def tally_of(event: VoteEvent) -> Tally:
    """The bar of an event: its declared counts, drawn to the members of the body on the day."""
    return tally(event.counts, event.members_count)


def roll_call(
    event: VoteEvent, votes: Sequence[Vote], wanted: Asked, form: shapes.RollFilter, in_group: frozenset[int] | None
) -> shapes.RollCall:
    """The roll call under a filter. `votes` come with their states; `in_group` are the keys of the group's members on
    the day of the vote, None where no group was asked for."""
    chosen = [vote for vote in votes if _fits(vote, wanted, in_group)]
    groups = []
    for option in ORDER:
        states = [
            shapes.StateVote(
                v.organization.code or "",
                v.organization.local_name,
                option,
                is_named=v.organization.code in wanted.states,
            )
            for v in chosen
            if v.option == option
        ]
        if states:
            total = sum(1 for vote in votes if vote.option == option)
            declared = event.counts[option] if event.counts[option] != total else None
            groups.append(shapes.RollGroup(option, sorted(states, key=lambda s: sorting(s.name)), total, declared))
    return shapes.RollCall(
        tuple(groups), len(chosen), len(votes), event.members_count, event.has_full_roll, form if votes else None
    )


def _fits(vote: Vote, wanted: Asked, in_group: frozenset[int] | None) -> bool:
    state = vote.organization
    query = wanted.query.casefold()
    return (
        (not wanted.states or state.code in wanted.states)
        and (not wanted.options or vote.option in wanted.options)
        and (in_group is None or state.pk in in_group)
        and (
            not query
            or query in state.name.casefold()
            or query in state.local_name.casefold()
            or query == (state.code or "").casefold()
        )
    )


def group_members(code: str, day: date | None) -> frozenset[int]:
    """Keys of the states that belonged to the group on the day; those of all times where the day is not known."""
    return frozenset(queries.members_of(code, on=day).values_list("pk", flat=True))


def group_names() -> dict[str, str]:
    """Code to name of the groups that have members in the record; one query."""
    groups = Organization.objects.groups().filter(memberships__isnull=False).distinct().order_by("name")
    return in_order({code: local_name(code, name) for code, name in groups.values_list("code", "name") if code})


def state_names() -> dict[str, str]:
    """Code to name of every state; one query."""
    rows = Organization.objects.states().values_list("code", "name")
    return in_order({code: local_name(code, name) for code, name in rows if code})


def body_names() -> dict[str, str]:
    """Code to name of every body; one query."""
    rows = Organization.objects.bodies().values_list("code", "name")
    return {code: local_name(code, name) for code, name in rows if code}


def line(
    event: VoteEvent, positions: Iterable[shapes.StateVote] = (), *, relation: str = "", is_current: bool = False
) -> shapes.VoteLine:
    """An event in a list. It comes with its motion and body."""
    motion = event.motion
    return shapes.VoteLine(
        key=motion.key,
        title=motion.label,
        symbol=motion.symbol or motion.draft_symbol,
        body=event.body.local_name,
        held_on=event.held_on,
        result=event.result,
        kind=motion.kind,
        tally=tally_of(event),
        positions=tuple(positions),
        relation=relation,
        is_current=is_current,
    )


def positions(
    events: Sequence[VoteEvent], codes: Sequence[str], names: Mapping[str, str]
) -> dict[int, list[shapes.StateVote]]:
    """How the states of `codes` voted on each event, in that order; one query. "unknown" where the record is silent."""
    rows = Vote.objects.filter(event__in=events, organization__code__in=codes)
    found = {
        (event, code): option for event, code, option in rows.values_list("event_id", "organization__code", "option")
    }
    return {
        event.pk: [shapes.StateVote(c, names.get(c, c), found.get((event.pk, c), "unknown")) for c in codes]
        for event in events
    }


def relation(votes: Sequence[shapes.StateVote]) -> str:
    """ "Same" or "Differs" for two or more positions; "Not known" where one is missing."""
    options = {vote.option for vote in votes}
    if len(votes) < 2:
        return ""
    if "unknown" in options:
        return _("Not known")
    return _("Same") if len(options) == 1 else _("Differs")


def source(row: Source, note: str = "") -> shapes.Source:
    return shapes.Source(row.title, row.publisher, row.url, row.retrieved_on, note or row.note)
