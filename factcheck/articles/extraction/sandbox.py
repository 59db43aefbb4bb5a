"""Reading in a process of its own, which has an end: processor time, time on the clock, memory, and no files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from factcheck.articles.extraction.limits import SECONDS
from factcheck.articles.extraction.shapes import Block, Entry, Extracted, FeedFound, Original, Unreadable

ROOT = Path(__file__).resolve().parents[3]
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TMPDIR")
"""What the process is told of ours: no settings, no keys."""
ENDLESS = "Reading it takes too long: it may be made so that it never ends. Paste the text instead."
TOO_MUCH = "Reading it takes too much memory. Paste the text instead."
BROKEN = "It cannot be read: the program that reads it broke off. Paste the text instead."


def read(original: Original, seconds: float = SECONDS) -> Extracted:
    """The article, read by a child process. Raises Unreadable, also where the child was ended."""
    return _understood(_answer("article", original, seconds))


def read_feed(original: Original, seconds: float = SECONDS) -> FeedFound:
    """What a feed names, likewise."""
    said = _answer("feed", original, seconds)
    entries = (
        Entry(key, url, title, date.fromisoformat(day) if day else None) for key, url, title, day in said["entries"]
    )
    return FeedFound(said["title"], tuple(entries))


def _answer(task: str, original: Original, seconds: float) -> dict[str, Any]:
    about = {"media_type": original.media_type, "charset": original.charset, "url": original.url}
    sent = json.dumps({"task": task, "about": about}).encode() + b"\n" + original.body
    environment = {name: os.environ[name] for name in ENVIRONMENT if name in os.environ}
    try:
        answer = subprocess.run(
            [sys.executable, "-P", "-m", "factcheck.articles.extraction.child"],
            input=sent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            cwd=ROOT,
            env={**environment, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(ENDLESS) from None
    if answer.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Unreadable(ENDLESS)
    if answer.returncode:
        raise Unreadable(BROKEN)
    said: dict[str, Any] = json.loads(answer.stdout)
    if problem := said.get("unreadable"):
        raise Unreadable(problem)
    return said


def _understood(said: dict[str, Any]) -> Extracted:
    day = said.pop("published_on")
    blocks = tuple(Block(*block) for block in said.pop("excerpt"))
    warnings = tuple(said.pop("warnings"))
    published_on = date.fromisoformat(day) if day else None
    return Extracted(**said, published_on=published_on, excerpt=blocks, warnings=warnings)
