"""Roll-call analysis: from a sequence of vote events to agreement, kappa, cohesion and percentiles.

Needs numpy and nothing else: no framework, no files, no clock. Each function names its paper. See docs/analysis.md.
"""

from factcheck.engine.analysis.agreement import (
    METHODS,
    Method,
    Pairs,
    agreement,
    every_pair,
    every_pair_by_year,
    lijphart,
    s_of_votes,
    s_score,
)
from factcheck.engine.analysis.cohesion import Cohesion, agreement_index, cohesion, rice
from factcheck.engine.analysis.estimate import Estimate, wilson
from factcheck.engine.analysis.kappa import kappa, kappa_of_every_pair, kappa_of_votes, linear, nominal, null_error
from factcheck.engine.analysis.matrix import ABSENT, ABSTAIN, NO, NOT_MEMBER, UNKNOWN, YES, Matrix, final_texts
from factcheck.engine.analysis.tables import table, tables
from factcheck.engine.analysis.tallies import Standing, Tallies, with_counts

__all__ = [
    "ABSENT",
    "ABSTAIN",
    "METHODS",
    "NO",
    "NOT_MEMBER",
    "UNKNOWN",
    "YES",
    "Cohesion",
    "Estimate",
    "Matrix",
    "Method",
    "Pairs",
    "Standing",
    "Tallies",
    "agreement",
    "agreement_index",
    "cohesion",
    "every_pair",
    "every_pair_by_year",
    "final_texts",
    "kappa",
    "kappa_of_every_pair",
    "kappa_of_votes",
    "lijphart",
    "linear",
    "nominal",
    "null_error",
    "rice",
    "s_of_votes",
    "s_score",
    "table",
    "tables",
    "wilson",
    "with_counts",
]
