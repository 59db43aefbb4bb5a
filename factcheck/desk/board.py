"""What the board shows in each of its parts: claims that wait for a decision, and verdicts by their state."""

from __future__ import annotations

from typing import Any

from factcheck.verdicts import queries
from factcheck.verdicts.models import Correction, Verdict

SIZE = 25


def to_decide(after: str) -> tuple[list[dict[str, Any]], str]:
    """Claims that two people have judged, behind so many, and behind how many the next page begins; "" for none."""
    start = int(after or 0)
    found = list(queries.to_decide()[start : start + SIZE + 1])
    rows = [
        {
            "url": "desk:verdict-decide",
            "key": review.pk,
            "words": review.mention.exact,
            "note": review.get_status_display(),
            "article": review.mention.version.title,
        }
        for review in found[:SIZE]
    ]
    return rows, str(start + SIZE) if len(found) > SIZE else ""


def in_state(state: str, after: str) -> tuple[list[dict[str, Any]], str]:
    """Verdicts from the newest key down, behind `after`, and behind which the next page begins; "" for none. Each with
    what colleagues want to know of it there: who did what, and what it waits for."""
    rows = Verdict.objects.filter(status=state).order_by("-pk")
    if after:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows[: SIZE + 1])
    verdicts = {verdict.pk: verdict for verdict in found[:SIZE]}
    corrections = _corrections(verdicts) if state == "in_correction" else {}
    shown = [
        {
            "url": "desk:verdict-detail",
            "key": version.verdict_id,
            "revision": verdicts[version.verdict_id].revision,
            "words": version.claim_text,
            "note": "; ".join(version.rating),
            "article": version.mention.version.title,
            "state": state,
            "verdict": verdicts[version.verdict_id],
            "version": version,
            "correction": corrections.get(version.verdict_id),
        }
        for version in queries.newest_of(verdicts.values())
    ]
    return shown, str(found[SIZE - 1].pk) if len(found) > SIZE else ""


def _corrections(verdicts: dict[int, Verdict]) -> dict[int, Correction]:
    rows = Correction.objects.filter(verdict__in=verdicts, outcome="").select_related("proposed_by", "replaces")
    return {one.verdict_id: one for one in rows}
