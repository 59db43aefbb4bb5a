"""The gate that every step passes: the table says whether it may be taken, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone
from psycopg.errors import UniqueViolation

from factcheck.accounts.models import User
from factcheck.accounts.permissions import PERMISSIONS, Actor, is_allowed, person
from factcheck.articles.models import ArticleVersion
from factcheck.verdicts import workflow
from factcheck.verdicts.case import Case
from factcheck.verdicts.models import Correction, Happening, Verdict, VerdictVersion
from factcheck.verdicts.policies import POLICIES

STALE = "Somebody took a step with this verdict in the meantime. Look at how it stands now."


class Stale(ValidationError):
    """What was sent goes on from an earlier state than the one that stands; nothing was written."""

    def __init__(self) -> None:
        super().__init__(STALE)


def is_there_already(error: IntegrityError) -> bool:
    """Whether a row was refused because a colleague was sooner, and not because, say, no history could be written."""
    return isinstance(error.__cause__, UniqueViolation)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step with what speaks against it, "" where it can be taken."""

    step: workflow.Step
    refusal: str


def newest(verdict: Verdict) -> VerdictVersion | None:
    rows = verdict.versions.select_related(
        "review__mention__version__article", "mention__version__article__outlet", "decided_by", "approved_by", "finding"
    )
    return rows.order_by("-number").first()


def case_of(verdict: Verdict, by: User) -> Case:
    version = newest(verdict)
    if version is None:
        raise ValidationError("Nothing is decided yet.")
    correction = Correction.objects.filter(verdict=verdict, outcome="").first()
    return Case(by, version.review, verdict, version, correction)


def refusal(step: workflow.Step, case: Case) -> str:
    """The first reason against the step, or "". Permission is asked before."""
    for name in step.policies:
        if name not in case.refusals:
            case.refusals[name] = POLICIES[name](case)
        if case.refusals[name]:
            return case.refusals[name]
    return ""


def offers(verdict: Verdict, case: Case) -> list[Offer]:
    """The steps that lead on from where the verdict is, each with what speaks against it for the person of the case."""
    found = []
    for step in workflow.STEPS.values():
        if step.permission == workflow.SYSTEM or verdict.status not in step.sources:
            continue
        if not is_allowed(case.person, step.permission):
            role = PERMISSIONS[step.permission].label.lower()
            found.append(Offer(step, f"This needs the role {role}."))
        else:
            found.append(Offer(step, refusal(step, case)))
    return found


def require(code: str, case: Case, status: str) -> workflow.Step:
    """The step, where it may be taken from `status`. Raises PermissionDenied, and ValidationError with the reason."""
    step = workflow.STEPS[code]
    if step.permission != workflow.SYSTEM and not is_allowed(case.person, step.permission):
        raise PermissionDenied(f"This needs the role {PERMISSIONS[step.permission].label.lower()} or higher.")
    if status not in step.sources:
        now = workflow.STATES[status].lower()
        raise ValidationError(f"“{step.label}” is not open here any more: the verdict is {now}.")
    if reason := refusal(step, case):
        raise ValidationError(reason)
    return step


def locked(verdict: Verdict, revision: int | None, *, with_text: bool = False) -> Verdict:
    """The row for this transaction alone. Raises Stale where the form is of an earlier step.

    A step that computes the claim anew takes the text too, and first, as a recheck of the text does: each would wait
    for the other for ever.
    """
    if with_text:
        texts = VerdictVersion.objects.filter(verdict=verdict).values("mention__version")
        list(ArticleVersion.objects.select_for_update().filter(pk__in=texts).order_by("pk").values_list("pk"))
    found = Verdict.objects.select_for_update().get(pk=verdict.pk)
    if revision is not None and found.revision != revision:
        raise Stale
    return found


def take(verdict: Verdict, code: str, to: str, *, by: Actor, why: str = "") -> Verdict:
    """Move to another state and keep that it happened; the caller has asked whether it may."""
    if to not in workflow.STEPS[code].targets:
        raise ValueError(f"{code} does not lead to {to}")
    before, verdict.status = verdict.status, to
    verdict.changed_at = timezone.now()
    if code in workflow.NEWS:
        verdict.told_at = verdict.changed_at
    return _kept(verdict, code, before, by, why)


def note(verdict: Verdict, code: str, *, by: Actor, why: str) -> Verdict:
    """Keep that something was done which leaves the state as it is: whoever looks at a page from before is told."""
    if code not in workflow.NOTES:
        raise ValueError(f"there is no note {code}")
    return _kept(verdict, code, verdict.status, by, why)


def _kept(verdict: Verdict, code: str, before: str, by: Actor, why: str) -> Verdict:
    verdict.revision += 1
    verdict.save()
    Happening.objects.create(verdict=verdict, step=code, before=before, after=verdict.status, by=person(by), why=why)
    return verdict
