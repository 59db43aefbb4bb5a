"""Why something was not fetched."""

from __future__ import annotations


class Refused(Exception):
    """Its text is one sentence for the reader: what was refused, why, and what to do. `status` is the status of the
    server's answer where it is the reason, and `retry_after` the seconds it asked to wait, if it said so."""

    def __init__(self, sentence: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.retry_after = retry_after
