"""`python environment.py REQUIREMENTS`: makes .venv and installs into it. The Makefile calls it.

Everything comes as wheels, nothing is compiled. What pip says in full goes to .venv/install.log.
"""

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

VENV = Path(".venv")
FAILED = 2


def main(requirements: str) -> int:
    try:
        return _make_venv() or _install(requirements)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _refuse(f"{VENV.absolute()} cannot be made: {error.strerror} ({error.filename}).")


def _make_venv() -> int:
    if _works():
        return 0
    _say("Creating .venv ...\n")
    answer = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if answer.returncode == 0 and _works():
        return 0
    shutil.rmtree(VENV, ignore_errors=True)
    said = (answer.stderr + answer.stdout).strip()
    if "ensurepip" in said or "No module named venv" in said:
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        command = f"apt-get update && apt-get install --yes {package}"
        return _refuse(f"This Python cannot make virtual environments; as root, run: {command}")
    return _refuse(f"{VENV.absolute()} cannot be made: {said.splitlines()[-1] if said else 'venv said nothing'}")


def _works() -> bool:
    try:
        return subprocess.run([VENV / "bin" / "python", "-m", "pip", "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


def _install(requirements: str) -> int:
    _say(f"Installing the packages of {requirements} (once, about a minute) ...\n ")
    began = time.monotonic()
    words = ["install", "--no-input", "--disable-pip-version-check", "--progress-bar=off", "--only-binary=:all:"]
    log = VENV / "install.log"
    complaint, is_cut_off = "pip said nothing", False
    with log.open("w") as kept:
        pip = subprocess.Popen(
            [VENV / "bin" / "python", "-m", "pip", *words, "--retries=2", "--timeout=20", "-r", requirements],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert pip.stdout is not None
        for line in pip.stdout:
            kept.write(line)
            if found := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line):
                _say(f" {found[1]}")
            elif line.startswith("Installing collected"):
                _say("\n  unpacking ...")
            elif "Retrying (" in line:
                is_cut_off = True
            elif line.startswith("ERROR:"):
                complaint = line.removeprefix("ERROR:").strip()
    _say("\n")
    if pip.wait():
        if is_cut_off:
            complaint = "the package index cannot be reached"
        return _refuse(f"The packages could not be installed: {complaint}. Everything pip said is in {log}.")
    _say(f"Installed in {time.monotonic() - began:.0f} s.\n")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return FAILED


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
