"""The guardian: `python -m factcheck.operations.embedded.guardian FOLDER SETTINGS`, started by `client.join`.

Runs PostgreSQL as its child for as long as anybody holds a connection to its control socket. Writes one line to
standard output when PostgreSQL answers ("ready") or cannot ("failed: SENTENCE"), then lets go of it. To each
connection it writes one line of JSON, `{"sockets": DIRECTORY}`. When a connection ends and others remain, it says
"others remain" and closes its side at once; the last one's side stays open until PostgreSQL and the guardian have
ended, so whoever waits for the end of the stream knows that nothing is left.
"""

import json
import os
import select
import selectors
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

from factcheck.operations.embedded.failure import Failure
from factcheck.operations.embedded.place import DirectoryLock, Place
from factcheck.operations.embedded.server import Server

PATIENCE = 5.0  # seconds that a guardian nobody has joined yet stays
OTHERS_REMAIN = b"others remain\n"
_open_until_exit: list[socket.socket] = []


def main(folder: str, settings: str) -> int:
    place = Place(Path(folder))
    told_to_end: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda received, _: told_to_end.append(received))
    signal.signal(signal.SIGCHLD, lambda *_: None)
    waking, wake = socket.socketpair()
    for end in (waking, wake):
        end.setblocking(False)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)

    server = Server(place, json.loads(settings))
    try:
        with DirectoryLock(place.run, seconds=90):
            server.start(cancelled=lambda: bool(told_to_end) or _nobody_reads())
            try:
                listener = place.listen()
                _report("ready")
                _let_go(place)
                _open_until_exit.extend(_watch(server, listener, waking, told_to_end))
            finally:
                server.stop()
    except Failure as failure:
        _report(f"failed: {failure}")
        return 1
    return 0


def _watch(
    server: Server, listener: socket.socket, waking: socket.socket, told_to_end: list[int]
) -> list[socket.socket]:
    """Serves the control socket until nobody is left, PostgreSQL has died, or a signal came.

    Returns the connections that are still open, to be closed after PostgreSQL has stopped.
    """
    greeting = json.dumps({"sockets": str(server.sockets)}).encode() + b"\n"
    members: set[socket.socket] = set()
    leaving: list[socket.socket] = []
    alone_since = time.monotonic()
    with selectors.DefaultSelector() as selector:
        selector.register(listener, selectors.EVENT_READ)
        selector.register(waking, selectors.EVENT_READ)
        joined = False
        while not told_to_end:
            for key, _ in selector.select(timeout=None if members else 0.2):
                if key.fileobj is waking:
                    waking.recv(4096)
                elif key.fileobj is listener:
                    member, _ = listener.accept()
                    member.settimeout(1.0)
                    with suppress(OSError):
                        member.sendall(greeting)
                    selector.register(member, selectors.EVENT_READ)
                    members.add(member)
                    joined = True
                else:
                    member = key.fileobj  # type: ignore[assignment]
                    selector.unregister(member)
                    members.discard(member)
                    leaving.append(member)
            if server.process is None or server.process.poll() is not None:
                break
            if members:
                while leaving:
                    with leaving.pop() as member, suppress(OSError):
                        member.sendall(OTHERS_REMAIN)
            elif joined or time.monotonic() - alone_since > PATIENCE:
                break
    with suppress(OSError):
        (server.place.run / "control").unlink()
    listener.close()
    return [*members, *leaving]


def _report(line: str) -> None:
    with suppress(OSError):
        os.write(1, line.encode() + b"\n")


def _nobody_reads() -> bool:
    """Whether the process that started this one has gone away."""
    poll = select.poll()
    poll.register(1, 0)
    return any(event & (select.POLLERR | select.POLLNVAL) for _, event in poll.poll(0))


def _let_go(place: Place) -> None:
    """Standard output and error to the log, so that whoever reads this process's pipe is not kept waiting."""
    log = os.open(place.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)


if __name__ == "__main__":
    os._exit(main(*sys.argv[1:]))  # at once, so that the end of the last streams is the end of this process
