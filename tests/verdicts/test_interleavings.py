"""No order of steps, by whomever and on whatever form, reaches a state outside the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factcheck.accounts.models import User
from factcheck.articles.actions import articles as article_actions
from factcheck.claims.checking_index import current_index
from factcheck.verdicts import workflow
from factcheck.verdicts.actions import answering, correcting, deciding, publishing, rechecking, steps
from factcheck.verdicts.models import Correction, Verdict, VerdictVersion
from tests.factories import verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
FOUND = (ValidationError, PermissionDenied)


def act(name: str, verdict: Verdict, by: User, revision: int | None, index: Any) -> None:
    """One step as a page or a job takes it."""
    about = {"verdict": verdict, "by": by, "revision": revision}
    correction = Correction.objects.filter(verdict=verdict).order_by("-pk").first()
    version = steps.newest(verdict)
    assert version is not None
    if name == "decide":
        deciding.decide(review=version.review, by=by, given=verdicts.GIVEN, revision=revision)
    elif name == "approve":
        deciding.approve(**about)
    elif name == "send_back":
        deciding.send_back(**about, why="Once more.")
    elif name == "answer":
        answering.answer(**about, given={"why": "It was read widely."})
    elif name == "publish":
        publishing.publish(**about, index=index)
    elif name == "schedule":
        publishing.schedule(**about, at=timezone.now() + timedelta(hours=1))
    elif name == "embargo":
        publishing.set_embargo(**about, until=None)
    elif name == "withdraw":
        publishing.withdraw(**about, why="It was wrong.")
    elif name == "doubt":
        make_stale(verdict)
        rechecking.recheck_texts([version.review.mention.version], index)
    elif name == "reaffirm":
        rechecking.reaffirm(**about, why="It stands.")
    elif name == "propose":
        other = replace(verdicts.GIVEN, summary=f"{verdicts.GIVEN.summary} Said at step {verdict.revision}.")
        correcting.propose(**about, given=other, change="minor", notice="A word was wrong.")
    elif name == "approve_correction" and correction is not None:
        correcting.approve(correction=correction, by=by, revision=revision)
    elif name == "reject_correction" and correction is not None:
        correcting.reject(correction=correction, by=by, why="It is right.", revision=revision)


def make_stale(verdict: Verdict) -> None:
    """As if the text had changed since."""
    doubted = {"doubts": ["Something before."]} if verdict.status == "needs_recheck" else {}
    Verdict.objects.filter(pk=verdict.pk).update(stands_on={"span": {"exact": "Other words."}}, **doubted)


STEPS = (
    "decide", "approve", "send_back", "answer", "publish", "schedule", "embargo", "withdraw", "doubt", "reaffirm",
    "propose", "approve_correction", "reject_correction",
)  # fmt: skip


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.sampled_from(["now", "before", "none"])),
        min_size=5,
        max_size=25,
    )
)
@example(
    [(name, who, "now") for name, who in (
        ("approve", 0), ("schedule", 1), ("send_back", 1), ("decide", 0), ("approve", 1), ("answer", 0), ("publish", 0),
        ("doubt", 3), ("propose", 2), ("reject_correction", 0), ("reaffirm", 1), ("propose", 0),
        ("approve_correction", 0), ("approve_correction", 1), ("doubt", 3), ("withdraw", 0), ("reaffirm", 1),
    )]
)  # fmt: skip
def test_no_order_of_steps_leaves_the_table(taken: list[tuple[str, int, str]]) -> None:
    people = [user("editor"), user("editor"), user("reviewer"), user("administrator")]
    verdict = verdicts.draft()
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    verdicts.answered(verdict)
    index = current_index()
    allowed = {(a, b) for step in workflow.STEPS.values() for a in step.sources for b in step.targets}
    for name, who, form in taken:
        before = Verdict.objects.get(pk=verdict.pk)
        revision = {"now": before.revision, "before": before.revision - 1, "none": None}[form]
        count = before.happenings.count()
        try:
            act(name, before, people[who], revision, index)
            was_refused = False
        except FOUND:
            was_refused = True
        after = Verdict.objects.get(pk=verdict.pk)
        assert before.status == after.status or (before.status, after.status) in allowed
        if was_refused:
            assert (after.status, after.revision, after.happenings.count()) == (before.status, before.revision, count)
        if after.revision != before.revision:
            assert form != "before" or name == "doubt"
        assert_whole(after)


def assert_whole(verdict: Verdict) -> None:
    """The verdict, its wordings, corrections and history say the same, and no step of it is outside the table."""
    history = list(verdict.happenings.order_by("pk"))
    assert history[-1].after == verdict.status
    for earlier, later in pairwise(history):
        assert later.before == earlier.after
    for one in history:
        step = workflow.STEPS.get(one.step)
        assert one.after in step.targets if step else one.after == one.before, one.step
        assert step is None or one.before in (*step.sources, ""), one.step
    shown = VerdictVersion.objects.filter(verdict=verdict, published_at__isnull=False)
    assert verdict.is_public == shown.exists() == (verdict.published_at is not None)
    assert all(hasattr(version, "bundle") for version in shown)
    open_ones = Correction.objects.filter(verdict=verdict, outcome="").count()
    assert open_ones == (verdict.status == "in_correction")
    settled = Correction.objects.filter(verdict=verdict, outcome="approved")
    assert all(one.settled_by_id != one.proposed_by_id for one in settled)
    version = steps.newest(verdict)
    assert version is not None
    assert version.approved_by_id is None or version.approved_by_id != version.decided_by_id
