"""Articles on their way in. Each step is a job; a state is changed by `UPDATE ... WHERE state`, so that of two workers,
or two people, with the same intake one has an effect and the other none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.permissions import Actor, person, require
from factcheck.articles import archiving, robots
from factcheck.articles.extraction import Extracted, Original, Unreadable, read
from factcheck.articles.extraction.limits import SIZE
from factcheck.articles.fetching import Fetched, Fetcher, Refused
from factcheck.articles.fetching.urls import LENGTH as URL_LENGTH
from factcheck.articles.models import ArticleVersion, Intake, IntakeState, KeptOriginal, SourceKind
from factcheck.jobs import states

NAME_LENGTH = 150
OVERTAKEN = "A colleague stored or discarded this article in the meantime. Look at what they did."
TYPED = ("title", "outlet", "published_on", "canonical_url")
"""What a person may give with a source; it counts more than what is found in it."""

State = IntakeState


def fetcher() -> Fetcher:
    """The fetcher of the product. Tests put their own in its place."""
    return Fetcher()


@transaction.atomic
def ask(
    *,
    by: Actor,
    url: str = "",
    html: str = "",
    file: tuple[str, bytes] | None = None,
    typed: Mapping[str, str] | None = None,
    state: str = State.WAITING,
    title: str = "",
    published_on: date | None = None,
) -> Intake:
    """A new intake with its first job, both or neither: from an address, pasted HTML, or a file (name and content).

    `typed` are title, outlet, published_on (ISO 8601) and canonical_url as far as they are known; `title` and
    `published_on` stand in for what is not found. Raises ValidationError naming `url` or `file`.
    """
    require(by, "articles.add")
    given = {name: str(value) for name, value in (typed or {}).items() if name in TYPED and value}
    if file is not None:
        _check_file(*file)
        kind, about = SourceKind.FILE, {"file_name": file[0][-NAME_LENGTH:]}
    elif html:
        kind, about = SourceKind.HTML, {"media_type": "text/html", "charset": "utf-8"}
    else:
        kind, about = SourceKind.URL, {"url": url.strip()}
        _check_url(about["url"])
    intake = Intake.objects.create(
        kind=kind, by=person(by), typed=given, state=state, title=title, published_on=published_on, **about
    )
    if kind != SourceKind.URL:
        body = file[1] if file is not None else html.encode()
        _keep(
            intake, archiving.resource(url=_urn(intake), at=intake.created_at, media_type=intake.media_type, body=body)
        )
    if state == State.WAITING:
        _queue(intake)
    return intake


def _check_url(url: str) -> None:
    if not url:
        raise ValidationError({"url": "There is no address. Give the article's web address."})
    if len(url.encode("utf-8", "replace")) > URL_LENGTH or not url.isprintable():
        raise ValidationError({"url": "This is no web address. Copy it again from the browser."})


def _check_file(name: str, content: bytes) -> None:
    if not content:
        raise ValidationError({"file": f"“{name[:60]}” is empty. Choose another file."})
    if len(content) > SIZE:
        raise ValidationError(
            {"file": f"“{name[:60]}” is larger than {SIZE // 2**20} MB, which no article is. Paste its text instead."}
        )


def _urn(intake: Intake) -> str:
    return f"urn:factcheck:intake:{intake.pk}"


def _keep(intake: Intake, archive: bytes) -> None:
    values = archiving.columns(archive, size=len(archiving.body_of(archive)))
    KeptOriginal.objects.update_or_create(intake=intake, defaults=values)


def _queue(intake: Intake) -> None:
    from factcheck.articles import tasks

    step = tasks.fetch_intake if intake.kind == SourceKind.URL else tasks.read_intake
    step.defer(intake=intake.pk)


def _moved(intake: Intake, *before: str, to: str, attempt: int | None = None, **values: Any) -> bool:
    return states.moved(intake, *before, to=to, attempt=attempt, changed_at=timezone.now(), **values)


def _begun(intake: Intake, *before: str, to: str) -> int:
    return states.begun(intake, *before, to=to, failed=State.FAILED, changed_at=timezone.now())


def run_fetch(*, intake: Intake, by: Literal["system"]) -> None:
    """Fetch the page, keep it, and queue its reading, as a worker does. What was refused fails it with the reason."""
    attempt = _begun(intake, State.WAITING, State.FETCHING, to=State.FETCHING)
    if not attempt:
        return
    try:
        if intake.by_id is None:  # nobody has asked for it but a feed
            robots.require(intake.url, fetcher())
        fetched = fetcher().fetch(intake.url)
    except Refused as refused:
        _moved(intake, State.FETCHING, to=State.FAILED, attempt=attempt, message=str(refused))
        return
    except Exception as error:
        _moved(intake, State.FETCHING, to=State.FAILED, attempt=attempt, message=_broken(error))
        raise
    _fetched(intake, attempt, fetched)


@transaction.atomic
def _fetched(intake: Intake, attempt: int, fetched: Fetched) -> None:
    now = timezone.now()
    about = {"media_type": fetched.media_type[:100], "charset": fetched.charset[:60], "fetched_at": now, "attempts": 0}
    if not _moved(intake, State.FETCHING, to=State.EXTRACTING, attempt=attempt, url=fetched.url[:URL_LENGTH], **about):
        return
    _keep(
        intake,
        archiving.response(url=fetched.url, at=now, status=fetched.status, headers=fetched.headers, body=fetched.body),
    )
    from factcheck.articles import tasks

    tasks.read_intake.defer(intake=intake.pk)


def run_reading(*, intake: Intake, by: Literal["system"]) -> None:
    """Read the article out of what was kept, as a worker does."""
    attempt = _begun(intake, State.WAITING, State.EXTRACTING, to=State.EXTRACTING)
    if not attempt:
        return
    content = bytes(KeptOriginal.objects.values_list("content", flat=True).get(intake=intake))
    page = intake.url if intake.kind == SourceKind.URL else ""
    try:
        found = read(Original(archiving.body_of(content), intake.media_type, intake.charset, page))
    except Unreadable as problem:
        _moved(intake, State.EXTRACTING, to=State.FAILED, attempt=attempt, message=str(problem))
        return
    except Exception as error:
        _moved(intake, State.EXTRACTING, to=State.FAILED, attempt=attempt, message=_broken(error))
        raise
    _moved(intake, State.EXTRACTING, to=State.READY, attempt=attempt, message="", **_fields(intake, found))


def _fields(intake: Intake, found: Extracted) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "title": found.title or intake.title,
        "standfirst": found.standfirst,
        "author": found.author,
        "outlet": found.outlet,
        "published_on": found.published_on or intake.published_on,
        "canonical_url": found.canonical_url,
        "text": found.text,
        "excerpt": [[block.kind, block.text] for block in found.excerpt],
        "warnings": list(found.warnings),
    }
    return fields | intake.typed


def _broken(error: Exception) -> str:
    return f"It broke off: {type(error).__name__}. The log has the details. Try again, or paste the text."


@transaction.atomic
def retry(*, intake: Intake, by: Actor) -> Intake:
    """Begin a failed intake again from its first step."""
    require(by, "articles.add")
    if not _moved(intake, State.FAILED, to=State.WAITING, attempts=0, message=""):
        raise ValidationError("This intake has not failed: there is nothing to try again.")
    _queue(intake)
    return Intake.objects.get(pk=intake.pk)


@transaction.atomic
def accept(*, intake: Intake, by: Actor) -> Intake:
    """Take in what a feed proposed."""
    require(by, "articles.add")
    if not _moved(intake, State.PROPOSED, to=State.WAITING, by=person(by)):
        raise ValidationError(OVERTAKEN)
    _queue(intake)
    return Intake.objects.get(pk=intake.pk)


@transaction.atomic
def discard(*, intake: Intake, by: Actor) -> Intake:
    """Give it up. Its text and its original are deleted; that it was asked for stays known."""
    require(by, "articles.add")
    emptied: dict[str, Any] = {"text": "", "excerpt": [], "standfirst": "", "warnings": []}
    before = (State.PROPOSED, State.WAITING, State.FETCHING, State.EXTRACTING, State.READY, State.FAILED)
    if not _moved(intake, *before, to=State.DISCARDED, **emptied):
        raise ValidationError(OVERTAKEN)
    KeptOriginal.objects.filter(intake=intake).delete()
    return Intake.objects.get(pk=intake.pk)


@transaction.atomic
def lock(*, intake: Intake, by: Actor) -> Intake:
    """The row, held until the transaction ends, for whoever stores an article of it. Raises ValidationError where it
    is not, or no longer, ready."""
    require(by, "articles.add")
    row = Intake.objects.select_for_update().get(pk=intake.pk)
    if row.state != State.READY:
        raise ValidationError(OVERTAKEN)
    return row


@transaction.atomic
def finish(*, intake: Intake, version: ArticleVersion, by: Actor) -> None:
    """It is stored as this version. One text that was stored before by another intake is discarded instead: it brought
    nothing new."""
    require(by, "articles.add")
    if Intake.objects.filter(version=version).exists():
        discard(intake=intake, by=by)
    elif not _moved(intake, State.READY, to=State.SAVED, version=version):
        raise ValidationError(OVERTAKEN)
