"""The language of pages: the public ones speak the newsroom's, the desk English; days, shares and names follow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils.translation import override

from factcheck.engine.analysis import Estimate
from factcheck.kept.edition import edition
from factcheck.mailing.actions import letters
from factcheck.mailing.models import Kind
from factcheck.operations.configuration import public_language
from factcheck.record.local_names import in_order, local_name
from factcheck.web import words
from factcheck.web.agreement_page import in_words
from factcheck.web.language import day
from factcheck.web.tally import tally
from tests.factories.accounts import user
from tests.public import rows


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "said"), [("en", "24 February 2025"), ("fr", "24 février 2025")])
def test_public_page_is_in_the_language_of_the_newsroom(
    client: Client, settings: Any, language: str, said: str
) -> None:
    settings.LANGUAGE_CODE = language
    rows.vote()
    answer = client.get(f"/votes/{rows.KEY}/", headers={"Accept-Language": "de"})
    assert f'<html lang="{language}">' in answer.text
    assert said in answer.text
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert (" lang=en" in answer.text) == (language == "fr"), "titles are English whatever the page's language"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/accounts/login/"])
def test_desk_and_accounts_are_english(client: Client, settings: Any, path: str) -> None:
    settings.LANGUAGE_CODE = "fr"
    if path == "/desk/":
        client.force_login(user("editor"))
    answer = client.get(path)
    assert '<html lang="en">' in answer.text
    assert "Skip to the content" in answer.text


@pytest.mark.django_db
def test_error_is_in_the_language_of_the_newsroom(client: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "fr"
    assert "Il n’y a rien à cette adresse" in client.get("/nothing-here/").text
    assert "ne connaît pas le paramètre" in client.get("/votes/", {"surprise": "1"}).text


@pytest.mark.django_db
def test_state_is_found_by_its_name_in_either_language(client: Client, settings: Any) -> None:
    settings.LANGUAGE_CODE = "fr"
    rows.vote()
    for query in ("hongrie", "hungary"):
        answer = client.get(f"/votes/{rows.KEY}/", {"q": query})
        assert "1 États sur 6" in answer.text or "1 État sur 6" in answer.text


def test_another_language_is_another_edition_of_kept_pages(settings: Any) -> None:
    def fresh() -> str:
        edition.cache_clear()
        return edition()

    settings.LANGUAGE_CODE = "en"
    english = fresh()
    settings.LANGUAGE_CODE = "fr"
    assert fresh() != english
    settings.LANGUAGE_CODE = "en"
    assert fresh() == english


def test_language_without_a_catalogue_stops_the_start_by_name() -> None:
    assert public_language("fr", ["en", "fr"]) == "fr"
    with pytest.raises(ImproperlyConfigured, match="PUBLIC_LANGUAGE must be one of en, fr"):
        public_language("tlh", ["en", "fr"])


@pytest.mark.parametrize(
    ("code", "english", "french"),
    [
        ("DEU", "Germany", "Allemagne"),
        ("CIV", "Côte d’Ivoire", "Côte d’Ivoire"),
        ("PRK", "North Korea", "République populaire démocratique de Corée"),
        ("SUN", "Soviet Union", "Union soviétique"),
        ("GA", "General Assembly", "Assemblée générale"),
        (None, "A body nobody translated", "A body nobody translated"),
    ],
)
def test_name_in_french(code: str | None, english: str, french: str) -> None:
    assert local_name(code, english) == english
    with override("fr"):
        assert local_name(code, english) == french


def test_names_are_in_the_order_of_their_language() -> None:
    names = {"DEU": "Germany", "ESP": "Spain", "EST": "Estonia"}
    assert list(in_order(names)) == ["EST", "DEU", "ESP"]
    with override("fr"):
        assert list(in_order({code: local_name(code, name) for code, name in names.items()})) == ["DEU", "ESP", "EST"]


def test_votes_days_and_shares_in_french() -> None:
    with override("fr"):
        assert words.OPTIONS["abstain"].counted(1) == "1 abstention"
        assert words.OPTIONS["abstain"].counted(65) == "65 abstentions"
        assert words.OPTIONS["absent"].counted(2) == "2 n’ont pas voté"
        assert words.RESULTS["vetoed"] == "Bloqué par un veto"
        assert day(date(2026, 8, 1)) == "1 août 2026"
        share = in_words(Estimate(value=0.87, low=0.78, high=0.93, n=40))
        assert (share.value, share.interval) == ("87\u202f%", "78\u202f% à 93\u202f%")
        drawn = tally({"yes": 93, "no": 18, "abstain": 65, "absent": 17}, 193)
        assert {segment.start for segment in drawn.segments} == {"0%", "48.187%", "57.513%", "91.192%"}
        assert drawn.segments[0].label == "93 pour"


@pytest.mark.parametrize(
    ("kind", "template", "subject"),
    [
        (Kind.SUBSCRIBING, "subscription_confirm", "Factcheck: Confirmez que vous voulez être informé de ceci"),
        (Kind.DIGEST, "digest", "Factcheck: What is new for you"),
    ],
)
def test_readers_are_written_to_in_their_language_and_colleagues_in_english(
    settings: Any, kind: Kind, template: str, subject: str
) -> None:
    settings.LANGUAGE_CODE = "fr"
    made = letters.letter(kind, 1, "key", "reader@example.org", template, {"host": "news.example", "hours": 48})
    assert made.subject.startswith(subject)
