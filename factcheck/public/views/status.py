"""How this website is doing, for readers and for whoever looks after it: also while the database is down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connection, connections
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from factcheck.audit.models import Head
from factcheck.kept import files, following
from factcheck.kept.models import Page
from factcheck.operations.database.base import DatabaseWrapper
from factcheck.record.models import Snapshot, Source, VoteEvent
from factcheck.verdicts.models import Verdict
from factcheck.web.pages import allow_parameters, public_page

WORKER_IS_LATE = 60
"""Seconds without a sign of life after which it is said that nobody works in the background."""


@dataclass(frozen=True, slots=True)
class OnThisMachine:
    """Pages that lie as files beside this web server."""

    number: int
    last: datetime | None


@public_page
def about(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    return render(request, "public/about.html", {"active": ""})


@login_not_required
@csrf_exempt
@never_cache
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """Never kept and never cached: it says how things stand now."""
    allow_parameters(request)
    context: dict[str, Any] = {"is_up": True, "now": timezone.now(), "here": on_this_machine(), "active": ""}
    try:
        server = connections[DEFAULT_DB_ALIAS]
        context["is_up"] = not isinstance(server, DatabaseWrapper) or server.is_answering()
        context |= in_the_database() if context["is_up"] else {}
    except (OperationalError, InterfaceError):
        context["is_up"] = False
    return render(request, "public/status.html", context)


def in_the_database() -> dict[str, Any]:
    """Eight questions. Raises OperationalError while nobody answers them."""
    heartbeat = _worker_seen()
    return {
        "snapshot": Snapshot.objects.order_by("-made_at").defer("events", "motions").first(),
        "last_vote": VoteEvent.objects.aggregate(last=Max("held_on"))["last"],
        "last_read": _last_read(),
        "last_told": Verdict.objects.aggregate(last=Max("told_at"))["last"],
        "head": Head.objects.order_by("-day").first(),
        "kept": Page.objects.filter(status=200).count(),
        "waiting": Page.objects.filter(is_stale=True).count(),
        "worker_seen": heartbeat,
        "worker_is_late": heartbeat is None or (timezone.now() - heartbeat).total_seconds() > WORKER_IS_LATE,
    }


def _last_read() -> date | None:
    found: date | None = Source.objects.aggregate(last=Max("retrieved_on"))["last"]
    return found


def _worker_seen() -> datetime | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        found: datetime | None = cursor.fetchone()[0]
        return found


def on_this_machine() -> OnThisMachine:
    if not settings.PUBLIC_ADDRESS:
        return OnThisMachine(0, None)
    last = files.newest(following.folder())
    return OnThisMachine(files.count(following.folder()), datetime.fromtimestamp(last, UTC) if last else None)
