"""Text and record in, claims, verdicts and flags out. No framework, no files, no clock, no settings.

>>> from factcheck.engine import Article, Record, check, prepare, to_json
>>> index = prepare(Record())
>>> to_json(check(Article(text="Nothing was voted on."), index)).startswith('{"engine"')
True
"""

from factcheck.engine.check import check
from factcheck.engine.flags import FLAGS, FlagRule
from factcheck.engine.index import Index
from factcheck.engine.model import Article, Claim, Flag, Result
from factcheck.engine.output import to_dict, to_json
from factcheck.engine.proposals import Proposal
from factcheck.engine.record import Record, RecordSource, snapshot_hash
from factcheck.engine.rules import ENGINE_VERSION, rules_hash

prepare = Index

__all__ = [
    "ENGINE_VERSION", "FLAGS", "Article", "Claim", "Flag", "FlagRule", "Index", "Proposal", "Record", "RecordSource", "Result", "check",
    "prepare", "rules_hash", "snapshot_hash", "to_dict", "to_json",
]  # fmt: skip
