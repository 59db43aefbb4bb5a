"""Actions are whole or not at all: a failing write of the history, or of anything else, undoes all of an action."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "factcheck"
IN_PIECES = {
    "articles.feeds.poll": "waits for another host between two of them",
    "articles.intakes.run_fetch": "waits for another host between two of them",
    "articles.intakes.run_reading": "reads in a process of its own between two of them",
    "imports.uploads.run": "what is imported, its report and its end are one; failing is told afterwards",
    "jobs.progress.finish": "how far work has come; within the transaction of the work",
    "jobs.progress.start": "one row",
    "reviews.pages.archive": "waits for another host between two of them",
    "reviews.presence.drop_filter": "one row",
    "reviews.presence.here": "one row",
    "verdicts.steps.note": "within the transaction of the action that it is a note of",
    "verdicts.steps.take": "within the transaction of the action whose step it is",
}
"""Actions with `by` that open no transaction, each with how what they write stays whole."""


def actions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Public functions of the action modules that are told who acts."""
    for path in sorted(ROOT.glob("*/actions/*.py")):
        for node in ast.parse(path.read_text()).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if "by" in [argument.arg for argument in node.args.kwonlyargs]:
                yield f"{path.parent.parent.name}.{path.stem}.{node.name}", node


def is_atomic(node: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_every_action_is_one_transaction() -> None:
    """Together with tests/audit/test_writing.py, where a change of any audited table fails with its event, this makes
    a failing write of the history undo the whole action."""
    found = dict(actions())
    assert len(found) > 60
    assert {name for name, node in found.items() if not is_atomic(node)} == set(IN_PIECES)
