"""What the pages of a text's claims show: the list, and one claim with what can be done to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries
from factcheck.claims.alike import alike, merges_of
from factcheck.claims.models import Edit, Mention
from factcheck.claims.models.mention import Origin
from factcheck.desk.choosing import sentences, words_around
from factcheck.desk.marked_text import pieces
from factcheck.desk.reading_form import ReadingForm
from factcheck.desk.slots import in_words
from factcheck.reviews.models import Review, Status
from factcheck.web import words
from factcheck.web.articles import excerpt_title

ALIKE_SHOWN = 8


@dataclass(frozen=True, slots=True)
class ListedClaim:
    number: int
    key: int
    words: str
    kind: str
    origin: str
    made_by: str
    review: int | None


@dataclass(frozen=True, slots=True)
class LoggedEdit:
    """A step with the words before and after it. `is_undone` with who undid it in `undone_by`."""

    key: int
    step: str
    who: str
    at: datetime
    before: Sequence[str]
    after: Sequence[str]
    undone_by: str = ""


def place_of(mention: Mention) -> str:
    """Where a mention is worked on: its review, or the list of its text."""
    review = Review.objects.filter(mention=mention).exclude(status=Status.GONE).first()
    if review is not None:
        return reverse("desk:review-detail", args=[review.pk])
    return f"{reverse('desk:claim-list', args=[mention.version.article.slug])}#claim-{mention.pk}"


def list_page(version: ArticleVersion, person: User) -> dict[str, Any]:
    mentions = queries.article_findings(version, with_drafted=True)
    reviews = _reviews(version)
    urls = {m.pk: f"#claim-{m.pk}" for m in mentions}
    return {
        "active": "",
        "article": version.article,
        "version": version,
        "title": version.title or excerpt_title(version.text),
        "pieces": pieces(version, mentions, urls),
        "claims": [
            ListedClaim(
                number,
                mention.pk,
                mention.exact,
                words.word_for(words.KINDS, mention.claim.kind),
                mention.get_origin_display(),
                mention.made_by.name if mention.made_by else "",
                reviews.get(mention.pk),
            )
            for number, mention in enumerate(mentions, start=1)
        ],
        "sentences": sentences(version),
        "edits": logged(queries.edits_of(version)),
        "undoable": queries.edit_to_undo(version, person),
    }


def _reviews(version: ArticleVersion) -> dict[int, int]:
    rows = Review.objects.filter(mention__version=version).exclude(status=Status.GONE)
    return dict(rows.values_list("mention", "pk"))


def claim_page(mention: Mention, person: User, form: ReadingForm) -> dict[str, Any]:
    """One claim in its surroundings, with the forms that change it."""
    version = mention.version
    text = version.checked_text
    around = words_around(mention)
    first, last = (around[0].start, around[-1].end) if around else (mention.start, mention.end)
    return {
        "active": "",
        "article": version.article,
        "version": version,
        "mention": mention,
        "kind": words.word_for(words.KINDS, mention.claim.kind),
        "before": text[first : mention.start],
        "after": text[mention.end : last],
        "words": around,
        "inner": [word for word in around if mention.start < word.start < mention.end],
        "back": place_of(mention),
        "form": form,
        "reading": in_words(mention.finding.asserted, form.names.official) if mention.finding else [],
        "motion": mention.finding.motion_key if mention.finding else "",
        "engine": _engines_reading(mention, form.names.official),
        "edits": logged(_about(mention)),
        "alike": alike(mention.claim, ALIKE_SHOWN) if mention.is_live else [],
        "merges": merges_of(mention.claim),
        "undoable": queries.edit_to_undo(version, person),
    }


def _about(mention: Mention) -> list[Edit]:
    """The steps that led to this mention, the newest first."""
    steps = queries.edits_of(mention.version)
    wanted, found = {mention.pk}, []
    for edit in steps:
        if wanted & {*edit.added, *edit.removed}:
            wanted |= set(edit.removed)
            found.append(edit)
    return found


def _engines_reading(mention: Mention, states: Mapping[str, str]) -> dict[str, Any] | None:
    """How the rules read the words before a person did; None where they found nothing there."""
    keys = {key for edit in _about(mention) for key in edit.removed}
    rows = Mention.objects.filter(pk__in=keys).exclude(origin=Origin.PERSON).select_related("claim").order_by("pk")
    found = rows.first()
    finding = found.findings.order_by("-pk").first() if found else None
    if found is None or finding is None:
        return None
    return {
        "words": found.exact,
        "kind": words.word_for(words.KINDS, found.claim.kind),
        "slots": in_words(finding.asserted, states),
        "motion": finding.motion_key,
    }


def logged(edits: Iterable[Edit]) -> list[LoggedEdit]:
    """Steps as the pages show them; one query for all their words."""
    edits = list(edits)
    keys = {key for edit in edits for key in (*edit.removed, *edit.added)}
    quotes = dict(Mention.objects.filter(pk__in=keys).values_list("pk", "exact"))
    return [
        LoggedEdit(
            edit.pk,
            edit.get_step_display(),
            edit.by.name,
            edit.at,
            [quotes[key] for key in edit.removed if key in quotes],
            [quotes[key] for key in edit.added if key in quotes],
            edit.undone_by.name if edit.undone_by else "",
        )
        for edit in edits
    ]
