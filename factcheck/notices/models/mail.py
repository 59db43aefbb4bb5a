"""How a colleague wants to have notices by mail."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models

from factcheck.notices.models.notice import Kind


class Way(models.TextChoices):
    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day"
    NEVER = "never", "Never"


def newsroom_zone() -> str:
    return settings.TIME_ZONE


class MailSettings(models.Model):
    """At most one row a person; without one, `default_for` holds. `ways` maps a kind of notice to a way, DAILY where it
    is not named. The daily mail goes out from `hour` on, by the clock of `zone`, a name of the IANA database."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_settings")
    ways = models.JSONField(default=dict, blank=True)
    hour = models.PositiveSmallIntegerField(default=8)
    zone = models.CharField(max_length=60, default=newsroom_zone)

    class Meta:
        ordering: ClassVar[list[str]] = ["person"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person"], name="mail_settings_of_a_person_are_one"),
            models.CheckConstraint(condition=models.Q(hour__range=(0, 23)), name="mail_settings_hour_is_one"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.hour} {self.zone}"

    def way(self, kind: str) -> Way:
        return Way(self.ways.get(kind, Way.DAILY))

    def kinds(self, way: Way) -> list[str]:
        """The kinds of notices that come in a way."""
        return [kind for kind in Kind.values if self.way(kind) == way]

    @property
    def clock(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @classmethod
    def of(cls, person: Any) -> MailSettings:
        """Those of a person, or what holds without."""
        return cls.objects.filter(person=person).first() or cls(person=person)
