"""Two who wrote at once: both texts side by side, and the second chooses what becomes of them. Nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from factcheck.web.comparing import Row, lines

JOINED = "Both are put together below: read it over, then store it. Nothing is stored yet."


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of which two wrote: `theirs` is stored, `mine` was sent."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Both:
    """What somebody stored while another wrote. `leave` is where theirs stands. `refused` says why mine cannot take its
    place, "" where the form below stores it; `can_join` where both can be put into that form, one behind the other.
    `rows` compare a long text, from theirs to mine."""

    said: str
    differences: list[Difference]
    leave: str
    refused: str = ""
    can_join: bool = False
    rows: Sequence[Row] = ()


def both(
    form: forms.Form, stored: Mapping[str, Any], *, said: str, leave: str, refused: str = "", long: str = ""
) -> Both:
    """`stored` are the values that stand now, by field; fields that it has not are not compared. `long` is a field
    whose text is compared paragraph by paragraph, and never put behind the other."""
    differing = [
        (field, _shown(field, stored[field.name]), _shown(field, field.value()))
        for field in form.visible_fields()
        if field.name in stored
    ]
    rows = next((lines(theirs, mine) for field, theirs, mine in differing if field.name == long), ())
    differing = [row for row in differing if row[1] != row[2] and row[0].name != long]
    can_join = any(_is_text(field.field) and theirs and mine for field, theirs, mine in differing)
    found = [Difference(str(field.label), theirs, mine) for field, theirs, mine in differing]
    return Both(said, found, leave, refused, can_join and not refused, rows)


def joined(form: forms.Form, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a form with both: texts one behind the other, the stored one first; else mine where it says
    anything."""
    values: dict[str, Any] = {}
    for field in form:
        mine, theirs = field.value(), stored.get(field.name)
        if _is_text(field.field) and field.name in stored:
            values[field.name] = one_behind_the_other(_shown(field, theirs), _shown(field, mine))
        else:
            values[field.name] = theirs if mine in (None, "") else mine
    return values


def one_behind_the_other(theirs: str, mine: str) -> str:
    """
    >>> one_behind_the_other("Two say so.", "Two say so. Three do."), one_behind_the_other("One.", "Two.")
    ('Two say so. Three do.', 'One.\\n\\nTwo.')
    """
    theirs, mine = theirs.strip(), mine.strip()
    return mine if theirs in mine else theirs if mine in theirs else f"{theirs}\n\n{mine}"


def _is_text(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Textarea)


def _shown(field: forms.BoundField, value: Any) -> str:
    """A value as readers of a page know it: the label of a choice, line ends as they are stored."""
    choices = {str(key): str(label) for key, label in getattr(field.field, "choices", ())}
    if isinstance(field.field, forms.BooleanField):
        return "yes" if value else "no"
    text = "" if value is None else str(value).replace("\r\n", "\n").strip()
    return choices.get(text, text) if text else ""
