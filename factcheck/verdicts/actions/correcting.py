"""Changing a published verdict in the open: proposed by one, approved by another."""

from __future__ import annotations

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.claims.checking_index import current_index
from factcheck.claims.models import Mention
from factcheck.verdicts import basis, bundles, policies
from factcheck.verdicts.actions import publishing, steps
from factcheck.verdicts.actions.deciding import Decided, checked
from factcheck.verdicts.models import Change, ChecklistAnswer, Correction, Outcome, Verdict, VerdictVersion
from factcheck.verdicts.models.verdict import LONGEST_NOTICE

FIELDS = ("accuracy", "framing", "claim_text", "summary", "reason", "waiver")
CHANGED = "The record or the rules changed in the last minutes. Look at it again when it has been computed anew."


@transaction.atomic
def propose(
    *, verdict: Verdict, by: User, given: Decided, change: str, notice: str, revision: int | None = None
) -> Correction:
    """Propose another wording or rating. Raises ValidationError naming the field, also where nothing would change, or a
    change of the rating is called minor."""
    verdict = steps.locked(verdict, revision)
    case = steps.case_of(verdict, by)
    step = steps.require("propose_correction", case, verdict.status)
    if case.version is None:
        raise ValidationError(steps.STALE)
    values = checked(given, is_disputed=False)
    problems = {}
    if change not in (Change.MINOR, Change.UPDATE, Change.SUBSTANTIAL):
        problems["change"] = "Say whether it is minor, an update, or substantial."
    notice = notice.strip()
    if not notice:
        problems["notice"] = "Write the notice that readers see: what was wrong, and what is right."
    elif len(notice) > LONGEST_NOTICE or "\x00" in notice:
        problems["notice"] = f"The notice may have {LONGEST_NOTICE:,} characters of text. Shorten it."
    is_rating = (values["accuracy"], values["framing"]) != (case.version.accuracy, case.version.framing)
    if is_rating and change == Change.MINOR:
        problems["change"] = "The rating changes: that is not minor. Choose update or substantial."
    if reason := policies.sources_suffice(replace(case, version=None, waiver=values["waiver"])):
        problems["waiver"] = reason
    if all(values[name] == getattr(case.version, name) for name in FIELDS):
        problems["summary"] = "Nothing differs from what is published."
    if problems:
        raise ValidationError(problems)
    try:
        with transaction.atomic():
            correction = Correction.objects.create(
                verdict=verdict, replaces=case.version, change=change, notice=notice, proposed_by=by, **values
            )
    except IntegrityError as error:
        if not steps.is_there_already(error):
            raise
        raise steps.Stale from None
    steps.take(verdict, step.code, "in_correction", by=by, why=notice)
    return correction


def _open(correction: Correction) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",)).select_related("replaces__review")
    found = rows.get(pk=correction.pk)
    if found.outcome:
        raise ValidationError(f"This correction is settled: {found.get_outcome_display().lower()}.")
    return found


@transaction.atomic
def approve(*, correction: Correction, by: User, revision: int | None = None) -> VerdictVersion:
    """Publish the correction as the next version. Of two editors who approve at a time one does, the other is told.

    The claim is computed anew first: raises ValidationError where something else comes out than the editor has seen.
    """
    verdict = steps.locked(correction.verdict, revision, with_text=True)
    correction = _open(correction)
    step = steps.require("approve_correction", steps.case_of(verdict, by), verdict.status)
    before, now, index = correction.replaces, timezone.now(), current_index()
    mention = before.review.mention
    seen, mention = basis.of_mention(mention), publishing.computed_anew(mention, index)
    if changed := basis.differences(seen, basis.of_mention(mention)):
        raise ValidationError([CHANGED, *changed])
    version = wording_of(correction, mention)
    version.verdict, version.approved_by, version.approved_at, version.published_at = verdict, by, now, now
    version.basis = basis.of(version)
    made = bundles.make(version, index)
    version.save(force_insert=True)
    ChecklistAnswer.objects.bulk_create(_carried(answer, version) for answer in before.checklist.all())
    bundles.keep(version, made)
    correction.outcome, correction.settled_by, correction.settled_at, correction.result = (
        Outcome.APPROVED, by, now, version,
    )  # fmt: skip
    correction.save()
    verdict.doubts, verdict.stands_on = [], version.basis
    steps.take(verdict, step.code, "published", by=by, why=correction.notice)
    return version


def wording_of(correction: Correction, mention: Mention) -> VerdictVersion:
    """The wording that is to stand in the place of the one before, on what the engine says of the mention; not stored,
    and approved by nobody yet."""
    before = correction.replaces
    return VerdictVersion(
        verdict=correction.verdict,
        number=before.number + 1,
        review=before.review,
        mention=mention,
        finding=mention.finding,
        change=correction.change,
        notice=correction.notice,
        decided_by=correction.proposed_by,
        decided_at=correction.proposed_at,
        **{name: getattr(correction, name) for name in FIELDS},
    )


def _carried(answer: ChecklistAnswer, version: VerdictVersion) -> ChecklistAnswer:
    """What was answered before the first publication, with its name and time, beside the wording that follows."""
    return ChecklistAnswer(
        version=version, question=answer.question, text=answer.text, by_id=answer.by_id, at=answer.at
    )


@transaction.atomic
def reject(*, correction: Correction, by: User, why: str, revision: int | None = None) -> Correction:
    """Leave the verdict as it is, with a reason for who proposed it. Doubts that were there before are there again."""
    if not why.strip():
        raise ValidationError({"why": "Say why it is not taken up."})
    verdict = steps.locked(correction.verdict, revision)
    correction = _open(correction)
    step = steps.require("reject_correction", steps.case_of(verdict, by), verdict.status)
    correction.outcome, correction.outcome_reason = Outcome.REJECTED, why.strip()
    correction.settled_by, correction.settled_at = by, timezone.now()
    correction.save()
    steps.take(verdict, step.code, "needs_recheck" if verdict.doubts else "published", by=by, why=why.strip())
    return correction
