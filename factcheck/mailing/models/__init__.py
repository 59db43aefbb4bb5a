"""Models of the mailing app."""

from factcheck.mailing.models.letter import Kind, Letter

__all__ = ["Kind", "Letter"]
