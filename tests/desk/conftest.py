"""A reviewer at the desk: the person, and a browser of theirs."""

from __future__ import annotations

import pytest
from django.test import Client

from factcheck.accounts.models import User
from tests.factories.accounts import user


@pytest.fixture
def reviewer() -> User:
    return user(name="Rita Reviewer")


@pytest.fixture
def desk(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client
