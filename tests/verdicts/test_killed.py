"""A process that is killed in the middle leaves each verdict whole, and the history with it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from factcheck.articles.actions import articles as article_actions
from factcheck.audit.models import Event, Link
from factcheck.audit.tables import AUDITED
from factcheck.audit.verifying import Report, rows, verify
from factcheck.verdicts.actions import correcting, publications, publishing, rechecking
from factcheck.verdicts.models import Correction, Happening, PublicationItem, RecheckRun, Verdict, VerdictVersion
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 400


def killed_at(point: int, call: Callable[[], Any]) -> bool:
    """Runs the call in a process that kills itself at its nth point, which is before a statement, before a commit or
    right behind one; whether it came to that."""
    child = os.fork()
    if child == 0:
        try:
            DatabaseWrapper._connection_pools = {}  # those of the parent are the parent's
            delattr(connections._connections, "default")  # type: ignore[attr-defined]
            left, database = [point], connections["default"]
            commit = database._commit

            def pass_point() -> None:
                left[0] -= 1
                if left[0] <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            def execute_counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
                pass_point()
                return execute(sql, params, many, context)

            def commit_counted() -> None:
                pass_point()
                commit()
                pass_point()

            database._commit = commit_counted
            with database.execute_wrapper(execute_counted):
                call()
            os._exit(0)
        except ValidationError:  # killed right behind the commit, it was done the last time
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


def at_every_point(call: Callable[[], Any], look: Callable[[], None]) -> int:
    """Kills the call at each of its points, looking after each, then lets it end; how many there were at least. In the
    end the whole history is proved."""
    for point in range(1, MOST):
        was_killed = killed_at(point, call)
        look()
        if not was_killed:
            assert verify().problems == []
            return point - 1
    raise AssertionError("it has too many points")


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
    for table in AUDITED:  # no change without its event, no event without its change
        if table.name.startswith("verdicts_"):
            assert list(rows.problems(Report(), table, None)) == []
    assert Link.objects.count() == Event.objects.count()
    return verdict


def test_killed_at_any_point_of_publishing() -> None:
    verdict, editor = verdicts.approved(), user("editor")
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    seen = []
    count = at_every_point(
        lambda: publishing.publish(verdict=verdict, by=editor), lambda: seen.append(whole(verdict).status)
    )
    assert count > 10
    assert seen == sorted(seen)  # approved, and from some point on published
    assert (seen[0], seen[-1]) == ("approved", "published")


def test_killed_at_any_point_of_a_correction() -> None:
    verdict, editor = verdicts.published(), user("editor")
    correction = proposed(verdict, user("reviewer"))
    seen = []

    def look() -> None:
        now = whole(verdict)
        settled = Correction.objects.get(pk=correction.pk).outcome
        assert (now.status, settled) in {("in_correction", ""), ("published", "approved")}
        seen.append(now.status)

    assert at_every_point(lambda: correcting.approve(correction=correction, by=editor), look) > 10
    assert seen[-1] == "published"
    assert verdict.versions.count() == 2


def test_killed_at_any_point_of_a_recheck(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rechecking, "PIECE", 1)  # so that it is killed between two savings of how far it is, too
    doubted, same = verdicts.published(), verdicts.published()
    stood_on = {**doubted.stands_on, "span": {"exact": "Other words."}}  # as if the text had changed
    Verdict.objects.filter(pk=doubted.pk).update(stands_on=stood_on)
    seen = []

    def look() -> None:
        now = whole(doubted)
        assert bool(now.doubts) == (now.status == "needs_recheck")
        assert whole(same).status == "published"
        seen.append(now.status)

    assert at_every_point(rechecking.recheck_everything, look) > 10
    assert seen[-1] == "needs_recheck"
    assert doubted.happenings.filter(step="doubt").count() == 1
    assert same.happenings.filter(step="same").count() <= 1
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

    at_every_point(lambda: publications.work_off(publication), look)
    publication.refresh_from_db()
    assert publication.ended_at is not None
    assert {v.status for v in Verdict.objects.all()} == {"published"}
    assert connection.is_usable()
