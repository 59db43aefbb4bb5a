"""States: the list, and one state with its names, groups, votes and the texts it tabled."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, F, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.formats import metadata
from factcheck.formats.site import Site
from factcheck.record.local_names import sorting
from factcheck.record.models import Membership, Organization, Vote
from factcheck.web import agreement_page, shapes, votes, words
from factcheck.web.language import Words, day
from factcheck.web.pages import allow_parameters, page_of, public_page
from factcheck.web.tally import ORDER, tally

NOTES = Words(
    {
        "adjective": gettext_noop("adjective"),
        "metonym": gettext_noop("metonym"),
        "permanent": gettext_noop("permanent"),
        "elected": gettext_noop("elected"),
        "observer": gettext_noop("observer"),
    }
)
"""Kinds of names and of memberships that are said beside them."""


@public_page
def state_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    every = sorted(Organization.objects.states(), key=lambda state: sorting(state.local_name))
    ended = dict(
        Membership.objects.filter(organization__code="GA")
        .values_list("member")
        .annotate(last=Max("end_on"), open=Count("pk", filter=Q(end_on=None)))
        .filter(open=0)
        .values_list("member", "last")
    )
    states = [state for state in every if state.pk not in ended]
    former = [(state, ended[state.pk]) for state in every if state.pk in ended]
    letters = [
        (letter, list(rows))
        for letter, rows in groupby(states, key=lambda state: sorting(state.local_name)[:1].upper())
    ]
    context = {"letters": letters, "total": len(states), "former": former, "active": "states"}
    return render(request, "public/state_list.html", context)


@public_page
def state_detail(request: HttpRequest, code: str) -> HttpResponse:
    allow_parameters(request, "page")
    if code != code.upper():
        return redirect("public:state-detail", code.upper())
    state = get_object_or_404(Organization.objects.states().select_related("source"), code=code)
    cast = Vote.objects.filter(organization=state)
    newest = cast.select_related("event__motion", "event__body").order_by(
        F("event__held_on").desc(nulls_last=True), "event__motion__key", "pk"
    )
    page = page_of(request, newest)
    by_option = dict(cast.order_by().values_list("option").annotate(n=Count("pk")))
    form = agreement_page.PairForm({"first": code}, is_asked=False)
    context = {
        "state": state,
        "meta": metadata.of_state(state, Site.of(request)),
        "votes": [votes.line(vote.event, [_position(vote, state)]) for vote in page.object_list],
        "page": page,
        "counts": [(option, by_option[option]) for option in ORDER if option in by_option],
        "total": sum(by_option.values()),
        "tally": tally(by_option, None),
        "permanent": agreement_page.with_permanent(state, form.names),
        "form": form,
        "method": agreement_page.method_words(agreement_page.METHOD),
        "active": "states",
    }
    return render(request, "public/state_detail.html", context | about(state))


def _position(vote: Vote, state: Organization) -> shapes.StateVote:
    return shapes.StateVote(state.code or "", state.local_name, vote.option)


def about(state: Organization) -> dict[str, Any]:
    """Names, groups, texts and sources of a state; one query each."""
    names = list(state.names.select_related("source").order_by("kind", "start_on", "text"))
    held = list(
        state.memberships_held.select_related("organization", "source").order_by("organization__name", "start_on")
    )
    sponsored = state.sponsorships.select_related("motion").order_by("motion__key")
    used = [state.source, *(name.source for name in names), *(row.source for row in held)]
    sources = {source.pk: source for source in used}
    return {
        "names": [shapes.Link(name.text, note=_note(name.kind, name)) for name in names if name.kind != "demonym"],
        "groups": [shapes.Link(row.organization.local_name, note=_note(row.role, row)) for row in held],
        "sponsored": [_sponsored(row) for row in sponsored],
        "sources": [votes.source(source) for source in sources.values()],
    }


def _sponsored(row: Any) -> shapes.Link:
    motion = row.motion
    symbol = motion.symbol or motion.draft_symbol
    note = "\u00a0· ".join(filter(None, (symbol, words.word_for(words.SPONSOR_DID, row.role))))
    return shapes.Link(motion.label, reverse("public:vote-detail", args=[motion.key]), note)


def _note(text: str, dated: Any) -> str:
    """What kind of name or member, and when: "metonym", "name, until 31 May 2022"."""
    parts = [NOTES.get(text, text)] if text and text not in ("name", "member") else []
    if dated.start_on:
        said = _("from %(day)s") if dated.end_on else _("since %(day)s")
        parts.append(said % {"day": day(dated.start_on)})
    if dated.end_on:
        parts.append(_("until %(day)s") % {"day": day(dated.end_on)})
    return ", ".join(parts)
