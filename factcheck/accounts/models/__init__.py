"""Models of the accounts app."""

from factcheck.accounts.models.invitation import Invitation
from factcheck.accounts.models.rule import SignInRule
from factcheck.accounts.models.user import Role, User

__all__ = ["Invitation", "Role", "SignInRule", "User"]
