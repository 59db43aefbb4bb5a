"""Publishing many at once."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from factcheck.articles.actions import articles as article_actions
from factcheck.verdicts.actions import publications
from factcheck.verdicts.models import Publication, Verdict
from tests.factories import verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def ready(count: int) -> list[Verdict]:
    found = [verdicts.approved() for _ in range(count)]
    for verdict in found:
        article_actions.publish(article=verdict.versions.get().mention.version.article, by="system")
    return found


def test_each_is_published_by_itself_and_the_rest_stays_with_the_reason() -> None:
    good, other = ready(2)
    late = verdicts.approved()  # its article is not published
    stale = {good.pk: good.revision, other.pk: other.revision - 1, late.pk: late.revision}
    publication = publications.ask(verdicts=stale, by=user("editor"))
    assert ProcrastinateJob.objects.filter(task_name="factcheck.verdicts.tasks.publish_many").count() == 1
    publications.work_off(publication)
    results = {item.verdict_id: (item.result, item.why) for item in publication.items.all()}
    assert results[good.pk] == ("published", "")
    assert results[other.pk][0] == results[late.pk][0] == "refused"
    assert "in the meantime" in results[other.pk][1]
    assert "article is not published" in results[late.pk][1]
    assert set(Verdict.objects.filter(status="published")) == {good}
    assert publication.ended_at is not None


def test_worked_off_twice_publishes_once() -> None:
    verdict = ready(1)[0]
    publication = publications.ask(verdicts={verdict.pk: verdict.revision}, by=user("editor"))
    publications.work_off(publication)
    publications.work_off(publication)
    assert verdict.happenings.filter(step="publish").count() == 1


def test_who_lost_the_role_meanwhile_publishes_nothing() -> None:
    verdict, editor = ready(1)[0], user("editor")
    publication = publications.ask(verdicts={verdict.pk: verdict.revision}, by=editor)
    editor.role = "reviewer"
    editor.save()
    publications.work_off(Publication.objects.get())
    assert publication.items.get().result == "refused"


def test_what_cannot_be_asked_for() -> None:
    editor = user("editor")
    with pytest.raises(PermissionDenied):
        publications.ask(verdicts={1: 1}, by=user("reviewer"))
    with pytest.raises(ValidationError, match="Choose at least one"):
        publications.ask(verdicts={}, by=editor)
    with pytest.raises(ValidationError, match="At most 500"):
        publications.ask(verdicts=dict.fromkeys(range(1, 502), 1), by=editor)
    with pytest.raises(ValidationError, match="None of them is approved"):
        publications.ask(verdicts={verdicts.draft().pk: 1}, by=editor)


def test_the_board_sends_what_is_ticked(client: Client) -> None:
    first, second = ready(2)
    client.force_login(user("editor"))
    page = client.get(reverse("desk:verdict-list") + "?tab=approved").text
    assert f'value="{first.pk}.{first.revision}"' in page
    answer = client.post(reverse("desk:publication-add"), {"verdict": [f"{second.pk}.{second.revision}"]})
    publication = Publication.objects.get()
    assert answer.url == reverse("desk:publication-detail", args=[publication.pk])
    assert [item.verdict_id for item in publication.items.all()] == [second.pk]
    running = client.get(answer.url)
    assert "0 published, 0 refused, 1 to go." in running.text
    assert 'hx-trigger="every 1s"' in running.text
    publications.work_off(publication)
    done = client.get(answer.url, headers={"HX-Request": "true"}).text
    assert "1 published, 0 refused, 0 to go." in done
    assert "<html" not in done
    assert "hx-trigger" not in done


@pytest.mark.parametrize("sent", [{}, {"verdict": "1"}, {"verdict": "1.x"}, {"verdict": "-1.1"}, {"verdict": "9" * 40}])
def test_the_board_says_what_is_wrong(client: Client, sent: dict[str, str]) -> None:
    client.force_login(user("editor"))
    answer = client.post(reverse("desk:publication-add"), sent, follow=True)
    assert answer.status_code == 200
    assert "Choose" in answer.text
    assert not Publication.objects.exists()


def test_all_that_are_approved(client: Client) -> None:
    ready(2)
    client.force_login(user("editor"))
    client.post(reverse("desk:publication-add"), {"all": "1"})
    assert Publication.objects.get().items.count() == 2
