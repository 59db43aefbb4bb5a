"""What pages say in the language of the newsroom: words by code, days, shares (docs/adr/0014-one-language.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext


class Words(Mapping[str, str]):
    """Words by code: kept in English, marked with `gettext_noop`, read in the language of the page."""

    def __init__(self, english: Mapping[str, str]) -> None:
        self._english = dict(english)

    def __getitem__(self, code: str) -> str:
        english = self._english[code]
        return gettext(english) if english else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._english)

    def __len__(self) -> int:
        return len(self._english)


def day(of: date | datetime | None) -> str:
    """ "26 November 2026", "26 novembre 2026"; "" for none."""
    return date_format(of, "DATE_FORMAT") if of is not None else ""
