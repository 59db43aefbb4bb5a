"""A result as text for a terminal, and as the lines of the JSON contract. No Django."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

from factcheck.claims.inputs import Input, InputRefused
from factcheck.engine import FLAGS
from factcheck.engine.model import Claim, Flag, Result

WIDTH = 96
VERDICT_WORDS = {
    "supported": "SUPPORTED",
    "refuted": "REFUTED",
    "depends": "DEPENDS",
    "not_in_record": "NOT IN RECORD",
    "not_checkable": "NOT CHECKABLE",
}


def error_line(source: Input, problem: ValueError) -> str:
    """One line of JSON in the place of the result."""
    error = {
        "file": source.source,
        "line": source.line,
        "field": getattr(problem, "field", ""),
        "message": str(problem),
    }
    return json.dumps({"id": source.id, "error": error}, ensure_ascii=False, sort_keys=True)


def in_words(result: Result) -> str:
    """Headline, each claim with verdict, quote, explanation and flags, then flags on the text as a whole."""
    return "\n".join(_lines(result)) + "\n"


def _lines(result: Result) -> Iterator[str]:
    article = result.article
    yield from _wrap((article.title or article.full_text.strip().split("\n")[0][:WIDTH]).strip() or article.id)
    day = f"{article.published:%-d %B %Y}" if article.published else "date not given"
    yield f"{article.id} · {day} · {_count(len(result.claims), 'claim')}, {_count(len(result.flags), 'flag')}"
    for note in result.notes:
        yield from _wrap(f"Note: {note}")
    shown: set[int] = set()
    for number, claim in enumerate(result.claims, start=1):
        yield ""
        yield from _claim(number, claim)
        for place, flag in enumerate(result.flags):
            if claim.id in flag.claims and place not in shown:
                shown.add(place)
                yield from _flag(flag, also=[c for c in flag.claims if c != claim.id], result=result)
    others = [flag for place, flag in enumerate(result.flags) if place not in shown]
    if others:
        yield ""
    for flag in others:
        yield from _flag(flag, also=[], result=result)


def _claim(number: int, claim: Claim) -> Iterator[str]:
    about = f" · {claim.motion}" if claim.motion else ""
    drafted = " · drafted" if claim.drafted else ""
    yield f"{number:3}  {VERDICT_WORDS[claim.verdict]} · {claim.kind.replace('_', ' ')}{about}{drafted}"
    yield from _wrap(f"“{' '.join(claim.quote.split())}”", indent=5)
    yield from _wrap(claim.explanation, indent=5)


def _flag(flag: Flag, *, also: list[str], result: Result) -> Iterator[str]:
    numbers = {claim.id: str(number) for number, claim in enumerate(result.claims, start=1)}
    title = FLAGS[flag.code].title if flag.code in FLAGS else flag.code
    shared = f" (also claim {', '.join(numbers[c] for c in also if c in numbers)})" if also else ""
    yield from _wrap(f"⚑ {title} [{flag.code}, {flag.severity}]{shared}: {flag.explanation}", indent=5, hanging=2)


def _wrap(text: str, indent: int = 0, hanging: int = 0) -> list[str]:
    margin = " " * indent
    return textwrap.wrap(
        " ".join(text.split()),
        WIDTH,
        initial_indent=margin,
        subsequent_indent=margin + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def refusal(source: Input, problem: ValueError) -> str:
    """One line for standard error: where, and what is wrong."""
    field = getattr(problem, "field", "")
    return f"{source.where}: {field + ': ' if field and isinstance(problem, InputRefused) else ''}{problem}"
