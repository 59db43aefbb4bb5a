"""What a claim asserts, in words: the slots of docs/contract.md as pairs of a label and a text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format

OPTIONS = {
    "yes": "yes",
    "no": "no",
    "abstain": "abstained",
    "absent": "did not vote",
    "not_yes": "anything but yes",
    "not_no": "anything but no",
    "aside": "neither yes nor no",
    "no_or_abstain": "no, or abstained",
    "no_or_absent": "no, or did not vote",
    "yes_or_abstain": "yes, or abstained",
    "yes_or_absent": "yes, or did not vote",
}
QUANTIFIERS = {
    "bare": "the group, without saying how many",
    "all": "all of it",
    "most": "most of it",
    "half": "half of it",
    "some": "some of it",
    "none": "none of it",
    "count": "a number of its members",
}
RELATIONS = {"same": "the same vote", "opposed": "the opposite vote"}
OUTCOMES = {"adopted": "adopted", "rejected": "rejected", "vetoed": "vetoed"}
ROLES = {"author": "tabled or drafted it", "sponsor": "sponsored it"}
FORCES = {"true": "binding", "false": "not binding", "symbolic": "symbolic"}
SCOPES = {"event": "yes", "bare": "no"}
BODIES = {"GA": "General Assembly", "SC": "Security Council", "HRC": "Human Rights Council"}
BASELINES = {"unnamed": "earlier votes, without naming one"}
METHODS = {"unanimous": "unanimously", "consensus": "by consensus"}
LABELS = {
    "subjects": "Who",
    "with": "As whom",
    "option": "Voted",
    "group": "Group",
    "quantifier": "How many of it",
    "n": "Number",
    "except": "But for",
    "relation": "Cast",
    "scope": "Names a vote",
    "others": "Others with them",
    "exclusive": "Only these",
    "within": "Among",
    "when": "How often",
    "yes": "Yes",
    "no": "No",
    "abstain": "Abstained",
    "absent": "Did not vote",
    "of": "Of",
    "sum": "Together",
    "approximate": "Roughly",
    "outcome": "Outcome",
    "vetoed_by": "Vetoed by",
    "role": "Role",
    "date": "Day",
    "dates": "Days",
    "symbol": "Symbol",
    "title": "Title",
    "binding": "Force",
    "method": "Adopted",
    "by_verb": "In the words",
    "verb": "The text",
    "object": "What",
    "negated": "Denied",
    "body": "Body",
    "size": "Members",
    "threshold": "Votes needed",
    "veto": "Has a veto",
    "frame": "Framing",
    "direction": "More or fewer",
    "baseline": "Compared with",
    "notable": "By a margin",
    "act": "What was done",
    "rank": "Which in the row",
    "attributed": "Said by somebody",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WORDS: dict[str, Mapping[str, str]] = {
    "option": OPTIONS,
    "quantifier": QUANTIFIERS,
    "relation": RELATIONS,
    "outcome": OUTCOMES,
    "role": ROLES,
    "binding": FORCES,
    "scope": SCOPES,
    "body": BODIES,
    "of": OPTIONS | BODIES,
    "baseline": BASELINES,
    "method": METHODS,
    "direction": {"higher": "more", "lower": "fewer"},
    "veto": {"true": "yes", "false": "no"},
    "vetoed": {"true": "yes", "false": "no"},
}


def in_words(asserted: Mapping[str, Any], states: Mapping[str, str]) -> list[tuple[str, str]]:
    """Slots with nothing in them are left out; a state that others are said to have voted as stands there only."""
    beside = set(asserted.get("with") or ())
    pairs = []
    for name, value in sorted(asserted.items(), key=lambda pair: _place(pair[0])):
        if name == "subjects" and beside:
            value = [code for code in value if code not in beside]
        text = _text(name, value, states)
        if text:
            pairs.append((LABELS.get(name, name.replace("_", " ").capitalize()), text))
    return pairs


def _place(name: str) -> tuple[int, str]:
    return (list(LABELS).index(name) if name in LABELS else len(LABELS), name)


def _text(name: str, value: Any, states: Mapping[str, str]) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):  # that a mark is not there is nothing the words say
        return _WORDS.get(name, {}).get(str(value).lower(), "yes" if value else "")
    if isinstance(value, list | tuple):
        return ", ".join(_text(name, one, states) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(key, inner, states)}" for key, inner in value.items())
    text = str(value)
    if _DAY.fullmatch(text):
        return date_format(date.fromisoformat(text), "j F Y")
    return _WORDS.get(name, {}).get(text) or states.get(text, text)
