"""Cross-tables of votes: how often one state voted i while another voted j, i and j in the order no, abstain, yes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from factcheck.engine.analysis.matrix import ABSTAIN, NO, YES, Matrix

Floats = NDArray[np.float64]
Table = NDArray[np.int64]

OPTIONS = 3


def table(matrix: Matrix, first: str, second: str) -> Table:
    """Votes of two states against each other: int64, shape (3, 3), rows the first state.

    Only events on which both cast a vote are counted. Raises KeyError for a state without a row.

    Its sum is n; its diagonal is where they voted alike.
    """
    a, b = matrix.row(first), matrix.row(second)
    both = (a >= 0) & (b >= 0)
    return np.bincount(a[both].astype(np.int64) * OPTIONS + b[both], minlength=OPTIONS**2).reshape(OPTIONS, OPTIONS)


def tables(matrix: Matrix) -> Table:
    """The table of every pair: int64, shape (3, 3, states, states); [i, j, s, t] is s voting i while t votes j.

    Nine products of indicator matrices, six of them computed, the others their transposes. Exact: counts stay far
    below the 2**24 up to which 32-bit floats hold every whole number.
    """
    votes = [np.asarray(matrix.cells == vote, dtype=np.float32) for vote in (NO, ABSTAIN, YES)]
    size = len(matrix.states)
    counts = np.empty((OPTIONS, OPTIONS, size, size), dtype=np.int64)
    for i in range(OPTIONS):
        for j in range(i, OPTIONS):
            counts[i, j] = votes[i] @ votes[j].T
            if i != j:
                counts[j, i] = counts[i, j].T
    return counts
