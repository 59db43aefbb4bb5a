"""The texts of an article: adding the one it has now, what changed, and where the claims of the earlier one stand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from factcheck.articles.models import Article, ArticleVersion, sha256_of
from factcheck.claims import queries as claims
from factcheck.claims.checker import TextRefused
from factcheck.claims.models import Anchor, Decision, Mention
from factcheck.desk import comparing
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import both
from factcheck.desk.forms import VersionForm
from factcheck.reviews.actions import following
from factcheck.web import words
from factcheck.web.articles import excerpt_title
from factcheck.web.errors import BadParameters
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters


def _article(slug: str) -> Article:
    return get_object_or_404(Article.objects.with_latest_version(), slug=slug)


@require_safe
@desk_page()
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    article = _article(slug)
    rows = article.versions.defer("text", "standfirst").select_related("added_by").order_by("-number")
    context = {"article": article, "title": _title(article.latest_version), "versions": list(rows), "active": ""}
    return render(request, "desk/version_list.html", context)


def _title(version: ArticleVersion | None) -> str:
    return (version.title or excerpt_title(version.text)) if version else ""


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("articles.add_version")
def add(request: HttpRequest, slug: str) -> HttpResponse:
    article = _article(slug)
    newest = article.latest_version
    known = {name: getattr(newest, name) for name in ("title", "text", "published_on")} if newest else {}
    number = newest.number if newest else 0
    form = VersionForm(request.POST if request.method == "POST" else None, initial={**known, "replaces": number})
    if form.is_bound and form.is_valid() and (answer := _added_meanwhile(request, article, form)):
        return answer
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            version = following.add_version(
                article=article,
                text=given["text"],
                title=given["title"],
                published_on=given["published_on"],
                by=actor(request),
                **_beside(article, newest, given),
            )
        except TextRefused as problem:
            field = "published_on" if problem.field == "published" else problem.field
            take_errors(form, ValidationError({field: str(problem)}))
        except ValidationError as error:
            take_errors(form, error)
        else:
            return _added(request, article, newest, version)
    context = {"form": form, "article": article, "title": _title(newest), "draft": _draft(article, newest)}
    return render(request, "desk/version_add.html", context, status=422 if form.is_bound else 200)


def _beside(article: Article, newest: ArticleVersion | None, given: dict[str, Any]) -> dict[str, Any]:
    """What the newest text has and the form does not ask; a text that is stored already keeps its own."""
    digest = sha256_of(given["title"], given["text"])
    is_stored = article.versions.filter(sha256=digest, published_on=given["published_on"]).exists()
    return {} if newest is None or is_stored else {"standfirst": newest.standfirst, "author": newest.author}


def _draft(article: Article, newest: ArticleVersion | None) -> tuple[str, int]:
    return f"text-{article.pk}", newest.number if newest else 0


def _added_meanwhile(request: HttpRequest, article: Article, form: VersionForm) -> HttpResponse | None:
    """Both texts, where a colleague stored another since the form was made. Whichever is stored, none is lost."""
    newest, given = article.latest_version, form.cleaned_data
    if newest is None or given["replaces"] in (None, newest.number):
        return None
    known = {name: getattr(newest, name) for name in ("title", "text", "published_on")}
    if all(known[name] == given[name] for name in known):
        return None
    who = newest.added_by.name if newest.added_by else "Somebody"
    said = f"{who} stored version {newest.number} while you wrote."
    form.data = {**request.POST.dict(), "replaces": str(newest.number)}
    leave = reverse("desk:version-detail", args=[article.slug, newest.number])
    shown = both(form, known, said=said, leave=leave, long="text")
    context = {
        "form": form,
        "article": article,
        "title": _title(newest),
        "both": shown,
        "draft": _draft(article, newest),
    }
    return render(request, "desk/version_add.html", context, status=409)


def _added(
    request: HttpRequest, article: Article, newest: ArticleVersion | None, version: ArticleVersion
) -> HttpResponse:
    if newest is not None and version.number <= newest.number:
        messages.info(request, f"This is the text of version {version.number}: nothing was stored.")
        return redirect("desk:version-detail", article.slug, version.number)
    waiting = version.anchors.filter(decision="").count()
    if waiting:
        messages.warning(
            request,
            f"Version {version.number} is stored and checked. "
            + ("One claim waits" if waiting == 1 else f"{waiting} claims wait")
            + " for somebody to say where it stands now.",
        )
    else:
        messages.success(request, f"Version {version.number} is stored and checked.")
    return redirect("desk:version-detail", article.slug, version.number)


@require_safe
@desk_page()
def detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    allow_parameters(request, "with")
    article = _article(slug)
    version = get_object_or_404(article.versions, number=number)
    other = _compared_with(article, version, request.GET.get("with", ""))
    anchors = claims.anchors_in(version)
    context = {
        "article": article,
        "version": version,
        "other": other,
        "title": _title(version),
        "numbers": list(article.versions.order_by("number").values_list("number", flat=True)),
        "rows": comparing.rows(other, version) if other else [],
        "waiting": [one for one in anchors if one.is_waiting],
        "settled": [one for one in anchors if not one.is_waiting],
        "active": "",
    }
    return render(request, "desk/version_detail.html", context)


def _compared_with(article: Article, version: ArticleVersion, wanted: str) -> ArticleVersion | None:
    """The version asked for, else the one before."""
    if not wanted:
        return article.versions.filter(number__lt=version.number).order_by("-number").first()
    if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 6:
        raise BadParameters("There is no such version of this article.")
    return get_object_or_404(article.versions, number=int(wanted))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("reviews.assess")
def anchor(request: HttpRequest, number: int) -> HttpResponse:
    rows = Anchor.objects.select_related(
        "mention__claim", "mention__version", "version__article", "target", "decided_by"
    )
    one = get_object_or_404(rows, pk=number)
    problems: list[str] = []
    if request.method == "POST":
        try:
            _decide(request, one)
        except ValidationError as error:
            problems = error.messages
            one.refresh_from_db()
        else:
            messages.success(request, "Kept.")
            following_one = claims.waiting_anchors().filter(version=one.version_id).first()
            if following_one is not None:
                return redirect("desk:anchor-detail", following_one.pk)
            return redirect("desk:version-detail", one.version.article.slug, one.version.number)
    context: dict[str, Any] = {
        "anchor": one,
        "article": one.version.article,
        "kind": words.word_for(words.KINDS, one.mention.claim.kind),
        "title": _title(one.version),
        "before": comparing.around(one.mention.version, one.mention.start, one.mention.end),
        "now": comparing.around(one.version, one.start, one.end),
        "choices": comparing.choices(one),
        "problems": problems,
        "wanted": dict(Decision.choices).get(request.POST.get("decision", ""), ""),
        "given": request.POST,
        "active": "",
    }
    was_decided = problems and not one.is_waiting
    return render(request, "desk/anchor_detail.html", context, status=409 if was_decided else 422 if problems else 200)


def _decide(request: HttpRequest, one: Anchor) -> None:
    person, decision = actor(request), request.POST.get("decision", "")
    chosen = request.POST.get("target", "")
    target = None
    if chosen:
        is_key = chosen.isascii() and chosen.isdigit() and len(chosen) < 15
        target = Mention.objects.filter(pk=int(chosen), version=one.version_id).first() if is_key else None
        if target is None:
            raise ValidationError("This claim is not in the newest text. Choose one of the list.")
    if decision == Decision.SAME:
        following.keep(anchor=one, by=person, target=target)
    elif decision == Decision.OTHER:
        if target is None:
            raise ValidationError("Choose the claim that the text makes now.")
        following.replace(anchor=one, by=person, target=target)
    elif decision == Decision.GONE:
        following.give_up(anchor=one, by=person)
    else:
        raise ValidationError("Choose what became of the claim.")
