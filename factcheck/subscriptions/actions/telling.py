"""Telling subscribers what readers are told: a letter to each address for each happening, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind, Letter
from factcheck.subscriptions import links
from factcheck.subscriptions.actions.subscribing import headers
from factcheck.subscriptions.models import Subscription, ToldHappening, Topic
from factcheck.subscriptions.models.subscription import FAILURES
from factcheck.verdicts import workflow
from factcheck.verdicts.actions.requests import sender_of
from factcheck.verdicts.models import Happening, VerdictVersion

WINDOW = timedelta(days=7)
"""How far back each run looks: so long may the worker stand still. Less than letters are kept."""
CHUNK = 500
STEPS = {
    "publish": gettext_noop("was published"),
    "doubt": gettext_noop("is being rechecked"),
    "reaffirm": gettext_noop("was looked at again and stands"),
    "approve_correction": gettext_noop("was corrected"),
    "withdraw": gettext_noop("was withdrawn"),
}
"""What is told, in the words of its subject line."""
CHANGES = ("approve_correction", "withdraw")
"""What the log of corrections is about."""


def tell(*, now: datetime | None = None) -> int:
    """Write the letters that are missing; how many. It can be killed anywhere; doing it twice tells nothing twice."""
    now = now or timezone.now()
    rows = Happening.objects.filter(step__in=STEPS, at__gte=now - WINDOW, told__isnull=True)
    rows = rows.filter(verdict__status__in=workflow.PUBLIC)
    return sum(_tell_of(key) for key in list(rows.order_by("pk").values_list("pk", flat=True)))


@transaction.atomic
def _tell_of(key: int) -> int:
    happening = Happening.objects.select_related("verdict").select_for_update(of=("self",)).get(pk=key)
    if ToldHappening.objects.filter(happening=happening).exists():
        return 0
    version = _wording_at(happening)
    made = 0
    if version is not None:
        piece: list[Letter] = []
        for subscription in _one_for_each_address(happening, version):
            piece.append(_letter(happening, version, subscription))
            if len(piece) == CHUNK:
                made += letters.keep(piece)
                piece = []
        made += letters.keep(piece)
    ToldHappening.objects.create(happening=happening, letters=made)
    return made


def _wording_at(happening: Happening) -> VerdictVersion | None:
    """The wording that readers saw after it."""
    rows = happening.verdict.versions.filter(published_at__isnull=False, published_at__lte=happening.at)
    rows = rows.select_related("mention__version__article__outlet", "finding", "verdict")
    return rows.order_by("-number").first()


def _one_for_each_address(happening: Happening, version: VerdictVersion) -> Iterator[Subscription]:
    """Of several subscriptions of an address that it matters to, the most particular one."""
    about = Q(topic=Topic.VERDICT, verdict=happening.verdict_id)
    if version.finding is not None:
        about |= Q(topic=Topic.STATE, state__code__in=version.finding.asserted.get("subjects", []))
    if (outlet := version.mention.version.article.outlet_id) is not None:
        about |= Q(topic=Topic.OUTLET, outlet=outlet)
    if happening.step in CHANGES:
        about |= Q(topic=Topic.CORRECTIONS)
    rows = Subscription.objects.active().filter(about, confirmed_at__lte=happening.at)
    order = {Topic.VERDICT: 0, Topic.STATE: 1, Topic.OUTLET: 2, Topic.CORRECTIONS: 3}
    best: dict[str, Subscription] = {}
    for one in rows.select_related("verdict", "state", "outlet").iterator(chunk_size=2_000):
        other = best.get(one.email)
        if other is None or order[Topic(one.topic)] < order[Topic(other.topic)]:
            best[one.email] = one
    yield from best.values()


def _letter(happening: Happening, version: VerdictVersion, subscription: Subscription) -> Letter:
    root = settings.SITE_URL
    leave = root + links.leaving(subscription)
    context = {
        "happening": happening,
        "done": _(STEPS[happening.step]),
        "version": version,
        "subject": _("the verdict on “%(claim)s”") % {"claim": version.claim_text}
        if subscription.verdict_id
        else subscription.subject,
        "link": root + reverse("public:verdict-detail", args=[version.verdict.slug]),
        "leave": leave,
    }
    key = f"told-{happening.pk}-{sender_of(subscription.email, happening.at.date())[:32]}"
    about = (Kind.TOLD, subscription.pk, key, subscription.email, "told", context)
    return letters.letter(*about, is_rich=True, headers=headers(leave))


@transaction.atomic
def count_failures(*, now: datetime | None = None) -> int:
    """Letters that could not be delivered count against their subscription, each once; how many were new. With
    `FAILURES` of them it is paused, until somebody asks and confirms again."""
    failed = Letter.objects.select_for_update(skip_locked=True).filter(kind=Kind.TOLD, failed_at__isnull=False)
    counted = 0
    for letter in list(failed):
        counted += 1
        _count(Subscription.objects.filter(pk=letter.owner), now or timezone.now())
        letter.delete()
    return counted


@transaction.atomic
def bounced(address: str, *, now: datetime | None = None) -> int:
    """A letter to an address came back; how many subscriptions that counts against."""
    return _count(Subscription.objects.filter(email=address.strip().lower()), now or timezone.now())


def _count(rows: object, now: datetime) -> int:
    subscriptions = list(rows.select_for_update())  # type: ignore[attr-defined]
    for one in subscriptions:
        one.failures = F("failures") + 1
        one.save(update_fields=["failures"])
        one.refresh_from_db(fields=["failures"])
        if one.failures >= FAILURES and one.paused_at is None:
            one.paused_at = now
            one.save(update_fields=["paused_at"])
    return len(subscriptions)
