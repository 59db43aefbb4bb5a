"""How much a request may bring in files, held while it arrives."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LIMIT = 200 * 2**20
"""Bytes of all files of one request together."""


class LimitedUpload(FileUploadHandler):
    """Stops reading files when there are more than `LIMIT` bytes. `request.is_upload_too_large` tells the form; without
    it a request of any size would first be written to disk, whoever sends it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > LIMIT:
            self.request.is_upload_too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
