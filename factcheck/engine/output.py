"""The result as JSON: the contract that command line, desk, API and evaluation share (docs/contract.md)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from factcheck.engine.model import Claim, Evidence, Flag, Result

_SURROGATE = re.compile("[\ud800-\udfff]")


def to_dict(result: Result) -> dict[str, Any]:
    """A result as plain lists, dictionaries and strings."""
    article = result.article
    return {
        "engine": {"version": result.version, "rules": result.rules},
        "record": {"snapshot": result.snapshot, "vote_events": result.vote_events},
        "article": {
            "id": article.id,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "sha256": hashlib.sha256(article.full_text.encode("utf-8", "surrogatepass")).hexdigest(),
        },
        "notes": list(result.notes),
        "claims": [claim_dict(claim) for claim in result.claims],
        "flags": [flag_dict(flag) for flag in result.flags],
    }


def claim_dict(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "section": claim.section,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "kind": claim.kind,
        "asserted": dict(claim.asserted),
        "events": [{"motion": e.motion, "score": e.score} for e in claim.events],
        "motion": claim.motion,
        "verdict": claim.verdict,
        "readings": [{"reading": r.reading, "holds": r.holds, "record": dict(r.record)} for r in claim.readings],
        "evidence": [evidence_dict(e) for e in claim.evidence],
        "explanation": claim.explanation,
    } | ({"drafted": True} if claim.drafted else {})


def flag_dict(flag: Flag) -> dict[str, Any]:
    return {
        "code": flag.code,
        "severity": flag.severity,
        "start": flag.start,
        "end": flag.end,
        "claims": list(flag.claims),
        "explanation": flag.explanation,
        "evidence": [evidence_dict(e) for e in flag.evidence],
    }


def evidence_dict(evidence: Evidence) -> dict[str, str]:
    return {"type": evidence.type, "ref": evidence.ref, "source": evidence.source}


def plain(value: Any) -> Any:
    """The value in the types that JSON has: mappings to dict, tuples and sets to lists, days to ISO 8601."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(inner) for inner in value)
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def to_json(result: Result) -> str:
    """One line of JSON. The order of keys is fixed, so equal results are equal bytes. A lone surrogate, which no encoding can
    write, stands as its escape."""
    text = json.dumps(to_dict(result), ensure_ascii=False, separators=(", ", ": "))
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return text
