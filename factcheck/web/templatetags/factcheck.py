"""Tags for the small signs, which take a code and bring its word. Larger components are included by name."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from factcheck.accounts.models import User
from factcheck.notices.models import Notice
from factcheck.record import local_names
from factcheck.reviews.models.assessment import rating_words
from factcheck.web import stylesheets as sheets
from factcheck.web import words

register = template.Library()


DRAWN = 4096
"""Signs that a process keeps drawn: a list of votes has a hundred of them, and most are the same."""


@register.simple_tag
def option_badge(code: str, count: int | None = None, *, hide_word: bool = False) -> str:
    """How a state voted: letter and word, or letter, number and word."""
    return _option_badge(code, count, hide_word, get_language())


@lru_cache(maxsize=DRAWN)
def _option_badge(code: str, count: int | None, hide_word: bool, _language: str | None) -> str:
    option = words.OPTIONS[code]
    done = option.done if count is None else option.done_by(count)
    about = {"option": option, "count": count, "done": done, "hide_word": hide_word}
    return render_to_string("components/option_badge.html", about)


@register.simple_tag
def verdict_badge(code: str, count: int | None = None) -> str:
    return _verdict_badge(code, count, get_language())


@lru_cache(maxsize=DRAWN)
def _verdict_badge(code: str, count: int | None, _language: str | None) -> str:
    return render_to_string("components/verdict_badge.html", {"verdict": words.VERDICTS[code], "count": count})


@register.simple_tag
def rating_badge(accuracy: int | None, framing: str) -> str:
    """What people rated: icon, words and colour."""
    return _rating_badge(accuracy, framing, get_language())


@lru_cache(maxsize=DRAWN)
def _rating_badge(accuracy: int | None, framing: str, _language: str | None) -> str:
    icon, tone = words.rating_sign(accuracy, framing)
    about = {"icon": icon, "tone": tone, "rating": rating_words(accuracy, framing)}
    return render_to_string("components/rating_badge.html", about)


@register.simple_tag
def rating_tone(accuracy: int | None, framing: str) -> str:
    """What colours the place where a rating stands."""
    return words.rating_sign(accuracy, framing)[1]


@register.inclusion_tag("components/severity_badge.html")
def severity_badge(code: str) -> dict[str, str]:
    return {"code": code, "word": words.SEVERITIES[code]}


@register.simple_tag
def stylesheets() -> tuple[str, ...]:
    """Names of the static files that a page links to."""
    return sheets.of_a_page()


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


class Row(Protocol):
    """Fields of which one may be wrong: which, and the key of the element that says so."""

    @property
    def wrong(self) -> str: ...
    @property
    def error_key(self) -> str: ...


@register.simple_tag
def wrong(row: Row, part: str) -> str:
    """Attributes of a field: marked as wrong and described by what is said of it, where it is what is to be mended.
    Without quotation marks, which would be escaped."""
    return f" aria-invalid=true aria-describedby={row.error_key}" if row.wrong == part else ""


@register.simple_tag
def language_name(code: str) -> str:
    """The name of a language by its code, in the language of the page."""
    return local_names.language_name(code)


@register.simple_tag
def signed(value: float) -> str:
    """With two places, and a minus sign where it is below zero."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


@register.simple_tag
def result_word(code: str) -> str:
    return words.word_for(words.RESULTS, code)


@register.simple_tag
def motion_kind_word(code: str) -> str:
    return words.word_for(words.MOTION_KINDS, code)


@register.simple_tag
def legal_effect_word(code: str) -> str:
    return words.word_for(words.LEGAL_EFFECTS, code)
