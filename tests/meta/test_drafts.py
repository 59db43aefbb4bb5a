"""Every form of the desk that somebody fills in is kept while they do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
FILLED_IN = re.compile(
    r'<textarea|<select|type="(?:text|url|email|date|datetime-local|search|number|checkbox|radio)"'
    r"|<input(?![^>]*type=)|components/field\.html"
)
NOT_KEPT = {
    "desk/member_detail.html: desk:member-erase": "the name is typed to be sure, and is to be typed anew",
    "desk/verdict_list.html: desk:publication-add": "a choice among the rows of this page, which are others later",
}


def forms() -> dict[str, str]:
    """What is sent with POST and has a field that a person fills in, by template and name of its address."""
    found = {}
    for file in sorted((TEMPLATES / "desk").glob("*.html")):
        for number, form in enumerate(FORM.findall(file.read_text())):
            if 'method="post"' in form and FILLED_IN.search(form):
                action = re.search(r"action=\"\{% url '([^']*)'", form)
                found[f"desk/{file.name}: {action.group(1) if action else number}"] = form
    return found


@pytest.mark.parametrize("name", forms())
def test_every_form_of_the_desk_is_kept_while_it_is_filled_in(name: str) -> None:
    form = forms()[name]
    assert ("data-draft=" in form) is (name not in NOT_KEPT)
    if name not in NOT_KEPT:
        assert "data-revision=" in form
    file = (TEMPLATES / name.split(":")[0]).read_text()
    has_script = "js/drafts.js" in file or "{% extends" not in file  # a part of a page that has it
    assert has_script or name in NOT_KEPT


def test_pages_that_are_one_form_name_its_draft() -> None:
    """All that are made of form_page.html, but for one of files alone, which a browser cannot keep."""
    views = "".join(file.read_text() for file in (TEMPLATES.parent / "factcheck" / "desk" / "views").glob("*.py"))
    pages = {file.name for file in (TEMPLATES / "desk").glob("*.html") if "desk/form_page.html" in file.read_text()}
    assert pages - {"import_add.html"}, "no page is one form"
    for name in sorted(pages - {"import_add.html"}):
        around = views.split(f'"desk/{name}"')[0][-2_000:] + views.split(f'"desk/{name}"')[1][:300]
        assert "draft" in around, f"{name}: nothing says under which name it is kept"
