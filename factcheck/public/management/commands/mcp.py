"""Serves verdicts and the record as tools of the Model Context Protocol, over standard input or HTTP."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

MISSING = "The SDK is not installed. Run: .venv/bin/python -m pip install -r requirements-mcp.txt"


class Command(BaseCommand):
    help = "Serve published verdicts and the record over the Model Context Protocol; off unless MCP is set."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--http", action="store_true", help="Streamable HTTP at /mcp instead of standard input.")
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on, with --http.")
        parser.add_argument("--port", type=int, default=8100, help="Port to listen on, with --http.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MCP:
            raise CommandError("It is off. Set MCP=true to serve the Model Context Protocol.")
        try:
            from factcheck.public.mcp import server
        except ImportError as error:
            if (error.name or "").partition(".")[0] != "mcp":
                raise
            raise CommandError(MISSING) from None
        made = server.server()
        if not options["http"]:
            made.run("stdio")
            return
        host, port = options["host"], options["port"]
        guard = server.guarded(settings.ALLOWED_HOSTS, host, port)
        made.run(
            "streamable-http", host=host, port=port, stateless_http=True, json_response=True, transport_security=guard
        )
