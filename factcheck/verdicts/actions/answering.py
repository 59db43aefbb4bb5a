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


@transaction.atomic
def answer(*, verdict: Verdict, by: User, given: Mapping[str, str], revision: int | None = None) -> int:
    """Keep an editor's answers to questions that the data leave open; how many. Empty ones are passed over. Raises
    ValidationError naming each question that is none, or whose answer is too long."""
    require(by, "verdicts.decide")
    verdict = steps.locked(verdict, revision)
    version = steps.newest(verdict)
    if version is None or version.published_at is not None:
        raise ValidationError("It is published already.")
    said = {code: text.strip() for code, text in given.items() if text.strip()}
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
