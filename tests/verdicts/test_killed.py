"""A process that is killed in the middle leaves each verdict whole, and the history with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from factcheck.articles.actions import articles as article_actions
from factcheck.audit.models import Event
from factcheck.verdicts.actions import correcting, publications, publishing, rechecking
from factcheck.verdicts.models import Correction, Happening, PublicationItem, RecheckRun, Verdict, VerdictVersion
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 400


def killed_at(statement: int, call: Callable[[], Any]) -> bool:
    """Runs the call in a process that kills itself before its nth statement; whether it came to that."""
    child = os.fork()
    if child == 0:
        try:
            DatabaseWrapper._connection_pools = {}  # those of the parent are the parent's
            delattr(connections._connections, "default")  # type: ignore[attr-defined]
            left = [statement]

            def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
                left[0] -= 1
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return execute(sql, params, many, context)

            with connections["default"].execute_wrapper(count):
                call()
            os._exit(0)
        except BaseException:
            import traceback

            traceback.print_exc()
            os._exit(1)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def at_every_point(call: Callable[[], Any], look: Callable[[], None], step: int = 1) -> int:
    """Kills the call before each of its statements, or every `step`th, looking after each, then lets it end; how many
    there were at least."""
    for statement in range(1, MOST, step):
        was_killed = killed_at(statement, call)
        look()
        if not was_killed:
            return statement - 1
    raise AssertionError("it takes too many statements")


def whole(verdict: Verdict) -> Verdict:
    """The verdict as it is now, having looked that its parts and its history say the same."""
    verdict = Verdict.objects.get(pk=verdict.pk)
    last = Happening.objects.filter(verdict=verdict).order_by("-pk")[0]
    assert last.after == verdict.status
    shown = list(VerdictVersion.objects.filter(verdict=verdict, published_at__isnull=False).order_by("number"))
    assert verdict.is_public == bool(shown) == (verdict.published_at is not None)
    assert all(hasattr(version, "bundle") for version in shown)
    published = Happening.objects.filter(verdict=verdict, step__in=("publish", "approve_correction")).count()
    assert len(shown) == published
    events = Event.objects.filter(table="verdicts_verdict", row=str(verdict.pk)).order_by("pk")
    said = [event.after["status"] for event in events if event.after and "status" in event.after]
    assert said[-1] == verdict.status
    steps = Event.objects.filter(table="verdicts_happening", action="insert")
    assert steps.filter(after__verdict_id=verdict.pk).count() == verdict.happenings.count()
    return verdict


def test_killed_at_any_point_of_publishing() -> None:
    verdict, editor = verdicts.approved(), user("editor")
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    seen = []
    count = at_every_point(
        lambda: publishing.publish(verdict=verdict, by=editor), lambda: seen.append(whole(verdict).status)
    )
    assert count > 10
    assert set(seen[:-1]) == {"approved"}
    assert seen[-1] == "published"


def test_killed_at_any_point_of_a_correction() -> None:
    verdict, editor = verdicts.published(), user("editor")
    correction = proposed(verdict, user("reviewer"))
    seen = []

    def look() -> None:
        now = whole(verdict)
        settled = Correction.objects.get(pk=correction.pk).outcome
        assert (now.status, settled) in {("in_correction", ""), ("published", "approved")}
        seen.append(now.status)

    assert at_every_point(lambda: correcting.approve(correction=correction, by=editor), look, 3) > 10
    assert seen[-1] == "published"
    assert verdict.versions.count() == 2


def test_killed_at_any_point_of_a_recheck() -> None:
    verdict = verdicts.published()
    stood_on = {**verdict.stands_on, "span": {"exact": "Other words."}}  # as if the text had changed
    Verdict.objects.update(stands_on=stood_on)
    seen = []

    def look() -> None:
        now = whole(verdict)
        assert bool(now.doubts) == (now.status == "needs_recheck")
        seen.append(now.status)

    assert at_every_point(rechecking.recheck_everything, look, 2) > 10
    assert seen[-1] == "needs_recheck"
    assert verdict.happenings.filter(step="doubt").count() == 1
    assert RecheckRun.objects.filter(ended_at__isnull=False).count() == 1


def test_killed_at_any_point_of_publishing_many() -> None:
    found = [verdicts.approved() for _ in range(2)]
    for verdict in found:
        article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    publication = publications.ask(verdicts={v.pk: v.revision for v in found}, by=user("editor"))

    def look() -> None:
        for verdict in found:
            item = PublicationItem.objects.get(verdict=verdict)
            assert (whole(verdict).status, item.result) in {("approved", ""), ("published", "published")}

    at_every_point(lambda: publications.work_off(publication), look, 5)
    publication.refresh_from_db()
    assert publication.ended_at is not None
    assert {v.status for v in Verdict.objects.all()} == {"published"}
    assert connection.is_usable()
