"""The board of verdicts, one verdict, and the steps that are taken with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.desk import board
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import Both, Difference
from factcheck.desk.forms import revision_in
from factcheck.desk.verdict_forms import EmbargoForm, ReasonForm, ScheduleForm
from factcheck.verdicts import checklist, queries, workflow
from factcheck.verdicts.actions import (
    answering,
    article_corrections,
    correcting,
    deciding,
    publications,
    publishing,
    rechecking,
    steps,
)
from factcheck.verdicts.case import Case
from factcheck.verdicts.models import ChecklistAnswer, Correction, Happening, Verdict
from factcheck.web import verdicts as pages
from factcheck.web.articles import flag_title
from factcheck.web.errors import BadParameters
from factcheck.web.markdown import parsed
from factcheck.web.pages import allow_parameters

TO_DECIDE = "to_decide"


@require_safe
@desk_page()
def verdict_list(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "tab", "after")
    tab, after = request.GET.get("tab", TO_DECIDE), request.GET.get("after", "")
    if tab != TO_DECIDE and tab not in workflow.STATES:
        raise BadParameters("There is no such part of the board.")
    if after and not (after.isascii() and after.isdigit() and len(after) < 15):
        raise BadParameters("There is no such page of the board.")
    waiting = queries.to_decide().order_by()[:101].count()
    tabs = [(TO_DECIDE, "To decide", "100+" if waiting > 100 else str(waiting))]
    tabs += [(one.code, one.name, one.number) for one in queries.counts()]
    tabs = [(code, name, "" if number == "0" else number) for code, name, number in tabs]
    rows, following = board.to_decide(after) if tab == TO_DECIDE else board.in_state(tab, after)
    context = {
        "tab": tab,
        "tabs": tabs,
        "rows": rows,
        "following": following,
        "can_publish": tab == "approved" and is_allowed(actor(request), "verdicts.publish"),
        "most": publications.MOST,
        "active": "verdicts",
    }
    return render(request, "desk/verdict_list.html", context)


def label(one: Any) -> dict[str, Any]:
    return {
        "who": one.assignment.reviewer.name,
        "rating": one.rating,
        "rationale": parsed(one.rationale),
        "flags": [(flag_title(answer.flag.code), answer) for answer in one.flag_answers.all()],
        "evidence": list(one.evidence.all()),
        "verdict_was_open": one.verdict_was_open,
    }


# --------------------------------------------------------------------------------------------------------- one verdict


def _verdict(number: int) -> Verdict:
    return get_object_or_404(Verdict.objects.select_related("claim"), pk=number)


@require_safe
@desk_page()
def detail(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, _verdict(number))


def _page(
    request: HttpRequest, verdict: Verdict, problems: list[str] | None = None, both: Both | None = None
) -> HttpResponse:
    by = actor(request)
    case = steps.case_of(verdict, by)
    version = case.version
    correction = (
        Correction.objects.filter(verdict=verdict, outcome="").select_related("proposed_by", "replaces").first()
    )
    context = {
        "verdict": verdict,
        "version": version,
        "quote": pages.quote(version.mention) if version else [],
        "offers": {offer.step.code: offer for offer in steps.offers(verdict, case)},
        "labels": [label(one) for one in queries.labels(version.review)] if version else [],
        "checklist": _checklist(case, request.POST) if version else None,
        "may_embargo": not verdict.is_public and is_allowed(by, "verdicts.publish"),
        "history": [{"one": one, "done": _done(one)} for one in queries.history(verdict, whole=True)],
        "correction": correction,
        "places": queries.places_of(verdict),
        "article_corrections": article_corrections.standing_on(verdict),
        "changes": pages.changes(correction.replaces, correction) if correction else [],
        "problems": problems or [],
        "both": both,
        "given": request.POST,
        "active": "verdicts",
    }
    return render(request, "desk/verdict_detail.html", context, status=409 if both else 422 if problems else 200)


def _checklist(case: Case, sent: QueryDict) -> dict[str, Any]:
    """The questions of the codes of principles with their answers, what was typed of them where it was refused, and
    whether they can be answered here."""
    rows = checklist.answers(case)
    is_published = case.version is not None and case.version.published_at is not None
    is_open = not is_published and is_allowed(case.person, "verdicts.decide")
    return {
        "rows": [(row, sent.get(f"answer-{row.question.code}", row.text)) for row in rows],
        "left": sum(not row.text for row in rows),
        "is_open": is_open and any(not row.by_itself for row in rows),
    }


@require_safe
@desk_page()
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Exactly what readers will see: the correction that is proposed, where one is."""
    verdict = _verdict(number)
    case = steps.case_of(verdict, actor(request))
    version = case.version
    if case.correction is not None:
        version = correcting.wording_of(case.correction, case.review.mention)
    if version is None:
        raise BadParameters("Nothing is decided yet.")
    context = pages.page(version, QueryDict(), "", is_preview=True)
    return render(request, "public/verdict_detail.html", context)


def _step(permission: str, take: Callable[[HttpRequest, Verdict], str]) -> Callable[..., HttpResponse]:
    """A view that takes one step: back to the verdict with the message, or the page with the reason against it."""

    @require_POST
    @desk_page(permission)
    def view(request: HttpRequest, number: int) -> HttpResponse:
        verdict = _verdict(number)
        try:
            said = take(request, verdict)
        except steps.Stale:
            verdict.refresh_from_db()
            return _page(request, verdict, both=_meanwhile(request, verdict))
        except answering.AnsweredMeanwhile as meanwhile:
            return _page(request, verdict, both=_answered_meanwhile(request, verdict, meanwhile.theirs))
        except ValidationError as error:
            verdict.refresh_from_db()
            return _page(request, verdict, error.messages)
        messages.success(request, said)
        return redirect("desk:verdict-detail", verdict.pk)

    return view


TYPED = {"why": "The reason", "at": "The time", "until": "The end of the embargo"}


def _meanwhile(request: HttpRequest, verdict: Verdict) -> Both:
    """What was done since the form was made, beside what was typed in it."""
    since = verdict.revision - (revision_in(request.POST) or 0)
    counted = verdict.happenings.exclude(step="same").select_related("by")  # those that count as a revision
    done = list(counted.order_by("-pk")[: max(since, 1)])[::-1]
    said = "; ".join(f"{one.by.name if one.by else 'By itself'} {_done(one)}" for one in done)
    theirs = "\n".join(one.why for one in done if one.why)
    found = [Difference(name, theirs, request.POST[code]) for code, name in TYPED.items() if request.POST.get(code)]
    return Both(f"In the meantime: {said}.", found, reverse("desk:verdict-detail", args=[verdict.pk]))


def _answered_meanwhile(request: HttpRequest, verdict: Verdict, theirs: dict[str, ChecklistAnswer]) -> Both:
    names = " and ".join(sorted({one.by.name for one in theirs.values()}))
    found = [
        Difference(checklist.QUESTIONS[code].label, one.text, request.POST.get(f"answer-{code}", ""))
        for code, one in theirs.items()
    ]
    said = f"{names} answered what you answered."
    return Both(said, found, f"{reverse('desk:verdict-detail', args=[verdict.pk])}#checklist")


def _done(one: Happening) -> str:
    return workflow.done(one.step)


def _about(request: HttpRequest) -> dict[str, Any]:
    return {"by": actor(request), "revision": revision_in(request.POST)}


def _given(form: forms.Form, name: str) -> Any:
    """The value of the one field of a step. Raises ValidationError with what is wrong with it."""
    if not form.is_valid():
        raise ValidationError(list(form.errors[name]))
    return form.cleaned_data[name]


def _why(request: HttpRequest) -> str:
    return str(_given(ReasonForm(request.POST), "why"))


def _approve(request: HttpRequest, verdict: Verdict) -> str:
    approved = deciding.approve(verdict=verdict, **_about(request))
    left = steps.refusal(workflow.STEPS["publish"], steps.case_of(approved, actor(request)))
    return f"Approved. Before it is published: {left}" if left else "Approved. It can be published."


def _send_back(request: HttpRequest, verdict: Verdict) -> str:
    deciding.send_back(verdict=verdict, why=_why(request), **_about(request))
    return "Sent back."


def _publish(request: HttpRequest, verdict: Verdict) -> str:
    publishing.publish(verdict=verdict, **_about(request))
    return "Published."


def _schedule(request: HttpRequest, verdict: Verdict) -> str:
    at = _given(ScheduleForm(request.POST), "at")
    publishing.schedule(verdict=verdict, at=at, **_about(request))
    return f"It is published by itself on {timezone.localtime(at):%-d %B %Y, %H:%M %Z}."


def _withdraw(request: HttpRequest, verdict: Verdict) -> str:
    publishing.withdraw(verdict=verdict, why=_why(request), **_about(request))
    return "Withdrawn. The text stays readable, marked."


def _answer(request: HttpRequest, verdict: Verdict) -> str:
    given = {code: request.POST.get(f"answer-{code}", "").replace("\r\n", "\n") for code in checklist.QUESTIONS}
    stood = {code: request.POST.get(f"stood-{code}", "").replace("\r\n", "\n") for code in checklist.QUESTIONS}
    is_known = any(name.startswith("stood-") for name in request.POST)
    count = answering.answer(verdict=verdict, given=given, stood=stood if is_known else None, **_about(request))
    return "Kept." if count else "Nothing was written."


def _embargo(request: HttpRequest, verdict: Verdict) -> str:
    until = _given(EmbargoForm(request.POST), "until")
    publishing.set_embargo(verdict=verdict, until=until, **_about(request))
    if until is None:
        return "There is no embargo any more."
    verdict.refresh_from_db()
    then = " It is published by itself then." if verdict.publish_at == until else ""
    return f"Not before {timezone.localtime(until):%-d %B %Y, %H:%M %Z}.{then}"


def _reaffirm(request: HttpRequest, verdict: Verdict) -> str:
    rechecking.reaffirm(verdict=verdict, why=_why(request), **_about(request))
    return "It stands."


def _open(verdict: Verdict) -> Correction:
    correction = Correction.objects.filter(verdict=verdict, outcome="").first()
    if correction is None:
        raise ValidationError("No correction is proposed any more.")
    return correction


def _approve_correction(request: HttpRequest, verdict: Verdict) -> str:
    version = correcting.approve(correction=_open(verdict), **_about(request))
    return f"Corrected: version {version.number} is published, with its notice."


def _reject_correction(request: HttpRequest, verdict: Verdict) -> str:
    correcting.reject(correction=_open(verdict), why=_why(request), **_about(request))
    return "The correction is not taken up."


approve = _step("verdicts.approve", _approve)
send_back = _step("verdicts.approve", _send_back)
publish = _step("verdicts.publish", _publish)
schedule = _step("verdicts.publish", _schedule)
withdraw = _step("verdicts.publish", _withdraw)
reaffirm = _step("verdicts.approve", _reaffirm)
answer = _step("verdicts.decide", _answer)
embargo = _step("verdicts.publish", _embargo)
approve_correction = _step("verdicts.approve", _approve_correction)
reject_correction = _step("verdicts.approve", _reject_correction)
