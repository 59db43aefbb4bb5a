"""The form in which a person says how words are to be read: kind, states, option, vote. Names become codes here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from factcheck.claims.models import Mention
from factcheck.claims.models.claim import FREE
from factcheck.desk import slots
from factcheck.record.models import Motion, Name
from factcheck.record.search import symbols_in
from factcheck.web import votes, words

SPARE = 2
MOST_STATES = 60
STATES = ("subjects", "with", "except", "vetoed_by")
COUNTS = ("yes", "no", "abstain", "absent")
FIELDS: dict[str, tuple[str, ...]] = {
    "vote_position": ("subjects", "option"),
    "vote_alignment": ("subjects", "with", "relation"),
    "group_position": ("group", "option", "quantifier", "n", "except"),
    "tally": COUNTS,
    "outcome": ("outcome", "vetoed_by"),
    "sponsorship": ("subjects", "role"),
    "date": ("date",),
    "symbol": ("symbol",),
    "title": ("title",),
    "binding": ("binding",),
    FREE: (),
}
"""The slots of each kind that its slots alone tell; the others hang on details that only the rules read."""
_CHOICES: dict[str, Mapping[str, str]] = {
    "option": slots.OPTIONS,
    "quantifier": slots.QUANTIFIERS,
    "relation": slots.RELATIONS,
    "outcome": slots.OUTCOMES,
    "role": slots.ROLES,
    "binding": slots.FORCES,
}
_OPTIONAL = {"n", "except", "vetoed_by", *COUNTS}


@dataclass(frozen=True, slots=True)
class Field:
    """`sort` says how it is drawn: states, choice, number, day or text. `values` are what stands in it, several for
    states; `choices` are (value, label, chosen)."""

    name: str
    label: str
    sort: str
    values: Sequence[str]
    choices: Sequence[tuple[str, str, bool]] = ()
    error: str = ""
    is_optional: bool = False

    @property
    def value(self) -> str:
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class StateNames:
    """`official` by code; `codes` by a name in small letters: several where states share it."""

    official: Mapping[str, str]
    codes: Mapping[str, frozenset[str]]
    offered: Sequence[tuple[str, str]]

    @classmethod
    def load(cls) -> StateNames:
        """Two queries."""
        official = votes.state_names()
        found: defaultdict[str, set[str]] = defaultdict(set)
        offered = [(name, code) for code, name in official.items()]
        for code, name in official.items():
            found[name.casefold()].add(code)
            found[code.casefold()].add(code)
        rows = Name.objects.filter(organization__classification="state", kind="name", organization__code__isnull=False)
        for text, alias_of in rows.order_by("text").values_list("text", "organization__code"):
            code = str(alias_of)
            if text.casefold() not in found:
                offered.append((text, official.get(code, code)))
            found[text.casefold()].add(code)
        return cls(official, {name: frozenset(codes) for name, codes in found.items()}, sorted(offered))

    def code(self, text: str) -> str:
        """Raises ValidationError for a name that no state has, or several."""
        codes = self.codes.get(" ".join(text.split()).casefold(), frozenset())
        if len(codes) == 1:
            return next(iter(codes))
        if codes:
            names = " or ".join(sorted(self.official.get(code, code) for code in codes))
            raise ValidationError(f"“{text}” may be {names}. Choose one of them.")
        raise ValidationError(f"“{text}” is no name of a state in the record. Choose one from the list.")


@dataclass(slots=True)
class ReadingForm:
    """`values` are lists by field, as typed or as stored."""

    kind: str
    values: Mapping[str, Sequence[str]]
    names: StateNames
    groups: Mapping[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def stored(cls, mention: Mention, kind: str = "", motion: str = "") -> ReadingForm:
        """As the claim is read now; `kind` and `motion` put others in their place. Another kind begins with what the
        two have in common."""
        finding = mention.finding
        own = mention.claim.kind
        kind = kind if kind in FIELDS else own if own in FIELDS else FREE
        names = StateNames.load()
        asserted = dict(finding.asserted) if finding else {}
        beside = list(asserted.get("with") or ())
        asserted["subjects"] = [code for code in asserted.get("subjects") or () if code not in beside]
        values = {name: _shown(name, asserted.get(name), names) for name in FIELDS[kind]}
        motion = motion or (mention.chosen or {}).get("motion") or (finding.motion_key if finding else "")
        return cls(kind, {**values, "motion": [motion]}, names, votes.group_names())

    @classmethod
    def sent(cls, data: QueryDict) -> ReadingForm:
        kind = data.get("kind", "")
        kind = kind if kind in FIELDS else FREE
        values = {name: [text.replace("\x00", "") for text in data.getlist(name)] for name in (*FIELDS[kind], "motion")}
        return cls(kind, values, StateNames.load(), votes.group_names())

    def reading(self) -> tuple[dict[str, Any], str]:
        """What is asserted, and the key of the vote, "" where the rules are to find it. Raises ValidationError with
        what is wrong by field, which is kept in `errors` too."""
        asserted: dict[str, Any] = {}
        for name in FIELDS[self.kind]:
            try:
                value = self._value(name)
            except ValidationError as error:
                self.errors[name] = " ".join(error.messages)
                continue
            if value not in ("", None, []):
                asserted[name] = value
            elif name not in _OPTIONAL:
                self.errors[name] = "Fill this in."
        if self.kind == "vote_alignment" and not self.errors:
            asserted["subjects"] = [*asserted["subjects"], *asserted["with"]]
        motion = self._motion()
        if self.errors:
            raise ValidationError(dict(self.errors))
        return asserted, motion

    def _value(self, name: str) -> Any:
        given = [text.strip() for text in self.values.get(name, ()) if text.strip()]
        if name in STATES:
            return list(dict.fromkeys(self.names.code(text) for text in given[:MOST_STATES]))
        text = given[0] if given else ""
        if name == "group":
            return _known(text, self.groups)
        if name in _CHOICES:
            known = _known(text, _CHOICES[name])
            return {"true": True, "false": False}.get(known, known) if name == "binding" else known
        if (name in COUNTS or name == "n") and text:
            if not (text.isascii() and text.isdigit() and len(text) < 5):
                raise ValidationError("Write a whole number.")
            return int(text)
        return text[:500]

    def _motion(self) -> str:
        text = next((text.strip() for text in self.values.get("motion", ()) if text.strip()), "")
        if not text:
            return ""
        wanted = [text, *symbols_in(text)]
        found = Motion.objects.filter(key__in=wanted).values_list("key", flat=True).first()
        found = found or Motion.objects.filter(draft_symbol__in=wanted).values_list("key", flat=True).first()
        if found is None:
            self.errors["motion"] = f"The record has no vote on “{text[:80]}”. Leave it empty, or look it up."
            return ""
        return str(found)

    # ------------------------------------------------------------------------------------------------- for the template

    @property
    def kinds(self) -> list[tuple[str, str, bool]]:
        return [(kind, words.word_for(words.KINDS, kind), kind == self.kind) for kind in FIELDS]

    @property
    def fields(self) -> list[Field]:
        return [self._field(name) for name in FIELDS[self.kind]]

    @property
    def motion(self) -> Field:
        values = self.values.get("motion") or [""]
        return Field("motion", "Vote", "text", values, error=self.errors.get("motion", ""), is_optional=True)

    def _field(self, name: str) -> Field:
        values = [text for text in self.values.get(name, ()) if text]
        sort = "states" if name in STATES else "number" if name in COUNTS or name == "n" else "text"
        sort = "day" if name == "date" else sort
        choices: Sequence[tuple[str, str, bool]] = ()
        if name in _CHOICES or name == "group":
            offered = self.groups if name == "group" else _CHOICES[name]
            sort = "choice"
            choices = [(value, label, value in values) for value, label in offered.items()]
        if sort == "states":
            values = [*values, *[""] * SPARE]
        return Field(
            name, slots.LABELS[name], sort, values, choices, self.errors.get(name, ""), is_optional=name in _OPTIONAL
        )


def _known(text: str, offered: Mapping[str, str]) -> str:
    if text and text not in offered:
        raise ValidationError("Choose one from the list.")
    return text


def _shown(name: str, value: Any, names: StateNames) -> list[str]:
    if value is None:
        return []
    if name in STATES:
        return [names.official.get(str(code), str(code)) for code in value]
    if isinstance(value, bool):
        return [str(value).lower()]
    if name == "date":
        return [str(value[0])] if isinstance(value, list) and len(value) == 1 else []
    return [str(value)]
