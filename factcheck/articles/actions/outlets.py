"""Outlets."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from factcheck.accounts.permissions import Actor, require
from factcheck.articles.models import Outlet


@transaction.atomic
def find_or_add(*, name: str, homepage: str = "", by: Actor) -> Outlet:
    """The outlet of this name, made if there is none. Raises ValidationError naming the field."""
    require(by, "articles.add")
    name = name.strip()
    if found := Outlet.objects.filter(name__iexact=name).first():
        return found
    outlet = Outlet(name=name, slug=_free_slug(name), homepage=homepage)
    outlet.full_clean()
    outlet.save()
    return outlet


DESCRIBED = ("is_own", "homepage", "corrections_email")


class Changed(Exception):
    """Somebody described the outlet otherwise in between; nothing was written. `now` is how it stands."""

    def __init__(self, now: Outlet) -> None:
        super().__init__("The outlet was changed in the meantime.")
        self.now = now


@transaction.atomic
def describe(
    *,
    outlet: Outlet,
    by: Actor,
    is_own: bool,
    corrections_email: str = "",
    homepage: str = "",
    stood: Mapping[str, str | bool] | None = None,
) -> Outlet:
    """Say whose outlet it is and where it takes requests for corrections. Raises ValidationError naming the field, and
    Changed where it is not as it `stood` when the form was made."""
    require(by, "outlets.manage")
    found = Outlet.objects.select_for_update().get(pk=outlet.pk)
    if stood is not None and any(getattr(found, name) != stood[name] for name in DESCRIBED):
        raise Changed(found)
    found.is_own, found.homepage, found.corrections_email = is_own, homepage.strip(), corrections_email.strip()
    if is_own and found.corrections_email:
        raise ValidationError({"corrections_email": "The newsroom's own articles are not asked for by mail."})
    found.full_clean()
    found.save(update_fields=DESCRIBED)
    return found


def _free_slug(name: str) -> str:
    base = slugify(name)[:90] or "outlet"
    taken = set(Outlet.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
