"""Models of the verdicts app."""

from factcheck.verdicts.models.bundle import VerdictBundle
from factcheck.verdicts.models.correction import Correction, Happening, Outcome
from factcheck.verdicts.models.recheck import RecheckRun
from factcheck.verdicts.models.verdict import Change, Status, Verdict, VerdictVersion

__all__ = [
    "Change",
    "Correction",
    "Happening",
    "Outcome",
    "RecheckRun",
    "Status",
    "Verdict",
    "VerdictBundle",
    "VerdictVersion",
]
