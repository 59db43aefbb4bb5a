"""Fixtures for all tests. The database is on the embedded server of tests/settings.py, through pytest-django."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from typing import Any

import hypothesis
import pytest
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.postgresql.creation import DatabaseCreation
from django.db.backends.postgresql.operations import DatabaseOperations
from playwright.sync_api import expect

from factcheck.kept import unchanged
from tests import chromium

FOREIGN = re.compile(r"^(?:https?|wss?)://(?!(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/?#]|$))", re.IGNORECASE)
PATIENCE = 20_000
"""Milliseconds in which a page has to show what is expected of it: two browsers may share a slow machine."""
JOBS = "TRUNCATE procrastinate_jobs CASCADE"
"""The queue's own tables, which are no models of Django's."""
BROWSER_FIXTURES = {"browser", "context", "new_context", "page"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: runs in Chromium; skipped without one, failed where CI=true")
    expect.set_options(timeout=PATIENCE)
    # How long an example takes says something of the machine, which may be busy.
    hypothesis.settings.register_profile("any speed", deadline=None)
    hypothesis.settings.load_profile("any speed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and chromium.find() is None:
        reason = f"no Chromium; as root, run: apt-get update && {chromium.COMMAND}"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def emptying_between_tests() -> Iterator[None]:
    """Tests of a live server end with every table truncated, those that the database keeps for ever included: the
    user of the tests owns the server and may switch the guards off."""

    def past_the_guards(self: DatabaseOperations, statements: list[str]) -> None:
        role = "SET session_replication_role = {}"
        BaseDatabaseOperations.execute_sql_flush(
            self, [role.format("replica"), *statements, JOBS, role.format("origin")] if statements else []
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", past_the_guards, raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def dropping_at_the_end() -> Iterator[None]:
    """The database of the tests goes although a thread that ends late still holds a connection to it."""

    def by_force(self: DatabaseCreation, test_database_name: str, verbosity: int) -> None:
        with self._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {self.connection.ops.quote_name(test_database_name)} WITH (FORCE)")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "_destroy_test_db", by_force)
        yield


@pytest.fixture(scope="session", autouse=True)
def connections_to_this_machine_only() -> Iterator[None]:
    """No test opens a connection to another machine: one that tries fails."""
    connect = socket.socket.connect

    def checked(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            assert host == "localhost" or ip_address(host).is_loopback, f"a test connects to {host}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", checked)
        yield


@pytest.fixture(autouse=True)
def every_answer_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test was answered is no answer to another; tests/kept/test_unchanged.py makes room for it again."""
    unchanged.forget()
    monkeypatch.setattr(unchanged, "ROOM", 0)


@pytest.fixture(scope="session")
def base_url() -> str:
    """Tests name the live server themselves; the plugin's own fixture is written in a deprecated way."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium.find(), "args": chromium.ARGUMENTS}


@pytest.fixture
def new_context(new_context: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Browser contexts that reach this machine only; a request to any other host fails the test."""
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    def make(**options: Any) -> Any:
        context = new_context(**options)
        context.route(FOREIGN, refuse)
        context.route_web_socket(FOREIGN, lambda socket: asked.append(socket.url))
        return context

    yield make
    assert not asked, f"the page asked other hosts: {', '.join(asked)}"
