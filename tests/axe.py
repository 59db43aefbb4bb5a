"""What axe finds on the page that a browser shows."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose answer another colour scheme may change: all others look at the document alone."""
_LOAD = "window.axe === undefined"


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Each violation as "address: rule: element", of all rules or of those named; waits for the style sheets, without
    which axe sees bare text."""
    page.wait_for_load_state("load")
    if page.evaluate(_LOAD):
        page.evaluate(AXE_SCRIPT)
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = page.evaluate(f"axe.run({json.dumps(options)}).then(results => results.violations)")
    return [f"{page.url}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]
