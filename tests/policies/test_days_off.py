"""The newsroom's days off: a plain list, stored by administrators, every list kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from factcheck.policies.actions import days_off
from factcheck.policies.models import DaysOff
from factcheck.policies.models.days_off import DayOff
from tests.desk.test_conflicts import hidden
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
LIST = "2026-04-06 Easter Monday\n\n 12-25 Christmas Day \n2028-02-29"


def test_list_is_read_line_by_line() -> None:
    stored = days_off.store(text=LIST, by=user("administrator"))
    assert stored.text == "2026-04-06 Easter Monday\n12-25 Christmas Day\n2028-02-29"
    assert DaysOff.current().days() == [
        DayOff(2026, 4, 6, "Easter Monday"),
        DayOff(None, 12, 25, "Christmas Day"),
        DayOff(2028, 2, 29),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2026-02-29",
        "13-01",
        "Christmas",
        "2026-4-6",
        "0000-01-01",
        "2026-01-01Monday",
        "2026-01-01 to 2026-02-30",
        "2026-04-066",
    ],
)
def test_line_that_names_no_day_is_named(line: str) -> None:
    with pytest.raises(ValidationError, match="Line 2 names no day"):
        days_off.store(text=f"12-25\n{line}", by=user("administrator"))
    assert not DaysOff.objects.exists()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-01-05 to 2026-01-01", "ends before it begins"),
        ("2026-01-05 to 01-06", "gives the year of one day alone"),
        ("01-05 to 2026-01-06", "gives the year of one day alone"),
        ("2026-01-05 to 2028-01-06", "is longer than a year"),
        ("2026-01-05 Monday 2026-01-06 Tuesday", "names another day behind other words"),
    ],
)
def test_range_that_cannot_be_says_why(line: str, said: str) -> None:
    with pytest.raises(ValidationError, match=f"Line 2 {said}"):
        days_off.store(text=f"12-25\n{line}", by=user("administrator"))


def test_every_line_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(ValidationError) as refused:
        days_off.store(text="\n".join(["12-25", "Easter", "2026-04-06", *["Monday"] * 30]), by="system")
    said = refused.value.message_dict["text"]
    assert said[0].startswith("Line 2 names no day: “Easter”") and said[1].startswith("Line 4")
    assert said[-2:] == ["And 11 more like these.", days_off.HOW]


def test_only_administrators_store_it() -> None:
    with pytest.raises(PermissionDenied):
        days_off.store(text=LIST, by=user("editor"))


def test_page_keeps_what_was_typed_and_shows_what_stands(client: Client) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:days-off")
    refused = client.post(address, {"text": "12-25\nsome day", **hidden(client.get(address).text, "form")})
    assert refused.status_code == 422 and "some day</textarea>" in refused.text and "Line 2" in refused.text
    stored = client.post(address, {"text": LIST, **hidden(refused.text, "form")}, follow=True)
    assert "12-25, every year: Christmas Day" in stored.text
    assert "Easter Monday" in client.get(address).text


def test_list_that_another_stored_meanwhile_is_shown_beside_mine(client: Client) -> None:
    client.force_login(user("administrator"))
    address = reverse("desk:days-off")
    form = hidden(client.get(address).text, "form")
    days_off.store(text="12-25", by=user("administrator"))
    answer = client.post(address, {"text": "12-26", **form})
    assert answer.status_code == 409 and DaysOff.current().text == "12-25"
    assert client.post(address, {"text": "12-26", **hidden(answer.text, "form")}).status_code == 302
    assert DaysOff.current().text == "12-26"
