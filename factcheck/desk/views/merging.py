"""Free claims in similar words: merged into one by a person, kept apart, and parted again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from factcheck.claims.actions.merging import keep_apart
from factcheck.claims.models import Claim, ClaimMerge, Mention
from factcheck.desk.access import actor, desk_page
from factcheck.desk.claim_pages import place_of
from factcheck.verdicts.actions import merging


def _both(request: HttpRequest, number: int) -> tuple[Mention, Claim | None]:
    """The mention whose page one comes from, and the claim that was named; None where that is no claim."""
    mention = get_object_or_404(Mention.objects.select_related("claim", "version__article"), pk=number)
    named = request.POST.get("other", "")
    is_key = named.isascii() and named.isdigit() and len(named) < 16
    return mention, Claim.objects.filter(pk=int(named)).first() if is_key else None


@require_POST
@desk_page("claims.edit")
def same(request: HttpRequest, number: int) -> HttpResponse:
    mention, other = _both(request, number)
    try:
        if other is None:
            raise ValidationError("Choose the claim that is the same.")
        merging.merge(claim=mention.claim, other=other, by=actor(request))
        messages.success(request, "They are one claim now. It can be undone here whenever.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(f"{place_of(mention)}#same-head")


@require_POST
@desk_page("claims.edit")
def apart(request: HttpRequest, number: int) -> HttpResponse:
    mention, other = _both(request, number)
    try:
        if other is None:
            raise ValidationError("Choose the claim that is another one.")
        keep_apart(claim=mention.claim, other=other, by=actor(request))
        messages.success(request, "They stay two claims, and are not proposed as one again.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(place_of(mention))


@require_POST
@desk_page("claims.edit")
def undo(request: HttpRequest, number: int) -> HttpResponse:
    merge = get_object_or_404(ClaimMerge, pk=number)
    try:
        merging.undo(merge=merge, by=actor(request))
        messages.success(request, "They are two claims again.")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    back = Mention.objects.live().filter(claim__in=(merge.into_id, merge.away_id)).select_related("version__article")
    return redirect(place_of(back.order_by("claim", "pk")[0])) if back.exists() else redirect("desk:home")
