"""Django's PostgreSQL backend, for both databases: the embedded server and the one that DATABASE_URL names.

Embedded: the first connection of a process starts the server or joins the running one. Either way a first
connection that cannot be made is a `DatabaseUnavailable` with one sentence, which manage.py prints.
"""

import atexit
import contextlib
import os
import re
import time
from collections.abc import Iterable
from typing import Any

import psycopg
from django.conf import settings
from django.db import NotSupportedError, OperationalError, connections
from django.db.backends.postgresql import base, client, features, operations

from factcheck.operations.embedded.binaries import find
from factcheck.operations.embedded.client import join, leave
from factcheck.operations.embedded.failure import Failure
from factcheck.operations.embedded.place import Place
from factcheck.operations.embedded.server import USER

RETRY_SECONDS = 0.3
PROBE_SECONDS = 2
_PROCESS = os.getpid()
_is_serving = False


class DatabaseUnavailable(OperationalError):
    """The database cannot be reached; the message is one sentence for the person at the keyboard."""


def use_pool() -> None:
    """From now on this process takes connections from a pool. For web workers; commands connect directly."""
    global _is_serving
    _is_serving = True


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell`: on the embedded server too, with its own psql."""

    def runshell(self, parameters: Iterable[str]) -> None:
        embedded = self.connection.settings_dict.get("EMBEDDED")
        if embedded:
            params = self.connection.get_connection_params()
            self.connection.settings_dict.update(HOST=params["host"], USER=params["user"])
            type(self).executable_name = find(Place.under(embedded["home"]).data).program("psql")
        super().runshell(parameters)


class DatabaseFeatures(features.DatabaseFeatures):
    minimum_database_version = (15,)


class DatabaseOperations(operations.DatabaseOperations):
    compiler_module = "factcheck.operations.database.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = DatabaseClient
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    _has_connected = False

    @property
    def pool(self) -> Any:
        return super().pool if _is_serving else None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        embedded = self.settings_dict.get("EMBEDDED")
        if embedded:
            try:
                params["host"] = join(embedded["home"], embedded["settings"])
            except Failure as failure:
                raise DatabaseUnavailable(str(failure)) from failure
            params["user"] = USER
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        if self.settings_dict.get("EMBEDDED"):
            try:
                return super().get_new_connection(conn_params)
            except psycopg.OperationalError:
                # A server that was killed this moment is only missed in the next one: then join starts it anew.
                time.sleep(RETRY_SECONDS)
                return super().get_new_connection(self.get_connection_params())
        if self._has_connected:
            return super().get_new_connection(conn_params)
        try:
            if self.pool:
                # A pool answers a wrong password with silence and a time-out; one direct connection tells.
                psycopg.connect(**conn_params).close()
            connection = super().get_new_connection(conn_params)
        except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
            raise DatabaseUnavailable(explain(error, self.settings_dict)) from error
        self._has_connected = True
        return connection

    def is_answering(self, seconds: int = PROBE_SECONDS) -> bool:
        """Whether the server takes a new connection within `seconds` (libpq waits for 2 at least). A server that hangs
        answers no question on an old connection, however long that waits."""
        try:
            psycopg.connect(**{**self.get_connection_params(), "connect_timeout": seconds}).close()
        except (psycopg.OperationalError, DatabaseUnavailable):
            return False
        return True

    def _configure_connection(self, connection: Any) -> bool:
        """Tells functions of the database the newsroom's clock; they take UTC where nobody tells them."""
        commit = super()._configure_connection(connection)  # type: ignore[misc]
        if settings.TIME_ZONE == "UTC":
            return bool(commit)
        connection.execute("SELECT set_config('factcheck.zone', %s, false)", [settings.TIME_ZONE])
        return True

    def check_database_version_supported(self) -> None:
        try:
            super().check_database_version_supported()
        except NotSupportedError as error:
            raise DatabaseUnavailable(f"DATABASE_URL: {error}") from error


def explain(error: psycopg.Error, settings_dict: dict[str, Any]) -> str:
    """One sentence for a first connection that failed; never the password."""
    said = " ".join(str(error).split())
    where = f"{settings_dict['HOST'] or 'the local socket'}:{settings_dict['PORT'] or 5432}"
    reason = re.sub(r"^.*(?:failed|FATAL): ", "", said).split(" Is the server running")[0].strip(" .")
    if isinstance(error, psycopg.ProgrammingError):
        return f"DATABASE_URL: {said}."
    if "password authentication failed" in said or "no password supplied" in said:
        return f"DATABASE_URL: the server at {where} refuses the user name or the password ({reason})."
    if re.search(r"database \"[^\"]*\" does not exist", said):
        return f"DATABASE_URL: the server at {where} has no such database ({reason})."
    if "FATAL" in said:
        return f"DATABASE_URL: the server at {where} refuses the connection ({reason})."
    return f"DATABASE_URL: no PostgreSQL can be reached at {where} ({reason})."


@atexit.register
def _close_before_leaving() -> None:
    """Connections first, so that the server's end surprises nobody; then the server, if this process was the last."""
    if os.getpid() != _PROCESS:
        return  # a forked child: the connections are its parent's
    with contextlib.suppress(KeyboardInterrupt):
        for connection in connections.all(initialized_only=True):
            connection.close()
            if isinstance(connection, DatabaseWrapper):
                connection.close_pool()
        leave()
