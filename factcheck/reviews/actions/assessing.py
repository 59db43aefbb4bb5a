"""Judging a claim, and what follows when both have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.reviews.actions import pages, statements, storing
from factcheck.reviews.actions.statements import Statement, is_address
from factcheck.reviews.models import (
    PLACES,
    Accuracy,
    Answer,
    Assessment,
    Assignment,
    EvidenceItem,
    Framing,
    Side,
    Standing,
    Status,
)
from factcheck.reviews.models.assessment import LONGEST_RATIONALE, LONGEST_REASON
from factcheck.reviews.models.assignment import HELD

EVIDENCE_LIMIT = 50


class Stale(Exception):
    """Somebody saved since the form was opened. `stored` is what the record holds now; nothing was written."""

    def __init__(self, stored: Assessment) -> None:
        super().__init__("The assessment was saved in the meantime.")
        self.stored = stored


class NoPlace(ValidationError):
    """The person has no place in the review, and never had one."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a reviewer says. `answers` by key of the flag: (answer, reason). `evidence`: (side, a vote's symbol or an
    address, note); `statements` are evidence too. `revision` is the one the form was opened with, 0 before the first
    saving."""

    accuracy: int | None = None
    framing: str = ""
    rationale: str = ""
    answers: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    evidence: Sequence[tuple[str, str, str]] = ()
    statements: Sequence[Statement] = ()
    revision: int = 0


@transaction.atomic
def open_verdict(*, assignment: Assignment, by: User) -> Assignment:
    """Look at the engine's verdict before judging. The first time is kept."""
    require(by, "reviews.assess")
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    _require_own(assignment, by)
    if assignment.verdict_opened_at is None:
        assignment.verdict_opened_at = timezone.now()
        assignment.save(update_fields=["verdict_opened_at"])
    return assignment


@transaction.atomic
def assess(*, review: int, by: User, given: Given) -> Assessment:
    """Save an assessment of the review with this key, whole or not at all. Until both are in, its author may save it
    again.

    When the second is in, the review says whether the two agree. Raises NoPlace, Stale where `given.revision` is not
    the stored one, and ValidationError naming the field: "accuracy", "framing", "rationale", "flag-KEY", "evidence" and
    "statements" where they are too many, else the part of a row, such as "evidence-0-side" and "statement-1-speaker",
    where rows with anything in them are counted from 0.
    """
    require(by, "reviews.assess")
    before = storing.before(review=review, person=by.pk, named=_targets(given.evidence))
    if before is None:
        raise NoPlace("You hold no place in this claim. Take one first.")
    if before.status == Status.CLOSED:
        raise ValidationError("This is closed: the newest text of the article does not say it any more.")
    if before.status == Status.GONE:
        raise ValidationError("This claim was taken out of the list while you judged it. Copy what you need.")
    if before.status != Status.OPEN:
        raise ValidationError("Both assessments are in; this one cannot be changed any more. An editor decides now.")
    if before.standing not in HELD:
        raise ValidationError(
            f"Your place is {Standing(before.standing).label.lower()}. Copy your text and take the claim again."
        )
    if before.assessment and before.revision != given.revision:
        raise Stale(Assessment.objects.get(pk=before.assessment))
    answers, evidence = _checked(before, given)
    assessment = Assessment(
        pk=before.assessment or None,
        assignment_id=before.assignment,
        finding_id=before.finding,
        accuracy=given.accuracy,
        framing=given.framing,
        rationale=given.rationale.strip(),
        verdict_was_open=before.verdict_opened_at is not None,
        changed_at=timezone.now(),
    )
    status = _settled((given.accuracy, given.framing), before.others)
    saved = storing.store(assessment, review=review, status=status, answers=answers, evidence=evidence)
    addresses = [item.url for item in evidence if item.url]
    if addresses or saved.revision > 1:
        pages.follow(assessment=saved, addresses=addresses)
    return saved


def _require_own(assignment: Assignment, by: User) -> None:
    if assignment.reviewer_id != by.pk:
        raise ValidationError("This place is a colleague's. Take a place of your own first.")


def _checked(before: storing.Before, given: Given) -> tuple[dict[int, tuple[str, str]], list[EvidenceItem]]:
    """Answers by key of the flag, and evidence, as they are stored. Raises ValidationError with all that is wrong."""
    answers, unanswered = _checked_answers(before.flags, given)
    problems: dict[str, str | list[str]] = {**unanswered}
    if given.accuracy is None and not given.framing:
        problems["accuracy"] = "There is no rating yet. Choose one on the first axis, on the second, or on both."
    if given.accuracy is not None and given.accuracy not in Accuracy.values:
        problems["accuracy"] = "This is none of the ratings."
    if given.framing and given.framing not in Framing.values:
        problems["framing"] = "This is none of the findings."
    if len(given.rationale) > LONGEST_RATIONALE or "\x00" in given.rationale:
        problems["rationale"] = f"The reasons may have {LONGEST_RATIONALE:,} characters of text; shorten them."
    evidence, wrong = _checked_evidence(given.evidence, before.votes)
    said, wrongly_said = statements.checked(given.statements)
    problems |= wrong | wrongly_said
    if problems:
        raise ValidationError(problems)
    return answers, [*evidence, *said]


def _checked_answers(flags: Sequence[int], given: Given) -> tuple[dict[int, tuple[str, str]], dict[str, str]]:
    """One answer for each current flag of the mention, and what is wrong with them by field."""
    problems: dict[str, str] = {}
    checked: dict[int, tuple[str, str]] = {}
    for flag in flags:
        answer, reason = given.answers.get(flag, ("", ""))
        reason = reason.strip()
        if answer not in Answer.values:
            problems[f"flag-{flag}"] = "Accept this flag or dismiss it."
        elif answer == Answer.DISMISSED and not reason:
            problems[f"flag-{flag}"] = "Say why you dismiss it: the rules are to learn from it."
        elif len(reason) > LONGEST_REASON or "\x00" in reason:
            problems[f"flag-{flag}"] = f"The reason may have {LONGEST_REASON:,} characters of text; shorten it."
        checked[flag] = (answer, reason)
    return checked, problems


def _targets(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """What may be a vote of the record."""
    names = [target.strip() for _, target, _ in rows[:EVIDENCE_LIMIT]]
    return [name for name in names if name and "://" not in name and "\x00" not in name]


def _checked_evidence(
    rows: Sequence[tuple[str, str, str]], known: Mapping[str, str]
) -> tuple[list[EvidenceItem], dict[str, str]]:
    """Rows that can be stored, and what is wrong with the others by field; `known` are votes, key by name."""
    filled = [(side, target.strip(), note.strip()) for side, target, note in rows if target.strip() or note.strip()]
    if len(filled) > EVIDENCE_LIMIT:
        return [], {"evidence": f"These are {len(filled)} pieces of evidence; {EVIDENCE_LIMIT} can be kept."}
    items, problems = [], {}
    for number, row in enumerate(filled):
        try:
            items.append(_item(*row, known))
        except ValidationError as error:
            problems[f"evidence-{number}-{error.code}"] = f"Evidence {number + 1}: {error.messages[0]}"
    return items, problems


def _item(side: str, target: str, note: str, known: Mapping[str, str]) -> EvidenceItem:
    """Raises ValidationError with the part as its code, and a sentence that goes on behind a colon."""
    if side not in Side.values:
        raise ValidationError("say whether it is for or against the claim.", code="side")
    if not target:
        raise ValidationError("name the vote (A/RES/ES-11/7) or give an address.", code="target")
    if len(note) > LONGEST_REASON or "\x00" in note:
        raise ValidationError(f"the note may have {LONGEST_REASON:,} characters of text.", code="note")
    if target in known:
        return EvidenceItem(side=side, motion_key=known[target], note=note)
    try:
        is_address(target)
    except ValidationError:
        said = f"“{target[:80]}” is no vote of the record and no web address."
        raise ValidationError(said, code="target") from None
    if len(target) > 1000:
        raise ValidationError("the address is longer than 1,000 characters.", code="target")
    return EvidenceItem(side=side, url=target, note=note)


def _settled(own: tuple[int | None, str], others: Sequence[tuple[int | None, str]]) -> Status:
    """What becomes of the review with this rating: open until there are enough, then whether they are the same."""
    if len(others) + 1 < PLACES:
        return Status.OPEN
    return Status.AGREED if all(other == own for other in others) else Status.DISPUTED
