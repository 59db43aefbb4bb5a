"""Addresses named as evidence: fetched by a job through the safe fetcher, and kept with what they said.

A state is changed by `UPDATE ... WHERE state`, as with intakes: of two workers with the same page one has an effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.articles import archiving
from factcheck.articles.extraction import Original, Unreadable, read
from factcheck.articles.fetching import Fetched, Fetcher, Refused
from factcheck.jobs.states import begun, moved
from factcheck.reviews.models import Assessment, EvidenceArchive, EvidencePage, PageState

TEXT_KEPT = 50_000
"""Code points of what a page says that can be read on the desk; the archive has all of it."""


def fetcher() -> Fetcher:
    """The fetcher of the product. Tests put their own in its place."""
    return Fetcher()


@transaction.atomic
def follow(*, assessment: Assessment, addresses: Iterable[str]) -> None:
    """Have the addresses archived that the assessment names now and did not before; what it does not name any more is
    let go. Two statements, and one for each new address."""
    wanted = dict.fromkeys(addresses)
    known = {page.url: page for page in assessment.pages.all()}
    gone = [page.pk for url, page in known.items() if url not in wanted]
    if gone:
        EvidencePage.objects.filter(pk__in=gone).delete()
    for url in wanted:
        if url not in known:
            _queue(EvidencePage.objects.create(assessment=assessment, url=url))


def _queue(page: EvidencePage) -> None:
    from factcheck.reviews import tasks

    tasks.archive_evidence.defer(page=page.pk)


def archive(*, page: EvidencePage, by: Literal["system"]) -> None:
    """Fetch the page and keep it, as a worker does. What was refused fails it with the reason."""
    attempt = begun(page, PageState.WAITING, PageState.FETCHING, to=PageState.FETCHING, failed=PageState.FAILED)
    if not attempt:
        return
    try:
        fetched = fetcher().fetch(page.url)
        about = _read(fetched)
    except Refused as refused:
        moved(page, PageState.FETCHING, to=PageState.FAILED, attempt=attempt, message=_reason(refused))
        return
    except Exception as error:
        said = f"It broke off: {type(error).__name__}. The log has the details."
        moved(page, PageState.FETCHING, to=PageState.FAILED, attempt=attempt, message=said)
        raise
    _keep(page, attempt, fetched, about)


def _reason(refused: Refused) -> str:
    """Without what follows in the fetcher's sentences: advice about articles."""
    return f"{str(refused).partition('; ')[0].rstrip('.')}."


def _read(fetched: Fetched) -> dict[str, str]:
    """Title and text as far as they can be read. A page that cannot be read is kept all the same."""
    try:
        found = read(Original(fetched.body, fetched.media_type, fetched.charset, fetched.url))
    except Unreadable as problem:
        return {"note": _reason(Refused(str(problem)))}
    return {"title": found.title, "text": found.text[:TEXT_KEPT]}


@transaction.atomic
def _keep(page: EvidencePage, attempt: int, fetched: Fetched, about: dict[str, str]) -> None:
    now = timezone.now()
    about = {"found_at": fetched.url[:2_000], "media_type": fetched.media_type[:100], "message": "", **about}
    if not moved(page, PageState.FETCHING, to=PageState.KEPT, attempt=attempt, fetched_at=now, **about):
        return
    content = archiving.response(
        url=fetched.url, at=now, status=fetched.status, headers=fetched.headers, body=fetched.body
    )
    EvidenceArchive.objects.create(page=page, **archiving.columns(content, size=len(fetched.body)))


@transaction.atomic
def retry(*, page: EvidencePage, by: User) -> EvidencePage:
    """Try again what has failed. Raises ValidationError where it has not."""
    require(by, "reviews.assess")
    if not moved(page, PageState.FAILED, to=PageState.WAITING, attempts=0, message=""):
        raise ValidationError("This address has not failed: there is nothing to try again.")
    _queue(page)
    return EvidencePage.objects.get(pk=page.pk)
