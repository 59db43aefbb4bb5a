"""Policy pages: written by editors, every wording kept at its own address, looked over once a year."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from factcheck.accounts.models import User
from factcheck.policies import queries
from factcheck.policies.actions import policies
from factcheck.policies.models import Policy, PolicyReview, PolicyVersion
from factcheck.reviews.models import Accuracy, Framing
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
RATINGS = Policy.RATINGS


@pytest.fixture
def edda(client: Client) -> User:
    person = user("editor", name="Edda Editor")
    client.force_login(person)
    return person


@pytest.mark.parametrize("policy", list(Policy))
def test_policy_has_a_text_of_its_own_from_the_start(client: Client, policy: Policy) -> None:
    page = client.get(reverse("public:policy-detail", args=[policy.value]))
    text = page.content.decode()
    assert page.status_code == 200
    assert "the text that Factcheck comes with" in text
    assert "<h2>" in text
    assert client.get(reverse("public:policy-version", args=[policy.value, 1])).status_code == 200
    assert client.get(reverse("public:policy-version", args=[policy.value, 2])).status_code == 404


@pytest.mark.parametrize("language", [code for code, _ in configured.LANGUAGES])
def test_delivered_texts_say_the_same_in_each_language(settings: Any, language: str) -> None:
    def shape(policy: Policy, in_language: str) -> list[str]:
        """What each line is, and where its links lead; the addresses of other websites included."""
        settings.LANGUAGE_CODE = in_language
        lines = queries.delivered(policy).splitlines()
        return [" ".join(re.findall(r"^## |^- |^$|\]\([^)]+\)", line)) for line in lines]

    for policy in Policy:
        assert shape(policy, language) == shape(policy, "en")
    settings.LANGUAGE_CODE = language
    with override(language):
        labels = [str(label) for _, label in (*Accuracy.choices, *Framing.choices)]
    assert re.findall(r"\*\*(.+?)\*\*", queries.delivered(RATINGS)) == labels


def test_delivered_text_is_in_the_language_of_the_pages(client: Client, settings: Any) -> None:
    path = reverse("public:policy-detail", args=["ratings"])
    assert "To abstain is not to be absent" in client.get(path).text
    settings.LANGUAGE_CODE = "fr"
    assert "S’abstenir n’est pas être absent" in client.get(path).text


def test_policies_stand_at_the_foot_of_every_page(client: Client) -> None:
    page = client.get(reverse("public:home")).content.decode()
    assert all(reverse("public:policy-detail", args=[policy.value]) in page for policy in Policy)


def test_corrections_policy_leads_to_the_form_and_the_list(client: Client) -> None:
    page = client.get(reverse("public:policy-detail", args=["corrections"])).content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    assert f'href="{reverse("public:report-error")}"' in main
    assert f'href="{reverse("public:correction-list")}"' in main


def test_corrections_policy_names_both_complaint_routes_and_the_seven_days() -> None:
    text = queries.delivered(Policy.CORRECTIONS)
    assert all(words in text for words in ("IFCN", "EFCSN", "seven working days", "Minor", "Update", "Substantial"))


def test_policy_written_anew_is_public_at_once_and_the_wording_before_stays(client: Client, edda: User) -> None:
    before = queries.delivered(RATINGS)
    text = before + "\n\nA **new** line, <script>alert(1)</script>."
    given = {"text": text, "note": "A line more.", "replaces": "1"}
    assert client.post(reverse("desk:policy-edit", args=["ratings"]), given).status_code == 302
    page = Client().get(reverse("public:policy-detail", args=["ratings"])).content.decode()
    assert "A <strong>new</strong> line" in page
    assert "<script>alert" not in page
    assert "A line more." in page
    assert "<ins>" in page or 'data-fate="added"' in page
    first = Client().get(reverse("public:policy-version", args=["ratings", 1])).content.decode()
    assert "new</strong> line" not in first
    assert "This is an earlier wording" in first
    assert [one.text for one in queries.versions(RATINGS)] == [text, before]


def test_policy_form_of_an_older_wording_is_answered_with_both(client: Client, edda: User) -> None:
    policies.write(policy=RATINGS, text="Theirs.", note="Shorter.", replaces=1, by=user("editor", name="Otto Other"))
    given = {"text": "Mine.", "note": "Mine.", "replaces": "1"}
    answer = client.post(reverse("desk:policy-edit", args=["ratings"]), given)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Otto Other stored version 2" in page
    assert "Mine." in page
    assert queries.newest(RATINGS).text == "Theirs."
    assert 'name="replaces" value="2"' in page
    assert client.post(reverse("desk:policy-edit", args=["ratings"]), given | {"replaces": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 50_001}, "text"),
        ({"text": queries.delivered(RATINGS)}, "text"),
        ({"note": " "}, "note"),
        ({"note": "x" * 501}, "note"),
    ],
)
def test_write_with_a_wrong_value_names_the_field(edda: User, given: dict[str, str], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        policies.write(policy=RATINGS, by=edda, replaces=1, **{"text": "New.", "note": "Shorter."} | given)
    assert list(refused.value.message_dict) == [field]
    assert not PolicyVersion.objects.exists()


def test_write_by_a_reviewer_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        policies.write(policy=RATINGS, text="New.", note="Shorter.", replaces=1, by=user())
    with pytest.raises(PermissionDenied):
        policies.still_holds(policy=RATINGS, by=user())


@pytest.mark.parametrize("sql", ["UPDATE policies_policyversion SET text = 'x'", "DELETE FROM policies_policyversion"])
def test_wording_changed_in_raw_sql_is_refused_by_the_database(edda: User, sql: str) -> None:
    policies.write(policy=RATINGS, text="New.", note="Shorter.", replaces=1, by=edda)
    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_policy_is_due_after_a_year_until_somebody_looks_it_over(client: Client, edda: User) -> None:
    def due() -> set[str]:
        return {one.policy.value for one in queries.standing() if one.is_due}

    assert due() == set(Policy.values), "a text that nobody made theirs is due"
    for policy in Policy:
        policies.still_holds(policy=policy, by=edda)
    assert due() == set()
    assert "looked over" not in client.get(reverse("desk:home")).content.decode()
    PolicyReview.objects.filter(policy="ratings").update(at=timezone.now() - timedelta(days=366))
    assert due() == {"ratings"}
    assert "What our ratings mean" in client.get(reverse("desk:home")).content.decode()
    client.post(reverse("desk:policy-holds", args=["ratings"]))
    assert due() == set()


def test_reminder_is_for_those_who_can_write(client: Client) -> None:
    client.force_login(user())
    assert reverse("desk:policy-list") not in client.get(reverse("desk:home")).content.decode().split("<main")[1]
