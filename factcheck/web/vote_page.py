"""What stands on the page of one vote around its roll call; each part is a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.claims.queries import public_findings
from factcheck.record import queries
from factcheck.record.models import Membership, Motion, Organization, Vote, VoteEvent
from factcheck.record.models.base import on_day
from factcheck.web import language, paragraphs, roll_filter, shapes, vote_sources, votes, words
from factcheck.web.charts.hemicycle import hemicycle
from factcheck.web.charts.tiles import tile_map

STATES_COMPARED_UP_TO = 3
"""Columns of positions in the table of the day's votes."""

CHECKED_UP_TO = 30
"""Articles that the page of a vote names."""


def roll_context(event: VoteEvent, parameters: QueryDict, action: str) -> dict[str, Any]:
    """The roll call under the filter of the address. Raises BadParameters."""
    states = votes.state_names()
    groups = votes.group_names()
    wanted = roll_filter.asked(parameters, states=states, groups=groups)
    form = roll_filter.shown(wanted, action, states=states, groups=groups)
    in_group = votes.group_members(wanted.group, event.held_on) if wanted.group else None
    cast = list(Vote.objects.filter(event=event).select_related("organization"))
    roll = votes.roll_call(event, cast, wanted, form, in_group)
    return {"roll": roll, "cast": cast, "wanted": wanted, "states": states}


def context(
    motion: Motion, event: VoteEvent | None, events: Sequence[VoteEvent], shown: Mapping[str, Any]
) -> dict[str, Any]:
    """Everything but the roll call. `events` are all votes on this very text, `shown` is what `roll_context` gave: the
    table of the day compares the states that its filter names."""
    about: dict[str, Any] = {
        "label": motion.symbol or motion.draft_symbol or "",
        "parent": motion.parent,
        "facts": facts(motion, event),
        "sponsors": sponsors(motion),
        "subjects": subjects(motion),
        "amendments": parts(motion),
        "other_votes": [votes.line(other) for other in events if other != event],
        "checked": checked(motion),
        "text": paragraphs.text_of(motion),
        "sources": [votes.source(motion.source)],
    }
    if event:
        about |= {
            "tally": votes.tally_of(event),
            "vetoed_by": [state.local_name for state in event.vetoed_by.all()],
            "intended": intended(event),
            "unknown": unknown(event),
            "doubt": doubt(event),
            "sources": sources(motion, event),
            **charts(event, shown["cast"], shown["wanted"].states, shown["states"]),
            **vote_sources.context(event, shown["cast"], shown["states"]),
            **day(event, shown["wanted"].states[:STATES_COMPARED_UP_TO], shown["states"]),
        }
    return about


def charts(
    event: VoteEvent, cast: Sequence[Vote], named: Sequence[str], names: Mapping[str, str], name: str = "tile"
) -> dict[str, Any]:
    """The roll call drawn: the Council as a half circle, larger bodies as a map of tiles; empty without a roll call, or
    where it names so few of those who voted that a map would show nothing else."""
    options = {vote.organization.code: vote.option for vote in cast if vote.organization.code}
    counted = sum(count or 0 for count in event.counts.values())
    if not options or 2 * len(options) < counted:
        return {}
    day = event.held_on
    members = Membership.objects.filter(on_day(day) if day else Q(), organization=event.body)
    roles = {code or "": role for code, role in members.values_list("member__code", "role")}
    if event.body.code == "SC":
        permanent = [code for code, role in roles.items() if role == "permanent"]
        vetoes = [state.code or "" for state in event.vetoed_by.all()]
        return {"hemicycle": hemicycle(options, names, permanent=permanent, vetoed_by=vetoes)}
    return {"map": tile_map(options, names, members=set(roles) if day else (), named=named, name=name)}


def facts(motion: Motion, event: VoteEvent | None) -> list[tuple[str, shapes.Link]]:
    found = [
        (_("Symbol"), shapes.Link(motion.symbol, motion.document_url)),
        (_("Draft"), shapes.Link(motion.draft_symbol, "" if motion.symbol else motion.document_url)),
        (_("Body"), shapes.Link(motion.body.local_name)),
    ]
    if event:
        found += [
            (_("Meeting"), shapes.Link(event.meeting)),
            (_("How"), shapes.Link(words.word_for(words.METHODS, event.method))),
        ]
    return [(name, link) for name, link in found if link.text]


def subjects(motion: Motion) -> list[shapes.Link]:
    """Terms under which sources list the text, each with the votes that have it too."""
    votes_on = reverse("public:vote-list")
    return [shapes.Link(term, f"{votes_on}?{urlencode({'subject': term})}") for term in queries.subjects_of(motion)]


def sponsors(motion: Motion) -> shapes.Sponsors:
    by_role = queries.sponsors_by_role(motion)
    roles = [
        (word, [_state_link(state) for state in by_role[role]])
        for role, word in words.SPONSOR_ROLES.items()
        if role in by_role
    ]
    return shapes.Sponsors(tuple(roles), motion.sponsors_complete, motion.sponsors_note)


def _state_link(state: Organization) -> shapes.Link:
    is_state = state.classification == "state"
    return shapes.Link(state.local_name, reverse("public:state-detail", args=[state.code]) if is_state else "")


def parts(motion: Motion) -> list[shapes.VoteLine]:
    """Votes on amendments, paragraphs and procedure of this text."""
    return [votes.line(event) for event in queries.parts([motion.pk])]


def day(event: VoteEvent, codes: Sequence[str], names: Mapping[str, str]) -> dict[str, Any]:
    """The votes on whole texts of the same day and matter, in every body, this one included, and those on parts of the
    others; empty without another."""
    if not event.held_on:
        return {}
    same = Q(held_on=event.held_on) & (Q(motion__item=event.motion.item) if event.motion.item else Q(body=event.body))
    events = list(VoteEvent.objects.with_motion().filter(same).on_whole_texts().order_by("body__code", "key"))
    if not [other for other in events if other.motion_id != event.motion_id]:
        return {}
    found = votes.positions(events, codes, names) if codes else {}
    lines = [
        votes.line(e, found.get(e.pk, ()), relation=votes.relation(found.get(e.pk, ())), is_current=e == event)
        for e in events
    ]
    caption = _("Votes of %(day)s on the same matter") if event.motion.item else _("Votes of %(day)s")
    others = {other.motion_id for other in events} - {event.motion_id}
    return {
        "day_votes": lines,
        "day_parts": [votes.line(part) for part in queries.parts(others)],
        "day_states": [names.get(code, code) for code in codes],
        "day_caption": caption % {"day": language.day(event.held_on)},
    }


def intended(event: VoteEvent) -> list[shapes.StateVote]:
    rows = event.intended_votes.select_related("organization").order_by("organization__name")
    return [
        shapes.StateVote(
            r.organization.code or "",
            r.organization.local_name,
            r.option,
            _("said on %(day)s") % {"day": language.day(r.stated_on)} if r.stated_on else "",
        )
        for r in rows
    ]


def unknown(event: VoteEvent) -> list[str]:
    """What a reader may look for and will not find, one sentence each."""
    gaps = []
    if event.method == "recorded" and not event.has_full_roll:
        gaps.append(_("The full roll call is not in the record."))
    if event.held_on is None:
        gaps.append(_("The day of the vote is not in the record."))
    if event.absent_count is None and event.method == "recorded":
        gaps.append(_("How many did not vote is not in the record."))
    return gaps


def doubt(event: VoteEvent) -> str:
    """Why no finding rests on this vote, as a sentence; "" where counts, roll call and membership agree."""
    if event.is_reconciled or event.method != "recorded":
        return ""
    reason = event.unreconciled_reason or _("counts and roll call have not been compared")
    return _("No finding rests on this vote’s numbers alone: %(reason)s.") % {"reason": reason}


def checked(motion: Motion) -> list[shapes.Link]:
    """Published articles with findings that rest on this vote, the newest check first; behind the first ones a link to
    the search for all."""
    about = "mention__version__"
    rows = (
        public_findings()
        .resting_on(motion.key)
        .order_by(f"-{about}article__published_at", f"-{about}article")
        .values_list(f"{about}article__slug", f"{about}title", f"{about}article__outlet__name")
        .distinct()
    )
    found = list(rows[: CHECKED_UP_TO + 1])
    links = [
        shapes.Link(title or slug, reverse("public:article-detail", args=[slug]), outlet or "")
        for slug, title, outlet, *_ in found[:CHECKED_UP_TO]
    ]
    if len(found) > CHECKED_UP_TO:
        links.append(every_claim(motion.key))
    return links


def every_claim(key: str) -> shapes.Link:
    """The search for all that published articles say of the vote on a motion."""
    asked = urlencode({"q": key, "kind": "claim"})
    return shapes.Link(_("All claims about this vote"), f"{reverse('public:search')}?{asked}")


def sources(motion: Motion, event: VoteEvent) -> list[shapes.Source]:
    rows = {row.pk: row for row in (event.source, *event.other_sources.all(), motion.source)}
    return [votes.source(row) for row in rows.values()]
