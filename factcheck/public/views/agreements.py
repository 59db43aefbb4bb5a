"""Two states: the form that asks for them, their page, and its tables."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from factcheck.formats import columns, metadata
from factcheck.formats.site import Site
from factcheck.public.answers import table_answer
from factcheck.record import agreements
from factcheck.record.models import Organization, VoteEvent
from factcheck.web import agreement_page
from factcheck.web.pages import allow_parameters, page_of, public_page


@public_page
def agreement_form(request: HttpRequest) -> HttpResponse:
    """The form; with both states in the address it leads to their page, and 400 says what is wrong with them."""
    allow_parameters(request, "first", "second")
    is_asked = "second" in request.GET
    form = agreement_page.PairForm(request.GET, is_asked=is_asked)
    if is_asked and form.is_valid():
        return redirect("public:agreement-detail", *form.pair)
    return render(
        request, "public/agreement_form.html", {"form": form, "active": "states"}, status=400 if is_asked else 200
    )


@public_page
def agreement_detail(request: HttpRequest, first: str, second: str) -> HttpResponse:
    """One address for two states: codes in capitals, in the order of the alphabet. Others lead there."""
    allow_parameters(request, "page")
    if first.upper() == second.upper():
        return redirect(f"{reverse('public:agreement-form')}?first={first.upper()}&second={second.upper()}")
    one, other = _states(first, second)
    if (one.code, other.code) != (first, second):
        return redirect("public:agreement-detail", one.code, other.code, permanent=True)
    found = agreements.shared(first, second)
    splits = [vote for vote in reversed(found) if vote.is_split]
    page = page_of(request, splits)
    context = agreement_page.context(one, other, found) | {
        "page": page,
        "votes": agreement_page.lines(one, other, list(page.object_list)),
        "form": agreement_page.PairForm({"first": first}, is_asked=False),
        "meta": metadata.of_agreement(one, other, Site.of(request)),
        "active": "states",
    }
    return render(request, "public/agreement_detail.html", context)


def _states(first: str, second: str) -> tuple[Organization, Organization]:
    """Both in the order of their codes. Raises Http404."""
    wanted = sorted((first.upper(), second.upper()))
    found = {state.code: state for state in Organization.objects.states().filter(code__in=wanted)}
    if len(found) != 2:
        raise Http404
    return found[wanted[0]], found[wanted[1]]


@public_page
def agreement_table(request: HttpRequest, first: str, second: str, form: str) -> HttpResponseBase:
    """The agreement of every year by every method."""
    allow_parameters(request)
    one, other = _states(first, second)
    rows = agreement_page.years(agreements.shared(str(one.code), str(other.code)))
    return table_answer(request, columns.agreement(f"{one.code}-{other.code}"), rows, form)


@public_page
def split_table(request: HttpRequest, first: str, second: str, form: str) -> HttpResponseBase:
    """Every vote in which they voted differently, the newest first."""
    allow_parameters(request)
    one, other = _states(first, second)
    found = agreements.shared(str(one.code), str(other.code))
    splits = {vote.event: vote for vote in reversed(found) if vote.is_split}
    events = VoteEvent.objects.with_motion().in_bulk(splits)
    rows = [(events[event], vote) for event, vote in splits.items()]
    table = columns.splits(Site.of(request), str(one.code), str(other.code))
    return table_answer(request, table, rows, form)
