"""Users for tests."""

from itertools import count

from factcheck.accounts.models import Role, User

PASSWORD = "correct-horse-battery"
_numbers = count(1)


def user(role: str = Role.REVIEWER, *, email: str = "", name: str = "", password: str | None = None) -> User:
    """A person of the newsroom; without a password nobody can sign in as them, and none has to be hashed."""
    number = next(_numbers)
    return User.objects.create_user(
        email or f"test-{role}{number}@example.org", password, role=role, name=name or f"{role.title()} {number}"
    )
