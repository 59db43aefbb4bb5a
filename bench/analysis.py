"""Agreement of every pair of states for every year, against the same in pandas, in one run.

    .venv-bench/bin/pip install -r bench/requirements.txt      # pandas is there; numpy comes with the product
    .venv-bench/bin/python bench/analysis.py [--records FOLDER] [--rounds N] [--merge]

Roll calls: the files voeten_unvotes_*_1946_2019.csv.gz in FOLDER, else generated ones of the same size (6,202 votes of
74 years, a membership growing from 51 to 193, about 870,000 votes). Every contestant starts from the votes in its own
best form and ends with a value and an n for every pair in every year; half weights unless a line says otherwise.

    numpy          factcheck.engine.analysis.every_pair_by_year over the matrix
    pandas frames  a frame of votes a year, products by DataFrame.dot: the fastest pandas we know
    pandas merge   (--merge) votes joined with themselves by event, grouped by pair: how it is mostly written

Both use one core: products this small gain nothing from a second one and suffer where it is busy. Prints the best of N
rounds for each, the ratios, and whether all values are the same.
"""

import argparse
import csv
import gzip
import os
import sys
import time
from datetime import date, timedelta
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck.engine.analysis import METHODS, Matrix, every_pair_by_year, kappa_of_every_pair  # noqa: E402
from factcheck.engine.model import RollCall, VoteEvent  # noqa: E402

VOTES, CALLS = "voeten_unvotes_votes_1946_2019.csv.gz", "voeten_unvotes_roll_calls_1946_2019.csv.gz"
MEMBERS = [(1946, 51), (1955, 76), (1960, 99), (1970, 127), (1980, 154), (1990, 159), (1994, 185), (2011, 193)]
SCORE = {"no": 0.0, "abstain": 0.5, "yes": 1.0}


def from_files(folder):
    """Vote events of the Assembly 1946-2019, and the number of votes in them."""
    rolls = {}
    with gzip.open(folder / VOTES, "rt", encoding="utf-8", newline="") as lines:
        for call, country, code, vote in list(csv.reader(lines))[1:]:
            rolls.setdefault(call, {})[code or country.replace(" ", "")] = vote
    with gzip.open(folder / CALLS, "rt", encoding="utf-8", newline="") as lines:
        days = {row["rcid"]: date.fromisoformat(row["date"]) for row in csv.DictReader(lines)}
    return [VoteEvent(key, key, "GA", days[key], roll=RollCall(roll)) for key, roll in rolls.items()]


def generated(seed=1946):
    """Vote events of the real size and shape with random votes: states lean their own ways, one in fifty is absent."""
    random = np.random.default_rng(seed)
    events = []
    for year in range(1946, 2020):
        size = np.interp(year, *zip(*MEMBERS, strict=True))
        members = [f"S{n:03}" for n in range(round(size))]
        lean = random.normal(1.2, 1.0, len(members))
        for number in range(84 if year < 2006 else 83):
            pull = lean + random.normal(0, 0.8) + random.normal(0, 0.6, len(members))
            cast = np.where(pull > 0.6, "yes", np.where(pull < -0.4, "no", "abstain"))
            present = random.random(len(members)) > 0.02
            roll = {code: str(vote) for code, vote, here in zip(members, cast, present, strict=True) if here}
            day = date(year, 1, 1) + timedelta(4 * number)
            events.append(VoteEvent(f"{year}/{number:03}", f"{year}/{number}", "GA", day, roll=RollCall(roll)))
    return events


def with_numpy(matrix, method="half_weight"):
    return {year: (pairs.states, pairs.values, pairs.n) for year, pairs in every_pair_by_year(matrix, method)}


def with_frames(frames):
    """Half weights by products of frames (events by states): `frames` maps a year to scores with NaN where none."""
    years = {}
    for year, frame in frames.items():
        voted = frame.notna().astype("float32")
        decided = ((frame == 0) | (frame == 1)).astype("float32")
        signed = (frame.fillna(0.5) * 2 - 1).astype("float32")
        abstained = voted - decided
        n, total = voted.T.dot(voted), decided.T.dot(decided)
        both = abstained.T.dot(abstained)
        years[year] = ((total + signed.T.dot(signed)) / 2 + both + (n - total - both) / 2) / n, n
    return years


def with_merge(votes):
    """Half weights by joining votes with themselves: `votes` has the columns year, event, state, score."""
    years = {}
    for year, part in votes.groupby("year"):
        joined = part.merge(part, on="event")
        joined["points"] = 1 - (joined["score_x"] - joined["score_y"]).abs()
        grouped = joined.groupby(["state_x", "state_y"], observed=True)["points"].agg(["mean", "size"])
        years[year] = grouped["mean"].unstack(), grouped["size"].unstack()
    return years


def best(rounds, work, *arguments):
    times = []
    for _ in range(rounds):
        begin = time.perf_counter()
        result = work(*arguments)
        times.append(time.perf_counter() - begin)
    return min(times), result


def same(ours, theirs):
    """Whether both found the same values for every pair of every year."""
    for year, (states, values, n) in ours.items():
        frame, counts = (f.reindex(index=states, columns=states) for f in theirs[year])
        if not np.allclose(values, frame.to_numpy(dtype=float), atol=1e-6, equal_nan=True):
            return False
        if not np.array_equal(n, counts.fillna(0).to_numpy(dtype=np.int64)):
            return False
    return set(ours) == set(theirs)


def report(name, seconds, base, note=""):
    print(f"  {name:<34} {seconds * 1000:>10.1f} ms   {seconds / base:>7.1f} x   {note}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--merge", action="store_true")
    args = parser.parse_args()
    if args.records and not (args.records / VOTES).exists():
        parser.error(f"no {VOTES} in {args.records}")
    begin = time.perf_counter()
    events = from_files(args.records) if args.records else generated()
    read = time.perf_counter() - begin
    building, matrix = best(args.rounds, Matrix.of, events)
    cast = int(matrix.voted.sum())
    print(f"{'Files' if args.records else 'Generated'}: {len(matrix.events):,} roll calls, {len(matrix.states)} states")
    print(f"  events read or made in {read:.2f} s")
    print(f"  matrix of {cast:,} votes in {building:.3f} s, {cast / building:,.0f} votes a second")

    long = [
        (int(str(day)[:4]), key, code, SCORE[vote])
        for key, day, event in zip(
            matrix.events, matrix.days, sorted(events, key=lambda e: (e.day, e.key)), strict=True
        )
        for code, vote in event.roll.items()
        if vote in SCORE
    ]
    votes = pd.DataFrame(long, columns=["year", "event", "state", "score"]).astype(
        {"event": "category", "state": "category", "score": "float32"}
    )
    frames = {
        year: part.pivot_table(index="event", columns="state", values="score", observed=True)
        for year, part in votes.groupby("year")
    }
    ours, found = best(args.rounds, with_numpy, matrix)
    pairs = sum(len(states) ** 2 for states, _, _ in found.values())
    print(f"Every pair of states for every year: {len(found)} years, {pairs:,} values")
    report("numpy, half weight", ours, ours)
    for method in METHODS[:2]:
        report(f"numpy, {method.replace('_', ' ')}", best(args.rounds, with_numpy, matrix, method)[0], ours)
    kappas, _ = best(args.rounds, lambda: [kappa_of_every_pair(part.of_voters()) for _, part in matrix.by_year()])
    report("numpy, weighted kappa", kappas, ours)
    seconds, theirs = best(args.rounds, with_frames, frames)
    report("pandas frames, half weight", seconds, ours, f"same values: {same(found, theirs)}")
    if args.merge:
        seconds, theirs = best(1, with_merge, votes)
        report("pandas merge, half weight", seconds, ours, f"same values: {same(found, theirs)}")


if __name__ == "__main__":
    main()
