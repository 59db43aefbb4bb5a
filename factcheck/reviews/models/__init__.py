"""Models of the reviews app."""

from factcheck.reviews.models.assessment import Accuracy, Answer, Assessment, FlagAnswer, Framing
from factcheck.reviews.models.assignment import Assignment, Standing
from factcheck.reviews.models.comment import Comment, CommentMention
from factcheck.reviews.models.draft import Draft
from factcheck.reviews.models.evidence import EvidenceItem, Side, Told
from factcheck.reviews.models.interest import Interest
from factcheck.reviews.models.opening import VerdictOpening
from factcheck.reviews.models.page import EvidenceArchive, EvidencePage, PageState
from factcheck.reviews.models.presence import Presence, QueueFilter
from factcheck.reviews.models.reply import Reply
from factcheck.reviews.models.review import GRAVITY, PLACES, Review, Status

__all__ = [
    "GRAVITY",
    "PLACES",
    "Accuracy",
    "Answer",
    "Assessment",
    "Assignment",
    "Comment",
    "CommentMention",
    "Draft",
    "EvidenceArchive",
    "EvidenceItem",
    "EvidencePage",
    "FlagAnswer",
    "Framing",
    "Interest",
    "PageState",
    "Presence",
    "QueueFilter",
    "Reply",
    "Review",
    "Side",
    "Standing",
    "Status",
    "Told",
    "VerdictOpening",
]
