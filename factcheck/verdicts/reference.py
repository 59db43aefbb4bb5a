"""docs/workflow.md, written from the table."""

from __future__ import annotations

from factcheck.accounts.permissions import PERMISSIONS
from factcheck.verdicts import workflow
from factcheck.verdicts.policies import POLICIES

HEAD = """# The workflow of a verdict

Written by `manage.py workflow_reference` from `factcheck/verdicts/workflow.py`. Before it, two people judge the claim
apart ([reviews.md](reviews.md)).

## States

| state | meaning | readers see it |
| --- | --- | --- |
"""


def page() -> str:
    lines = [HEAD.rstrip("\n")]
    for code, words in workflow.STATES.items():
        lines.append(f"| `{code}` | {words} | {'yes' if code in workflow.PUBLIC else 'no'} |")
    lines += ["", "## Steps", "", "| step | from | to | least role | conditions |", "| --- | --- | --- | --- | --- |"]
    for step in workflow.STEPS.values():
        role = PERMISSIONS[step.permission].label.lower() if step.permission else "by itself"
        conditions = ", ".join(f"`{name}`" for name in step.policies) or "none"
        lines.append(
            f"| {step.label} | {', '.join(step.sources)} | {', '.join(step.targets)} | {role} | {conditions} |"
        )
    lines += ["", "## Conditions", ""]
    lines += [f"- `{name}`: {(rule.__doc__ or '').strip()}" for name, rule in POLICIES.items()]
    return "\n".join(lines) + "\n"
