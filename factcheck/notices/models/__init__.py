"""Models of the notices app."""

from factcheck.notices.models.notice import Kind, Notice

__all__ = ["Kind", "Notice"]
