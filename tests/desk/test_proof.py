"""The proof of a finding, step by step."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.claims.models import Finding
from factcheck.desk.proof import VOTES_NAMED, steps
from tests.factories import reviews
from tests.factories.accounts import user

STATES = {"BRA": "Brazil", "IND": "India"}
TITLES = ["What was read", "Which vote is meant", "What the record says", "How the verdict follows"]


def finding(verdict: str = "refuted", **about: Any) -> Finding:
    asserted = {"subjects": ["BRA"], "option": "no"}
    evidence = [{"type": "vote", "ref": "A/RES/1/1#BRA"}]
    readings = [{"reading": "linked event", "holds": False, "record": {"votes": {"BRA": "abstain"}}}]
    events = [{"motion": "A/RES/1/1", "score": 0.97}]
    given = {"asserted": asserted, "evidence": evidence, "readings": readings, "events": events}
    return Finding(**{"verdict": verdict, "motion_key": "A/RES/1/1", **given, **about})


def test_every_step_tells_its_part() -> None:
    read, meant, said, follows, left = steps(finding(), "Brazil voted against", [], STATES)
    assert [one.title for one in (read, meant, said, follows)] == TITLES
    assert read.text == "“Brazil voted against”" and "Brazil" in [text for _, text in read.slots]
    assert [(one.text, one.note) for one in meant.links] == [("A/RES/1/1", "fit 0.97")]
    assert [one.text for one in said.links] == ["A/RES/1/1: Brazil"]
    assert "fails in every reading" in follows.text
    assert [(one.holds, one.rows) for one in follows.readings] == [("no", ("Brazil: abstained",))]
    assert left.title == "What was left open" and left.text == "Nothing that the record could tell."


def test_other_votes_and_unknown_readings_are_left_open() -> None:
    events = [{"motion": f"A/RES/1/{number}", "score": 0.9 - number / 100} for number in range(1, VOTES_NAMED + 3)]
    unknown = {"reading": "membership", "holds": None, "record": {}}
    _, meant, _, _, left = steps(finding(events=events, readings=[unknown]), "said", [], STATES)
    assert len(meant.links) == VOTES_NAMED and meant.text.endswith("2 more may be meant.")
    assert f"{VOTES_NAMED + 1} more fit the text" in left.text
    assert [one.text for one in left.readings] == ["By the number of members"]


@pytest.mark.parametrize("verdict", ["not_in_record", "not_checkable"])
def test_words_that_no_vote_settles_say_so(verdict: str) -> None:
    silent = finding(verdict, motion_key="", events=[], evidence=[], readings=[])
    _, meant, said, _, left = steps(silent, "said", [], STATES)
    assert meant.text == "The words are tied to no single vote of the record." and not meant.links
    assert said.text == "No row of a vote bears on it."
    assert "needs another source" in left.text


@pytest.mark.django_db
def test_only_the_first_step_is_open_and_none_is_told_while_the_verdict_is_folded(client: Client) -> None:
    client.force_login(user())
    review = reviews.review()
    client.post(reverse("desk:review-take", args=[review.pk]))
    assert 'class="proof"' not in client.get(reverse("desk:review-detail", args=[review.pk])).text
    page = client.post(reverse("desk:review-verdict", args=[review.pk]), follow=True).text
    proof = page.split('class="proof"')[1].split("</section>")[0]
    assert proof.count("<details") == 5 and proof.count('<details class="fold" open>') == 1
    assert proof.index(" open>") < proof.index("2. Which vote is meant")
