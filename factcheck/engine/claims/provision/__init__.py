"""`provision`: what a text says. Provision(motion): verb and object, or that something is left unsaid."""

from factcheck.engine.claims.provision.detection import KIND, detect
from factcheck.engine.claims.provision.judging import judge

__all__ = ["KIND", "detect", "judge"]
