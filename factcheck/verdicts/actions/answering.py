"""Answering the checklist."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import require
from factcheck.verdicts import checklist
from factcheck.verdicts.actions import steps
from factcheck.verdicts.models import ChecklistAnswer, Verdict
from factcheck.verdicts.models.checklist import LONGEST_ANSWER


class AnsweredMeanwhile(Exception):
    """Colleagues gave other answers in between; nothing was written. `theirs` are the answers by question."""

    def __init__(self, theirs: dict[str, ChecklistAnswer]) -> None:
        super().__init__("Some of these questions were answered in the meantime.")
        self.theirs = theirs


@transaction.atomic
def answer(
    *,
    verdict: Verdict,
    by: User,
    given: Mapping[str, str],
    stood: Mapping[str, str] | None = None,
    revision: int | None = None,
) -> int:
    """Keep an editor's answers to questions that the data leave open; how many. Empty ones are passed over, and those
    that are as they `stood` when the form was made. Raises ValidationError naming each question that is none, or whose
    answer is too long, and AnsweredMeanwhile where another answer stands than did then."""
    require(by, "verdicts.decide")
    verdict = steps.locked(verdict, revision)
    version = steps.newest(verdict)
    if version is None or version.published_at is not None:
        raise ValidationError("It is published already.")
    said = {code: text.strip() for code, text in given.items() if text.strip()}
    if stood is not None:
        said = {code: text for code, text in said.items() if text != stood.get(code, "").strip()}
        rows = version.checklist.select_related("by").filter(question__in=said)
        theirs = {
            one.question: one
            for one in rows
            if one.text not in (stood.get(one.question, "").strip(), said[one.question])
        }
        if theirs:
            raise AnsweredMeanwhile(theirs)
    problems = {}
    for code, text in said.items():
        if code not in checklist.QUESTIONS:
            problems[code] = "The checklist has no such question."
        elif len(text) > LONGEST_ANSWER or "\x00" in text:
            problems[code] = f"This may have {LONGEST_ANSWER:,} characters of text and has {len(text):,}. Shorten it."
    if problems:
        raise ValidationError(problems)
    for code, text in said.items():
        values = {"text": text, "by": by, "at": timezone.now()}
        ChecklistAnswer.objects.update_or_create(version=version, question=code, defaults=values)
    return len(said)
