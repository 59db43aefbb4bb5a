"""The permission map: deny by default, each role a superset of the one below."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from factcheck.accounts import permissions
from factcheck.accounts.models import Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("permission", "least"), permissions.PERMISSIONS.items())
def test_permission_of_each_role_is_what_the_map_says(permission, least, role):
    user = accounts.user(role)
    assert user.has_perm(permission) is (role.rank >= least.rank)
    assert permissions.is_allowed(user, permission) is (role.rank >= least.rank)


def test_permission_outside_the_map_belongs_to_nobody():
    assert not accounts.user(Role.ADMINISTRATOR).has_perm("articles.burn")


def test_permission_misspelt_in_code_is_an_error():
    with pytest.raises(KeyError):
        permissions.is_allowed("system", "articles.burn")


def test_permission_of_a_switched_off_user_is_gone():
    user = accounts.user(Role.ADMINISTRATOR)
    user.is_active = False
    assert not any(user.has_perm(permission) for permission in permissions.PERMISSIONS)


def test_permission_of_a_stranger_is_none():
    assert not any(AnonymousUser().has_perm(permission) for permission in permissions.PERMISSIONS)


def test_require_without_the_role_says_which_one_is_needed():
    with pytest.raises(PermissionDenied, match="role editor or higher"):
        permissions.require(accounts.user(Role.REVIEWER), "articles.publish")


def test_register_twice_changes_nothing():
    permissions.register()
