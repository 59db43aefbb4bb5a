"""The key under which every wording of one proposition meets. No Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

LENGTH = 500


def canonical_key(kind: str, motion: str | None, asserted: Mapping[str, Any]) -> str | None:
    """`kind|motion|subjects|asserted`; None without a motion: "India abstained" is one proposition a vote.

    Subjects are sorted, for who is named first does not change what is said; nor does it who is said to have voted as
    whom, so `with` is left out where the relation is the same vote. A lone option stands by itself, all else
    as `name=value` in the order of names. A key too long for an index ends in a hash.

    >>> canonical_key("vote_position", "A/RES/ES-11/7", {"subjects": ["USA"], "option": "no"})
    'vote_position|A/RES/ES-11/7|USA|no'
    >>> canonical_key("tally", "A/RES/ES-11/7", {"yes": 93, "no": 18})
    'tally|A/RES/ES-11/7||no=18;yes=93'
    """
    if not motion:
        return None
    subjects = ",".join(sorted(str(code) for code in asserted.get("subjects") or ()))
    left_out = {"subjects", "with"} if asserted.get("relation") == "same" else {"subjects"}
    rest = {name: value for name, value in sorted(asserted.items()) if name not in left_out and value not in (None, "")}
    said = str(rest["option"]) if set(rest) == {"option"} else ";".join(f"{n}={_plain(v)}" for n, v in rest.items())
    key = f"{kind}|{motion}|{subjects}|{said}"
    if len(key) <= LENGTH:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: LENGTH - 72]}…sha256:{digest}"


def _plain(value: Any) -> str:
    """A value of the contract's JSON in one spelling."""
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
