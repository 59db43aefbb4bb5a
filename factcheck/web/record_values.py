"""Fields and values of the record in the words of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from factcheck.web import words

FIELDS = {
    "held_on": "Day",
    "held_in": "Month",
    "meeting": "Meeting",
    "method": "How it was taken",
    "result": "Outcome",
    "yes": "Yes votes",
    "no": "No votes",
    "abstain": "Abstentions",
    "absent": "Members that did not vote",
    "members": "Members of the body",
    "note": "Note",
    "votes": "Votes of states",
}
"""What can differ in a vote besides the votes of single states, which are named by their codes."""

RULES = {
    "the source of higher rank": "Taken from the source of higher rank.",
    "the record's own fact files": "Taken from the record’s own fact files, which imports never change.",
}


def field_word(field: str, states: Mapping[str, str]) -> str:
    """ "Yes votes" for "yes"; "Vote of India" for "IND". `states` maps codes to names."""
    if field.isupper():
        return f"Vote of {states.get(field, field)}"
    return words.word_for(FIELDS, field)


def value_word(field: str, value: object) -> str:
    """A stored value as a page says it; "Nothing" where there is none, "Not listed" for a state's vote."""
    text = "" if value is None else str(value)
    if not text:
        return "Not listed" if field.isupper() else "Nothing"
    if field.isupper():
        return words.OPTIONS[text].word if text in words.OPTIONS else text.capitalize()
    if field == "held_on":
        return f"{date.fromisoformat(text):%-d %B %Y}"
    if field == "result":
        return words.word_for(words.RESULTS, text)
    if field == "method":
        return words.word_for(words.METHODS, text)
    return text


def rule_sentence(rule: str) -> str:
    """Why one of two values was taken, as a sentence."""
    return RULES.get(rule, f"{rule[:1].upper()}{rule[1:]}.")
