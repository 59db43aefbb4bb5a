"""Models of the verdicts app."""

from factcheck.verdicts.models.bundle import VerdictBundle
from factcheck.verdicts.models.correction import Correction, Happening, Outcome
from factcheck.verdicts.models.recheck import RecheckRun
from factcheck.verdicts.models.request import CorrectionRequest, Result
from factcheck.verdicts.models.verdict import Change, Status, Verdict, VerdictVersion

__all__ = [
    "Change",
    "Correction",
    "CorrectionRequest",
    "Happening",
    "Outcome",
    "RecheckRun",
    "Result",
    "Status",
    "Verdict",
    "VerdictBundle",
    "VerdictVersion",
]
