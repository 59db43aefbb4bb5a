"""All published verdicts as a DataFeed of schema.org. The element of a verdict has the very ClaimReview of its page.

A withdrawn verdict leaves a tombstone: an element with its address, `dateDeleted` and nothing in `item`. One in doubt
has nothing in `item` until it stands again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from factcheck.claims.models import Mention
from factcheck.formats.claim_review import CONTEXT, claim_review, publisher
from factcheck.formats.site import Site
from factcheck.verdicts.models import VerdictVersion


def element(version: VerdictVersion, appearances: Sequence[Mention], site: Site) -> dict[str, Any]:
    """A DataFeedItem of a verdict that readers were told of."""
    verdict = version.verdict
    told = verdict.told_at.isoformat(timespec="seconds") if verdict.told_at else ""
    review = claim_review(version, appearances, site)
    found: dict[str, Any] = {
        "@type": "DataFeedItem",
        "url": site.page("verdict-detail", verdict.slug),
        "dateModified": told,
        "item": [review] if review else [],
    }
    if verdict.published_at is not None:
        found["dateCreated"] = verdict.published_at.isoformat(timespec="seconds")
    if verdict.status == "withdrawn":
        found["dateDeleted"] = told
    return found


def pieces(
    batches: Iterable[tuple[Sequence[VerdictVersion], Mapping[int, Sequence[Mention]]]], site: Site
) -> Iterator[str]:
    """The feed as JSON, a batch of verdicts at a time, so that it is never whole in memory. Each batch comes with the
    appearances of its claims by the claim's key."""
    head = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "name": _("Verdicts of %(site)s") % {"site": site.name},
        "url": site.page("verdict-feed-json"),
        "publisher": publisher(site),
    }
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "dataFeedElement": ['
    between = ""
    for versions, appearances in batches:
        for version in versions:
            about = appearances.get(version.verdict.claim_id, ())
            yield between + json.dumps(element(version, about, site), ensure_ascii=False)
            between = ",\n"
    yield "]}"
