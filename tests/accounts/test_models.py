"""Users: one spelling of each address, roles that are known, nobody above the permission map."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection

from factcheck import settings as product_settings
from factcheck.accounts.models import Role, User
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def test_user_address_in_capitals_is_kept_in_lower_case():
    user = accounts.user(email=" Ada@Example.ORG ")
    assert user.email == "ada@example.org"
    assert User.objects.get_by_natural_key("ADA@example.org") == user


def test_user_same_address_in_another_case_is_refused_by_name():
    accounts.user(email="ada@example.org")
    with pytest.raises(ValidationError) as refused:
        User.objects.create_user("ADA@example.org", None, name="Ada")
    assert refused.value.message_dict == {"email": ["A user with this address exists already."]}


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("email", "ADA@example.org", "user_email_is_lower_case"),
        ("email", "second@example.org", "accounts_user_email_key"),
        ("role", "owner", "user_role_is_known"),
        ("is_superuser", True, "user_is_not_above_the_permissions"),
        ("name", "", "user_has_a_name"),
    ],
)
def test_user_wrong_value_in_raw_sql_is_refused_by_the_database(column, value, constraint):
    accounts.user(email="second@example.org")
    first = accounts.user(email="first@example.org")
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(f"UPDATE accounts_user SET {column} = %s WHERE id = %s", [value, first.pk])  # noqa: S608


def test_user_unknown_role_is_refused():
    with pytest.raises(ValidationError) as refused:
        User.objects.create_user("ada@example.org", None, name="Ada", role="owner")
    assert "role" in refused.value.message_dict


def test_createsuperuser_makes_an_administrator():
    call_command("createsuperuser", email="chief@example.org", name="Chief", interactive=False, verbosity=0)
    user = User.objects.get(email="chief@example.org")
    assert (user.role, user.is_superuser, user.is_staff) == (Role.ADMINISTRATOR, False, False)


def test_password_of_a_new_user_is_hashed_with_argon2(settings):
    settings.PASSWORD_HASHERS = product_settings.PASSWORD_HASHERS
    assert accounts.user(password=accounts.PASSWORD).password.startswith("argon2")
