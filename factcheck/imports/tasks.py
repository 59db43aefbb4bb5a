"""Imports in the background."""

from __future__ import annotations

from procrastinate.contrib.django import app

from factcheck.imports.actions import uploads
from factcheck.imports.models import Upload


@app.task(queue="imports", lock="import")
def import_upload(upload: int) -> None:
    """One import at a time: each needs the whole record to itself."""
    uploads.run(upload=Upload.objects.select_related("progress").get(pk=upload), by="system")
