"""Whatever changes something has words for the history, and no words are for what is no more."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.web.reasons import REASONS
from tests.meta.test_permissions import DESK, EVERY, PUBLIC_FORMS


def jobs() -> set[str]:
    return {name for name in app.tasks if name.startswith("factcheck.")}


def test_every_address_that_is_written_to_and_every_job_has_words() -> None:
    written_to = {name for name, (methods, _) in DESK.items() if "POST" in methods} | set(PUBLIC_FORMS) | jobs()
    assert written_to - set(REASONS) == set()


def test_words_are_for_addresses_and_jobs_that_there_are() -> None:
    assert set(REASONS) - set(EVERY) - jobs() == set()


def test_words_tell_each_apart() -> None:
    desk = [words for name, words in REASONS.items() if name.startswith("desk:")]
    assert sorted(desk) == sorted(set(desk))
