"""Joining and leaving the embedded server. `join` is cheap when already joined; `leave` runs at exit."""

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

from factcheck.operations.embedded.failure import Failure
from factcheck.operations.embedded.place import DirectoryLock, Place

PACKAGE_ROOT = Path(__file__).resolve().parents[3]
LEAVE_SECONDS = 90.0


class Membership:
    """This process's hold on one server."""

    def __init__(self, connection: socket.socket, sockets: str) -> None:
        self.connection = connection
        self.sockets = sockets
        self.guardian: subprocess.Popen[bytes] | None = None

    def is_alive(self) -> bool:
        """False once the guardian has ended; the server has ended with it."""
        try:
            return self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False


_memberships: dict[Path, Membership] = {}
_lock = threading.RLock()


def join(home: Path, settings: Mapping[str, str] | None = None) -> str:
    """Makes sure that the server of this home runs and stays; returns the directory of PostgreSQL's socket.

    `settings` are PostgreSQL settings, used if the server has to be started. Raises Failure.
    """
    place = Place.under(home)
    with _lock:
        membership = _memberships.get(place.folder)
        if membership is not None:
            if membership.is_alive():
                return membership.sockets
            _drop(_memberships.pop(place.folder))
        place.prepare()
        membership = _enter(place)
        if membership is None:
            with DirectoryLock(place.folder, seconds=240):
                membership = _enter(place)
                if membership is None:
                    guardian = _start_guardian(place, settings or {})
                    membership = _enter(place)
                    if membership is None:
                        raise Failure(f"The embedded database ended at once; see {place.log}.")
                    membership.guardian = guardian
        _memberships[place.folder] = membership
        return membership.sockets


def leave() -> None:
    """Lets go of every server; where this process was the last, waits until the server has stopped."""
    with _lock:
        while _memberships:
            _, membership = _memberships.popitem()
            said = b""
            with contextlib.suppress(OSError):
                membership.connection.shutdown(socket.SHUT_WR)
                membership.connection.settimeout(LEAVE_SECONDS)
                while part := membership.connection.recv(4096):
                    said += part
            _drop(membership, seconds=0 if said else 5)


def _drop(membership: Membership, *, seconds: float = 5) -> None:
    membership.connection.close()
    if membership.guardian is not None and membership.guardian.poll() is None:
        try:
            membership.guardian.wait(seconds)
        except subprocess.TimeoutExpired:
            membership.guardian.returncode = 0  # others keep it: it is no longer this process's to wait for


def _enter(place: Place) -> Membership | None:
    """A membership of the running server, None when there is none (or it is just ending)."""
    try:
        connection = place.connect(timeout=30)
    except PermissionError as error:
        raise Failure(f"The database in {place.folder} is in use by another user of this machine.") from error
    except OSError:
        return None
    try:
        with connection.makefile("rb") as stream:
            line = stream.readline()
        if line:
            connection.settimeout(None)
            return Membership(connection, json.loads(line)["sockets"])
    except OSError:
        pass
    connection.close()
    return None


def _start_guardian(place: Place, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    guardian = subprocess.Popen(
        [sys.executable, "-m", "factcheck.operations.embedded.guardian", str(place.folder), json.dumps(dict(settings))],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        env={**kept, "PYTHONPATH": str(PACKAGE_ROOT), "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    assert guardian.stdout is not None
    try:
        said = guardian.stdout.read().decode(errors="replace").strip()
    except BaseException:
        guardian.stdout.close()
        guardian.wait()
        raise
    guardian.stdout.close()
    if said != "ready":
        guardian.wait()
        last = said.splitlines()[-1] if said else f"it said nothing; see {place.log}"
        raise Failure(last.removeprefix("failed: "))
    return guardian


def _after_fork_in_child() -> None:
    """A forked child joins for itself: it must not keep its parent's membership alive."""
    global _lock
    _lock = threading.RLock()
    for membership in _memberships.values():
        membership.connection.close()
        if membership.guardian is not None:
            membership.guardian.returncode = 0
    _memberships.clear()


os.register_at_fork(after_in_child=_after_fork_in_child)


@atexit.register
def _leave_at_exit() -> None:
    with contextlib.suppress(KeyboardInterrupt):
        leave()
