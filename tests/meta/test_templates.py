"""What holds for every template, style sheet and script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.suffix in (".css", ".js", ".svg"))
PYTHON = sorted((ROOT / "factcheck").rglob("*.py"))

PARTS_OF_EVERY_PAGE = {"stylesheets.html", "masthead.html", "desk_masthead.html", "article_body.html"}
"""Components that the style guide shows by being a page, or that are made of other components only."""


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_templates_exist() -> None:
    assert len(TEMPLATES) > 20
    assert len(COMPONENTS) > 15


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_template_has_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"<style\b|\sstyle\s*=", text)
    data = '<script type="application/ld+json">'  # runs nothing, and holds what ScriptJson has escaped
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text.replace(data, ""))
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)


@pytest.mark.parametrize("path", TEMPLATES + STATIC, ids=names(TEMPLATES + STATIC))
def test_file_loads_nothing_from_another_host(path: Path) -> None:
    text = path.read_text().replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"(?:src|href|action|url\(|import|from)\s*[=(]?\s*[\"'(]?\s*(?:https?:)?//", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_template_escapes_everything(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=names(TEMPLATES))
def test_no_line_can_begin_with_a_dot_between_two_things(path: Path) -> None:
    """The dot stays with the words before it, wherever a narrow page breaks the line."""
    shown = re.sub(r"\{% block title %\}.*|<title>.*|\{#.*?#\}", "", path.read_text())
    assert not re.search(r"(?<!&nbsp;)·|·(?! )", shown)


def test_python_builds_no_html() -> None:
    banned = re.compile(r"\bmark_safe\b|\bformat_html\b|SafeString|</[a-z]+>")
    found = [str(path.relative_to(ROOT)) for path in PYTHON if banned.search(path.read_text())]
    assert found == []


def test_one_type_alone_says_how_it_is_printed_in_html() -> None:
    found = [str(path.relative_to(ROOT)) for path in PYTHON if "__html__" in path.read_text()]
    assert found == ["factcheck/formats/script.py"]


def test_components_all_stand_in_the_style_guide() -> None:
    reached: set[str] = set()
    waiting = [ROOT / "templates" / "desk" / "styleguide.html"]
    tags = (ROOT / "factcheck" / "web" / "templatetags" / "factcheck.py").read_text()
    for name in re.findall(r'(?:inclusion_tag|render_to_string)\("components/([\w.]+)"', tags):
        if f"{{% {name.removesuffix('.html')} " in waiting[0].read_text():
            waiting.append(ROOT / "templates" / "components" / name)
            reached.add(name)
    while waiting:
        for name in re.findall(r"components/([\w-]+\.html)", waiting.pop().read_text()):
            if name not in reached:
                reached.add(name)
                waiting.append(ROOT / "templates" / "components" / name)
    assert {path.name for path in COMPONENTS} - reached - PARTS_OF_EVERY_PAGE == set()


def test_what_is_drawn_of_a_key_is_no_part_of_a_name() -> None:
    """Keys stand in names only where they are what is spoken of: in the list of keys, and in a sentence."""
    found = {path.name for path in TEMPLATES if "<kbd>" in path.read_text()}
    assert found == {"shortcuts.html", "verdict_proof.html"}


@pytest.mark.parametrize("path", COMPONENTS, ids=names(COMPONENTS))
def test_component_is_used_somewhere(path: Path) -> None:
    everything = "".join(p.read_text() for p in TEMPLATES + PYTHON if p != path)
    assert f"components/{path.name}" in everything
