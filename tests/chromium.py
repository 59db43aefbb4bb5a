"""The browser of the browser tests: Debian's Chromium. `python -m tests.chromium` makes sure of it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
COMMAND = "apt-get install --yes --no-install-recommends chromium fonts-liberation"
ARGUMENTS = [  # Playwright itself adds --no-sandbox, without which Chromium refuses to run as root
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def find() -> str | None:
    """The path of the browser's program, None when there is none."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def main() -> int:
    """Installs the browser as root on Debian; says the command elsewhere. Fails where CI=true."""
    if find():
        return 0
    if os.geteuid() == 0 and Path("/etc/debian_version").exists():
        print("Installing Chromium for the browser tests (once, a minute or two) ...", flush=True)  # noqa: T201
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["apt-get", "update", "--quiet=2"], [*COMMAND.split(), "--quiet=2"]):
            subprocess.run(words, env=environment, stdout=subprocess.DEVNULL, check=False)
        if find():
            return 0
    must = os.environ.get("CI", "").lower() == "true"
    end = "CI=true, so this is an error." if must else "They are skipped."
    sys.stderr.write(f"The browser tests need Chromium; as root, run: apt-get update && {COMMAND}. {end}\n")
    return 1 if must else 0


if __name__ == "__main__":
    sys.exit(main())
