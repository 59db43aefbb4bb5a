"""Settings of the drafting helper: off without an address, and refused by name where a value is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck.operations.drafting import DraftingHelper, drafting_helper, is_this_machine

ROOT = Path(__file__).resolve().parents[2]


def read(**given: str) -> DraftingHelper | None:
    known = {"url": "", "model": "m", "key": "", "timeout": "20", "on_desk": "false", "plain_http": "false"}
    return drafting_helper(**known | given)


def test_helper_without_an_address_is_off_whatever_else_is_set() -> None:
    assert read(model="", timeout="soon", on_desk="perhaps") is None


def test_helper_is_read_from_its_address() -> None:
    helper = read(url="https://host.example/api/v1/", key="k", timeout="2.5", on_desk="yes")
    assert helper is not None
    assert (helper.host, helper.port, helper.path) == ("host.example", 443, "/api/v1/chat/completions")
    assert (helper.is_secure, helper.seconds, helper.is_on_desk, helper.is_local_only) == (True, 2.5, True, False)


def test_helper_never_shows_its_key() -> None:
    assert "hidden" not in repr(read(url="https://host.example", key="hidden"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/v1", "http://localhost/v1", "http://[::1]:9/v1"])
def test_helper_on_this_machine_may_be_plain(url: str) -> None:
    helper = read(url=url)
    assert helper is not None and helper.is_local_only


def test_helper_elsewhere_may_be_plain_where_it_is_allowed() -> None:
    helper = read(url="http://10.0.0.7/v1", plain_http="true")
    assert helper is not None and not helper.is_local_only


@pytest.mark.parametrize("host", ["localhost.example", "127.0.0.1.example", "10.0.0.7", "0.0.0.0", "example.org"])  # noqa: S104
def test_other_hosts_are_not_this_machine(host: str) -> None:
    assert not is_this_machine(host)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"url": "host.example/v1"}, "DRAFTING_URL must be an address"),
        ({"url": "ftp://host.example"}, "DRAFTING_URL must be an address"),
        ({"url": "file:///etc/passwd"}, "DRAFTING_URL must be an address"),
        ({"url": "https://"}, "DRAFTING_URL must be an address"),
        ({"url": "https://host.example/a b"}, "DRAFTING_URL must be an address"),
        ({"url": "https://host.example/\r\nX: y"}, "DRAFTING_URL must be an address"),
        ({"url": "https://host.example:port"}, "DRAFTING_URL cannot be read"),
        ({"url": "https://u:secret@host.example"}, "DRAFTING_URL must hold no user"),
        ({"url": "https://host.example/?q=1"}, "DRAFTING_URL must hold no user"),
        ({"url": "http://host.example/v1"}, "DRAFTING_URL must begin with https://"),
        ({"url": "http://10.0.0.7/v1"}, "DRAFTING_URL must begin with https://"),
        ({"url": "https://host.example", "model": " "}, "DRAFTING_MODEL must name"),
        ({"url": "https://host.example", "model": "a\nb"}, "DRAFTING_MODEL must name"),
        ({"url": "https://host.example", "key": "secret\r\nX: y"}, "DRAFTING_KEY must be"),
        ({"url": "https://host.example", "timeout": "soon"}, "DRAFTING_TIMEOUT must be 1 to 120"),
        ({"url": "https://host.example", "timeout": "0"}, "DRAFTING_TIMEOUT must be 1 to 120"),
        ({"url": "https://host.example", "timeout": "nan"}, "DRAFTING_TIMEOUT must be 1 to 120"),
        ({"url": "https://host.example", "timeout": "inf"}, "DRAFTING_TIMEOUT must be 1 to 120"),
        ({"url": "https://host.example", "on_desk": "perhaps"}, "DRAFTING_ON_DESK must be true or false"),
        ({"url": "https://host.example", "plain_http": "perhaps"}, "DRAFTING_PLAIN_HTTP must be true or false"),
    ],
)
def test_helper_with_a_wrong_value_is_refused_by_name(given: dict[str, str], words: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(**given)
    said = str(refused.value)
    assert said.startswith(words)
    assert "secret" not in said and "\n" not in said


def test_wrong_value_stops_the_start(tmp_path: Path) -> None:
    given = {"FACTCHECK_HOME": str(tmp_path), "DRAFTING_URL": "http://127.0.0.1:1/v1", "DRAFTING_TIMEOUT": "soon"}
    ended = subprocess.run(
        [sys.executable, "manage.py", "check_articles", "x", "--drafts"],
        cwd=ROOT, env={**os.environ, "DJANGO_SETTINGS_MODULE": "factcheck.settings", **given, "DRAFTING_MODEL": "m"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 2
    assert ended.stderr.startswith("DRAFTING_TIMEOUT must be 1 to 120 seconds")
