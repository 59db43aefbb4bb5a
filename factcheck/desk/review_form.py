"""The form of an assessment: what it sent, what it shows, what is wrong with it. Nothing in it is chosen beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from factcheck.claims.models import FlagRaised
from factcheck.desk.conflicts import one_behind_the_other
from factcheck.record.local_names import LANGUAGES, language_name
from factcheck.reviews.actions.assessing import EVIDENCE_LIMIT, Given
from factcheck.reviews.actions.statements import PARTS, STATEMENT_LIMIT, Statement
from factcheck.reviews.models import Accuracy, Answer, Assessment, Draft, EvidenceItem, Framing, Side, Told
from factcheck.web.articles import flag_title
from factcheck.web.markdown import Block, parsed

SPARE_ROWS = 2
KEYS = {
    Framing.NOT_SUPPORTED: "f",
    Framing.IN_PART: "p",
    Framing.WRONG_VOTE: "w",
    Framing.KEY_VOTE: "o",
    Framing.CONTEXT: "m",
    Framing.UNDETERMINED: "d",
    Framing.NOT_CHECKABLE: "x",
}
"""The key of each finding; ratings have their numbers."""


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    key: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FlagRow:
    name: str
    title: str
    severity: str
    explanation: str
    answer: str
    reason: str
    error: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """`wrong` is the part that is to be mended, `error` what is said of it."""

    number: int
    side: str
    target: str
    note: str
    wrong: str = ""
    error: str = ""

    @property
    def error_key(self) -> str:
        return f"evidence-{self.number}-error"


@dataclass(frozen=True, slots=True)
class StatementRow(Statement):
    number: int = 0
    wrong: str = ""
    error: str = ""

    @property
    def error_key(self) -> str:
        return f"statement-{self.number}-error"


FIELD = re.compile(
    r"accuracy|framing|rationale|flag-\d{1,15}(?:-reason)?|evidence-\d{1,3}-(?:side|target|note)"
    rf"|statement-\d{{1,3}}-(?:{'|'.join(PARTS)})"
)
"""Names of fields: what else is sent is no part of a draft."""
ANSWER = re.compile(r"flag-\d{1,15}", re.ASCII)
NUMBER = re.compile(r"\d{1,3}", re.ASCII)


def _evidence_names(number: int) -> tuple[str, str, str]:
    return f"evidence-{number}-side", f"evidence-{number}-target", f"evidence-{number}-note"


def _statement_values(statements: Iterable[Statement]) -> dict[str, str]:
    return {
        f"statement-{number}-{part}": getattr(statement, part)
        for number, statement in enumerate(statements)
        for part in PARTS
    }


def _typed(item: EvidenceItem) -> Statement:
    """A stored statement as its fields hold it."""
    return Statement(
        side=item.side,
        words=item.words,
        language=item.language,
        translation=item.translation,
        speaker=item.speaker,
        role=item.role,
        state=item.state.name if item.state else "",
        said_on=item.said_on.isoformat() if item.said_on else "",
        place=item.target,
        told=item.told,
        note=item.note,
    )


@dataclass(slots=True)
class ReviewForm:
    """`values` are those of the fields; `errors` sentences by field, "" for those about none. `draft_at` is when they
    were kept as a draft, None where they are what is stored or was sent. `opens_flags` shows the flags though no rating
    is chosen."""

    flags: Sequence[FlagRaised]
    values: Mapping[str, str] = field(default_factory=dict)
    revision: int = 0
    errors: dict[str, list[str]] = field(default_factory=dict)
    draft_at: datetime | None = None
    opens_flags: bool = False

    @classmethod
    def of(cls, assessment: Assessment | None, draft: Draft | None, flags: Sequence[FlagRaised]) -> ReviewForm:
        """The draft where it goes on from what is stored, else what is stored."""
        stored = cls.stored(assessment, flags)
        if draft is None or draft.revision != stored.revision or not draft.values:
            return stored
        return cls(flags, draft.values, stored.revision, draft_at=draft.saved_at)

    @classmethod
    def sent(cls, data: QueryDict, flags: Sequence[FlagRaised] = ()) -> ReviewForm:
        """The flags are needed where the form is shown again."""
        values = {name: str(data[name]) for name in data}
        revision = values.get("revision", "")
        is_number = revision.isascii() and revision.isdigit() and len(revision) < 9
        return cls(flags, values, int(revision) if is_number else 0)

    @classmethod
    def stored(cls, assessment: Assessment | None, flags: Sequence[FlagRaised]) -> ReviewForm:
        if assessment is None:
            return cls(flags)
        values = {
            "accuracy": str(assessment.accuracy or ""),
            "framing": assessment.framing,
            "rationale": assessment.rationale,
        }
        answers = list(assessment.flag_answers.all())
        by_key = {answer.flag_id: answer for answer in answers}
        by_code = {answer.flag.code: answer for answer in answers}
        for flag in flags:  # a later checking, or a later text, raises the same flag anew
            if answer := by_key.get(flag.pk) or by_code.get(flag.code):
                values[f"flag-{flag.pk}"] = answer.answer
                values[f"flag-{flag.pk}-reason"] = answer.reason
        named = list(assessment.evidence.all())
        values |= _statement_values(_typed(item) for item in named if item.words)
        for number, item in enumerate(item for item in named if not item.words):
            values[f"evidence-{number}-side"] = item.side
            values[f"evidence-{number}-target"] = item.target
            values[f"evidence-{number}-note"] = item.note
        return cls(flags, values, assessment.revision)

    def for_draft(self) -> dict[str, str]:
        return {name: text for name, text in self.values.items() if FIELD.fullmatch(name)}

    def with_evidence(self, side: str, target: str) -> ReviewForm:
        """With one more piece of evidence, unless it is there already."""
        rows = [row for row in self._evidence() if row.target or row.note]
        if any((row.side, row.target) == (side, target) for row in rows):
            return self
        values = {name: text for name, text in self.values.items() if not name.startswith("evidence-")}
        for number, row in enumerate([*rows, EvidenceRow(0, side, target, "")]):
            values[f"evidence-{number}-side"] = row.side
            values[f"evidence-{number}-target"] = row.target
            values[f"evidence-{number}-note"] = row.note
        return replace(self, values=values)

    def joined(self, stored: ReviewForm) -> ReviewForm:
        """With what is stored: ratings and answers as they were typed, else as stored; the reasons of both, one behind
        the other, and all evidence and statements, those that are stored first."""
        values = {**stored.values, **{name: text for name, text in self.values.items() if text}}
        values["rationale"] = one_behind_the_other(stored.rationale, self.rationale)
        values = {n: text for n, text in values.items() if not n.startswith(("evidence-", "statement-"))}
        values |= _statement_values(dict.fromkeys([*stored._statements(), *self._statements()]))
        rows: dict[tuple[str, str], EvidenceRow] = {}
        for row in (*stored._evidence(), *self._evidence()):
            known = rows.get((row.side, row.target))
            if (row.target or row.note) and (known is None or not known.note):
                rows[row.side, row.target] = row
        for number, row in enumerate(rows.values()):
            values |= dict(zip(_evidence_names(number), (row.side, row.target, row.note), strict=True))
        return replace(self, values=values, revision=stored.revision)

    def take(self, error: ValidationError) -> None:
        for name, problems in getattr(error, "error_dict", {"": [error]}).items():
            for problem in problems:
                self.errors.setdefault("" if name == "__all__" else name, []).extend(problem.messages)

    def given(self) -> Given:
        accuracy = self.values.get("accuracy", "")
        known = [str(value) for value in Accuracy.values]
        return Given(
            accuracy=int(accuracy) if accuracy in known else None if not accuracy else -1,
            framing=self.values.get("framing", ""),
            rationale=self.values.get("rationale", "").replace("\r\n", "\n"),
            answers={
                int(name.removeprefix("flag-")): (answer, self.values.get(f"{name}-reason", ""))
                for name, answer in self.values.items()
                if ANSWER.fullmatch(name)
            },
            evidence=[(row.side, row.target, row.note) for row in self._evidence()],
            statements=self._statements(),
            revision=self.revision,
        )

    def _evidence(self) -> list[EvidenceRow]:
        return [
            EvidenceRow(
                number,
                self.values.get(f"evidence-{number}-side", ""),
                self.values.get(f"evidence-{number}-target", ""),
                self.values.get(f"evidence-{number}-note", ""),
            )
            for number in self._numbers("evidence")
        ]

    def _numbers(self, kind: str) -> list[int]:
        """Of the rows that were sent, in their order."""
        names = [name.split("-") for name in self.values if name.startswith(kind)]
        return sorted({int(part[1]) for part in names if len(part) == 3 and NUMBER.fullmatch(part[1])})

    def _statements(self) -> list[Statement]:
        """Those with anything in them."""
        rows = (
            Statement(*[self.values.get(f"statement-{number}-{part}", "") for part in PARTS])
            for number in self._numbers("statement")
        )
        return [row for row in rows if row.is_filled]

    # ------------------------------------------------------------------------------------------------- for the template

    @property
    def accuracy(self) -> list[Choice]:
        chosen = self.values.get("accuracy", "")
        return [Choice(str(v), str(label), str(v), str(v) == chosen) for v, label in Accuracy.choices]

    @property
    def framing(self) -> list[Choice]:
        chosen = self.values.get("framing", "")
        return [Choice(value, str(label), KEYS[Framing(value)], value == chosen) for value, label in Framing.choices]

    @property
    def flag_rows(self) -> list[FlagRow]:
        return [
            FlagRow(
                f"flag-{flag.pk}",
                flag_title(flag.code),
                flag.severity,
                flag.explanation,
                self.values.get(f"flag-{flag.pk}", ""),
                self.values.get(f"flag-{flag.pk}-reason", ""),
                " ".join(self.errors.get(f"flag-{flag.pk}", [])),
            )
            for flag in self.flags
        ]

    @property
    def has_rating(self) -> bool:
        return bool(self.values.get("accuracy") or self.values.get("framing"))

    @property
    def shows_flags(self) -> bool:
        """Flags may tell of the engine's verdict, so they come when a rating is chosen."""
        return self.has_rating or self.opens_flags

    @property
    def evidence_rows(self) -> list[EvidenceRow]:
        rows = [row for row in self._evidence() if row.target.strip() or row.note.strip()]
        spare = range(len(rows), min(len(rows) + SPARE_ROWS, EVIDENCE_LIMIT))
        numbered = [
            EvidenceRow(place, row.side, row.target, row.note, *self._wrong("evidence", place))
            for place, row in enumerate(rows)
        ]
        return [*numbered, *(EvidenceRow(place, "", "", "") for place in spare)]

    @property
    def statement_rows(self) -> list[StatementRow]:
        """With one that is empty, for the next."""
        rows = self._statements()
        if len(rows) < STATEMENT_LIMIT:
            rows.append(Statement())
        found = []
        for number, row in enumerate(rows):
            wrong, error = self._wrong("statement", number)
            found.append(StatementRow(**asdict(row), number=number, wrong=wrong, error=error))
        return found

    def _wrong(self, kind: str, number: int) -> tuple[str, str]:
        """The part of a row that is to be mended, and what is said of it; both empty where nothing is wrong."""
        lead = f"{kind}-{number}-"
        found = ((name.removeprefix(lead), texts) for name, texts in self.errors.items() if name.startswith(lead))
        return next(((part, " ".join(texts)) for part, texts in found), ("", ""))

    @property
    def opens_evidence(self) -> bool:
        return self.draft_at is not None or any(name.startswith("evidence") for name in self.errors)

    @property
    def opens_statements(self) -> bool:
        return self.draft_at is not None or any(name.startswith("statement") for name in self.errors)

    @property
    def languages(self) -> list[tuple[str, str]]:
        return [(code, language_name(code)) for code in LANGUAGES]

    @property
    def ways_told(self) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Told.choices]

    @property
    def rationale(self) -> str:
        return self.values.get("rationale", "")

    @property
    def preview(self) -> list[Block]:
        """How the reasons of a draft will look."""
        return parsed(self.rationale) if self.draft_at else []

    @property
    def sides(self) -> list[tuple[str, str]]:
        return [(str(value), str(label)) for value, label in Side.choices]

    @property
    def answers(self) -> list[tuple[str, str]]:
        return [(str(Answer.ACCEPTED), "Accept"), (str(Answer.DISMISSED), "Dismiss")]

    @property
    def rating_errors(self) -> list[str]:
        return [*self.errors.get("accuracy", []), *self.errors.get("framing", [])]

    @property
    def problems(self) -> list[tuple[str, str]]:
        """All that is wrong, in the order of the page, each with the place on it that is to be mended."""
        titles = {row.name: row.title for row in self.flag_rows} if self.shows_flags else {}
        places = {"": "assessment", "accuracy": "rating", "framing": "rating", **{name: name for name in titles}}
        places |= {name: name for name in ("rationale", "evidence", "statements")}
        places |= {name: name for name in self.errors if name.startswith(("evidence-", "statement-"))}
        return [
            (place, f"{titles[name]}: {text}" if name in titles else text)
            for name, place in places.items()
            for text in self.errors.get(name, [])
        ]

    def context(self) -> dict[str, Any]:
        return {
            "form": self,
            "general_errors": self.errors.get("", []),
            "rationale_errors": self.errors.get("rationale", []),
        }
