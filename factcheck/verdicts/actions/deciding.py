"""An editor decides a claim that two people judged; another approves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from factcheck.accounts.models import User
from factcheck.reviews.models import Accuracy, Framing, Review, Status
from factcheck.verdicts import basis
from factcheck.verdicts.actions import steps
from factcheck.verdicts.case import Case
from factcheck.verdicts.models import Happening, Verdict, VerdictVersion
from factcheck.verdicts.models.verdict import LONGEST_CLAIM, LONGEST_REASON, LONGEST_SUMMARY

UNDECIDED = -1
"""The revision that a first decision goes on from."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What an editor writes: the rating on one axis or both, the claim in few words, what readers are told, and why."""

    claim_text: str
    summary: str
    accuracy: int | None = None
    framing: str = ""
    reason: str = ""
    waiver: str = ""


def checked(given: Decided, *, is_disputed: bool) -> dict[str, Any]:
    """The values as they are stored. Raises ValidationError naming every field that is wrong."""
    problems: dict[str, str] = {}
    if given.accuracy is None and not given.framing:
        problems["accuracy"] = "There is no rating yet. Choose one on the first axis, on the second, or on both."
    if given.accuracy is not None and given.accuracy not in Accuracy.values:
        problems["accuracy"] = "This is none of the ratings."
    if given.framing and given.framing not in Framing.values:
        problems["framing"] = "This is none of the findings."
    for name, what, limit, is_needed in (
        ("claim_text", "the claim", LONGEST_CLAIM, True),
        ("summary", "the summary", LONGEST_SUMMARY, True),
        ("reason", "the reason", LONGEST_REASON, is_disputed),
        ("waiver", "the waiver", LONGEST_REASON, False),
    ):
        value = getattr(given, name).strip()
        if is_needed and not value:
            problems[name] = (
                "The two assessments differ: say why you decide as you do. Readers see it."
                if name == "reason"
                else f"Write {what}: readers see it first."
            )
        elif len(value) > limit or "\x00" in value:
            problems[name] = f"This may have {limit:,} characters of text and has {len(value):,}. Shorten it."
    if "claim_text" not in problems and (word := _rating_word_in(given.claim_text)):
        problems["claim_text"] = f"“{word}” is a rating. Put the claim alone, as it was made."
    if problems:
        raise ValidationError(problems)
    return {
        "accuracy": given.accuracy,
        "framing": given.framing,
        "claim_text": given.claim_text.strip(),
        "summary": given.summary.strip(),
        "reason": given.reason.strip(),
        "waiver": given.waiver.strip(),
    }


_LABELS = "|".join(re.escape(str(label)) for _, label in (*Accuracy.choices, *Framing.choices))
RATING_WORDS = re.compile(rf"\b(?:{_LABELS})\b", re.IGNORECASE)
RESERVED = {"feed"}
"""Addresses below /verdicts/ that are no verdict's."""


def _rating_word_in(text: str) -> str:
    """A word of a rating in the claim, as in "False: ..."; machines put the rating beside it."""
    found = RATING_WORDS.search(text)
    return found[0] if found else ""


@transaction.atomic
def decide(*, review: Review, by: User, given: Decided, revision: int | None = None) -> Verdict:
    """Decide a claim. Where it has a draft already, the new decision takes its place; `revision` is the one it goes on
    from, UNDECIDED for none. Raises Stale where another stands, ValidationError naming the field, or with the policy
    that refuses it."""
    rows = Review.objects.select_for_update(of=("self",), no_key=True).select_related("mention__version__article")
    review = rows.get(pk=review.pk)
    verdict = Verdict.objects.filter(claim=review.mention.claim_id).first()
    if verdict is not None:
        verdict = steps.locked(verdict, revision)
        if verdict.is_public:
            raise ValidationError("This claim has a published verdict. Propose a correction of it instead.")
    step = steps.require(
        "decide", Case(by, review, verdict, waiver=given.waiver), verdict.status if verdict else "draft"
    )
    values = checked(given, is_disputed=review.status == Status.DISPUTED)
    values |= {"review": review, "mention": review.mention, "finding": review.mention.finding, "decided_by": by}
    if verdict is None:
        try:
            with transaction.atomic():
                verdict = Verdict.objects.create(claim=review.mention.claim, slug=_free_slug(values["claim_text"]))
        except IntegrityError as error:  # another editor decided the claim in this very moment
            if not steps.is_there_already(error):
                raise
            raise steps.Stale from None
        VerdictVersion.objects.create(verdict=verdict, number=1, **values)
        Happening.objects.create(verdict=verdict, step=step.code, after=verdict.status, by=by, why=values["reason"])
        return verdict
    version = steps.newest(verdict)
    if version is None:
        raise ValidationError(steps.STALE)
    for name, value in (values | {"decided_at": timezone.now(), "approved_by": None, "approved_at": None}).items():
        setattr(version, name, value)
    version.save()
    version.checklist.all().delete()
    return steps.take(verdict, step.code, "draft", by=by, why=values["reason"])


@transaction.atomic
def approve(*, verdict: Verdict, by: User, revision: int | None = None) -> Verdict:
    """Stand for what another editor decided. From now on it is kept what it rests on."""
    verdict = steps.locked(verdict, revision)
    case = steps.case_of(verdict, by)
    step = steps.require("approve", case, verdict.status)
    version = case.version
    if version is None:
        raise ValidationError(steps.STALE)
    version.basis = basis.of(version)
    version.approved_by, version.approved_at = by, timezone.now()
    version.save(update_fields=["basis", "approved_by", "approved_at"])
    return steps.take(verdict, step.code, "approved", by=by)


@transaction.atomic
def send_back(*, verdict: Verdict, by: User, why: str, revision: int | None = None) -> Verdict:
    """Have it decided again, with a reason for the editor who decided."""
    if not why.strip():
        raise ValidationError({"why": "Say what has to be decided again."})
    verdict = steps.locked(verdict, revision)
    case = steps.case_of(verdict, by)
    step = steps.require("send_back", case, verdict.status)
    if case.version is not None:
        case.version.approved_by, case.version.approved_at = None, None
        case.version.save(update_fields=["approved_by", "approved_at"])
    verdict.publish_at = None
    return steps.take(verdict, step.code, "draft", by=by, why=why.strip())


def _free_slug(text: str) -> str:
    base = slugify(text)[:80].strip("-") or "claim"
    taken = RESERVED | set(Verdict.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
