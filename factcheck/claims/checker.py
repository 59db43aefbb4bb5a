"""What stands between a raw text and the engine: the texts that it must not be given. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from factcheck.articles.language import language_of, unchecked_note
from factcheck.articles.limits import problem_with, problem_with_day
from factcheck.claims.drafting import NO_DRAFTS, Drafts, ask
from factcheck.engine import check, prepare
from factcheck.engine.index import Index
from factcheck.engine.model import Article, Result
from factcheck.engine.proposals import Proposal
from factcheck.operations.drafting import DraftingHelper

__all__ = ["TextRefused", "ask_about", "check_article", "prepare"]


class TextRefused(ValueError):
    """The text cannot be checked; the message says why and what to do. `field` is the part that is at fault."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def check_article(article: Article, index: Index, proposals: Sequence[Proposal] = ()) -> Result:
    """The engine's result; for a text that is not English one without claims and with a note that says so.

    Raises TextRefused for a text that is empty, too long, or holds characters that are none, and for a day on which no
    article can have appeared.
    """
    refuse(article)
    language = language_of(article.full_text)
    if language != "en":
        return replace(_nothing(index), article=article, notes=(unchecked_note(language),))
    return check(article, index, proposals)


def ask_about(article: Article, helper: DraftingHelper | None) -> Drafts:
    """What the drafting helper proposes for a text; it is not asked about one in another language. Raises as above."""
    if helper is None:
        return NO_DRAFTS
    refuse(article)
    return ask(helper, article) if language_of(article.full_text) == "en" else NO_DRAFTS


def refuse(article: Article) -> None:
    """Raises TextRefused for what cannot be checked."""
    for field, text in (("title", article.title or ""), ("text", article.text)):
        if problem := problem_with(text, what=field):
            raise TextRefused(field, problem)
    if problem := problem_with_day(article.published):
        raise TextRefused("published", problem)
    if not article.full_text.strip():
        raise TextRefused("text", "There is no text. Give the text of the article.")


@lru_cache(maxsize=4)
def _nothing(index: Index) -> Result:
    """What the engine says about an empty text: the names of record and rules, and no claims."""
    return check(Article(text=""), index)
