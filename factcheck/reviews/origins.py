"""Where evidence comes from: how many independent origins there are among several pieces of it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.db.models import Q
from tld import get_fld

from factcheck.articles.addresses import key_of, uncached
from factcheck.articles.models import Copy
from factcheck.reviews.models import EvidenceItem

RECORD = "the voting record"


def origins(evidence: Iterable[EvidenceItem]) -> set[str]:
    """The origins, each by the name of one publisher. All votes of the record are one; so are all addresses of one
    publisher, whatever stands before its name, and publishers that print the same article as far as it is stored."""
    items = list(evidence)
    publishers = {item.url: publisher(item.url) for item in items if not item.motion_key}
    record = {RECORD} if any(item.motion_key for item in items) else set()
    if len(set(publishers.values())) < 2:
        return record | set(publishers.values())
    return record | set(_with_copies(publishers).values())


def publisher(url: str) -> str:
    """The name that was registered: example.co.uk for m.example.co.uk. Under a suffix that nobody registers names at,
    the host as it is. A page in a cache is of who wrote it."""
    host = (urlsplit(uncached(url)).hostname or url).removesuffix(".")
    return get_fld(f"https://{host}", fail_silently=True, search_private=True) or host.removeprefix("www.")


def _with_copies(publishers: dict[str, str]) -> dict[str, str]:
    """The same with one publisher, the first by name, for all that print copies of one article."""
    at = {key_of(url): name for url, name in publishers.items()}
    copies = Copy.objects.filter(unlinked_at=None).filter(
        Q(article__address_key__in=at) | Q(other__address_key__in=at)
    )  # fmt: skip
    ends = ("article_id", "article__address_key", "other_id", "other__address_key")
    texts: list[set[str]] = []
    for first, first_key, second, second_key in copies.values_list(*ends):
        linked = {f"article {first}", f"article {second}"}
        linked |= {at[key] for key in (first_key, second_key) if key in at}
        touched = [group for group in texts if group & linked]
        texts = [group for group in texts if not group & linked] + [linked.union(*touched)]
    named = set(publishers.values())
    one_for_all = {name: min(group & named) for group in texts for name in group & named}
    return {url: one_for_all.get(name, name) for url, name in publishers.items()}
