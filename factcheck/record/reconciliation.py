"""Do the counts of a vote, its roll call and the membership of the body agree? One rule for files and database.

No Django here: the fact files and the database ask the same functions, so they cannot come to different answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from factcheck.engine.model import OPTIONS

WORDS = {"yes": "yes votes", "no": "no votes", "abstain": "abstentions", "absent": "members not voting"}


def disagreements(
    *,
    counts: Mapping[str, int | None],
    roll: Mapping[str, str],
    is_complete: bool,
    members: int | None,
    sitting: Collection[str] | None,
) -> list[str]:
    """Every way in which what is known about a vote contradicts itself, as sentences; an empty list where it agrees.

    `counts` are the declared counts (None where not declared), `roll` maps a member to its option, `is_complete` says
    that the roll call names every member, `members` is the declared size of the body, and `sitting` its members on the
    day of the vote, or None where the record does not know them all.
    """
    found = []
    listed = Counter(roll.values())
    for option in OPTIONS:
        declared = counts.get(option)
        if declared is None:
            continue
        if (is_complete and listed[option] != declared) or listed[option] > declared:
            found.append(f"{declared} {WORDS[option]} declared, {listed[option]} listed")
    known = [count for option in OPTIONS if (count := counts.get(option)) is not None]
    if members is not None:
        if sum(known) > members or (len(known) == len(OPTIONS) and sum(known) != members):
            found.append(f"the counts add up to {sum(known)} of {members} members")
        if is_complete and len(roll) != members:
            found.append(f"the roll call names {len(roll)} of {members} members")
        if sitting is not None and len(sitting) != members:
            found.append(f"{members} members declared, {len(sitting)} on that day")
    if sitting is not None:
        strangers = sorted(set(roll) - set(sitting))
        if strangers:
            found.append(f"not members on that day: {', '.join(strangers)}")
        missing = sorted(set(sitting) - set(roll)) if is_complete else []
        if missing:
            found.append(f"members missing from the roll call: {', '.join(missing)}")
    return found


def unknowns(counts: Mapping[str, int | None]) -> list[str]:
    """Which of the counts for, against and abstaining are not known, as one sentence in a list, or an empty list."""
    missing = [WORDS[option] for option in OPTIONS[:3] if counts.get(option) is None]
    return [f"not known: the number of {', '.join(missing)}"] if missing else []
