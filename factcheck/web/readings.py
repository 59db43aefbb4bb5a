"""The engine's readings in words for readers. A key that has no words here is shown as it is, never dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from factcheck.web import words
from factcheck.web.language import Words
from factcheck.web.shapes import Reading

NAMES = Words(
    {
        "linked event": gettext_noop("On the vote that the article reports"),
        "comparable votes": gettext_noop("Against comparable votes"),
        "membership": gettext_noop("By the number of members"),
        "rule of the Charter": gettext_noop("By the rule of the Charter"),
        "co-sponsorship": gettext_noop("As sponsors of the same text"),
        "agreement above chance over twelve months": gettext_noop("Agreement above chance over twelve months"),
        "a broad majority": gettext_noop("A broad majority"),
        "a demand in the text's own words": gettext_noop("A demand in the text’s own words"),
        "a recommendation to the Assembly": gettext_noop("A recommendation to the Assembly"),
        "a unanimous vote": gettext_noop("A unanimous vote"),
        "a vote without opposition": gettext_noop("A vote without opposition"),
        "adoption by consensus": gettext_noop("Adoption by consensus"),
        "adoption without a vote": gettext_noop("Adoption without a vote"),
        "all members": gettext_noop("All members"),
        "all of the day's votes on the item": gettext_noop("All of the day’s votes on the matter"),
        "all that did not vote yes": gettext_noop("All that did not vote yes"),
        "all votes of the body": gettext_noop("All votes of the body"),
        "amendments carried": gettext_noop("Amendments carried"),
        "an earlier vote on the same matter": gettext_noop("An earlier vote on the same matter"),
        "at least that many": gettext_noop("At least that many"),
        "demand as a loose word for a call": gettext_noop("“Demand” as a loose word for a call"),
        "each time named": gettext_noop("Each time named"),
        "earlier votes on the same matter": gettext_noop("Earlier votes on the same matter"),
        "every earlier vote on the same matter": gettext_noop("Every earlier vote on the same matter"),
        "every vote of twelve months": gettext_noop("Every vote of twelve months"),
        "important questions": gettext_noop("Important questions"),
        "its share of the votes cast": gettext_noop("Its share of the votes cast"),
        "membership by the Council's own vote": gettext_noop("Membership by the Council’s own vote"),
        "nearly every earlier vote on the same matter": gettext_noop("Nearly every earlier vote on the same matter"),
        "nearly every vote of twelve months": gettext_noop("Nearly every vote of twelve months"),
        "one abstention counted as half": gettext_noop("One abstention counted as half"),
        "other questions": gettext_noop("Other questions"),
        "rule of procedure": gettext_noop("By the rules of procedure"),
        "sister body that day": gettext_noop("In the other body that day"),
        "states that voted no": gettext_noop("States that voted no"),
        "the body whose text it is": gettext_noop("The body whose text it is"),
        "the counts as states later said they had meant to vote": gettext_noop(
            "The counts as states later said they had meant to vote"
        ),
        "the figure in the record": gettext_noop("The figure in the record"),
        "the figures in another order": gettext_noop("The figures in another order"),
        "the legal effect of the text": gettext_noop("The legal effect of the text"),
        "the number of the others": gettext_noop("The number of the others"),
        "the operative text": gettext_noop("The operative text"),
        "the same vote in all votes cast by both": gettext_noop("The same vote in all votes cast by both"),
        "the same vote where both voted yes or no": gettext_noop("The same vote where both voted yes or no"),
        "the size of that side": gettext_noop("The size of that side"),
        "the states that the others are others than counted too": gettext_noop(
            "Counted with the states they are set apart from"
        ),
        "the text as it was first tabled": gettext_noop("The text as it was first tabled"),
        "the title in other words": gettext_noop("The title in other words"),
        "the verb as a loose word for a demand": gettext_noop("The verb as a loose word for a demand"),
        "the vote it is compared with": gettext_noop("The vote it is compared with"),
        "the vote meant": gettext_noop("The vote meant"),
        "the vote spoken of": gettext_noop("The vote spoken of"),
        "the words as stated": gettext_noop("The words as stated"),
        "the words of the text": gettext_noop("The words of the text"),
        "the words of the title": gettext_noop("The words of the title"),
        "those that voted": gettext_noop("Those that voted"),
        "votes against the text": gettext_noop("Votes against the text"),
        "votes cast": gettext_noop("Of the votes cast"),
        "votes for a text against the matter named": gettext_noop("Votes for a text against the matter named"),
        "those who abstain counted as not voting": gettext_noop("Those who abstain counted as not voting"),
        "votes for or against": gettext_noop("Votes for or against"),
        "votes on the same matter": gettext_noop("Votes on the same matter"),
        "what states later said they had meant to vote": gettext_noop("What states later said they had meant to vote"),
        "what the text is about": gettext_noop("What the text is about"),
        "yes against no": gettext_noop("Yes votes against no votes"),
        "yes against the share that decides": gettext_noop("Yes votes against the share that decides"),
    }
)

LABELS = Words(
    {
        "counts": gettext_noop("in the record"),
        "legal_effect": gettext_noop("legal effect"),
        "kappa": gettext_noop("weighted kappa"),
        "n": gettext_noop("votes compared"),
        "needed": gettext_noop("votes needed"),
        "yes": gettext_noop("yes votes"),
        "events": gettext_noop("votes looked at"),
        "abstain": gettext_noop("abstentions"),
        "against": gettext_noop("does not fit this meaning"),
        "amended": gettext_noop("amended before the vote"),
        "band": gettext_noop("limit"),
        "body": gettext_noop("body"),
        "carried": gettext_noop("amendments carried"),
        "cases": gettext_noop("times"),
        "cast": gettext_noop("votes cast"),
        "count": gettext_noop("count"),
        "description": gettext_noop("what the record calls it"),
        "earlier": gettext_noop("earlier votes"),
        "for or against": gettext_noop("votes for or against"),
        "group": gettext_noop("group"),
        "margin": gettext_noop("margin"),
        "members": gettext_noop("members"),
        "no": gettext_noop("no votes"),
        "no_paragraph_of_the_kind": gettext_noop("the text has no such paragraph"),
        "of the members": gettext_noop("of the members"),
        "of those present": gettext_noop("of those present"),
        "of those voting yes or no": gettext_noop("of those voting yes or no"),
        "others": gettext_noop("others"),
        "percent": gettext_noop("per cent"),
        "result": gettext_noop("result"),
        "rule": gettext_noop("rule"),
        "same": gettext_noop("votes alike"),
        "searched": gettext_noop("votes looked through"),
        "share": gettext_noop("share"),
        "shares": gettext_noop("shares"),
        "side": gettext_noop("on that side"),
        "size": gettext_noop("size"),
        "text": gettext_noop("in the record’s words"),
        "vetoes": gettext_noop("vetoes"),
        "votes": gettext_noop("votes compared"),
        "without": gettext_noop("times without a veto"),
    }
)

HIDDEN = {"event", "motion"}
"""Keys of rows that the evidence below the readings names already."""


def reading(found: Mapping[str, Any], states: Mapping[str, str]) -> Reading:
    """A stored reading (see docs/contract.md) with the states' names (code to name) put in."""
    name = str(found.get("reading", ""))
    holds = {True: "yes", False: "no"}.get(found.get("holds"), "unknown")  # type: ignore[arg-type]
    other = name.removeprefix("against ")
    is_known = name in NAMES or other != name
    text = _("Against %(vote)s") % {"vote": other} if other != name else NAMES.get(name, name[:1].upper() + name[1:])
    record = found.get("record") or {}
    rows = [row for key, value in record.items() for row in _rows(key, value, states)]
    return Reading(text, holds, tuple(rows), is_english=not is_known)


def _rows(key: str, value: Any, states: Mapping[str, str]) -> list[str]:
    if value is None or value == "" or value == {} or (key in HIDDEN and isinstance(value, str)):
        return []
    if isinstance(value, Mapping):
        if all(name in states for name in value):
            return ["; ".join(f"{states[code]}: {_plain(vote, states)}" for code, vote in value.items())]
        if all(isinstance(inner, Mapping) for inner in value.values()):
            return [f"{name}: {row}" for name, inner in value.items() for row in _rows("", inner, states)]
        if all(inner is None or isinstance(inner, bool) for inner in value.values()):
            said = {True: _("holds"), False: _("fails"), None: _("not in the record")}
            return [", ".join(f"{name} {said[value[name]]}" for name in sorted(value))]
        return [", ".join(f"{_option(name)} {_plain(inner, states)}" for name, inner in value.items())]
    if isinstance(value, list):
        return [f"{LABELS.get(key, key)}: {', '.join(_plain(inner, states) for inner in value)}"]
    label = LABELS.get(key, key.replace("_", " "))
    return [f"{label}: {_plain(value, states)}"]


def _option(code: str) -> str:
    return words.OPTIONS[code].done if code in words.OPTIONS else LABELS.get(code, code.replace("_", " "))


def _plain(value: Any, states: Mapping[str, str]) -> str:
    if value is None:
        return _("not in the record")
    if value is True or value is False:
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    text = str(value)
    if text in words.OPTIONS:
        return words.OPTIONS[text].word.lower()
    return states.get(text, text.replace("_", " ") if text in {*words.RESULTS, *words.LEGAL_EFFECTS} else text)
