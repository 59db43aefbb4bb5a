"""Models of the verdicts app."""

from factcheck.verdicts.models.article_correction import ArticleCorrection, ArticleCorrectionStatus
from factcheck.verdicts.models.bundle import VerdictBundle
from factcheck.verdicts.models.checklist import ChecklistAnswer
from factcheck.verdicts.models.correction import Correction, Happening, Outcome
from factcheck.verdicts.models.publication import Publication, PublicationItem, PublicationResult
from factcheck.verdicts.models.recheck import RecheckRun
from factcheck.verdicts.models.request import CorrectionRequest, Result
from factcheck.verdicts.models.search_entry import SearchEntry
from factcheck.verdicts.models.topic import Topic
from factcheck.verdicts.models.verdict import Change, Status, Verdict, VerdictVersion

__all__ = [
    "ArticleCorrection",
    "ArticleCorrectionStatus",
    "Change",
    "ChecklistAnswer",
    "Correction",
    "CorrectionRequest",
    "Happening",
    "Outcome",
    "Publication",
    "PublicationItem",
    "PublicationResult",
    "RecheckRun",
    "Result",
    "SearchEntry",
    "Status",
    "Topic",
    "Verdict",
    "VerdictBundle",
    "VerdictVersion",
]
