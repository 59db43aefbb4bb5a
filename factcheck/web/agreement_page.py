"""Two states beside each other: how often they voted alike, over time, and where they split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from factcheck.engine.analysis import METHODS, Estimate, Method
from factcheck.record import agreements
from factcheck.record.models import Membership, Name, Organization, VoteEvent
from factcheck.web import shapes, votes
from factcheck.web.charts.course import course, interval, percent
from factcheck.web.language import Words, day

METHOD: Method = "half_weight"
"""Of the drawing and of single numbers: with it an abstention beside a yes counts half."""
PERMANENT = ("CHN", "FRA", "RUS", "GBR", "USA")
"""With whom a state's page compares it: they vote in every body, and in every year."""
METHOD_NAMES = Words(
    {
        "strict": gettext_noop("The same vote"),
        "half_weight": gettext_noop("With half weights"),
        "votes_only": gettext_noop("Yes and no only"),
    }
)
METHOD_MEANINGS = Words(
    {
        "strict": gettext_noop("An abstention is a vote like another."),
        "half_weight": gettext_noop("The same vote counts 1, an abstention beside a yes or a no one half."),
        "votes_only": gettext_noop("Votes in which one of the two abstained are left out."),
    }
)


def method_words(method: Method) -> tuple[str, str]:
    """Name and meaning."""
    return METHOD_NAMES[method], METHOD_MEANINGS[method]


@dataclass(frozen=True, slots=True)
class Share:
    """An estimate in words: "87%", "78% to 93%"; `value` is "" where nothing can be said."""

    value: str
    interval: str
    n: int


def in_words(one: Estimate) -> Share:
    if one.value is None or one.low is None or one.high is None:
        return Share("", "", one.n)
    return Share(percent(one.value), interval(one.low, one.high), one.n)


class PairForm(forms.Form):
    """Which two states: `?first=IND&second=RUS`."""

    first = forms.ChoiceField(label=_("State"), required=True)
    second = forms.ChoiceField(label=_("And"), required=True)

    def __init__(self, parameters: QueryDict | dict[str, str], *, is_asked: bool) -> None:
        """`is_asked`: the form was sent, so that empty fields are errors and what was chosen is not."""
        chosen = {name: str(parameters.get(name, "")) for name in self.base_fields}
        super().__init__(chosen if is_asked else None, initial=chosen, auto_id="pair-%s")
        self.names = votes.state_names()
        listed = [("", gettext("Choose a state")), *self.names.items()]
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.choices = listed
                field.error_messages["invalid_choice"] = gettext("The record has no such state.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", gettext("Choose another state: every state agrees with itself."))
        return cleaned

    @property
    def pair(self) -> tuple[str, str]:
        """Both codes of a valid form in the order of their one address."""
        first, second = sorted((self.cleaned_data["first"], self.cleaned_data["second"]))
        return first, second


def address(first: str, second: str) -> str:
    """Of the page of two different states, whichever is named first."""
    return reverse("public:agreement-detail", args=sorted((first, second)))


@dataclass(frozen=True, slots=True)
class Year:
    year: int
    shares: tuple[Share, ...]


def years(found: Sequence[agreements.Shared]) -> list[tuple[int, dict[Method, Estimate]]]:
    """Each year's agreement by method, in the order of time."""
    return [(year, agreements.shares(pairs)) for year, pairs in sorted(agreements.by_year(found).items())]


def context(first: Organization, second: Organization, found: Sequence[agreements.Shared]) -> dict[str, Any]:
    """Everything but the list of splits. `found` are the votes of both."""
    overall = agreements.shares((vote.first, vote.second) for vote in found)
    over_time = years(found)
    splits = sum(1 for vote in found if vote.is_split)
    opposite = sum(1 for vote in found if {vote.first, vote.second} == {"yes", "no"})
    return {
        "first": first,
        "second": second,
        "n": len(found),
        "begin": found[0].day if found else None,
        "end": found[-1].day if found else None,
        "splits": splits,
        "opposite": opposite,
        "main": in_words(overall[METHOD]),
        "main_method": method_words(METHOD),
        "methods": [(*method_words(method), in_words(overall[method])) for method in METHODS],
        "course": course([(year, shares[METHOD]) for year, shares in over_time]),
        "years": [
            Year(year, tuple(in_words(shares[method]) for method in METHODS)) for year, shares in reversed(over_time)
        ],
        "about": about([first, second]),
    }


def about(states: Sequence[Organization]) -> list[dict[str, Any]]:
    """What each was called and when it was a member of the United Nations; two queries."""
    names = Name.objects.filter(organization__in=states, kind="name", language="en").exclude(start_on=None, end_on=None)
    held = Membership.objects.filter(member__in=states, organization__code="GA").order_by("start_on")
    by_state: dict[int, list[str]] = {state.pk: [] for state in states}
    for row in held:
        by_state[row.member_id].append(gettext("member of the United Nations %(dates)s") % {"dates": _dates(row)})
    for name in names.order_by("start_on", "text"):
        by_state[name.organization_id].append(f"“{name.text}” {_dates(name)}")
    return [{"state": state, "notes": by_state[state.pk]} for state in states]


def _dates(row: Any) -> str:
    if row.start_on and row.end_on:
        said = gettext("from %(since)s until %(until)s")
        return said % {"since": day(row.start_on), "until": day(row.end_on)}
    if row.start_on:
        return gettext("since %(day)s") % {"day": day(row.start_on)}
    return gettext("until %(day)s") % {"day": day(row.end_on)}


def lines(first: Organization, second: Organization, page: Sequence[agreements.Shared]) -> list[shapes.VoteLine]:
    """The votes of a page of splits, each with both positions; one query."""
    events = VoteEvent.objects.with_motion().in_bulk([vote.event for vote in page])
    return [
        votes.line(
            events[vote.event],
            [
                shapes.StateVote(first.code or "", first.local_name, vote.first),
                shapes.StateVote(second.code or "", second.local_name, vote.second),
            ],
        )
        for vote in page
    ]


def with_permanent(state: Organization, names: dict[str, str]) -> list[tuple[str, str, Share]]:
    """Agreement of a state with each permanent member of the Council: name, address of the page of both, share."""
    code = state.code or ""
    others = [other for other in PERMANENT if other != code]
    found = agreements.with_others(code, others, METHOD)
    return [
        (names.get(other, other), address(code, other), in_words(found[other])) for other in others if other in found
    ]
