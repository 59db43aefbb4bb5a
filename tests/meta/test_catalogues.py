"""Catalogues of the public pages: every string is in them and translated, and what was compiled is what was written."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import ngettext, override, pgettext
from django.utils.translation.template import templatize

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
ROOT = Path(settings.BASE_DIR)
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "pgettext", "npgettext"}
MARK = re.compile(r"\b(n?p?gettext|_)\(", re.ASCII)
ONE = r"""u?(?:'''(?:\\.|(?!''').)*'''|\"{3}(?:\\.|(?!\"{3}).)*\"{3}|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
LITERALS = re.compile(rf"\s*({ONE})(?:\s*,\s*({ONE}))?", re.DOTALL)
PLACE = re.compile(r"%\(\w+\)s")


def folder(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES"


def catalogue(language: str) -> Catalog:
    return read_po(io.BytesIO((folder(language) / "django.po").read_bytes()), locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(message: Message) -> list[tuple[str, str]]:
    """Each English form with the translations of it; both English forms where there are two."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))]
    return [(message.id[1], str(text)) for text in message.string]


def rows(found: Catalog) -> set[tuple[str | None, tuple[str, str]]]:
    """Context, English and translation of each form; Babel reads contexts of compiled catalogues as bytes."""
    return {
        (row.context.decode() if isinstance(row.context, bytes) else row.context, form)
        for row in found
        if row.id
        for form in forms(row)
    }


def python_strings(source: str) -> Iterator[str]:
    """First strings of the calls that mark one."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and node.args:
            first = node.args[1 if node.func.id in ("pgettext", "npgettext") else 0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def template_strings(source: str) -> Iterator[str]:
    """The same of a template, by way of what the framework hands to the tools of gettext."""
    text = templatize(source)
    for found in MARK.finditer(text):
        literals = LITERALS.match(text, found.end())
        if literals:
            said = [part for part in literals.groups() if part]
            yield str(ast.literal_eval(said[-1 if "pgettext" in found.group() else 0].removeprefix("u")))


def marked() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "factcheck").rglob("*.py"):
        if "gettext" in (source := path.read_text()):
            found.update(python_strings(source))
    for path in (ROOT / "templates").rglob("*.*"):
        if path.suffix in (".html", ".txt"):
            found.update(template_strings(path.read_text()))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_has_every_string_that_is_marked_and_no_other(language: str) -> None:
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in messages(language)}
    assert marked() == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_is_translated_and_certain(language: str) -> None:
    found = messages(language)
    assert [row.id for row in found if row.fuzzy] == []
    assert [row.id for row in found if not all(text.strip() for _, text in forms(row))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_the_places_and_the_markup_of_the_english(language: str) -> None:
    wrong = [
        (english, text)
        for row in messages(language)
        for english, text in forms(row)
        if sorted(set(PLACE.findall(english))) != sorted(set(PLACE.findall(text)))
        or sorted(re.findall(r"</?\w+", english)) != sorted(re.findall(r"</?\w+", text))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = read_mo(io.BytesIO((folder(language) / "django.mo").read_bytes()))
    assert rows(compiled) == rows(catalogue(language))


def test_plural_and_context_of_french() -> None:
    with override("fr"):
        assert ngettext("%(count)s state", "%(count)s states", 0) == "%(count)s État"
        assert ngettext("%(count)s state", "%(count)s states", 2) == "%(count)s États"
        assert pgettext("letter of a vote", "Y") == "P"
