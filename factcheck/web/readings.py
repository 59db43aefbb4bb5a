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
    }
)

HIDDEN = {"event", "motion"}
"""Keys of rows that the evidence below the readings names already."""


def reading(found: Mapping[str, Any], states: Mapping[str, str]) -> Reading:
    """A stored reading (see docs/contract.md) with the states' names (code to name) put in."""
    name = str(found.get("reading", ""))
    holds = {True: "yes", False: "no"}.get(found.get("holds"), "unknown")  # type: ignore[arg-type]
    text = NAMES.get(name, name[:1].upper() + name[1:])
    record = found.get("record") or {}
    rows = [row for key, value in record.items() for row in _rows(key, value, states)]
    return Reading(text, holds, tuple(rows), is_english=name not in NAMES)


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
    return words.OPTIONS[code].done if code in words.OPTIONS else code.replace("_", " ")


def _plain(value: Any, states: Mapping[str, str]) -> str:
    if value is None:
        return _("not in the record")
    if value is True or value is False:
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    text = str(value)
    if text in words.OPTIONS:
        return words.OPTIONS[text].word.lower()
    return states.get(text, text.replace("_", " ") if text in {*words.RESULTS, *words.LEGAL_EFFECTS} else text)
