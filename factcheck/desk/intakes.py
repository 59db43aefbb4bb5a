"""What the pages of intakes show, and storing what they have brought."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from factcheck.accounts.permissions import Actor
from factcheck.articles.actions import articles, intakes, outlets
from factcheck.articles.language import language_of, unchecked_note
from factcheck.articles.models import Article, ArticleVersion, Intake, IntakeState
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checker import TextRefused
from factcheck.reviews.actions import following
from factcheck.web.progress import WorkProgress

NO_DAY = "No day of publication was found. Without it, “on Monday” and “last week” cannot be checked."
WORK = {
    IntakeState.PROPOSED: ("proposed", "A feed proposed it. It is fetched when somebody accepts it."),
    IntakeState.WAITING: ("waiting", "Waits for a worker."),
    IntakeState.FETCHING: ("running", "The page is being fetched."),
    IntakeState.EXTRACTING: ("running", "The article is being read out of it."),
    IntakeState.READY: ("done", "Look it over before it is stored."),
    IntakeState.SAVED: ("done", "It is stored and has been checked."),
    IntakeState.DISCARDED: ("done", "It was given up. Its text was deleted."),
}


def progress_shape(intake: Intake) -> WorkProgress:
    """How far it has come, for components/work_progress.html."""
    state, message = WORK.get(IntakeState(intake.state), ("failed", intake.message))
    return WorkProgress(intake.name, state, intake.get_state_display(), message)


def entry(intake: Intake) -> dict[str, Any]:
    """An intake in the list; it comes with person, feed entry and version."""
    return {
        "pk": intake.pk,
        "name": intake.name,
        "from": intake.url or intake.file_name or intake.get_kind_display(),
        "by": intake.by.name or intake.by.email if intake.by else "a feed",
        "at": intake.created_at,
        "progress": progress_shape(intake),
        "slug": intake.version.article.slug if intake.version else "",
        "is_proposed": intake.state == IntakeState.PROPOSED,
    }


def stored_under(url: str) -> Article | None:
    """The article that is stored under this address already, or under another form of it."""
    return Article.objects.with_latest_version().at(url).first()


def warnings(intake: Intake) -> list[str]:
    """What whoever looks it over should know, as sentences."""
    said = list(intake.warnings)
    if intake.published_on is None:
        said.append(NO_DAY)
    if (code := language_of(f"{intake.title}\n{intake.text}")) != "en":
        said.append(unchecked_note(code))
    return said


def initial(intake: Intake) -> dict[str, Any]:
    names = ("title", "standfirst", "author", "outlet", "published_on", "canonical_url", "text")
    return {name: getattr(intake, name) for name in names}


@transaction.atomic
def store(*, intake: Intake, given: dict[str, Any], by: Actor, as_version: bool) -> ArticleVersion:
    """The article as it was looked over, stored and checked, all or nothing: a new one, or with `as_version` a new text
    of the one under the same address. Raises ValidationError naming the field."""
    intake = intakes.lock(intake=intake, by=by)
    about = {name: given[name] for name in ("title", "text", "published_on", "standfirst", "author")}
    about |= {"obtained_how": intake.obtained_how, "fetched_at": intake.fetched_at}
    known = stored_under(given["canonical_url"])
    try:
        if known is not None and as_version:
            version = following.add_version(article=known, by=by, **about)
        else:
            outlet = outlets.find_or_add(name=given["outlet"], by=by) if given["outlet"] else None
            article = articles.add(by=by, outlet=outlet, canonical_url=given["canonical_url"], **about)
            version = article.versions.get()
            check_version(version=version, by=by)
    except TextRefused as problem:
        field = "published_on" if problem.field == "published" else problem.field
        raise ValidationError({field: str(problem)}) from None
    intakes.finish(intake=intake, version=version, by=by)
    return version
