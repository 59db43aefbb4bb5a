"""Two editors at once."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from factcheck.verdicts.actions import correcting, deciding
from factcheck.verdicts.models import Correction, Happening, Verdict, VerdictVersion
from tests.factories import verdicts
from tests.factories.accounts import user
from tests.verdicts.test_steps import proposed


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
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


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
def test_of_many_who_propose_a_correction_one_does() -> None:
    verdict = verdicts.published()
    people = [user("reviewer") for _ in range(6)]
    answers = together([lambda p=p: proposed(verdict, p) for p in people])
    assert answers.count("") == 1
    assert Correction.objects.count() == 1
