"""Models of the accounts app."""

from factcheck.accounts.models.user import Role, User

__all__ = ["Role", "User"]
