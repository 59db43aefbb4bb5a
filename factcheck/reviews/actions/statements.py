"""What somebody said, as a reviewer quotes it: checked before it is stored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from factcheck.record.local_names import LANGUAGES
from factcheck.reviews.actions import storing
from factcheck.reviews.models import EvidenceItem, Side, Told
from factcheck.reviews.models.assessment import LONGEST_REASON
from factcheck.reviews.models.evidence import LONGEST_QUOTE

STATEMENT_LIMIT = 10
is_address = URLValidator(schemes=["http", "https"])
_SYMBOL = re.compile(r"[A-Z][A-Z0-9.\-]*(?:/[A-Za-z0-9.\-() ]+)+")
_LENGTHS = {
    "words": ("the words", LONGEST_QUOTE),
    "translation": ("the translation", LONGEST_QUOTE),
    "speaker": ("the speaker", 200),
    "role": ("the role", 200),
    "note": ("the note", LONGEST_REASON),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """As it is typed. `state` is a name or code of the record; `place` the symbol of a document or an address; `told`
    how it was said to the newsroom; `said_on` a day as 2025-02-24."""

    side: str = ""
    words: str = ""
    language: str = ""
    translation: str = ""
    speaker: str = ""
    role: str = ""
    state: str = ""
    said_on: str = ""
    place: str = ""
    told: str = ""
    note: str = ""

    @property
    def is_filled(self) -> bool:
        """A side alone is nothing yet."""
        return any(getattr(self, part).strip() for part in PARTS[1:])


PARTS = tuple(one.name for one in fields(Statement))


def checked(rows: Sequence[Statement]) -> tuple[list[EvidenceItem], dict[str, str]]:
    """Statements that can be stored, and what is wrong with each that cannot, by field."""
    filled = [row for row in rows if row.is_filled]
    if len(filled) > STATEMENT_LIMIT:
        return [], {"statements": f"These are {len(filled)} statements; {STATEMENT_LIMIT} can be kept."}
    named = [one for row in filled if (one := _squeezed(row.state))]
    states = storing.states_named(named) if named else {}
    items, problems = [], {}
    for number, row in enumerate(filled):
        try:
            items.append(_item(row, states))
        except ValidationError as error:
            problems[f"statement-{number}-{error.code}"] = f"Statement {number + 1}: {error.messages[0]}"
    return items, problems


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _item(row: Statement, states: dict[str, list[int]]) -> EvidenceItem:
    """Raises ValidationError with the part as its code, and a sentence that goes on behind a colon."""
    _require_texts(row)
    item = EvidenceItem(
        side=row.side,
        words=row.words.strip(),
        language=row.language,
        translation=row.translation.strip(),
        speaker=row.speaker.strip(),
        role=row.role.strip(),
        said_on=_day(row.said_on.strip()),
        told=row.told,
        note=row.note.strip(),
    )
    if name := _squeezed(row.state):
        found = states.get(name, [])
        if len(found) != 1:
            problem = "may be several states" if found else "is no name of a state in the record"
            raise ValidationError(f"“{row.state[:80]}” {problem}. Choose one from the list.", code="state")
        item.state_id = found[0]
    place = " ".join(row.place.split())
    if "://" in place:
        item.url = _address(place)
    elif place:
        if len(place) > 100 or not _SYMBOL.fullmatch(place):
            raise ValidationError(
                f"“{place[:80]}” is no symbol of a document (S/PV.9866) and no web address.", code="place"
            )
        item.symbol = place
    elif not row.told:
        raise ValidationError("say where the words can be found, or how they were said to you.", code="place")
    return item


def _require_texts(row: Statement) -> None:
    if row.side not in Side.values:
        raise ValidationError("say whether it is for or against the claim.", code="side")
    if not row.words.strip():
        raise ValidationError("quote the words themselves.", code="words")
    if not row.speaker.strip():
        raise ValidationError("say who said it.", code="speaker")
    if row.told and row.told not in Told.values:
        raise ValidationError("this is no way in which it was said to you.", code="told")
    if row.language and row.language not in LANGUAGES:
        raise ValidationError("this is none of the languages.", code="language")
    if row.language and not row.translation.strip():
        raise ValidationError("give a translation into English beside the words.", code="translation")
    if row.translation.strip() and not row.language:
        raise ValidationError("say which language the words are in, for they have a translation.", code="language")
    for name, (what, longest) in _LENGTHS.items():
        text = getattr(row, name).strip()
        if len(text) > longest:
            raise ValidationError(f"{what} may have {longest:,} characters; these are {len(text):,}.", code=name)
    for name in PARTS:
        if "\x00" in getattr(row, name):
            raise ValidationError("there is a character in it that cannot be stored; type it anew.", code=name)


def _day(text: str) -> date:
    if not text:
        raise ValidationError("say on which day it was said.", code="said_on")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValidationError(
            f"“{text[:40]}” is no day of the calendar. Write it as 2025-02-24.", code="said_on"
        ) from None
    if day > timezone.localdate():
        raise ValidationError("the day is still to come.", code="said_on")
    return day


def _address(place: str) -> str:
    try:
        is_address(place)
    except ValidationError:
        raise ValidationError(f"“{place[:80]}” is no web address.", code="place") from None
    if len(place) > 1000:
        raise ValidationError("the address is longer than 1,000 characters.", code="place")
    return place
