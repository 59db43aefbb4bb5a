"""What is said over HTTPS alone: the settings as a newsroom's environment has them, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASK = """
import django
django.setup()
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from django.test import RequestFactory
said = {"X-Forwarded-Proto": %r} if %r else {}
answer = SecurityMiddleware(lambda request: HttpResponse())(RequestFactory().get("/", headers=said))
print(answer.get("Strict-Transport-Security", "none"))
"""


@pytest.mark.parametrize(
    ("proxies", "scheme", "secure", "said"),
    [
        ("1", "https", "true", "max-age=31536000"),
        ("1", "http", "true", "none"),
        ("1", "", "true", "none"),
        ("0", "https", "true", "none"),
        ("1", "https", "false", "none"),
    ],
)
def test_answer_over_https_asks_browsers_to_stay_there(
    tmp_path: Path, proxies: str, scheme: str, secure: str, said: str
) -> None:
    """The web server speaks HTTP: a proxy of the newsroom’s own says what came over HTTPS, a stranger does not."""
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "FACTCHECK_HOME": str(tmp_path),
        "SECURE_COOKIES": secure,
        "PROXIES": proxies,
    }
    code = ASK % (scheme, scheme)
    found = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == said
