"""The joined stylesheet is every stylesheet, and is there where static files are collected."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.core.management import call_command
from django.template.loader import render_to_string

from factcheck.web import stylesheets

STATIC = Path(__file__).parents[2] / "static"
CARD = "css/card.css"
"""Of the embedded card, which has no other."""


def test_every_stylesheet_is_joined() -> None:
    assert {f"css/{file.name}" for file in (STATIC / "css").iterdir()} - {CARD} == set(stylesheets.SHEETS)


def test_without_collected_files_a_page_links_to_each() -> None:
    links = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', render_to_string("components/stylesheets.html"))
    assert links == list(stylesheets.SHEETS)


def test_joined_stylesheet_keeps_rules_and_strings() -> None:
    sheets = ["/* why: {a} */\n@layer one;\n", 'a::after {\n  content: "a  /b";\n}\n']
    assert stylesheets.joined(sheets) == '@layer one;\na::after {\ncontent: "a  /b";\n}\n'


def test_collected_page_links_to_one_stylesheet_that_is_there_compressed(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "factcheck.web.stylesheets.Storage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    page = render_to_string("components/stylesheets.html")
    (link,) = re.findall(r'rel="stylesheet" href="/static/([^"]+)"', page)
    content = (tmp_path / link).read_bytes()
    assert gzip.decompress((tmp_path / f"{link}.gz").read_bytes()) == content
    assert brotli.decompress((tmp_path / f"{link}.br").read_bytes()) == content
    for font in re.findall(r'url\("?([^")]+)"?\)', content.decode()):
        assert (tmp_path / "css" / font).resolve().is_file(), "addresses in it lead to the hashed files"
    for preloaded in re.findall(r'href="/static/(fonts/[^"]+)"', page):
        assert preloaded.encode().partition(b"/")[2] in content, "what is loaded ahead is what is used"


@pytest.mark.parametrize(("name", "most"), [("sans", 22_000), ("serif", 17_000)])
def test_font_of_every_page_stays_small(name: str, most: int) -> None:
    assert (STATIC / "fonts" / f"{name}.woff2").stat().st_size < most
