"""The worker beside the web server: `manage.py work` as a process that ends with this one and comes back if it dies."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

PATIENCE = 8.0
"""Seconds that a worker told to end may take; it gives its jobs three."""
PAUSES = (0.5, 2.0, 5.0, 15.0)
"""Seconds before a worker that died is started again; the last one from then on."""


class Worker:
    """Starts at once. `stop` returns when no worker is left."""

    def __init__(self, manage: Path) -> None:
        self._command = [sys.executable, str(manage), "work", "--parent", str(os.getpid())]
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._process = self._start()
        self._watch = threading.Thread(target=self._keep, name="worker", daemon=True)
        self._watch.start()

    def _start(self) -> subprocess.Popen[bytes]:
        """In a session of its own, out of the terminal's reach: only this process ends it."""
        return subprocess.Popen(self._command, stdin=subprocess.DEVNULL, start_new_session=True)

    def _keep(self) -> None:
        died = 0
        while True:
            self._process.wait()
            if self._ended.wait(PAUSES[min(died, len(PAUSES) - 1)]):
                return
            died += 1
            with self._lock:
                if self._ended.is_set():
                    return
                self._process = self._start()

    def stop(self) -> None:
        with self._lock:
            self._ended.set()
            process = self._process
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._watch.join(1)
