"""Fields and values of the record in the words of the pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from factcheck.web import words
from factcheck.web.language import Words, day

FIELDS = Words(
    {
        "held_on": gettext_noop("Day"),
        "held_in": gettext_noop("Month"),
        "meeting": gettext_noop("Meeting"),
        "method": gettext_noop("How it was taken"),
        "result": gettext_noop("Outcome"),
        "yes": gettext_noop("Yes votes"),
        "no": gettext_noop("No votes"),
        "abstain": gettext_noop("Abstentions"),
        "absent": gettext_noop("Members that did not vote"),
        "members": gettext_noop("Members of the body"),
        "note": gettext_noop("Note"),
        "votes": gettext_noop("Votes of states"),
    }
)
"""What can differ in a vote besides the votes of single states, which are named by their codes."""

RULES = Words(
    {
        "the source of higher rank": gettext_noop("Taken from the source of higher rank."),
        "the record's own fact files": gettext_noop(
            "Taken from the record’s own fact files, which imports never change."
        ),
    }
)


def field_word(field: str, states: Mapping[str, str]) -> str:
    """ "Yes votes" for "yes"; "Vote of India" for "IND". `states` maps codes to names."""
    if field.isupper():
        return _("Vote of %(state)s") % {"state": states.get(field, field)}
    return words.word_for(FIELDS, field)


def value_word(field: str, value: object) -> str:
    """A stored value as a page says it; "Nothing" where there is none, "Not listed" for a state's vote."""
    text = "" if value is None else str(value)
    if not text:
        return _("Not listed") if field.isupper() else _("Nothing")
    if field.isupper():
        return words.OPTIONS[text].word if text in words.OPTIONS else text.capitalize()
    if field == "held_on":
        return day(date.fromisoformat(text))
    if field == "result":
        return words.word_for(words.RESULTS, text)
    if field == "method":
        return words.word_for(words.METHODS, text)
    return text


def rule_sentence(rule: str) -> str:
    """Why one of two values was taken, as a sentence."""
    return RULES.get(rule) or f"{rule[:1].upper()}{rule[1:]}."
