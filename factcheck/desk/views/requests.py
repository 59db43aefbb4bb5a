"""Requests for corrections from outside: what is open, what is overdue, what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import Both, both
from factcheck.desk.forms import NO_NUL
from factcheck.mailing.models import Letter
from factcheck.subscriptions.actions import subscribing
from factcheck.verdicts.actions import requests
from factcheck.verdicts.models import CorrectionRequest, Result, VerdictVersion
from factcheck.web.errors import BadParameters
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of

TABS = {"open": "Open", "answered": "Answered"}


class AnswerForm(forms.Form):
    result = forms.ChoiceField(
        label="What came of it", required=False, choices=[("", "Choose"), *(c for c in Result.choices if c[0])]
    )
    answer = forms.CharField(
        label="Answer",
        help_text="It is kept, and is what the sender is told, in these words.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages=NO_NUL,
    )


@require_safe
@desk_page()
def request_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page", "tab")
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise BadParameters("There is no such part of the list.")
    rows = _rows()
    rows = rows.filter(result="").order_by("due_on", "pk") if tab == "open" else rows.exclude(result="").order_by("-pk")
    tabs = [(code, name, "") for code, name in TABS.items()]
    context = {"page": page_of(request, rows), "tabs": tabs, "tab": tab, "query": f"tab={tab}&", "active": "requests"}
    return render(request, "desk/request_list.html", context)


def _rows() -> QuerySet[CorrectionRequest]:
    """With the claim that each is about, as its verdict words it now."""
    newest = VerdictVersion.objects.filter(verdict=OuterRef("verdict")).order_by("-number")
    return CorrectionRequest.objects.select_related("verdict").annotate(claim=Subquery(newest.values("claim_text")[:1]))


def _one(number: int) -> CorrectionRequest:
    return get_object_or_404(_rows().select_related("answered_by", "correction"), pk=number)


def _page(
    request: HttpRequest,
    one: CorrectionRequest,
    form: AnswerForm,
    *,
    both: Both | None = None,
    preview: Letter | None = None,
    problems: Sequence[str] = (),
) -> HttpResponse:
    may, mail = is_allowed(actor(request), "verdicts.answer"), one.mail if one.result else None
    context = {
        "one": one,
        "form": form,
        "both": both,
        "mail": mail,
        "letter": preview or requests.letter_of(one),
        "is_preview": preview is not None,
        "can_send_again": may and mail is not None and mail.fate in ("taken", "failed") and one.email,
        "problems": problems,
        "can_answer": may and not one.result,
        "can_erase": is_allowed(actor(request), "accounts.manage") and one.erased_at is None,
        "active": "requests",
    }
    is_refused = problems or (form.is_bound and preview is None)
    status = 409 if both else 422 if is_refused else 200
    return render(request, "desk/request_detail.html", context, status=status)


@require_safe
@desk_page()
def request_detail(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, _one(number), AnswerForm())


@require_POST
@desk_page("verdicts.answer")
def request_answer(request: HttpRequest, number: int) -> HttpResponse:
    one, form = _one(number), AnswerForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        about = {"request": one, "result": given["result"], "text": given["answer"].replace("\r\n", "\n")}
        try:
            if "preview" in request.POST:
                return _page(request, one, form, preview=requests.preview(**about))
            requests.answer(by=actor(request), **about)
        except ValidationError as error:
            one = _one(number)
            if one.result:
                return _page(request, one, form, both=_answered_meanwhile(one, form))
            take_errors(form, error)
        else:
            messages.success(request, "Answered.")
            return redirect("desk:request-detail", number)
    return _page(request, one, form)


def _answered_meanwhile(one: CorrectionRequest, form: AnswerForm) -> Both:
    who = one.answered_by.name if one.answered_by else "Somebody"
    told = " The sender is told theirs." if one.email else ""
    return both(
        form,
        {"result": one.result, "answer": one.answer},
        said=f"{who} answered this request while you wrote.",
        leave=reverse("desk:request-detail", args=[one.pk]),
        refused=f"A request is answered once.{told} Yours stands here for you to take from it what you need.",
    )


@require_POST
@desk_page("verdicts.answer")
def request_send_again(request: HttpRequest, number: int) -> HttpResponse:
    one = _one(number)
    try:
        requests.send_again(request=one, by=actor(request))
    except ValidationError as error:
        return _page(request, one, AnswerForm(), problems=error.messages)
    messages.success(request, "It goes out again within a minute.")
    return redirect("desk:request-detail", number)


@require_POST
@desk_page("accounts.manage")
def request_erase(request: HttpRequest, number: int) -> HttpResponse:
    """Who wrote it asks to be taken out: of this report, of others from the same address, and of what they are told."""
    one = _one(number)
    address, by = one.email, actor(request)
    erased = requests.erase(request=one, by=by)
    told = subscribing.forget_address(address, by=by) if address else 0
    messages.success(request, f"Erased from {erased} report{'' if erased == 1 else 's'} and {told} subscriptions.")
    return redirect("desk:request-detail", number)
