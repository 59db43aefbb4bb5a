"""The heads of the chain, to keep."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.audit.models import Head

pytestmark = pytest.mark.django_db


def test_there_is_a_page_before_the_first_day_has_ended(client: Client) -> None:
    assert "The first day has not ended yet." in client.get(reverse("public:audit-heads")).text
    assert client.get(reverse("public:audit-heads-json")).json() == []


def test_each_day_stands_with_its_number_and_hash(client: Client) -> None:
    Head.objects.create(day=date(2026, 11, 24), number=7, hash="ab" * 32)
    Head.objects.create(day=date(2026, 11, 25), number=9, hash="cd" * 32)
    page = client.get(reverse("public:audit-heads")).text
    assert page.index("cd" * 32) < page.index("ab" * 32)
    assert client.get(reverse("public:audit-heads-json")).json() == [
        {"day": "2026-11-25", "number": 9, "hash": "cd" * 32},
        {"day": "2026-11-24", "number": 7, "hash": "ab" * 32},
    ]
    assert client.get(reverse("public:audit-heads") + "?x=1").status_code == 400
