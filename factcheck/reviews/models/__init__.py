"""Models of the reviews app."""

from factcheck.reviews.models.assessment import Accuracy, Answer, Assessment, EvidenceItem, FlagAnswer, Framing, Side
from factcheck.reviews.models.assignment import Assignment, Standing
from factcheck.reviews.models.comment import Comment
from factcheck.reviews.models.draft import Draft
from factcheck.reviews.models.review import GRAVITY, PLACES, Review, Status

__all__ = [
    "GRAVITY",
    "PLACES",
    "Accuracy",
    "Answer",
    "Assessment",
    "Assignment",
    "Comment",
    "Draft",
    "EvidenceItem",
    "FlagAnswer",
    "Framing",
    "Review",
    "Side",
    "Standing",
    "Status",
]
