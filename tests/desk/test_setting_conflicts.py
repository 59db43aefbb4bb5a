"""Two who give one member a role, store the sign-in rule, or set one due day: 409 with both, and never over it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.accounts.actions import members, rules
from factcheck.accounts.models import SignInRule
from factcheck.reviews.actions import places
from tests.desk.test_conflicts import hidden
from tests.factories import reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def test_role_that_another_gave_meanwhile_is_shown_beside_mine(client: Client) -> None:
    client.force_login(user("administrator"))
    member = user("reviewer", name="Rita Reviewer")
    page, address = reverse("desk:member-detail", args=[member.pk]), reverse("desk:member-role", args=[member.pk])
    form = hidden(client.get(page).text, address)
    members.change_role(member=member, role="administrator", by=user("administrator"))
    answer = client.post(address, {"role": "editor", **form})
    assert answer.status_code == 409 and "Somebody gave this member another role" in answer.text
    assert "<p>Administrator</p>" in answer.text and "<p>Editor</p>" in answer.text
    member.refresh_from_db()
    assert member.role == "administrator"
    form = hidden(answer.text, address)
    assert 'value="editor" selected' in answer.text
    assert client.post(address, {"role": "editor", **form}).status_code == 302
    member.refresh_from_db()
    assert member.role == "editor"


def test_sign_in_rule_that_another_stored_meanwhile_is_shown_beside_mine(client: Client) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:sign-in-rule")
    form = hidden(client.get(address).text, "form")
    rules.ask_for_second_factor(role="reviewer", grace_days=30, by=user("administrator"))
    mine = {"second_factor_from": "editor", "grace_days": "7"}
    answer = client.post(address, {**mine, **form})
    assert answer.status_code == 409 and "<p>Everybody</p>" in answer.text
    assert "<p>30</p>" in answer.text and "<p>7</p>" in answer.text
    assert SignInRule.current().grace_days == 30
    refused = client.post(address, {**mine, "grace_days": "x", **form})
    assert refused.status_code == 422 and hidden(refused.text, "form") == form
    assert client.post(address, {**mine, **hidden(answer.text, "form")}).status_code == 302
    assert SignInRule.current().second_factor_from == "editor"


@pytest.mark.parametrize("first", ["", "2099-01-02"], ids=["place given meanwhile", "day changed meanwhile"])
def test_due_day_that_another_set_meanwhile_is_shown_beside_mine(first: str) -> None:
    desk, otto = Client(), user("editor")
    desk.force_login(user("editor"))
    review, rita = reviews.review(), user("reviewer", name="Rita Reviewer")
    address = reverse("desk:review-assign", args=[review.pk])
    if first:
        places.assign(review=review, reviewer=rita, by=otto, due_on=date.fromisoformat(first))
    form = hidden(desk.get(reverse("desk:review-detail", args=[review.pk])).text, "assign-form")
    places.assign(review=review, reviewer=rita, by=otto, due_on=date(2099, 3, 4))
    mine = {"reviewer": str(rita.pk), "due_on": "2099-05-06"}
    answer = desk.post(address, {**mine, **form})
    assert answer.status_code == 409 and "<p>4 March 2099</p>" in answer.text and "<p>6 May 2099</p>" in answer.text
    assert review.assignments.get().due_on == date(2099, 3, 4)
    assert 'value="2099-05-06"' in answer.text and "selected>Rita Reviewer" in answer.text
    assert desk.post(address, {**mine, **hidden(answer.text, "assign-form")}).status_code == 302
    assert review.assignments.get().due_on == date(2099, 5, 6)
