"""Which words of a text a form means: by offsets, or by a sentence and its first and last words."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict

from factcheck.articles.models import ArticleVersion
from factcheck.claims.models import Mention
from factcheck.engine.text.segment import segment


@dataclass(frozen=True, slots=True)
class SentenceChoice:
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class WordChoice:
    """A word that a claim may begin before (`start`, with what follows in `label`) or end after (`end`, with what
    stands before it in `word`)."""

    start: int
    end: int
    label: str
    word: str


def sentences(version: ArticleVersion) -> list[SentenceChoice]:
    text = version.checked_text
    parts = segment(text, version.title or None)
    return [SentenceChoice(f"{part.start}-{part.end}", text[part.start : part.end]) for part in parts]


EDGES = ".,;:!?…()[]“”„‘’«»\"'"
"""What stands at a word and is mostly no part of a claim that begins or ends with it."""


def words_around(mention: Mention) -> list[WordChoice]:
    """The words of the claim's sentences and of one more on either side. One begins where the claim does, and one ends
    where it does."""
    version = mention.version
    text = version.checked_text
    parts = segment(text, version.title or None)
    inside = [n for n, part in enumerate(parts) if part.start < mention.end and mention.start < part.end]
    if not inside:
        return []
    near = parts[max(0, inside[0] - 1) : inside[-1] + 2]
    places = []
    for part in near:
        at = part.start
        for word in text[part.start : part.end].split():
            at = text.index(word, at)
            places.append(_edges(mention, at, word))
            at += len(word)
    return [
        WordChoice(
            start, end, text[start : places[min(n + 2, len(places) - 1)][1]], text[places[max(n - 2, 0)][0] : end]
        )
        for n, (start, end) in enumerate(places)
    ]


def _edges(mention: Mention, at: int, word: str) -> tuple[int, int]:
    """Where a claim that begins or ends with this word does so: where this one does, else without punctuation."""
    whole = at, at + len(word)
    start = whole[0] + len(word) - len(word.lstrip(EDGES)) if word.strip(EDGES) else whole[0]
    end = whole[1] - len(word) + len(word.rstrip(EDGES)) if word.strip(EDGES) else whole[1]
    return (
        mention.start if whole[0] <= mention.start < whole[1] else start,
        mention.end if whole[0] < mention.end <= whole[1] else end,
    )


def number(text: str, problem: str) -> int:
    """Raises ValidationError with `problem`."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValidationError({"words": problem})
    return int(text)


def chosen_place(given: QueryDict, version: ArticleVersion) -> tuple[int, int]:
    """[start, end) in the checked text. The form names the version it showed: another text has other places.

    Raises ValidationError.
    """
    if given.get("version", "") != str(version.pk):
        raise ValidationError({"words": "The article has another text now. Choose the words in it again."})
    if given.get("start") or given.get("end"):
        problem = "Choose some words of the text first."
        return number(given.get("start", ""), problem), number(given.get("end", ""), problem)
    first, _, last = given.get("sentence", "").partition("-")
    problem = "Choose a sentence, or select words in the text."
    start, end = number(first, problem), number(last, problem)
    sentence = version.checked_text[start:end]
    begin = _found(sentence, given.get("from", ""), 0)
    stop = _found(sentence, given.get("to", ""), begin)
    return start + begin, start + stop + len(given.get("to", "").strip()) if given.get("to", "").strip() else end


def _found(sentence: str, words: str, after: int) -> int:
    place = sentence.find(words.strip(), after)
    if place < 0:
        raise ValidationError({"words": f"“{words.strip()[:80]}” does not stand so in the sentence you chose."})
    return place
