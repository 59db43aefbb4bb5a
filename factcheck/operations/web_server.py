"""The web server: granian with two workers, which end when their parent does."""

import ctypes
import errno
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from factcheck.operations.database.base import use_pool

WORKERS = 2
THREADS = 2  # Python threads a worker: more only wait for each other, and the slowest answers take twice as long
CONNECTIONS = 256  # open at once, a worker
PATIENCE = 3  # seconds that a request may still take when the server ends
PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)


class _Server(Granian):  # type: ignore[misc, valid-type]
    when_up: Callable[[], None]

    def _spawn_workers(self, *args: Any) -> None:
        """Workers open the port themselves, some time after they were started."""
        super()._spawn_workers(*args)
        threading.Thread(target=self._tell_when_up, daemon=True).start()

    def _tell_when_up(self) -> None:
        while not self.interrupt_signal:
            with suppress(OSError), socket.create_connection((self.bind_addr, self.bind_port), timeout=1):
                self.when_up()
                return
            time.sleep(0.05)

    def signal_handler_reload(self, *args: Any, **kwargs: Any) -> None:
        """A closed terminal ends the server; the default would start its workers anew."""
        self.signal_handler_interrupt(*args, **kwargs)


def why_not_free(host: str, port: int) -> str | None:
    """What keeps this address from being used, in a few words; None when nothing does."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror:
        return "is not an address of this machine"
    with socket.socket(family, kind, protocol) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
            trial.listen(1)
        except PermissionError:
            return "may only be used by root"
        except OSError as error:
            return "is in use" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
    return None


def serve(host: str, port: int, *, when_up: Callable[[], None]) -> None:
    """Serves until SIGINT, SIGTERM or SIGHUP; returns when every worker has ended. Calls `when_up` once it answers."""
    use_pool()
    address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0]
    server = _Server(
        "factcheck.wsgi:application",
        address=str(address),
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.error,
    )
    server.when_up = when_up
    parent = os.getpid()
    libc = ctypes.CDLL(None)

    def belong_to_parent() -> None:
        """In a new worker: out of the terminal's reach, so that only the parent ends it; and with the parent."""
        os.setpgid(0, 0)
        for number in (signal.SIGTERM, signal.SIGINT):  # until it sets its own, which forget what came before
            signal.signal(number, signal.SIG_DFL)
        with suppress(AttributeError):
            libc.prctl(PARENT_DEATH_SIGNAL, signal.SIGKILL)  # a starting worker can lose a SIGTERM
        if os.getppid() != parent:
            os._exit(1)

    os.register_at_fork(after_in_child=belong_to_parent)
    server.serve()
