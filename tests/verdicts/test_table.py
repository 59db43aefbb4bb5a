"""Every state x step x role x policy: a step is taken exactly where the table says so."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.accounts.models import Role, User
from factcheck.accounts.permissions import PERMISSIONS
from factcheck.articles.actions import articles as article_actions
from factcheck.audit.tables import AUDITED
from factcheck.claims.checking_index import current_index
from factcheck.verdicts import workflow
from factcheck.verdicts.actions import publishing
from factcheck.verdicts.models import Verdict
from factcheck.verdicts.policies import POLICIES
from tests.audit import rows
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.verdicts.test_interleavings import act, make_stale

pytestmark = pytest.mark.django_db
WHY = "This condition does not hold."
NAMES = {"propose_correction": "propose"}
"""Steps that go by another name in `act`."""


def verdict_in(state: str) -> Verdict:
    """One that got there by the steps of editors."""
    if state in ("draft", "approved", "scheduled"):
        found = verdicts.draft() if state == "draft" else verdicts.approved()
        article_actions.publish(article=found.versions.get().mention.version.article, by="system")
        if state == "scheduled":
            publishing.schedule(verdict=found, by=user("editor"), at=timezone.now() + timedelta(hours=1))
    else:
        found = verdicts.published()
        if state == "needs_recheck":
            act("doubt", found, user("editor"), None, current_index())
        elif state == "in_correction":
            act("propose", found, user("editor"), None, None)
        elif state == "withdrawn":
            publishing.withdraw(verdict=found, by=user("editor"), why="It was wrong.")
    found.refresh_from_db()
    assert found.status == state
    return found


def is_taken(code: str, verdict: Verdict, by: User, index: Any) -> str:
    """What the history says of the step when somebody tries it, "" where it was refused; it is undone."""
    before, taken = verdict.happenings.count(), ""
    with transaction.atomic():
        try:
            act(NAMES.get(code, code), verdict, by, None, index)
        except (PermissionDenied, ValidationError):
            pass
        else:
            history = [one.step for one in verdict.happenings.order_by("pk")]
            taken = history[-1] if len(history) > before and history[-1] in workflow.STEPS else ""
        transaction.set_rollback(True)
    return taken


@pytest.mark.parametrize("state", workflow.STATES)
def test_step_is_taken_where_the_table_says_so(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict, index = verdict_in(state), current_index()
    people = {role: user(role) for role in Role}
    for name in POLICIES:
        monkeypatch.setitem(POLICIES, name, lambda case: "")
    wrong = []
    for code, step in workflow.STEPS.items():
        for role, person in people.items():
            is_open = state in step.sources and (
                step.permission == workflow.SYSTEM or role.rank >= PERMISSIONS[step.permission].rank
            )
            if is_taken(code, verdict, person, index) != (code if is_open else ""):
                wrong.append((code, role, "open" if is_open else "closed"))
            for name in POLICIES if is_open else ():
                with monkeypatch.context() as patch:
                    patch.setitem(POLICIES, name, lambda case: WHY)
                    if is_taken(code, verdict, person, index) != ("" if name in step.policies else code):
                        wrong.append((code, role, name))
    assert wrong == []


def stored() -> list[Any]:
    """All that verdicts and their history are made of."""
    tables = [table.name for table in AUDITED if table.name.startswith("verdicts_")]
    return [
        rows.asked(f"SELECT to_jsonb(t) FROM {table} t ORDER BY id")  # noqa: S608
        for table in tables
    ]


@pytest.mark.parametrize("state", workflow.STATES)
def test_step_whose_event_cannot_be_written_is_undone(state: str, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict, index, editor = verdict_in(state), current_index(), user("editor")
    for name in POLICIES:
        monkeypatch.setitem(POLICIES, name, lambda case: "")
    open_here = [code for code, step in workflow.STEPS.items() if state in step.sources]
    for code in open_here:
        with transaction.atomic():
            if code == "doubt":
                make_stale(verdict)
            before = stored()
            rows.chain()
            rows.run("ALTER TABLE audit_event ADD CONSTRAINT nothing_more CHECK (false) NOT VALID")
            with pytest.raises(IntegrityError):
                act(NAMES.get(code, code), verdict, editor, None, index)
            assert stored() == before, code
            transaction.set_rollback(True)
    assert open_here or state == "withdrawn"
