"""Pages of errors in both languages: no violation of any accessibility rule, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from playwright.sync_api import expect

from factcheck.articles.actions import articles as actions
from factcheck.record import status
from tests.browser.test_every_page import WIDTHS, Looking
from tests.factories import articles

PAGES = {
    "/votes/?surprise=1": "400",
    "/nothing-here/": "404",
    "/articles/taken-off/": "410",
    "/record/": "500",
    "/states/": "503",
}
SAID = {
    "en": ("cannot be", "nothing at this address", "no longer published", "on our side", "does not answer"),
    "fr": ("impossible", "rien à cette adresse", "n’est plus publié", "de notre côté", "ne répond pas"),
}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_errors_have_no_axe_violation_and_fit(
    new_context: Callable[..., Any],
    newsroom: str,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    language: str,
) -> None:
    def failing(error: Exception) -> Callable[..., None]:
        def fail(*_: object, **__: object) -> None:
            raise error

        return fail

    settings.LANGUAGE_CODE = language
    actions.unpublish(article=articles.article(slug="taken-off", is_published=True), by="system")
    monkeypatch.setattr(status, "years", failing(KeyError("x")))
    monkeypatch.setattr("factcheck.public.views.states.sorting", failing(OperationalError("x")))
    looking = Looking(new_context, width)
    for (path, answered), said in zip(PAGES.items(), SAID[language], strict=True):
        with looking.page.expect_response(newsroom + path) as told:
            assert looking.at(newsroom, (path,), {}) == []
        assert str(told.value.status) == answered
        expect(looking.page.get_by_role("heading", level=1)).to_contain_text(said)
