"""An article on its way in: from what a person or a feed gave until it is stored, or given up."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from factcheck.articles.addresses import key_of
from factcheck.articles.limits import AUTHOR_LENGTH
from factcheck.articles.models.version import ArticleVersion, ObtainedHow


class SourceKind(models.TextChoices):
    URL = "url", "Web address"
    FILE = "file", "File"
    HTML = "html", "Pasted HTML"


class IntakeState(models.TextChoices):
    PROPOSED = "proposed", "Proposed by a feed"
    WAITING = "waiting", "Waiting"
    FETCHING = "fetching", "Fetching"
    EXTRACTING = "extracting", "Reading"
    READY = "ready", "Ready to look over"
    FAILED = "failed", "Failed"
    SAVED = "saved", "Stored"
    DISCARDED = "discarded", "Discarded"


RUNNING = (IntakeState.WAITING, IntakeState.FETCHING, IntakeState.EXTRACTING)
OPEN = (*RUNNING, IntakeState.PROPOSED, IntakeState.READY, IntakeState.FAILED)


class IntakeQuerySet(models.QuerySet["Intake"]):
    def open(self) -> IntakeQuerySet:
        """Those of which something is still to be made."""
        return self.filter(state__in=OPEN)

    def proposed(self) -> IntakeQuerySet:
        return self.filter(state=IntakeState.PROPOSED)


class Intake(models.Model):
    """`title` to `text` are what was found in the original, where `typed` (what the person gave with it) says nothing
    else. `excerpt` are [kind, text] pairs of the original's words, `warnings` sentences. `attempts` counts how often
    workers began the present step. What was discarded keeps no text and no original."""

    kind = models.CharField(max_length=10, choices=SourceKind)
    state = models.CharField(max_length=12, choices=IntakeState, default=IntakeState.WAITING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="intakes",
        help_text="Empty for a feed.",
    )
    url = models.CharField(max_length=2_000, blank=True)
    address_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    file_name = models.CharField(max_length=150, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=60, blank=True)
    typed = models.JSONField(default=dict, blank=True)
    message = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    title = models.TextField(blank=True)
    standfirst = models.TextField(blank=True)
    author = models.CharField(max_length=AUTHOR_LENGTH, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    canonical_url = models.CharField(max_length=1_000, blank=True)
    text = models.TextField(blank=True)
    excerpt = models.JSONField(default=list, blank=True)
    warnings = models.JSONField(default=list, blank=True)

    version = models.OneToOneField(
        ArticleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="intake"
    )
    fetched_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[models.Manager[Intake]] = models.Manager.from_queryset(IntakeQuerySet)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-created_at", "-id"], condition=Q(state__in=OPEN), name="intake_open")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=IntakeState.values), name="intake_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=SourceKind.values), name="intake_kind_is_known"),
            models.CheckConstraint(condition=~Q(kind="url") | ~Q(url=""), name="intake_from_the_web_has_an_address"),
            models.CheckConstraint(
                condition=Q(state="saved", version__isnull=False) | (~Q(state="saved") & Q(version__isnull=True)),
                name="intake_is_stored_with_its_version",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(message=""), name="intake_says_why_it_failed"),
            models.CheckConstraint(
                condition=~Q(state__in=["ready", "saved"]) | ~Q(text=""), name="intake_that_is_ready_has_text"
            ),
        ]

    def __str__(self) -> str:
        return f"Intake {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.address_key = key_of(self.url)
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """What people know it by: its headline, else where it comes from."""
        return self.title or str(self.typed.get("title", "")) or self.file_name or self.url or "Pasted HTML"

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def obtained_how(self) -> str:
        how = {SourceKind.URL: ObtainedHow.FETCHED, SourceKind.FILE: ObtainedHow.FILE}
        return how.get(SourceKind(self.kind), ObtainedHow.PASTED)


class PackedArchive(models.Model):
    """What came, as a web archive of one record, packed with gzip; see `factcheck.articles.archiving`. A table of its
    own, so that no list reads it."""

    content = models.BinaryField()
    size = models.PositiveBigIntegerField(help_text="Bytes of what came, unpacked.")
    sha256 = models.CharField(max_length=64, help_text="Of the archive as it is kept.")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class KeptOriginal(PackedArchive):
    """What an intake is made of."""

    intake = models.OneToOneField(Intake, on_delete=models.CASCADE, related_name="original")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="original_sha256_is_one"),
            models.CheckConstraint(condition=Q(size__gt=0), name="original_is_not_empty"),
        ]

    def __str__(self) -> str:
        return f"Original of intake {self.intake_id}"
