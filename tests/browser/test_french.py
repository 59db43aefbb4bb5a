"""Public pages in another language than English: everything that they say is translated, or is known to be data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pytest
from babel import Locale
from django.apps import apps
from django.conf import settings as configured
from django.db import models
from django.test import Client
from django.utils.translation import trans_real

from factcheck.verdicts.models import Verdict
from factcheck.web.templatetags.factcheck import _option_badge, _rating_badge, _verdict_badge
from tests.browser.test_every_page import PUBLIC, WIDTHS, Looking, settled

pytestmark = pytest.mark.django_db
OPEN, CLOSE = "⟦", "⟧"
SAID = ("aria-label", "title", "alt", "placeholder", "data-label")
BLOCKS = ("p", "li", "h1", "h2", "h3", "td", "th", "dt", "dd", "div", "section", "summary", "caption", "title")
SILENT = ("script", "style", "code", "pre")
VOID = ("meta", "link", "br", "input", "img", "rect", "circle", "line", "path", "use")
NAMES = re.compile(
    r"Factcheck|CSV|JSON|API|UTC|Atom|SHA-256|GET|ETag|OpenAPI|kappa|n|t|"  # the same in every language
    r"[A-Z]{2,}[\w./-]*(?:, [\d-]+)*|[\w./-]*/[\w./-]*(?:, [\d-]+)*|"  # codes, symbols
    r"https?://\S+|\S+@\S+|\S+\.\S+|v?\d+\w*"  # addresses, numbers
)


WITHOUT_ROOM = """
    [...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, td, th, label, summary, caption, a, button")]
      .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, .skip-link, .table-scroll, svg"))
      .filter((one) => getComputedStyle(one).display !== "inline" && one.innerText.trim())
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === "visible")
      .map((one) => `${one.tagName} ${one.scrollWidth} in ${one.clientWidth}: ${one.innerText.slice(0, 60)}`)
"""
"""Elements whose words are wider than they are."""


class Spoken(HTMLParser):
    """What a page says that no translation gave, and where. Elements with a language of their own are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[tuple[str, bool]] = []
        self.depth = 0
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        silent = tag in SILENT or (tag != "html" and "lang" in about) or any(quiet for _, quiet in self.path)
        said = [*SAID, *(["content"] if about.get("name") == "description" else [])]
        for name in said if not silent else ():
            self.found += [(f"{tag} {name}", piece) for piece in self._untranslated(about.get(name) or "", 0)[0]]
        if tag in BLOCKS:
            self.depth = 0
        if tag not in VOID:
            self.path.append((tag, silent))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes of drawings; they hold no text."""

    def handle_endtag(self, tag: str) -> None:
        while self.path:
            last, _ = self.path.pop()
            if last == tag:
                break

    def handle_data(self, data: str) -> None:
        pieces, self.depth = self._untranslated(data, self.depth)
        if self.path and not any(quiet for _, quiet in self.path):
            self.found += [(self.path[-1][0], piece) for piece in pieces]

    @staticmethod
    def _untranslated(text: str, depth: int) -> tuple[list[str], int]:
        """Pieces with letters outside of brackets, and how deep in brackets the text ends."""
        outside = []
        for sign in text:
            depth = max(0, depth + (sign == OPEN) - (sign == CLOSE))
            outside.append("\n" if sign in (OPEN, CLOSE) else "" if depth else sign)
        parts = re.split("\n|·|[:;,] ", "".join(outside))
        pieces = (" ".join(part.split()).strip(" .,:;·()…“”«»–!?→0123456789") for part in parts)
        return [one for one in pieces if re.search(r"[^\W\d_]", one) and not re.fullmatch(NAMES, one)], depth


def data() -> str:
    """Everything that is stored, and the texts and facts that are delivered."""
    found = []
    for model in apps.get_models():
        names = [f.attname for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        names += [f.attname for f in model._meta.concrete_fields if isinstance(f, models.JSONField)]
        for row in model._default_manager.values_list(*names) if names else ():
            found += [v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for v in row if v]
    package = Path(configured.BASE_DIR) / "factcheck"
    for pattern in ("policies/texts/fr/*", "record/facts/*.toml"):
        found += [path.read_text() for path in package.glob(pattern)]
    found += Locale.parse("fr").territories.values()
    return " ".join(" ".join(found).split())


@pytest.fixture
def wrapping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a catalogue gives stands in brackets; what none has stays as it is. Badges that the process drew before
    have none, and those drawn here are of no use to others."""
    plain, plural = trans_real.DjangoTranslation.gettext, trans_real.DjangoTranslation.ngettext

    def gettext(self: Any, message: str) -> str:
        found = plain(self, message)
        return f"{OPEN}{found}{CLOSE}" if message in self._catalog else found

    def ngettext(self: Any, one: str, many: str, number: int) -> str:
        found = plural(self, one, many, number)
        return f"{OPEN}{found}{CLOSE}" if (one, 0) in self._catalog else found

    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", gettext)
    monkeypatch.setattr(trans_real.DjangoTranslation, "ngettext", ngettext)
    badges = (_option_badge, _rating_badge, _verdict_badge)
    for badge in badges:
        badge.cache_clear()
    yield
    for badge in badges:
        badge.cache_clear()


def test_nothing_that_a_public_page_says_is_untranslated(
    newsroom: str, client: Client, settings: Any, wrapping: None
) -> None:
    """Every page of a whole newsroom, once: each text is wrapped by a translation, is marked as English, or is data."""
    settings.LANGUAGE_CODE = "fr"
    places = settled()
    stored = f"{data()} {unquote_plus(' '.join(PUBLIC))}"
    found: dict[str, str] = {}
    for path in PUBLIC:
        if path.startswith("/account"):
            continue
        answer = client.get(path.format(**places))
        assert "text/html" in answer.headers["Content-Type"], path
        page = Spoken()
        page.feed(answer.content.decode())
        for where, piece in page.found:
            if piece not in stored:
                found.setdefault(f"{where}: {piece}", path)
    assert not found, "\n".join(f"{path}: {piece}" for piece, path in sorted(found.items()))


def test_words_in_french_have_room_on_a_telephone(
    new_context: Callable[..., Any], newsroom: str, settings: Any
) -> None:
    """Of every page: also where a page as a whole is no wider than it may be."""
    settings.LANGUAGE_CODE = "fr"
    page = new_context(viewport={"width": WIDTHS[0], "height": 900}).new_page()
    places, found = settled(), []
    for path in PUBLIC:
        page.goto(newsroom + path.format(**places))
        page.evaluate("document.fonts.ready.then(() => 0)")
        found += [f"{path}: {words}" for words in page.evaluate(WITHOUT_ROOM)]
    assert not found, "\n".join(found)


def test_pages_in_french_have_no_axe_violation_and_fit_on_a_telephone(
    new_context: Callable[..., Any], newsroom: str, settings: Any
) -> None:
    """French is longer than English, and the reader's own fonts are wider than ours, which may come late or never."""
    settings.LANGUAGE_CODE = "fr"
    verdict = Verdict.objects.filter(versions__number=2).get()
    paths = ("/", f"/verdicts/{verdict.slug}/", "/votes/A/RES/ES-11/7/", "/search/?q=resolution", "/corrections/")
    looking = Looking(new_context, WIDTHS[0])
    looking.page.route("**/*.woff2", lambda font: font.abort())
    assert looking.at(newsroom, paths, {}) == []
