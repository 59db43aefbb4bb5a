"""The whole mutation suite: sentences generated from every roll call of a record, true ones and ones with a false slot.

    .venv/bin/python bench/mutation.py                       # the record of the database, as manage.py takes it
    .venv/bin/python bench/mutation.py --facts [FOLDER]      # a folder of facts; without FOLDER the bundled ones
    ... [--completed] [--every N] [--part K] [--processes P] [--slot NAME] [--shown N]

For thousands of roll calls first import a record: FACTCHECK_HOME=/some/folder manage.py import_record PATH..., and then
run this with the same FACTCHECK_HOME. A vote takes about 0.3 s, so a record of ten thousand votes takes most of an hour
of one core; `--every 10` takes every tenth vote, `--part 3` then those whose number leaves 3.

Of most votes before 2000 a record has the roll call and neither counts nor day, so no verdict may rest on them, which
is tried too. With `--completed` such votes are given the counts of their roll call and a day of their session, so that
the states of every decade are tried as well.

What is right is computed from the roll call by tests/engine/mutation, not by the engine. For each slot and kind of
claim it prints cases, right and wrong, then the first wrong ones of each. Exit code 1 when anything is wrong.
"""

import argparse
import sys
import time
from collections import Counter, defaultdict
from multiprocessing import get_context

from records import arguments, chosen

from factcheck.engine import Article, check, prepare
from tests.engine.mutation import generator
from tests.engine.mutation.cases import fault
from tests.engine.mutation.completed import completed
from tests.engine.mutation.known import Known

_worker = {}


def tried(place):
    """(slot, kinds, sentence, problem) of each case of one vote; the problem is "" where the answer is right."""
    known, index, slots = _worker["known"], _worker["index"], _worker["slots"]
    event, motion = _worker["votes"][place]
    rows = []
    for one in generator.cases_of(known, event, motion, slots):
        result = check(Article(one.text, one.title, one.published), index)
        rows.append((one.slot, " or ".join(sorted(one.kinds)), f"{one.key} | {one.sentence}", fault(one, result)))
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments(parser)
    parser.add_argument("--completed", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--slot", action="append", choices=[slot.__name__ for slot in generator.SLOTS])
    parser.add_argument("--shown", type=int, default=3, help="wrong cases to print for each slot and kind")
    args = parser.parse_args()
    record = completed(chosen(args.facts)) if args.completed else chosen(args.facts)
    known = Known(record)
    votes = [vote for number, vote in enumerate(known.reported()) if number % args.every == args.part % args.every]
    slots = tuple(slot for slot in generator.SLOTS if not args.slot or slot.__name__ in args.slot)
    _worker.update(known=known, index=prepare(record), votes=votes, slots=slots)
    print(f"{len(votes):,} of {len(known.events):,} votes can be named beyond doubt and are tried", flush=True)
    begin = time.perf_counter()
    right, wrong, shown = Counter(), Counter(), defaultdict(list)
    if args.processes > 1:
        with get_context("fork").Pool(args.processes) as pool:
            answers = pool.imap_unordered(tried, range(len(votes)), chunksize=8)
            count(answers, right, wrong, shown, args.shown)
    else:
        count(map(tried, range(len(votes))), right, wrong, shown, args.shown)
    report(right, wrong, shown, time.perf_counter() - begin)
    sys.exit(1 if wrong else 0)


def count(answers, right, wrong, shown, most):
    for rows in answers:
        for slot, kinds, sentence, problem in rows:
            (wrong if problem else right)[slot, kinds] += 1
            if problem and len(shown[slot, kinds]) < most:
                shown[slot, kinds].append(f"{sentence} -> {problem}")


def report(right, wrong, shown, seconds):
    print(f"{'slot':20}{'kind of claim':34}{'cases':>8}{'right':>8}{'wrong':>7}")
    for slot, kinds in sorted(set(right) | set(wrong)):
        good, bad = right[slot, kinds], wrong[slot, kinds]
        print(f"{slot:20}{kinds:34}{good + bad:>8,}{good:>8,}{bad:>7,}")
    total, bad = right.total() + wrong.total(), wrong.total()
    print(f"{'all':54}{total:>8,}{total - bad:>8,}{bad:>7,}   in {seconds:.0f} s")
    for (slot, kinds), lines in sorted(shown.items()):
        print(f"\n{slot}, {kinds}")
        for line in sorted(lines):
            print(f"  {line}")


if __name__ == "__main__":
    main()
