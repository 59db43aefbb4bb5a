"""Reading in a process of its own: the same as in ours, and an end to what has none."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from factcheck.articles.extraction import Original, Unreadable, limits, read, sandbox
from factcheck.articles.extraction.reading import read_here
from tests.factories import originals

ENTITIES = (
    "<!DOCTYPE html ["
    + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 20}">' for n in range(1, 12))
    + ' <!ENTITY e0 "bomb">]>'
)


def test_article_is_the_same_as_without_the_process() -> None:
    original = Original(originals.page(repeat=4).encode(), "text/html", "utf-8", "https://news.example.org/story")
    assert read(original) == read_here(original)


def test_refusal_comes_through_in_its_words() -> None:
    with pytest.raises(Unreadable, match="locked with a password"):
        read(Original(originals.pdf(["a"], encrypted=True)))


def test_reading_that_never_ends_is_ended_by_the_clock() -> None:
    page = "<html><body><p " + " ".join(f"a{n}=b" for n in range(400_000)) + ">"
    began = time.monotonic()
    with pytest.raises(Unreadable, match="takes too long"):
        read(Original(page.encode(), "text/html"), seconds=1.5)
    assert time.monotonic() - began < 10


HOSTILE = {
    "entities within entities": originals.page(repeat=4).replace("<!doctype html>", ENTITIES),
    "elements a hundred thousand deep": "<html><body><article>" + "<div>" * 100_000 + "<p>Words of an article.</p>",
    "tables within tables": "<html><body>" + "<table><tr><td>" * 3_000 + "Words",
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_page_is_read_or_refused_within_the_limits(page: str) -> None:
    began = os.times().children_user
    try:
        found = read(Original(page.encode(), "text/html"))
    except Unreadable as refused:
        assert "aste" in str(refused)
    else:
        assert "bombbomb" not in found.text and len(found.text) < 10_000
    assert os.times().children_user - began < limits.PROCESSOR_SECONDS / 2


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("import os; os.kill(os.getpid(), 9)", sandbox.ENDLESS),
        ("import os; os._exit(3)", sandbox.BROKEN),
        ("while True: pass", sandbox.ENDLESS),
    ],
)
def test_child_that_dies_is_a_refusal(monkeypatch: pytest.MonkeyPatch, code: str, says: str) -> None:
    run = subprocess.run
    monkeypatch.setattr(sandbox.subprocess, "run", lambda words, **about: run([sys.executable, "-c", code], **about))
    with pytest.raises(Unreadable, match=says):
        read(Original(b"words"), seconds=1.0)


def test_child_limits_itself_and_is_told_no_secret() -> None:
    code = (
        "import os, resource\n"
        "from factcheck.articles.extraction import child\n"
        "child.limit_itself()\n"
        "print([resource.getrlimit(what)[0] == most for what, most in child.LIMITS.items()])\n"
        "import sys; print('django' in sys.modules)\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[3], check=True
    ).stdout
    assert out == "[True, True, True, True]\nFalse\n"
    assert not any("KEY" in name or "DATABASE" in name for name in sandbox.ENVIRONMENT)
