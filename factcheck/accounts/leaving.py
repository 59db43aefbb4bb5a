"""What others keep of a person and take back when the person leaves; they say so here."""

from __future__ import annotations

from collections.abc import Callable

from factcheck.accounts.models import User

_taking_back: list[Callable[[User], object]] = []


def when_somebody_leaves(take_back: Callable[[User], object]) -> None:
    """Have a function called, in the same transaction, when a member is switched off or erased, while the row still has
    name and address."""
    if take_back not in _taking_back:
        _taking_back.append(take_back)


def take_back(member: User) -> None:
    for function in _taking_back:
        function(member)
