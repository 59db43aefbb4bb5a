"""What the codes of principles ask before a verdict is published: questions that the newsroom's own data answer, or an
editor does.

The codes are the code of principles of the International Fact-Checking Network (IFCN: 1 fairness, 2 sources, 3 funding,
4 methodology, 5 corrections) and the code of standards of the European Fact-Checking Standards Network (EFCSN). Each
question is answered by what is known of the case, or by a sentence that an editor writes and stands for; nothing is
published while one is open.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.reviews.models import Reply, Side
from factcheck.verdicts.case import Case
from factcheck.verdicts.models import ChecklistAnswer, VerdictVersion


@dataclass(frozen=True, slots=True)
class Question:
    """`known` gives the answer as far as the data have one, "" where an editor has to. `ask` is what the editor is
    asked then; `codes` name the principles it comes from."""

    code: str
    label: str
    codes: str
    ask: str
    known: Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`text` is "" while it is open; `written` where it is an editor's and not the data's."""

    question: Question
    text: str
    written: ChecklistAnswer | None

    @property
    def by_itself(self) -> bool:
        return bool(self.text) and self.written is None


def _why_checked(case: Case) -> str:
    return case.review.why.strip()


def _primary(case: Case) -> str:
    if case.finding is not None and case.finding.evidence:
        return "The record of the votes, a primary source."
    return ""


def _origins(case: Case) -> str:
    return f"{len(case.origins)} independent origins." if case.sources_suffice else _waiver(case)


def _waiver(case: Case) -> str:
    return case.version.waiver if case.version is not None else ""


def _both_sides(case: Case) -> str:
    sides = {item.side for item in case.evidence}
    return "Evidence for it and against it is named." if {Side.FOR, Side.AGAINST} <= sides else ""


def _reply(case: Case) -> str:
    asked = list(Reply.objects.filter(review=case.review))
    if not asked:
        return ""
    answered = sum(bool(one.answer) for one in asked)
    return f"{len(asked)} asked, {answered} answered."


def _same_rule(case: Case) -> str:
    """Other published verdicts on claims of this kind for which the record says the same carry the same rating."""
    version, finding = case.version, case.finding
    if version is None or finding is None or version.accuracy is None:
        return "No number is given."
    like = VerdictVersion.objects.filter(
        published_at__isnull=False, finding__verdict=finding.verdict, mention__claim__kind=version.mention.claim.kind
    )
    others = like.exclude(verdict=version.verdict_id).exclude(accuracy=None)
    apart = others.exclude(accuracy__range=(version.accuracy - 1, version.accuracy + 1)).count()
    if apart:
        return ""
    count = others.values("verdict").distinct().count()
    if not count:
        return "No like claim is published yet."
    return f"{count} like claim{'s' if count > 1 else ''}, rated alike."


def _asked(case: Case) -> str:
    return ""


QUESTIONS = {
    one.code: one
    for one in (
        Question(
            "why",
            "Readers are told why it was checked",
            "IFCN 4, EFCSN",
            "Why was this claim chosen?",
            _why_checked,
        ),
        Question(
            "primary",
            "It rests on primary sources",
            "IFCN 2, EFCSN",
            "Why does it rest on secondary sources?",
            _primary,
        ),
        Question(
            "origins",
            "Two independent origins bear it out",
            "IFCN 2, EFCSN",
            "Why does one origin suffice?",
            _origins,
        ),
        Question(
            "both_sides",
            "Evidence for and against was looked for",
            "IFCN 4, EFCSN",
            "Where was evidence looked for that speaks the other way?",
            _both_sides,
        ),
        Question(
            "reply",
            "Who made the claim could answer",
            "IFCN 4, EFCSN",
            "Why was nobody asked?",
            _reply,
        ),
        Question(
            "same_rule",
            "Like claims are rated alike",
            "IFCN 1, EFCSN",
            "Why is it rated otherwise than like claims?",
            _same_rule,
        ),
        Question(
            "wording",
            "The wording says what the record shows",
            "IFCN 1, EFCSN",
            "Who read it for words about what anybody meant, and what was changed?",
            _asked,
        ),
    )
}
"""Every question by its code, in the order in which they are asked."""


def answers(case: Case) -> list[Answer]:
    """Each question with its answer."""
    found = []
    for question in QUESTIONS.values():
        known, written = question.known(case), case.written.get(question.code)
        found.append(Answer(question, known or (written.text if written else ""), None if known else written))
    return found
