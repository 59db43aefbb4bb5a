"""What a claim asserts, in words: the slots of docs/contract.md as pairs of a label and a text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

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
LABELS = {
    "subjects": "Who",
    "with": "As whom",
    "option": "Voted",
    "group": "Group",
    "quantifier": "How many of it",
    "n": "Number",
    "except": "But for",
    "relation": "Cast",
    "yes": "Yes",
    "no": "No",
    "abstain": "Abstained",
    "absent": "Did not vote",
    "sum": "Together",
    "outcome": "Outcome",
    "vetoed_by": "Vetoed by",
    "role": "Role",
    "date": "Day",
    "symbol": "Symbol",
    "title": "Title",
    "binding": "Force",
}
_WORDS: dict[str, Mapping[str, str]] = {
    "option": OPTIONS,
    "quantifier": QUANTIFIERS,
    "relation": RELATIONS,
    "outcome": OUTCOMES,
    "role": ROLES,
    "binding": FORCES,
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
    if isinstance(value, bool):
        return _WORDS.get(name, {}).get(str(value).lower(), "yes" if value else "no")
    if isinstance(value, list | tuple):
        return ", ".join(states.get(str(one), str(one)) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_text(key, inner, states)}" for key, inner in value.items())
    text = str(value)
    return _WORDS.get(name, {}).get(text) or states.get(text, text)
