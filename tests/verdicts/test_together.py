"""Two editors at once."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from factcheck.claims.checking_index import current_index
from factcheck.verdicts import workflow
from factcheck.verdicts.actions import answering, correcting, deciding, publishing, rechecking, steps
from factcheck.verdicts.models import ChecklistAnswer, Correction, Happening, Verdict, VerdictVersion
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.verdicts.test_interleavings import STEPS, act, assert_whole
from tests.verdicts.test_steps import proposed
from tests.verdicts.test_table import verdict_in


def together(calls: list) -> list[str]:
    """Run the calls at the same moment; what each answered: "" or the refusal."""
    start = threading.Barrier(len(calls))
    answers = [""] * len(calls)

    def run(place: int) -> None:
        try:
            start.wait()
            calls[place]()
        except ValidationError as refused:
            answers[place] = "; ".join(refused.messages)
        except PermissionDenied as refused:
            answers[place] = str(refused)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_a_recheck_that_waited_for_a_withdrawal_leaves_the_verdict_alone() -> None:
    verdict, editor, index = verdicts.published(), user("editor"), current_index()
    Verdict.objects.filter(pk=verdict.pk).update(stands_on={"span": {"exact": "Other words."}})
    text = verdict.versions.get().review.mention.version
    withdrawn, asked = threading.Event(), threading.Event()

    def withdraw() -> None:
        with transaction.atomic():
            publishing.withdraw(verdict=verdict, by=editor, why="It was about another vote.")
            withdrawn.set()
            asked.wait(10)
            time.sleep(0.5)  # the other one waits for the row by now

    def recheck() -> None:
        withdrawn.wait(10)
        asked.set()
        rechecking.recheck_texts([text], index)

    assert together([withdraw, recheck]) == ["", ""]
    verdict.refresh_from_db()
    assert (verdict.status, verdict.doubts) == ("withdrawn", [])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_the_same_correction_one_does_and_the_other_is_told() -> None:
    verdict = verdicts.published()
    correction = proposed(verdict, user("reviewer"))
    editors = [user("editor"), user("editor")]
    answers = together([lambda e=e: correcting.approve(correction=correction, by=e) for e in editors])
    assert sorted(map(bool, answers)) == [False, True]
    assert any("not open here any more" in answer or "is settled" in answer for answer in answers)
    assert VerdictVersion.objects.filter(number=2).count() == 1
    assert Happening.objects.filter(step="approve_correction").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_the_same_claim_both_are_heard_and_one_draft_stays() -> None:
    review = verdicts.judged()
    editors = [user("editor") for _ in range(4)]
    answers = together([lambda e=e: deciding.decide(review=review, by=e, given=verdicts.GIVEN) for e in editors])
    assert answers.count("") >= 1
    assert Verdict.objects.count() == VerdictVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_first_decisions_one_is_stored_and_all_others_are_told() -> None:
    review = verdicts.judged()
    editors = [user("editor") for _ in range(20)]
    about = {"review": review, "revision": deciding.UNDECIDED}
    made = [replace(verdicts.GIVEN, summary=f"Summary {number}.") for number in range(20)]
    answers = together(
        [lambda e=e, g=g: deciding.decide(by=e, given=g, **about) for e, g in zip(editors, made, strict=True)]
    )
    assert answers.count("") == 1
    assert {one for one in answers if one} == {steps.STALE}
    assert VerdictVersion.objects.get().summary == f"Summary {answers.index('')}."


@pytest.mark.django_db(transaction=True)
def test_of_twenty_answers_to_one_question_the_first_stays_and_all_others_are_told() -> None:
    verdict = verdicts.draft()
    editors = [user("editor") for _ in range(20)]
    told: list[int] = []

    def answer(number: int) -> None:
        try:
            given = {"why": f"Answer {number}."}
            answering.answer(verdict=verdict, by=editors[number], given=given, stood={"why": ""})
        except answering.AnsweredMeanwhile:
            told.append(number)

    assert not any(together([lambda n=n: answer(n) for n in range(20)]))
    (first,) = set(range(20)) - set(told)
    assert ChecklistAnswer.objects.get().text == f"Answer {first}."


@pytest.mark.django_db(transaction=True)
def test_of_many_who_propose_a_correction_one_does() -> None:
    verdict = verdicts.published()
    people = [user("reviewer") for _ in range(6)]
    answers = together([lambda p=p: proposed(verdict, p) for p in people])
    assert answers.count("") == 1
    assert Correction.objects.count() == 1


QUIET = {"doubt", "decide", "answer", "approve_correction", "reject_correction", "embargo"}
"""Steps that change nothing, or find nothing to change, without being refused."""
AT_ONCE = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 3), st.booleans()), min_size=2, max_size=5)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(list(workflow.STATES)), AT_ONCE)
@example("approved", [("publish", 0, False), ("send_back", 1, False), ("schedule", 3, False)])
@example("scheduled", [("publish", 0, True), ("publish", 1, True), ("send_back", 3, False)])
@example("needs_recheck", [("reaffirm", 0, False), ("withdraw", 1, False), ("propose", 2, False), ("doubt", 3, False)])
@example("in_correction", [("approve_correction", 0, False), ("reject_correction", 1, False), ("doubt", 3, False)])
@pytest.mark.django_db(transaction=True)
def test_no_steps_at_the_same_moment_leave_the_table(state: str, taken: list[tuple[str, int, bool]]) -> None:
    """Everybody in a transaction of their own, on the form of the same moment or on none."""
    people = [user("editor"), user("editor"), user("reviewer"), user("administrator")]
    verdict = verdict_in(state)
    seen, index = verdict.revision, current_index()

    def step(name: str, who: int, has_form: bool) -> None:
        act(name, Verdict.objects.get(pk=verdict.pk), people[who], seen if has_form else None, index)

    answers = together([lambda one=one: step(*one) for one in taken])
    verdict.refresh_from_db()
    assert_whole(verdict)
    assert verdict.happenings.filter(step="publish").count() <= 1
    assert answers.count("") <= verdict.revision - seen + sum(name in QUIET for name, *_ in taken)
