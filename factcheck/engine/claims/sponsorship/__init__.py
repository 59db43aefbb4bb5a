"""`sponsorship`: who drafted, tabled or co-sponsored a text. Sponsor(motion): named states, groups, and how many."""

from factcheck.engine.claims.sponsorship.detection import KIND, detect
from factcheck.engine.claims.sponsorship.judging import judge, sponsor_sentence

__all__ = ["KIND", "detect", "judge", "sponsor_sentence"]
