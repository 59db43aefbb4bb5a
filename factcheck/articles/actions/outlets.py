"""Outlets."""

from __future__ import annotations

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


def _free_slug(name: str) -> str:
    base = slugify(name)[:90] or "outlet"
    taken = set(Outlet.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)
