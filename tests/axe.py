"""What axe finds on the page that a browser shows."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def violations(page: Page) -> list[str]:
    """Each violation as "address: rule: element"; waits for the style sheets, without which axe sees bare text."""
    page.wait_for_load_state("load")
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{page.url}: {one['id']}: {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]
