"""A person with a login."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

if TYPE_CHECKING:
    from factcheck.accounts.factors import Asked


def new_salt() -> str:
    """What the history mixes into its digests of a row's hidden columns; without it nobody can try guesses on them."""
    return secrets.token_hex(32)


class Role(models.TextChoices):
    """From the least to the most: each role may do all that the one before it may do."""

    REVIEWER = "reviewer", "Reviewer"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"

    @property
    def rank(self) -> int:
        return list(Role).index(self)


class UserManager(BaseUserManager["User"]):
    """Makes users; every address is kept in lower case, so that there is one spelling of each."""

    def create_user(
        self, email: str, password: str | None = None, *, name: str = "", role: str = Role.REVIEWER
    ) -> User:
        """A new user. Raises ValidationError naming the field that is wrong, the address being taken included."""
        user = self.model(email=self.normalize_email(email), name=name or email.split("@")[0], role=role)
        user.set_password(password)
        user.full_clean()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """What `manage.py createsuperuser` calls: an administrator. Nobody stands above the permission map."""
        return self.create_user(email, password, role=Role.ADMINISTRATOR, name=fields.get("name", ""))

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=self.normalize_email(username))


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        "email address",
        max_length=254,
        unique=True,
        error_messages={"unique": "A user with this address exists already."},
    )
    name = models.CharField(max_length=200, help_text="As it is shown to colleagues.")
    role = models.CharField(max_length=20, choices=Role, default=Role.REVIEWER)
    is_active = models.BooleanField(
        default=True, help_text="Unset instead of deleting: what a person did stays theirs."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    role_since = models.DateTimeField(default=timezone.now, editable=False)
    erased_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When name and address were replaced for good."
    )
    salt = models.CharField(max_length=64, default=new_salt, editable=False)
    asked: Asked | None = None
    """What the newsroom asks of somebody who comes with a session (factors.py)."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "email"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            # With the unique index on `email` this makes addresses unique whatever the case they are typed in.
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="user_role_is_known"),
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_is_not_above_the_permissions"),
            models.CheckConstraint(condition=~models.Q(name=""), name="user_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(is_active=False), name="user_erased_is_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email = User.objects.normalize_email(self.email)

    @property
    def is_staff(self) -> bool:
        """There is no administration site; the flag is read by Django only."""
        return False
