"""The forms in which an editor words a verdict: the decision, and the correction of one that is published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from factcheck.desk import conflicts
from factcheck.desk.access import actor, desk_page
from factcheck.desk.forms import revision_in
from factcheck.desk.verdict_forms import CorrectionForm, DecisionForm
from factcheck.desk.views.verdicts import label
from factcheck.reviews.models import Review
from factcheck.verdicts import queries, workflow
from factcheck.verdicts.actions import correcting, deciding, steps
from factcheck.verdicts.case import Case
from factcheck.verdicts.models import Correction, Verdict
from factcheck.web import verdicts as pages
from factcheck.web import votes
from factcheck.web.articles import evidence_links
from factcheck.web.forms import take_errors


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("verdicts.decide")
def decide(request: HttpRequest, number: int) -> HttpResponse:
    rows = Review.objects.select_related("mention__claim", "mention__version__article__outlet")
    review = get_object_or_404(rows, pk=number)
    verdict, known = _standing(review)
    form = DecisionForm(request.POST if request.method == "POST" else None, initial=known)
    if "join" in request.POST:
        messages.info(request, conflicts.JOINED)
        return _decision_page(request, review, verdict, DecisionForm(initial=conflicts.joined(form, known)))
    if form.is_bound and form.is_valid():
        revision = deciding.UNDECIDED if "first" in request.POST else revision_in(request.POST)
        try:
            made = deciding.decide(review=review, by=actor(request), given=form.decided(), revision=revision)
        except steps.Stale:
            return _decided_meanwhile(request, review, form)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "Decided. Another editor approves it.")
            return redirect("desk:verdict-detail", made.pk)
    return _decision_page(request, review, verdict, form, status=422 if form.is_bound else 200)


def _standing(review: Review) -> tuple[Verdict | None, dict[str, Any]]:
    """The verdict on the claim, if there is one, and the values of the form as they stand."""
    verdict = Verdict.objects.filter(claim=review.mention.claim_id).first()
    stored = steps.newest(verdict) if verdict else None
    return verdict, DecisionForm.values_of(stored) if stored else DecisionForm.values_for(review)


def _decided_meanwhile(request: HttpRequest, review: Review, form: DecisionForm) -> HttpResponse:
    verdict, known = _standing(review)
    stored = steps.newest(verdict) if verdict else None
    who = stored.decided_by.name if stored else "Somebody"
    against = _against_deciding(request, review, verdict)
    leave = reverse("desk:verdict-detail", args=[verdict.pk]) if verdict else request.path
    both = conflicts.both(form, known, said=f"{who} decided this claim.", leave=leave, refused=against)
    return _decision_page(request, review, verdict, form, status=409, both=both)


def _against_deciding(request: HttpRequest, review: Review, verdict: Verdict | None) -> str:
    step = workflow.STEPS["decide"]
    against = steps.refusal(step, Case(actor(request), review, verdict))
    if not against and verdict and verdict.status not in step.sources:
        against = f"This claim has a verdict: {workflow.STATES[verdict.status].lower()}."
    return against


def _decision_page(
    request: HttpRequest,
    review: Review,
    verdict: Verdict | None,
    form: DecisionForm,
    *,
    status: int = 200,
    both: conflicts.Both | None = None,
) -> HttpResponse:
    finding = None if review.is_blind else review.mention.finding  # blind to all until both are in
    context = {
        "review": review,
        "quote": pages.quote(review.mention),
        "verdict": verdict,
        "form": form,
        "both": both,
        "revision": revision_in(request.POST) if status == 422 else verdict and verdict.revision,
        "draft": (f"decide-{review.pk}", verdict.revision if verdict else 0),
        "against": _against_deciding(request, review, verdict),
        "labels": [] if review.is_blind else [label(one) for one in queries.labels(review)],
        "finding": finding,
        "proof": evidence_links(finding.evidence, votes.state_names()) if finding else (),
        "active": "verdicts",
    }
    return render(request, "desk/verdict_decide.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("verdicts.correct")
def correct(request: HttpRequest, number: int) -> HttpResponse:
    verdict = get_object_or_404(Verdict.objects.select_related("claim"), pk=number)
    version = verdict.versions.filter(published_at__isnull=False).order_by("-number").first()
    known = CorrectionForm.values_of(version) if version else {}
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=known)
    if "join" in request.POST:
        messages.info(request, conflicts.JOINED)
        return _correction_page(request, verdict, CorrectionForm(initial=conflicts.joined(form, known)))
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name].replace("\r\n", "\n") for name in ("change", "notice")}
        about = {**given, "given": form.decided(), "by": actor(request), "revision": revision_in(request.POST)}
        try:
            correcting.propose(verdict=verdict, **about)
        except steps.Stale:
            return _corrected_meanwhile(request, verdict, form)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "Proposed. An editor who did not propose it approves.")
            return redirect("desk:verdict-detail", verdict.pk)
    return _correction_page(request, verdict, form, status=422 if form.is_bound else 200)


def _corrected_meanwhile(request: HttpRequest, verdict: Verdict, form: CorrectionForm) -> HttpResponse:
    """Beside the correction that a colleague proposed, else beside what is published now."""
    verdict.refresh_from_db()
    theirs = Correction.objects.filter(verdict=verdict, outcome="").select_related("proposed_by").first()
    stored = theirs or verdict.versions.filter(published_at__isnull=False).order_by("-number").first()
    known = CorrectionForm.values_of(stored) if stored else {}
    if theirs:
        known |= {"change": theirs.change, "notice": theirs.notice}
    last = verdict.happenings.exclude(step="same").select_related("by").order_by("-pk").first()
    done = f"{last.by.name if last.by else 'By itself'} {workflow.done(last.step)}." if last else ""
    refused = _against_correcting(verdict)
    if theirs:
        refused = "One correction is open at a time. Yours can be proposed when theirs is approved or not taken up."
    both = conflicts.both(
        form, known, said=done, leave=reverse("desk:verdict-detail", args=[verdict.pk]), refused=refused
    )  # fmt: skip
    return _correction_page(request, verdict, form, status=409, both=both)


def _against_correcting(verdict: Verdict) -> str:
    if verdict.status in workflow.STEPS["propose_correction"].sources:
        return ""
    return f"It cannot be corrected now: {workflow.STATES[verdict.status].lower()}."


def _correction_page(
    request: HttpRequest,
    verdict: Verdict,
    form: CorrectionForm,
    *,
    status: int = 200,
    both: conflicts.Both | None = None,
) -> HttpResponse:
    context = {
        "verdict": verdict,
        "form": form,
        "both": both,
        "revision": revision_in(request.POST) if status == 422 else verdict.revision,
        "against": _against_correcting(verdict),
        "bare": True,
        "draft": (f"correct-{verdict.pk}", verdict.revision),
        "active": "verdicts",
    }
    return render(request, "desk/verdict_correct.html", context, status=status)
