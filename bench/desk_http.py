"""The form of the workbench, sent to the web server by browsers that stay connected; part of bench/desk.py."""

import multiprocessing
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

PORT = 8198
SECRET = "b" * 32
FORM = {
    "csrfmiddlewaretoken": SECRET, "revision": "0", "accuracy": "1", "framing": "",
    "rationale": "The roll call says otherwise.",
    "evidence-0-side": "against", "evidence-0-target": "A/RES/ES-11/7", "evidence-0-note": "",
    "evidence-1-side": "", "evidence-1-target": "", "evidence-1-note": "",
}  # fmt: skip
SERVER = (
    "import os, django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'factcheck.settings'); django.setup(); "
    f"from factcheck.operations.web_server import serve; serve('127.0.0.1', {PORT}, when_up=lambda: None)"
)


@contextmanager
def served():
    """The web server as `make run` starts it: two workers of four threads."""
    process = subprocess.Popen([sys.executable, "-c", SERVER], cwd=Path(__file__).parent.parent)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", PORT), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        time.sleep(3)
        yield
    finally:
        process.terminate()
        process.wait(20)


def request(method, path, cookies, body=b""):
    about = f"Host: 127.0.0.1:{PORT}\r\nOrigin: http://127.0.0.1:{PORT}\r\nCookie: {cookies}\r\n"
    about += f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
    return f"{method} {path} HTTP/1.1\r\n{about}\r\n".encode() + body


def answered(file):
    """The status of the next answer, which is read to its end."""
    status, length = file.readline().split()[1], 0
    while (header := file.readline()) not in (b"\r\n", b""):
        if header.lower().startswith(b"content-length:"):
            length = int(header.split(b":")[1])
    file.read(length)
    return status


def browse(session, keys, start, done, results):
    """Send the form for each review in turn; seconds of each answer. One page first, as every reviewer has."""
    cookies, body = f"sessionid={session}; csrftoken={SECRET}", urlencode(FORM).encode()
    took = []
    with socket.create_connection(("127.0.0.1", PORT), timeout=60) as connection:
        file = connection.makefile("rb")
        connection.sendall(request("GET", "/desk/queue/?tab=done", cookies))
        assert answered(file) == b"200"
        start.wait()
        for key in keys:
            began = time.perf_counter()
            connection.sendall(request("POST", f"/desk/reviews/{key}/", cookies, body))
            status = answered(file)
            assert status == b"302", status
            took.append(time.perf_counter() - began)
        done.wait()
    results.put(took)


def saved(shares):
    """`shares` are (session, keys of reviews that its person holds), one a connection. Saved a second by all together,
    the median and the 99th percentile in milliseconds."""
    start, done = multiprocessing.Barrier(len(shares) + 1), multiprocessing.Barrier(len(shares) + 1)
    results = multiprocessing.Queue()
    browsers = [multiprocessing.Process(target=browse, args=(*share, start, done, results)) for share in shares]
    for browser in browsers:
        browser.start()
    start.wait()
    began = time.perf_counter()
    done.wait()
    seconds = time.perf_counter() - began
    took = sorted(1000 * one for _ in shares for one in results.get())
    for browser in browsers:
        browser.join()
    return len(took) / seconds, statistics.median(took), took[int(0.99 * len(took))]
