"""Conditions under which a step may be taken: each gives a sentence against it, or nothing.

The sentence is what the disabled button says. Names are those of the table in `factcheck.verdicts.workflow`.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils import timezone

from factcheck.claims.models import FlagRaised
from factcheck.record.models import VoteEvent
from factcheck.reviews.models import Assignment, FlagAnswer, Standing, Status
from factcheck.verdicts import checklist
from factcheck.verdicts.case import ORIGINS, Case


def both_have_judged(case: Case) -> str:
    """Two assessments are in."""
    if case.review.status in (Status.AGREED, Status.DISPUTED):
        return ""
    if case.review.status == Status.CLOSED:
        return "The newest text of the article does not say it any more."
    return "Two reviewers have to judge the claim first."


def has_not_judged(case: Case) -> str:
    """Nobody decides between assessments of which one is their own."""
    if any(one.assignment.reviewer_id == case.person.pk for one in case.assessments):
        return "You judged this claim yourself. Another editor decides."
    return ""


def has_no_conflict(case: Case) -> str:
    """Who recused themselves has no part in it."""
    recused = Assignment.objects.filter(review=case.review, reviewer=case.person, standing=Standing.RECUSED)
    return "You recused yourself from this claim." if recused.exists() else ""


def is_not_own_decision(case: Case) -> str:
    """Nobody approves their own work: neither what they decided nor what they judged."""
    if case.version is None:
        return "Nothing is decided yet."
    if case.version.decided_by_id == case.person.pk:
        return "You decided it yourself. Another editor approves."
    return has_not_judged(case)


def is_not_own_correction(case: Case) -> str:
    """Nobody approves a correction that they proposed."""
    if case.correction is None:
        return "No correction is proposed."
    if case.correction.proposed_by_id == case.person.pk:
        return "You proposed it yourself. Another editor approves."
    return ""


def every_flag_is_answered(case: Case) -> str:
    """Each flag raised on the words now was accepted or dismissed by somebody."""
    codes = set(
        FlagRaised.objects.current().filter(mentions=case.review.mention_id).order_by().values_list("code", flat=True)
    )
    answers = FlagAnswer.objects.filter(assessment__in=[one.pk for one in case.assessments])
    left = len(codes - set(answers.values_list("flag__code", flat=True)))
    return f"Raised since, and answered by nobody: {left} flag{'s' if left > 1 else ''}." if left else ""


def record_is_reconciled(case: Case) -> str:
    """No verdict rests on a vote whose counts and roll call do not agree."""
    if case.finding is None:
        return ""
    keys = {str(one.get("motion", "")) for one in case.finding.events[:1]}
    keys |= {str(one["ref"]).partition("#")[0] for one in case.finding.evidence if one["type"] in ("vote", "count")}
    if VoteEvent.objects.filter(motion__key__in=keys, is_reconciled=False).exists():
        return "Counts, roll call and membership of the vote do not agree in the record. No verdict rests on it."
    return ""


def sources_suffice(case: Case) -> str:
    """Two independent origins that are not statements alone, the record being one, or a waiver with its reason."""
    if case.sources_suffice or _waiver(case):
        return ""
    if len(case.origins) >= ORIGINS:
        return "It rests on statements alone, which tell what was said. Name a vote or a page, or say why they suffice."
    return "It rests on one origin. Name a second, or say in the decision why one suffices."


def _waiver(case: Case) -> str:
    """That of what is proposed, where something is; a correction that leaves it out takes it away."""
    if case.correction is not None:
        return case.correction.waiver
    return case.waiver or (case.version.waiver if case.version is not None else "")


def embargo_is_over(case: Case) -> str:
    """Not published before the time agreed."""
    until = case.verdict.embargo_until if case.verdict else None
    if until is not None and until > timezone.now():
        return f"There is an embargo until {timezone.localtime(until):%-d %B %Y, %H:%M %Z}."
    return ""


def checklist_is_answered(case: Case) -> str:
    """Every question that the codes of principles ask has its answer."""
    left = sum(not one.text for one in checklist.answers(case)) if case.version is not None else 0
    return f"The checklist has {left} open question{'s' if left > 1 else ''}." if left else ""


def article_is_public(case: Case) -> str:
    """Readers can see where the claim was made."""
    if case.review.mention.version.article.is_published:
        return ""
    return "The article is not published. Publish it first."


POLICIES: dict[str, Callable[[Case], str]] = {
    function.__name__: function
    for function in (
        both_have_judged,
        has_not_judged,
        has_no_conflict,
        is_not_own_decision,
        is_not_own_correction,
        every_flag_is_answered,
        record_is_reconciled,
        sources_suffice,
        embargo_is_over,
        checklist_is_answered,
        article_is_public,
    )
}
