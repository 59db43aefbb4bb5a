"""Who comes with a session is read without the ORM: the same as by it, with what the newsroom asks of them."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from factcheck.accounts import factors
from factcheck.accounts.backends import Backend
from factcheck.accounts.models import SignInRule, User
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db


def test_person_is_read_in_one_query_as_the_orm_reads_them(django_assert_num_queries):
    ada = user()
    SignInRule.objects.create(second_factor_from="", grace_days=1)
    rule = SignInRule.objects.create(second_factor_from="reviewer", grace_days=3)
    with django_assert_num_queries(1):
        found = Backend().get_user(ada.pk)
        assert factors.missing(found).until == max(rule.since, ada.role_since) + timedelta(days=3)
    assert {field.attname: getattr(found, field.attname) for field in User._meta.concrete_fields} == {
        field.attname: getattr(ada, field.attname) for field in User._meta.concrete_fields
    }
    assert not found._state.adding
    assert found.asked.rule == rule


def test_person_with_a_second_factor_misses_none():
    ada = user()
    SignInRule.objects.create(second_factor_from="reviewer")
    Authenticator.objects.create(user=ada, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert factors.missing(ada)
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={})
    assert factors.missing(ada) is None
    assert factors.missing(Backend().get_user(ada.pk)) is None


def test_nobody_comes_back_who_is_gone_or_switched_off():
    ada = user()
    assert Backend().get_user(ada.pk) == ada
    ada.is_active = False
    ada.save()
    assert Backend().get_user(ada.pk) is None
    assert Backend().get_user(ada.pk + 1) is None


def test_session_that_has_ended_signs_nobody_in(client):
    client.force_login(user())
    assert client.get("/desk/queue/").status_code == 200
    client.session.model.objects.update(expire_date=timezone.now())
    assert client.get("/desk/queue/").status_code == 302
