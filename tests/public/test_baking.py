"""The baked site: whole in itself, and untouched where nothing changed."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import CommandError, call_command

from factcheck.articles.models import Outlet
from factcheck.formats.share import image
from factcheck.public import baking
from tests.kept import world
from tests.public import rows

DYNAMIC = re.compile(
    r"/(report|subscribe|desk|oembed|accounts)/$|/\.well-known/corrections-policy$|/api/(?!$)|/votes/.*/share\.png$"
)
"""What needs the running newsroom."""


@pytest.fixture
def site(settings: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.PUBLIC_ADDRESS = world.ADDRESS  # type: ignore[attr-defined]
    settings.ALLOWED_HOSTS = ["news.example"]  # type: ignore[attr-defined]
    settings.STATIC_ROOT = tmp_path / "collected"  # type: ignore[attr-defined]
    monkeypatch.setattr(image, "png", lambda drawn: b"PNG")
    source = Path(__file__).parents[2] / "static"
    (tmp_path / "collected").symlink_to(source)
    rows.vote()
    rows.organization("BRA", "Brazil")
    world.verdict()
    world.draft("Brazil voted against the resolution, secretly.")
    return tmp_path / "site"


def there(site: Path) -> dict[str, int]:
    return {str(file.relative_to(site)): file.stat().st_mtime_ns for file in site.rglob("*") if file.is_file()}


@pytest.mark.django_db
def test_baked_site_is_whole_and_only_what_changed_is_written_again(site: Path) -> None:
    baked = baking.bake(site)
    assert baked.left_out == {}
    files = there(site)
    wanted = ("index.html", "404.html", "verdicts/index.html", "verdicts/feed/index.xml", "sitemap.xml", "robots.txt")
    assert set(wanted) <= files.keys()
    assert f"votes/{rows.KEY}/index.html" in files
    assert f"votes/{rows.KEY}/popolo.json" in files
    assert {f"votes/{rows.KEY}/roll-call.csv", "states/FRA/votes.json", "record/unreconciled.csv"} <= files.keys()
    pages = {name: (site / name).read_text() for name in files if name.endswith((".html", ".xml"))}
    assert not [name for name, text in pages.items() if "secretly" in text]
    missing = sorted({link for name, text in pages.items() for link in links(name, text) if not leads(site, link)})
    assert missing == []

    again = baking.bake(site)
    assert (again.written, again.removed) == (0, 0)
    assert {name: at for name, at in there(site).items() if name != ".baked"} == {
        name: at for name, at in files.items() if name != ".baked"
    }
    Outlet.objects.filter(name="The Ledger").update(name="The Times")
    changed = baking.bake(site)
    assert 0 < changed.written < 20


def links(name: str, text: str) -> list[str]:
    """Paths within the site that a page leads to."""
    found = re.findall(r"""(?:href|src)="([^"]+)"|<loc>([^<]+)</loc>""", text)
    urls = [one or other for one, other in found]
    paths = [url.removeprefix(world.ADDRESS) for url in urls if url.startswith(("/", world.ADDRESS))]
    return [urlsplit(path).path for path in paths if not urlsplit(path).query]


def leads(site: Path, path: str) -> bool:
    if DYNAMIC.search(path):
        return True
    place = site / unquote(path).lstrip("/")
    return place.is_file() or any((place / name).is_file() for name in baking.INDEX.values())


@pytest.mark.parametrize("path", ["/../a", "/a/../../b", "//etc", "/a\x00b"])
def test_address_that_would_lie_outside_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match="no address"):
        baking.file_name(path, "text/html")


def test_without_an_address_the_command_says_what_to_set(tmp_path: Path, settings: object) -> None:
    settings.PUBLIC_ADDRESS = ""  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="PUBLIC_ADDRESS"):
        call_command("bake", str(tmp_path))
