"""The public record, in Popolo's words: one file a model."""

from factcheck.record.models.change import RecordChange
from factcheck.record.models.citation import Citation
from factcheck.record.models.loaded_facts import LoadedFacts
from factcheck.record.models.lookups import Among
from factcheck.record.models.membership import Membership
from factcheck.record.models.motion import Motion, Paragraph, Text
from factcheck.record.models.motion_document import MotionDocument
from factcheck.record.models.name import Name
from factcheck.record.models.organization import Organization
from factcheck.record.models.reading import Discrepancy, Reading, RollCall, RowVersion
from factcheck.record.models.snapshot import Snapshot
from factcheck.record.models.source import Source
from factcheck.record.models.sponsorship import Sponsorship
from factcheck.record.models.statement import Statement
from factcheck.record.models.statistic import Statistic
from factcheck.record.models.subject import Subject
from factcheck.record.models.vote import IntendedVote, Vote
from factcheck.record.models.vote_event import Disagreement, VoteEvent

__all__ = [
    "Among",
    "Citation",
    "Disagreement",
    "Discrepancy",
    "IntendedVote",
    "LoadedFacts",
    "Membership",
    "Motion",
    "MotionDocument",
    "Name",
    "Organization",
    "Paragraph",
    "Reading",
    "RecordChange",
    "RollCall",
    "RowVersion",
    "Snapshot",
    "Source",
    "Sponsorship",
    "Statement",
    "Statistic",
    "Subject",
    "Text",
    "Vote",
    "VoteEvent",
]
