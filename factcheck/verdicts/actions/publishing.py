"""Showing a verdict to readers, now or at a time, and taking it back in the open."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from factcheck.accounts.models import User
from factcheck.accounts.permissions import Actor, require
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checking_index import current_index
from factcheck.claims.models import Mention
from factcheck.engine import rules_hash
from factcheck.engine.index import Index
from factcheck.verdicts import basis, bundles, policies
from factcheck.verdicts.actions import steps
from factcheck.verdicts.models import Verdict, VerdictVersion


@transaction.atomic
def publish(
    *, verdict: Verdict, by: Actor, revision: int | None = None, index: Index | None = None
) -> Verdict:  # fmt: skip
    """Show it to readers. `by` is "system" where its time has come; the one who scheduled it answers for it.

    Where the record or the rules changed since it was approved, the claim is computed anew first: raises
    ValidationError where something else comes out. `index` spares reading the record again when many are published.
    """
    verdict = steps.locked(verdict, revision, with_text=True)
    person = _who_scheduled(verdict) if by == "system" else by
    if by == "system" and (verdict.status != "scheduled" or verdict.publish_at is None):
        return verdict
    case = steps.case_of(verdict, person)
    step = steps.require("publish", case, verdict.status)
    if case.version is None:
        raise ValidationError(steps.STALE)
    now, index = timezone.now(), index or current_index()
    _compute_anew(case.version, index)
    case.version.published_at = now
    made = bundles.make(case.version, index)
    bundles.keep(case.version, made)
    case.version.save(update_fields=["basis", "published_at"])
    verdict.published_at, verdict.publish_at = verdict.published_at or now, None
    verdict.stands_on = case.version.basis
    return steps.take(verdict, step.code, "published", by=by)


def _compute_anew(version: VerdictVersion, index: Index) -> None:
    """What the wording rests on, of today's record and rules, unless it is already."""
    if version.basis.get("snapshot") == index.snapshot and version.basis.get("rules") == rules_hash():
        return
    mention = computed_anew(version.mention, index)
    now = basis.of_mention(mention)
    if changed := basis.differences(version.basis, now):
        raise ValidationError(["Something changed since it was approved. Send it back.", *changed])
    version.basis, version.finding = now, mention.finding
    version.save(update_fields=["basis", "finding"])


def computed_anew(mention: Mention, index: Index) -> Mention:
    """The mention with what the engine says of it by the record of `index` and the rules of today."""
    check_version(version=mention.version, by="system", index=index)
    return Mention.objects.select_related("version__article", "claim").get(pk=mention.pk)


def _who_scheduled(verdict: Verdict) -> User:
    happening = verdict.happenings.filter(step="schedule").select_related("by").order_by("-pk").first()
    if happening is None or happening.by is None:
        raise ValidationError("Nobody scheduled it.")
    return happening.by


@transaction.atomic
def schedule(*, verdict: Verdict, by: User, at: datetime, revision: int | None = None) -> Verdict:
    """Have it published by itself at a time to come."""
    if at <= timezone.now():
        raise ValidationError({"at": "This time has passed. Choose a later one, or publish it now."})
    verdict = steps.locked(verdict, revision)
    step = steps.require("schedule", steps.case_of(verdict, by), verdict.status)
    if verdict.embargo_until is not None and at < verdict.embargo_until:
        raise ValidationError({"at": "This is before the end of the embargo."})
    verdict.publish_at = at
    return steps.take(verdict, step.code, "scheduled", by=by, why=f"for {timezone.localtime(at):%Y-%m-%d %H:%M %Z}")


@transaction.atomic
def set_embargo(*, verdict: Verdict, by: User, until: datetime | None, revision: int | None = None) -> Verdict:
    """Not to be published before a time; None lifts it. It is no step: the state stays, and nothing that
    publishing asks for has to be there yet. Scheduled for an earlier time, it is published when the embargo ends."""
    verdict = steps.locked(verdict, revision)
    if verdict.is_public:
        raise ValidationError("It is published already.")
    require(by, "verdicts.publish")
    if reason := policies.has_no_conflict(steps.case_of(verdict, by)):
        raise ValidationError(reason)
    if until == verdict.embargo_until:
        return verdict
    verdict.embargo_until = until
    why = f"until {timezone.localtime(until):%Y-%m-%d %H:%M %Z}" if until else "there is none any more"
    if until is not None and verdict.publish_at is not None and verdict.publish_at < until:
        verdict.publish_at = until
        why += ", when it is published by itself"
    return steps.note(verdict, "embargo", by=by, why=why)


@transaction.atomic
def withdraw(*, verdict: Verdict, by: User, why: str, revision: int | None = None) -> Verdict:
    """Take it back. Its text stays readable at its address, marked as withdrawn with the reason."""
    if not why.strip():
        raise ValidationError({"why": "Say why it is withdrawn: readers see it."})
    verdict = steps.locked(verdict, revision)
    step = steps.require("withdraw", steps.case_of(verdict, by), verdict.status)
    verdict.withdrawn_because, verdict.doubts = why.strip(), []
    return steps.take(verdict, step.code, "withdrawn", by=by, why=why.strip())


def due(now: datetime) -> list[Verdict]:
    """Scheduled verdicts whose time has come."""
    return list(Verdict.objects.filter(status="scheduled", publish_at__lte=now).order_by("publish_at", "pk"))
