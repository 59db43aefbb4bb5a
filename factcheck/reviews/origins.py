"""Where evidence comes from: how many independent origins there are among several pieces of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from django.db.models import Q
from tld import get_fld

from factcheck.articles.addresses import key_of, uncached
from factcheck.articles.models import Copy
from factcheck.claims.models import Finding
from factcheck.record.models import Membership, Organization
from factcheck.reviews.models import EvidenceItem

RECORD = "the voting record"


def origins(evidence: Iterable[EvidenceItem], subjects: Collection[str] = ()) -> set[str]:
    """The origins, each by one name. All votes of the record are one; so are all addresses of one publisher, whatever
    stands before its name, and publishers that print the same article as far as it is stored. Of a statement it is the
    state that spoke, together with the publisher it is quoted from; else that publisher, else the speaker. What the
    states said that the claim is about, `subjects` by code, is no origin: nobody bears out themselves."""
    items = [item for item in evidence if not item.state or _code(item.state) not in subjects]
    publishers = {item.url: publisher(item.url) for item in items if item.url}
    record = {RECORD} if any(item.motion_key for item in items) else set()
    if len(set(publishers.values())) > 1:
        publishers = _with_copies(publishers)
    groups: list[set[str]] = [{name} for name in publishers.values()]
    for item in (item for item in items if item.words):
        named = {_code(item.state)} if item.state else set()
        named |= {publishers[item.url]} if item.url else set()
        groups.append(named or {" ".join(item.speaker.casefold().split())})
    return record | {min(group) for group in _joined(groups)}


def subjects_of(finding: Finding | None) -> frozenset[str]:
    """Codes of the states that a claim is about, and of the one that is said to claim it; of a group that it is about,
    all that ever were members. One query for a group, none else."""
    asserted = finding.asserted if finding else {}
    named = [*(asserted.get("subjects") or ()), asserted.get("attributed")]
    if group := asserted.get("group"):
        named += Membership.objects.filter(organization__code=group).values_list("member__code", flat=True)
    return frozenset(code for code in named if isinstance(code, str))


def _code(state: Organization) -> str:
    return state.code or state.slug


def _joined(groups: Iterable[set[str]]) -> list[set[str]]:
    """The same names, with those in one group that share one."""
    found: list[set[str]] = []
    for group in groups:
        touched = [one for one in found if one & group]
        found = [one for one in found if not one & group] + [group.union(*touched)]
    return found


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
        texts.append(linked)
    named = set(publishers.values())
    one_for_all = {name: min(group & named) for group in _joined(texts) for name in group & named}
    return {url: one_for_all.get(name, name) for url, name in publishers.items()}
