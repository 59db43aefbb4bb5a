"""Inclusion tags for the small signs, which take a code and bring its word. Larger components are included by name."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from factcheck.accounts.models import User
from factcheck.notices.models import Notice
from factcheck.web import words

register = template.Library()


@register.inclusion_tag("components/option_badge.html")
def option_badge(code: str, count: int | None = None, *, hide_word: bool = False) -> dict[str, Any]:
    """How a state voted: letter and word, or letter, number and word."""
    option = words.OPTIONS[code]
    done = option.done if count is None else option.done_by(count)
    return {"option": option, "count": count, "done": done, "hide_word": hide_word}


@register.inclusion_tag("components/verdict_badge.html")
def verdict_badge(code: str, count: int | None = None) -> dict[str, Any]:
    return {"verdict": words.VERDICTS[code], "count": count}


@register.inclusion_tag("components/severity_badge.html")
def severity_badge(code: str) -> dict[str, Any]:
    return {"code": code, "word": words.SEVERITIES[code]}


@register.simple_tag
def option_letter(code: str) -> str:
    """The letter of a way of voting; "" for a state that has no place in a roll call."""
    return words.OPTIONS[code].letter if code in words.OPTIONS else ""


@register.simple_tag
def unread_notices(person: User) -> str:
    """How many notices of a person are unread, "" for none; counted up to 99, from one index."""
    number = Notice.objects.filter(person=person, read_at__isnull=True).order_by()[:100].count()
    return f"{number}" if 0 < number < 100 else "99+" if number else ""


@register.simple_tag
def english() -> str:
    """An attribute for what is in English whatever the language of the page: explanations, titles of texts. Empty on
    English pages; without quotation marks, which would be escaped."""
    return "" if get_language() == "en" else " lang=en"


@register.simple_tag
def result_word(code: str) -> str:
    return words.word_for(words.RESULTS, code)


@register.simple_tag
def motion_kind_word(code: str) -> str:
    return words.word_for(words.MOTION_KINDS, code)


@register.simple_tag
def legal_effect_word(code: str) -> str:
    return words.word_for(words.LEGAL_EFFECTS, code)
