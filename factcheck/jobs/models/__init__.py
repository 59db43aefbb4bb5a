"""Models of background work."""

from factcheck.jobs.models.progress import Progress, State

__all__ = ["Progress", "State"]
