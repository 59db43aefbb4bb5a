"""What a wording of a verdict rests on, named so that a change of any of it is seen.

Shape: {"article": {"slug", "version", "sha256"}, "span": {"start", "end", "exact", "prefix", "suffix"}, "finding":
{"kind", "asserted", "verdict", "readings", "evidence", "events", "explanation"} or null, "flags": [code, ...],
"snapshot", "rules", "engine", "rows": {"events": {key: hash}, "motions": {key: hash}}}. `rows` are those of the record
from which the finding comes out; a wording has them from its publication on. Hashes are SHA-256 in hexadecimal.
"""

from __future__ import annotations

from typing import Any

from factcheck.claims.models import Finding, Mention
from factcheck.engine import FLAGS
from factcheck.verdicts.models import VerdictVersion

COMPARED = ("verdict", "readings", "evidence", "events", "asserted")
"""What of a finding touches the proof; its words may be put better without touching it."""


def of(version: VerdictVersion) -> dict[str, Any]:
    return of_mention(version.mention)


def of_mention(mention: Mention) -> dict[str, Any]:
    text = mention.version
    finding = mention.finding
    return {
        "article": {"slug": text.article.slug, "version": text.number, "sha256": text.sha256},
        "span": {name: getattr(mention, name) for name in ("start", "end", "exact", "prefix", "suffix")},
        "finding": _finding(mention, finding) if finding else None,
        "flags": sorted({flag.code for flag in mention.flags}),
        "snapshot": finding.snapshot if finding else "",
        "rules": finding.rules if finding else "",
        "engine": finding.engine_version if finding else "",
    }


def _finding(mention: Mention, finding: Finding) -> dict[str, Any]:
    return {"kind": mention.claim.kind, **{name: getattr(finding, name) for name in (*COMPARED, "explanation")}}


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What differs so that it touches the proof, a sentence each; none where everything that counts is the same."""
    found = []
    if before.get("span", {}).get("exact", "").split() != after["span"]["exact"].split():
        found.append(f"The article's text changed: version {after['article']['version']} has other words there.")
    earlier, later = before.get("finding") or {}, after.get("finding") or {}
    if earlier.get("verdict") != later.get("verdict"):
        words = f"“{_word(later)}”; it was “{_word(earlier)}” when it was decided"
        found.append(f"Computed anew from the record, the claim is {words}.")
    elif earlier.get("readings") != later.get("readings"):
        found.append("What the record says of the claim changed: " + "; ".join(_readings(earlier, later)) + ".")
    elif any(earlier.get(name) != later.get(name) for name in ("evidence", "events", "asserted")):
        found.append("The claim is read from other rows of the record than when it was decided.")
    if new := sorted(set(after.get("flags", [])) - set(before.get("flags", []))):
        titles = [FLAGS[code].title if code in FLAGS else code for code in new]
        found.append("Flagged since: " + ", ".join(titles) + ".")
    return found


def _word(finding: dict[str, Any]) -> str:
    return str(finding.get("verdict", "") or "not found").replace("_", " ")


def _readings(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    was = {one["reading"]: one for one in before.get("readings", [])}
    now = {one["reading"]: one for one in after.get("readings", [])}
    return [f"“{name}”" for name in sorted(was.keys() | now.keys()) if was.get(name) != now.get(name)][:5] or [
        "its order"
    ]
