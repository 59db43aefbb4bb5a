"""Who may do what: one map from permission to the least role that has it.

A permission that is not in the map belongs to nobody. Permissions answer "who"; whether the state of an object allows
a step is a policy of the package that owns the object.
"""

from __future__ import annotations

from typing import Literal

import rules
from django.core.exceptions import PermissionDenied

from factcheck.accounts.models import Role, User

Actor = User | Literal["system"]
"""Whoever acts: a person, or "system" for the command line, which answers to whoever may run it."""

PERMISSIONS: dict[str, Role] = {
    "desk.view": Role.REVIEWER,
    "articles.add": Role.REVIEWER,
    "articles.add_version": Role.REVIEWER,
    "articles.link": Role.REVIEWER,
    "claims.check": Role.REVIEWER,
    "claims.edit": Role.REVIEWER,
    "reviews.open": Role.REVIEWER,
    "reviews.assess": Role.REVIEWER,
    "reviews.comment": Role.REVIEWER,
    "reviews.assign": Role.EDITOR,
    "verdicts.correct": Role.REVIEWER,
    "verdicts.answer": Role.EDITOR,
    "verdicts.decide": Role.EDITOR,
    "verdicts.approve": Role.EDITOR,
    "verdicts.publish": Role.EDITOR,
    "feeds.manage": Role.EDITOR,
    "outlets.manage": Role.EDITOR,
    "policies.edit": Role.EDITOR,
    "articles.describe": Role.EDITOR,
    "articles.publish": Role.EDITOR,
    "articles.unpublish": Role.EDITOR,
    "audit.view": Role.EDITOR,
    "imports.view": Role.ADMINISTRATOR,
    "imports.add": Role.ADMINISTRATOR,
    "newsroom.set": Role.ADMINISTRATOR,
    "accounts.manage": Role.ADMINISTRATOR,
}


def _at_least(role: Role) -> rules.Predicate:
    def holds(user: object) -> bool:
        return isinstance(user, User) and user.is_active and Role(user.role).rank >= role.rank

    return rules.Predicate(holds, name=f"is_active_and_at_least_{role.value}")


def register() -> None:
    """Hand the map to `rules`, once; called when the app is ready."""
    for name, role in PERMISSIONS.items():
        if not rules.perm_exists(name):
            rules.add_perm(name, _at_least(role))


def is_allowed(by: Actor, permission: str) -> bool:
    """Whether `by` has the permission. Raises KeyError for one that is not in the map: a misspelt name is a bug."""
    PERMISSIONS[permission]
    return by == "system" or by.has_perm(permission)


def require(by: Actor, permission: str) -> None:
    """Raise PermissionDenied in words unless `by` has the permission."""
    if not is_allowed(by, permission):
        raise PermissionDenied(f"This needs the role {PERMISSIONS[permission].label.lower()} or higher.")


def person(by: Actor) -> User | None:
    """The person to store in a `*_by` column; None for the system."""
    return None if by == "system" else by
