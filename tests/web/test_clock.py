"""The newsroom's own clock (TIME_ZONE): what is typed into forms, shown on pages, and counted in days."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from factcheck.articles.actions import articles as article_actions
from factcheck.kept.edition import edition
from factcheck.notices.models import MailSettings
from factcheck.operations.configuration import time_zone
from factcheck.verdicts.models import Happening, SearchEntry
from tests.factories import verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
SUMMER, WINTER = datetime(2190, 7, 1, 7, 30, tzinfo=UTC), datetime(2190, 1, 1, 8, 30, tzinfo=UTC)


@pytest.fixture
def paris(settings: Settings) -> None:
    settings.TIME_ZONE = "Europe/Paris"


def test_zone_that_nobody_knows_stops_the_start_by_name() -> None:
    assert time_zone("Europe/Paris") == "Europe/Paris"
    for given in ("Europe/Atlantis", "", "CET+1"):
        with pytest.raises(ImproperlyConfigured, match="TIME_ZONE must be the name of a time zone"):
            time_zone(given)


@pytest.mark.usefixtures("paris")
@pytest.mark.parametrize(("typed", "at", "shown"), [
    ("2190-07-01T09:30", SUMMER, "1 July 2190, 09:30 CEST"),
    ("2190-01-01T09:30", WINTER, "1 January 2190, 09:30 CET"),
])  # fmt: skip
def test_time_of_a_form_is_local_and_its_page_names_the_zone(
    client: Client, typed: str, at: datetime, shown: str
) -> None:
    client.force_login(user("editor"))
    verdict = verdicts.approved()
    page = reverse("desk:verdict-detail", args=[verdict.pk])
    article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    assert "When, by the clock of Europe/Paris" in client.get(page).text
    for step, name in (("embargo", "until"), ("schedule", "at")):
        answer = client.post(reverse(f"desk:verdict-{step}", args=[verdict.pk]), {name: typed}, follow=True)
        assert shown in answer.text
    verdict.refresh_from_db()
    assert verdict.publish_at == verdict.embargo_until == at
    assert Happening.objects.get(verdict=verdict, step="schedule").why.endswith(shown[-5:].strip())
    assert f'value="{typed}"' in client.get(page).text, "the embargo stands in its form as it was typed"


@pytest.mark.usefixtures("paris")
@pytest.mark.parametrize("typed", ["2190-03-28T02:30", "2190-10-31T02:30"])
def test_hour_that_the_clock_skips_or_has_twice_is_refused(client: Client, typed: str) -> None:
    client.force_login(user("editor"))
    verdict = verdicts.approved()
    answer = client.post(reverse("desk:verdict-schedule", args=[verdict.pk]), {"at": typed})
    assert answer.status_code == 422 and "in time zone Europe/Paris" in answer.text


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an hour before midnight in UTC, and the next day has begun in Paris."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 3, 1, 23, 30, tzinfo=UTC))


@pytest.mark.usefixtures("paris", "night")
def test_readers_see_the_clock_of_the_newsroom(client: Client) -> None:
    assert "00:30 CET" in client.get("/status/").text
    page = client.get(reverse("public:verdict-detail", args=[verdicts.published().slug])).text
    assert "2026-03-02T00:30:00+01:00" in page
    assert "2 March 2026" in client.get(reverse("public:verdict-list")).text


@pytest.mark.usefixtures("night")
@pytest.mark.parametrize(("zone", "day"), [("UTC", date(2026, 3, 1)), ("Europe/Paris", date(2026, 3, 2))])
def test_search_finds_a_verdict_under_the_day_that_its_page_names(settings: Settings, zone: str, day: date) -> None:
    settings.TIME_ZONE = zone
    connection._configure_connection(connection.connection)  # type: ignore[attr-defined]
    verdict = verdicts.published()
    assert SearchEntry.objects.get(version__verdict=verdict).day == day
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('factcheck.zone', '', false)")


def test_another_clock_is_another_edition_of_kept_pages(settings: Settings) -> None:
    edition.cache_clear()
    before = edition()
    settings.TIME_ZONE = "Europe/Paris"
    edition.cache_clear()
    assert edition() != before
    assert MailSettings.of(user()).zone == "Europe/Paris"
    edition.cache_clear()
