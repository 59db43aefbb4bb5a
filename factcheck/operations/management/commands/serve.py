"""`manage.py serve`: everything between an empty folder and a running newsroom, then the web server."""

import os
import signal
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, connections

from factcheck.operations import static, worker

REFUSED = 2


class Command(BaseCommand):
    help = "Prepare the database and the static files, then serve the newsroom with a worker until Ctrl-C or SIGTERM."
    requires_system_checks = ()
    ended_by = 0  # the signal that came while preparing

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000", help="default: PORT, else 8000")
        parser.add_argument(
            "--host", default=os.environ.get("HOST") or "127.0.0.1", help="default: HOST, else 127.0.0.1"
        )

    def handle(self, *, port: str, host: str, **_: Any) -> None:
        from factcheck.operations import web_server

        number = self._port(port)
        reason = web_server.why_not_free(host, number)
        if reason:
            self._refuse(
                f"{host}:{number} {reason}; choose another port, for example: make run PORT={_another(number)}"
            )
        for signal_number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signal_number, self._end)
        if settings.IS_EMBEDDED:
            self._name_address(host, number)
        self._prepare()
        connections.close_all()
        working = worker.Worker(settings.BASE_DIR / "manage.py")
        try:
            web_server.serve(host, number, when_up=lambda: self._announce(host, number))
        finally:
            working.stop()
        self.stdout.write("\nStopped.")

    def _name_address(self, host: str, port: int) -> None:
        """What nobody set is this server's, for the workers too. Mail links to a name, which passkeys need."""
        shown = f"[{host}]" if ":" in host else host
        if not settings.PUBLIC_ADDRESS:
            settings.PUBLIC_ADDRESS = os.environ["PUBLIC_ADDRESS"] = f"http://{shown}:{port}"
        if not os.environ.get("SITE_URL"):
            name = "localhost" if host == "127.0.0.1" else shown
            settings.SITE_URL = os.environ["SITE_URL"] = f"http://{name}:{port}"

    def _end(self, number: int, _: object) -> NoReturn:
        self.ended_by = number
        raise SystemExit(128 + number)

    def _prepare(self) -> None:
        with self._step("Database", _first_time_note()):
            connection.ensure_connection()
        with self._step("Migrations"):
            call_command("migrate", interactive=False, verbosity=0)
        with self._step("Facts"):
            call_command("load_facts", if_new=True, stdout=_Nothing())
        if settings.IS_EMBEDDED:
            with self._step("Demonstration newsroom"):
                call_command("load_demonstration", stdout=_Nothing())
        with self._step("Static files"):
            static.collect(settings.HOME / "static.stamp")

    @contextmanager
    def _step(self, name: str, note: str = "") -> Iterator[None]:
        self.stdout.write(f"{name}{note} ... ", ending="")
        self.stdout.flush()
        began = time.monotonic()
        try:
            yield
        except BaseException:
            self.stdout.write("")
            raise
        self.stdout.write(f"{time.monotonic() - began:.1f} s")
        self.stdout.flush()
        if self.ended_by:  # an exception raised inside a destructor or a callback goes nowhere
            raise SystemExit(128 + self.ended_by)

    def _announce(self, host: str, port: int) -> None:
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(f"\nFactcheck is at http://{shown}:{port}/ (Ctrl-C ends it)\n")
        if settings.IS_EMBEDDED:
            logins = getattr(import_module("factcheck.demonstration"), "LOGINS", ())
            if logins:
                self.stdout.write("Demonstration logins:")
            for role, email, password in logins:
                self.stdout.write(f"  {role:<15} {email:<28} {password}")
        self.stdout.flush()

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        raise SystemExit(REFUSED)

    def _port(self, text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = 0
        if not 1 <= number <= 65535:
            self._refuse(f"PORT must be a number from 1 to 65535, not {text!r}.")
        return number


class _Nothing:
    """Swallows what a called command prints."""

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None: ...


def _another(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def _first_time_note() -> str:
    from factcheck.operations.embedded.place import Place

    if not settings.IS_EMBEDDED or Place.under(settings.HOME).data.exists():
        return ""
    return f" (new, in {settings.HOME / 'postgres'})"
