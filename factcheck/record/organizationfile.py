"""Reading sources, states, bodies and groups from fact files, for `factcheck.record.factfile`. No Django."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from factcheck.record.rows import Name, Organization, Source, Term
from factcheck.record.table import Table
from factcheck.record.vocabulary import SOURCE_KINDS

NAME_KEYS = {"names": "name", "adjectives": "adjective", "demonyms": "demonym", "metonyms": "metonym"}
URL = r"https?://\S+"


def slug(name: str) -> str:
    """Lower case letters, digits and hyphens.

    >>> slug("São Tomé and Príncipe")
    'sao-tome-and-principe'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


class OrganizationReader:
    """Reads the files that others refer to. `codes` maps each declared code to body, state or group."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[str] = []
        self.sources: dict[str, Source] = {}
        self.codes: dict[str, str] = {}

    def _file(self, name: str, key: str, *, is_required: bool = True) -> Iterable[Table]:
        top = self._open(name, is_required=is_required)
        if top is None:
            return []
        tables = list(top.tables(key, is_required=True))
        top.finish()
        return tables

    def _open(self, name: str, *, is_required: bool = True) -> Table | None:
        path = self.folder / name
        if not path.is_file():
            if is_required:
                self.problems.append(f"{name}: is missing")
            return None
        try:
            return Table(tomllib.loads(path.read_text(encoding="utf-8")), f"{name}: ", self.problems)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            self.problems.append(f"{name}: cannot be read: {error}")
            return None

    # ------------------------------------------------------------------------------------------- sources, organisations

    def _source(self, table: Table) -> None:
        source = Source(
            slug=table.text("slug", is_required=True, pattern=r"[a-z0-9-]+"),
            title=table.text("title", is_required=True),
            publisher=table.text("publisher", is_required=True),
            kind=table.text("kind", is_required=True, choices=SOURCE_KINDS),
            url=table.text("url", pattern=URL),
            retrieved_on=table.day("retrieved_on"),
            sha256=table.text("sha256", pattern=r"[0-9a-f]{64}"),
            licence_note=table.text("licence_note"),
            note=table.text("note"),
        )
        if source.slug in self.sources:
            table.fault("slug", f"{source.slug!r} stands twice")
        self.sources[source.slug] = source
        table.finish()

    def _source_of(self, table: Table, key: str = "source") -> str:
        return table.text(key, is_required=True, choices=self.sources)

    def _declare(self, table: Table, classification: str) -> str:
        pattern = r"[A-Z]{3}" if classification == "state" else r"[A-Z0-9]{2,8}"
        code = table.text("code", is_required=True, pattern=pattern)
        if code in self.codes:
            table.fault("code", f"{code!r} stands twice")
        self.codes[code] = classification
        return code

    @property
    def _states_known(self) -> list[str]:
        return [code for code, classification in self.codes.items() if classification == "state"]

    def _states(self) -> tuple[list[Organization], list[Term]]:
        """All states, and the times during which each was a member of the United Nations."""
        top = self._open("states.toml")
        if top is None:
            return [], []
        source, names_source = self._source_of(top), self._source_of(top, "names_source")
        states, admitted = [], []
        for table in top.tables("state", is_required=True):
            code, name = self._declare(table, "state"), table.text("name", is_required=True)
            admitted += self._admitted(table, code)
            names = self._names(table, name, names_source)
            official, note = table.text("official_name"), table.text("note")
            states.append(Organization(code, slug(name), "state", name, source, official, note, names))
            table.finish()
        top.finish()
        return states, admitted

    def _admitted(self, table: Table, code: str) -> list[Term]:
        """One membership of the United Nations, or several where a state left and came back (`member_again`)."""
        held = [Term(code, "member", table.day("member_from"), table.day("member_until"))]
        for part in table.tables("member_again"):
            held.append(Term(code, "member", part.day("from", is_required=True), part.day("until")))
            part.finish()
        for before, after in pairwise(held):
            if before.end is None or after.start is None or after.start <= before.end:
                table.fault("member_again", "begins before the earlier membership has ended")
        for term in held:
            if term.start and term.end and term.end < term.start:
                table.fault("member_until", f"{term.end} lies before {term.start}")
        return held

    def _names(self, table: Table, own: str, source: str) -> tuple[Name, ...]:
        rows = [Name(text, kind, source=source) for key, kind in NAME_KEYS.items() for text in table.texts(key)]
        for dated in table.tables("dated"):
            row = Name(
                text=dated.text("text", is_required=True),
                kind=dated.text("kind", is_required=True, choices=NAME_KEYS.values()),
                start=dated.day("start"),
                end=dated.day("end"),
                source=source,
            )
            if row.start and row.end and row.end < row.start:
                dated.fault("end", f"{row.end} lies before {row.start}")
            dated.finish()
            rows.append(row)
        for text, count in Counter([own, *(row.text for row in rows)]).items():
            if count > 1:
                table.fault("", f"{text!r} stands under more than one kind of name")
        return tuple(rows)

    def _body(self, table: Table, admitted: list[Term]) -> Organization:
        code = self._declare(table, "body")
        is_universal = table.flag("universal")
        terms = self._terms(table)
        if is_universal and terms:
            table.fault("terms", "a universal body has every member state")
        return self._organization(table, code, "body", admitted if is_universal else terms)

    def _group(self, table: Table) -> Organization:
        return self._organization(table, self._declare(table, "group"), "group", self._terms(table))

    def _organization(self, table: Table, code: str, classification: str, terms: Iterable[Term]) -> Organization:
        name, source = table.text("name", is_required=True), self._source_of(table)
        row = Organization(
            code=code,
            slug=slug(name),
            classification=classification,
            name=name,
            source=source,
            note=table.text("note"),
            names=tuple(Name(text, "name", source=source) for text in table.texts("names")),
            terms=tuple(terms),
            known_from=table.day("members_known_from") if classification == "body" else None,
        )
        if name in {other.text for other in row.names}:
            table.fault("names", f"{name!r} is the name already")
        table.finish()
        return row

    def _terms(self, table: Table) -> list[Term]:
        terms: list[Term] = []
        for part in table.tables("terms"):
            role, start, end = part.text("role", default="member"), part.day("from"), part.day("until")
            if start and end and end < start:
                part.fault("until", f"{end} lies before {start}")
            for code in part.texts("members", is_required=True, choices=self._states_known):
                term = Term(code, role, start, end)
                if any(_overlap(term, other) for other in terms):
                    part.fault("members", f"{code!r} has two terms at the same time")
                terms.append(term)
            part.finish()
        return terms


def _overlap(one: Term, other: Term) -> bool:
    if one.member != other.member:
        return False
    starts_before_end = other.end is None or one.start is None or one.start <= other.end
    ends_after_start = one.end is None or other.start is None or other.start <= one.end
    return starts_before_end and ends_after_start
