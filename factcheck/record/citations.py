"""Keeping what verdicts rest on: a row once cited is never deleted (docs/adr/0006-cited-rows.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import IntegrityError, models

from factcheck.record.models import Citation, Motion, Sponsorship, Statement, Statistic, Vote, VoteEvent

GUARD = "record_row_is_cited"
"""The name under which the database's triggers refuse (migration 0006)."""
KINDS = ("vote", "count", "motion", "sponsorship", "statement", "statistic")
"""Types of evidence. The `ref` of a statement is "speaker@day", that of a statistic "measure@day@whose", without a day
where the record has none."""


class RowIsCited(ValueError):
    """A row that a verdict rests on was to be deleted. The message names the row and who cites it."""


def cite(evidence: Iterable[tuple[str, str]], *, by: str) -> None:
    """Keeps every row that this evidence, pairs of type and ref as in docs/contract.md, rests on, for ever.

    A vote and a count rest on their event and its motion too. A ref that the record does not have, such as that of a
    state that is not among the sponsors, keeps what there is of it: the motion.
    """
    refs: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for kind, ref in evidence:
        refs[kind].add(ref)
    votes, sponsors = _pairs(refs["vote"]), _pairs(refs["sponsorship"])
    rows: dict[tuple[type[models.Model], int], str] = {}
    of_votes = Vote.objects.filter(
        event__key__in={key for key, _ in votes}, organization__code__in={code for _, code in votes}
    )
    for pk, key, code in of_votes.values_list("pk", "event__key", "organization__code"):
        if (key, str(code)) in votes:
            rows[Vote, pk] = votes[key, str(code)]
    of_sponsors = Sponsorship.objects.filter(
        motion__key__in={key for key, _ in sponsors}, organization__code__in={code for _, code in sponsors}
    )
    for pk, key, code in of_sponsors.values_list("pk", "motion__key", "organization__code"):
        if (key, str(code)) in sponsors:
            rows[Sponsorship, pk] = sponsors[key, str(code)]
    events = VoteEvent.objects.filter(key__in=refs["count"] | {key for key, _ in votes})
    for pk, key, motion in events.values_list("pk", "key", "motion_id"):
        rows[VoteEvent, pk] = rows[Motion, motion] = key
    motions = Motion.objects.filter(key__in=refs["motion"] | {key for key, _ in sponsors})
    for pk, key in motions.values_list("pk", "key"):
        rows[Motion, pk] = key
    for ref in refs["statement"]:
        speaker, _, day = ref.rpartition("@")
        said = Statement.objects.filter(speaker=speaker, spoken_on=day or None)
        rows.update(((Statement, pk), ref) for pk in said.values_list("pk", flat=True))
    for ref in refs["statistic"]:
        measure, day, whose = ref.split("@", 2)
        figures = Statistic.objects.filter(measure=measure, attributed_to=whose, as_of=day or None)
        rows.update(((Statistic, pk), ref) for pk in figures.values_list("pk", flat=True))
    _keep(rows, by=by)


def cite_rows(rows: Mapping[Statement | Statistic, str], *, by: str) -> None:
    """Keeps these rows for ever; `rows` maps each to how it is cited."""
    _keep({(type(row), row.pk): ref for row, ref in rows.items()}, by=by)


def _keep(rows: Mapping[tuple[type[models.Model], int], str], *, by: str) -> None:
    Citation.objects.bulk_create(
        (
            Citation(table=table, row=pk, ref=ref, cited_by=by)
            for table, pk, ref in sorted((model._meta.db_table, pk, ref) for (model, pk), ref in rows.items())
        ),  # in one order, so that two checks at a time never wait for each other
        ignore_conflicts=True,  # whoever cited it first stands there; the row is kept all the same
    )


def _pairs(refs: Iterable[str]) -> dict[tuple[str, str], str]:
    """ "A/RES/ES-11/7#USA" as key and code."""
    found = {}
    for ref in refs:
        key, _, code = ref.rpartition("#")
        found[key, code] = ref
    return found


@contextmanager
def refusals() -> Iterator[None]:
    """Turns the database's refusal to delete a cited row into RowIsCited. Wrap the whole transaction in it."""
    try:
        yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        if said is None or said.constraint_name != GUARD:
            raise
        raise RowIsCited(f"Nothing was changed: {said.message_primary}") from error
