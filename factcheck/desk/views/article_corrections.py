"""Corrections of articles' words: proposed, approved or sent, and what came of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts.models import User
from factcheck.accounts.permissions import is_allowed
from factcheck.articles.differences import words_changed
from factcheck.claims.models import Mention
from factcheck.desk.access import actor, desk_page
from factcheck.desk.article_correction_forms import ArticleCorrectionForm, LetterForm, OutcomeForm
from factcheck.desk.forms import revision_in
from factcheck.desk.verdict_forms import ReasonForm
from factcheck.verdicts import patches
from factcheck.verdicts.actions import article_corrections
from factcheck.verdicts.actions.article_corrections import Conflict
from factcheck.verdicts.clock import due_day
from factcheck.verdicts.models import ArticleCorrection
from factcheck.verdicts.models.article_correction import OPEN
from factcheck.web.errors import BadParameters
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of

TABS = {"open": "Open", "settled": "Settled"}
ROWS = (
    "mention__version__article__outlet",
    "mention__claim",
    "version__verdict",
    "proposed_by",
    "approved_by",
    "settled_by",
    "found_in",
    "seen_in",
)


@require_safe
@desk_page()
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page", "tab")
    tab = request.GET.get("tab", "open")
    if tab not in TABS:
        raise BadParameters("There is no such part of the list.")
    rows = ArticleCorrection.objects.select_related(*ROWS[:4]).defer("mention__version__text").order_by("-pk")
    rows = rows.filter(status__in=OPEN) if tab == "open" else rows.exclude(status__in=OPEN)
    tabs = [(code, name, "") for code, name in TABS.items()]
    context = {"page": page_of(request, rows), "tabs": tabs, "tab": tab, "query": f"tab={tab}&", "active": "verdicts"}
    return render(request, "desk/article_correction_list.html", context)


def _one(number: int) -> ArticleCorrection:
    return get_object_or_404(ArticleCorrection.objects.select_related(*ROWS), pk=number)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("verdicts.correct")
def add(request: HttpRequest, number: int) -> HttpResponse:
    mention = get_object_or_404(
        Mention.objects.select_related("version__article__outlet", "claim"), pk=number
    )  # fmt: skip
    form = ArticleCorrectionForm(
        request.POST if request.method == "POST" else None, initial={"replacement": mention.exact}
    )
    if form.is_bound and form.is_valid():
        try:
            made = article_corrections.propose(mention=mention, by=actor(request), given=form.given())
        except Conflict as conflict:
            return _conflict(request, conflict, form)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "Proposed. An editor who did not propose it decides.")
            return redirect("desk:article-correction-detail", made.pk)
    against = article_corrections.against_proposing(mention)
    return _form_page(request, form, mention, against)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("verdicts.correct")
def revise(request: HttpRequest, number: int) -> HttpResponse:
    one = _one(number)
    form = ArticleCorrectionForm(
        request.POST if request.method == "POST" else None, initial=ArticleCorrectionForm.values_of(one)
    )
    if form.is_bound and form.is_valid():
        revision = revision_in(request.POST)
        try:
            article_corrections.revise(correction=one, by=actor(request), given=form.given(), revision=revision)
        except Conflict as conflict:
            return _conflict(request, conflict, form)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "Changed.")
            return redirect("desk:article-correction-detail", one.pk)
    is_theirs = one.status == "proposed" and one.proposed_by_id == actor(request).pk
    against = "" if is_theirs else "Only who proposed it can change it, while nobody has decided on it."
    return _form_page(request, form, one.mention, against, one)


def _form_page(
    request: HttpRequest, form: ArticleCorrectionForm, mention: Mention, against: str, one: Any = None
) -> HttpResponse:
    made = one.revision if one else mention.article_corrections.count()
    draft = (f"reword-{one.pk}" if one else f"reword-claim-{mention.pk}", made)
    context = {"form": form, "mention": mention, "against": against, "one": one, "draft": draft, "active": "verdicts"}
    context["bare"] = True  # all are asked for
    status = 422 if form.is_bound else 200
    return render(request, "desk/article_correction_add.html", context, status=status)


def _conflict(request: HttpRequest, conflict: Conflict, form: Any) -> HttpResponse:
    """Both texts: nothing that was typed is lost, nothing was written over, and what was typed can be changed there and
    sent again. A proposal of one's own takes the place of the one that is open where both are of the same person."""
    now = _one(conflict.now.pk)
    is_proposal, person = isinstance(form, ArticleCorrectionForm), actor(request)
    can_revise = now.status == "proposed" and now.proposed_by_id == person.pk
    context = {
        "said": conflict.messages[0],
        "form": form,
        "again": reverse("desk:article-correction-revise", args=[now.pk]) if is_proposal else request.path,
        "can_send": can_revise or not is_proposal,
        "now": now,
        "pieces": words_changed(now.mention.exact, now.replacement),
        "active": "verdicts",
    }
    return render(request, "desk/article_correction_conflict.html", context, status=409)


@require_safe
@desk_page()
def detail(request: HttpRequest, number: int) -> HttpResponse:
    allow_parameters(request)
    return _page(request, _one(number))


def _page(
    request: HttpRequest,
    one: ArticleCorrection,
    *,
    problems: list[str] | None = None,
    letter: LetterForm | None = None,
    outcome: OutcomeForm | None = None,
) -> HttpResponse:
    person = actor(request)
    outlet = one.mention.version.article.outlet
    may_approve = is_allowed(person, "verdicts.approve")
    drafted = {"to": outlet.corrections_email if outlet else "", "letter": _draft(request, one)}
    context = {
        "one": one,
        "outlet": outlet,
        "pieces": words_changed(one.mention.exact, one.replacement),
        "against": _against(one, person, may_approve=may_approve),
        "mail": one.mail if one.to else None,
        "letter_form": letter or LetterForm(initial=drafted),
        "outcome_form": outcome or OutcomeForm(initial={"answered_on": timezone.localdate()}),
        "may_revise": one.status == "proposed" and one.proposed_by_id == person.pk,
        "may_approve": may_approve,
        "may_reject": one.status in ("proposed", "approved") and (may_approve or one.proposed_by_id == person.pk),
        "may_settle": is_allowed(person, "verdicts.answer") and one.status in ("sent", "no_answer", "declined"),
        "problems": problems or [],
        "given": request.POST,
        "active": "verdicts",
    }
    status = 422 if problems or letter or outcome else 200
    return render(request, "desk/article_correction_detail.html", context, status=status)


def _against(one: ArticleCorrection, person: User, *, may_approve: bool) -> str:
    if one.status != "proposed":
        return ""
    return article_corrections.against_approving(one, person) if may_approve else "This needs the role editor."


def _draft(request: HttpRequest, one: ArticleCorrection) -> str:
    """The letter as it is proposed; who sends it may change it."""
    verdict, version = one.version.verdict, one.mention.version
    context = {
        "one": one,
        "outlet": version.article.outlet,
        "text": version,
        "article": version.article,
        "person": actor(request),
        "due": due_day(timezone.localdate()),
        "link": request.build_absolute_uri(reverse("public:verdict-detail", args=[verdict.slug])),
    }
    return render_to_string("mail/outlet_correction.txt", context).strip()


def _step(permission: str, take: Callable[[HttpRequest, ArticleCorrection], str | HttpResponse]) -> Any:
    """A view that takes one step: back to the page with the message, or the page with the reason against it."""

    @require_POST
    @desk_page(permission)
    def view(request: HttpRequest, number: int) -> HttpResponse:
        one = _one(number)
        try:
            said = take(request, one)
        except Conflict as conflict:
            return _conflict(request, conflict, _typed(request))
        except ValidationError as error:
            return _page(request, one, problems=error.messages)
        if isinstance(said, HttpResponse):
            return said
        messages.success(request, said)
        return redirect("desk:article-correction-detail", one.pk)

    return view


def _typed(request: HttpRequest) -> Any:
    """The form that was sent, to show what was typed in it."""
    kinds = {"letter": LetterForm, "outcome": OutcomeForm, "why": ReasonForm}
    return next((form(request.POST) for name, form in kinds.items() if name in request.POST), ())


def _approve(request: HttpRequest, one: ArticleCorrection) -> str:
    article_corrections.approve(correction=one, by=actor(request), revision=revision_in(request.POST))
    return "Approved. It is settled when a text of the article has the words."


def _send(request: HttpRequest, one: ArticleCorrection) -> str | HttpResponse:
    form = LetterForm(request.POST)
    if form.is_valid():
        letter = form.cleaned_data["letter"].replace("\r\n", "\n")
        about = {"letter": letter, "to": form.cleaned_data["to"], "revision": revision_in(request.POST)}
        try:
            article_corrections.send(correction=one, by=actor(request), **about)
        except Conflict:
            raise
        except ValidationError as error:
            if not hasattr(error, "error_dict"):
                raise
            take_errors(form, error)
        else:
            return "The letter goes out within a minute."
    return _page(request, one, letter=form)


def _send_again(request: HttpRequest, one: ArticleCorrection) -> str:
    article_corrections.send_again(correction=one, by=actor(request))
    return "It goes out again within a minute."


def _reject(request: HttpRequest, one: ArticleCorrection) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise ValidationError(list(form.errors["why"]))
    about = {"why": form.cleaned_data["why"].replace("\r\n", "\n"), "revision": revision_in(request.POST)}
    article_corrections.reject(correction=one, by=actor(request), **about)
    return "Not taken up."


def _settle(request: HttpRequest, one: ArticleCorrection) -> str | HttpResponse:
    form = OutcomeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        about = {"outcome": given["outcome"], "note": given["note"].replace("\r\n", "\n")}
        about |= {"answered_on": given["answered_on"], "revision": revision_in(request.POST)}
        try:
            article_corrections.settle(correction=one, by=actor(request), **about)
        except Conflict:
            raise
        except ValidationError as error:
            take_errors(form, error)
        else:
            return "Kept."
    return _page(request, one, outcome=form)


approve = _step("verdicts.approve", _approve)
send = _step("verdicts.approve", _send)
send_again = _step("verdicts.approve", _send_again)
reject = _step("verdicts.correct", _reject)
settle = _step("verdicts.answer", _settle)


@require_safe
@desk_page()
def patch(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """The correction for an editing system: a unified diff, or an annotation with its selectors."""
    one = _one(number)
    article = one.mention.version.article
    if form == "diff":
        answer = HttpResponse(patches.diff(one), content_type="text/x-diff; charset=utf-8")
    else:
        source = article.canonical_url or request.build_absolute_uri(
            reverse("public:article-detail", args=[article.slug])
        )
        answer = JsonResponse(
            patches.annotation(one, source), json_dumps_params={"indent": 1, "ensure_ascii": False}
        )  # fmt: skip
    answer["Content-Disposition"] = f'attachment; filename="{article.slug}-{one.pk}.{form}"'
    return answer
