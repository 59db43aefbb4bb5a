"""Every page, in both modes and at both widths: no violation of the accessibility rules, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from factcheck.accounts.models import User

PUBLIC = (
    "/",
    "/articles/",
    "/articles/washington-lines-up-with-moscow/",
    "/votes/",
    "/votes/A/RES/ES-11/7/",
    "/votes/A/RES/ES-11/7/?state=USA&state=RUS",
    "/votes/A/RES/ES-11/7/?q=Atlantis",
    "/votes/A/RES/ES-11/7/?option=maybe",
    "/states/",
    "/states/USA/",
    "/nothing-here/",
    "/accounts/login/",
)
DESK = ("/desk/", "/desk/articles/add/", "/desk/articles/washington-lines-up-with-moscow/", "/desk/styleguide/")
WIDTHS = (390, 1440)
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_has_no_axe_violation_and_fits(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[[Any], User], scheme: str, width: int
) -> None:
    page = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    troubles: list[str] = []
    page.on(
        "console", lambda message: troubles.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for path in PUBLIC:
        troubles += look_at(page, newsroom, path)
    signed_in(page)
    for path in DESK:
        troubles += look_at(page, newsroom, path)
    assert troubles == []


def look_at(page: Any, newsroom: str, path: str) -> list[str]:
    page.goto(newsroom + path)
    found = [
        f"{path}: {v['id']}: {v['help']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(page).response["violations"]
    ]
    if (pixels := page.evaluate(TOO_WIDE)) > 0:
        found.append(f"{path}: {pixels} pixels too wide")
    return found
