"""The one table of what can become of a verdict: states, steps, who may take them, and under which conditions.

Guards, buttons, the triggers of the database, docs/workflow.md and the tests are all made from it. No Django.
"""

from __future__ import annotations

from dataclasses import dataclass

STATES = {
    "draft": "Decided, waits for approval",
    "approved": "Approved",
    "scheduled": "To be published by itself",
    "published": "Published",
    "needs_recheck": "Published, needs recheck",
    "in_correction": "Published, a correction is proposed",
    "withdrawn": "Withdrawn",
}
"""Codes and their words."""
FIRST = "draft"
PUBLIC = ("published", "needs_recheck", "in_correction", "withdrawn")
"""States in which readers find it at its address."""
LISTED = ("published", "needs_recheck", "in_correction")
"""Those of them in which lists and sitemaps name it."""
NEWS = ("publish", "doubt", "reaffirm", "approve_correction", "withdraw")
"""Steps that are news to readers: feeds have the verdict again."""
SYSTEM = ""
"""As a permission: nobody's; the system takes the step by itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """`sources` are the states it leads from, `targets` where it may lead. `policies` name functions of
    `factcheck.verdicts.policies`; each gives a reason against the step, or none. `done` is how the history says it."""

    code: str
    label: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    permission: str
    policies: tuple[str, ...]
    done: str


_SOUND = ("both_have_judged", "every_flag_is_answered", "record_is_reconciled", "sources_suffice")
STEPS = {
    step.code: step
    for step in (
        Step(
            "decide",
            "Decide",
            ("draft",),
            ("draft",),
            "verdicts.decide",
            ("both_have_judged", "has_not_judged", "has_no_conflict", "every_flag_is_answered", "record_is_reconciled"),
            "decided",
        ),
        Step(
            "approve",
            "Approve",
            ("draft",),
            ("approved",),
            "verdicts.approve",
            ("is_not_own_decision", "has_no_conflict", *_SOUND),
            "approved",
        ),
        Step("send_back", "Send back", ("approved", "scheduled"), ("draft",), "verdicts.approve", (), "sent it back"),
        Step(
            "publish",
            "Publish",
            ("approved", "scheduled"),
            ("published",),
            "verdicts.publish",
            (*_SOUND, "embargo_is_over", "article_is_public", "checklist_is_answered"),
            "published",
        ),
        Step(
            "schedule",
            "Schedule",
            ("approved",),
            ("scheduled",),
            "verdicts.publish",
            (*_SOUND, "article_is_public", "checklist_is_answered"),
            "scheduled",
        ),
        Step(
            "doubt",
            "Mark for recheck",
            ("published", "needs_recheck"),
            ("needs_recheck",),
            SYSTEM,
            (),
            "marked for recheck",
        ),
        Step(
            "reaffirm",
            "Reaffirm",
            ("needs_recheck",),
            ("published",),
            "verdicts.approve",
            ("is_not_own_decision", "has_no_conflict", "record_is_reconciled"),
            "reaffirmed",
        ),
        Step(
            "propose_correction",
            "Propose a correction",
            ("published", "needs_recheck"),
            ("in_correction",),
            "verdicts.correct",
            (),
            "proposed a correction",
        ),
        Step(
            "approve_correction",
            "Approve the correction",
            ("in_correction",),
            ("published",),
            "verdicts.approve",
            ("is_not_own_correction", "has_no_conflict", "record_is_reconciled", "sources_suffice"),
            "approved the correction",
        ),
        Step(
            "reject_correction",
            "Reject the correction",
            ("in_correction",),
            ("published", "needs_recheck"),
            "verdicts.approve",
            (),
            "rejected the correction",
        ),
        Step(
            "withdraw",
            "Withdraw",
            ("published", "needs_recheck"),
            ("withdrawn",),
            "verdicts.publish",
            (),
            "withdrew it",
        ),
    )
}
"""Every step by its code. What is in no step cannot be done; the database refuses it too."""
NOTES = {
    "same": "computed the same",
    "in_doubt": "found that something changed, while a correction is proposed",
    "embargo": "changed the embargo",
}
"""What the history keeps beside the steps, and how it says it: the state stays as it is."""


def done(code: str) -> str:
    """How the history says what was done, by the code of a step or a note."""
    return STEPS[code].done if code in STEPS else NOTES[code]


def transitions() -> list[tuple[str, str]]:
    """Pairs of states that some step leads between, in order; a step that stays where it is changes nothing."""
    return sorted({(a, b) for step in STEPS.values() for a in step.sources for b in step.targets if a != b})
