"""Time of a check on hostile texts, at one size and at four times that: cost must grow with the text and no faster.

    .venv/bin/python bench/hostile.py [--facts [FOLDER]] [--size N] [--text NAME]

The texts are those of tests/engine/hostile.py. It prints for each the code points, seconds of processor time and claims
at both sizes, by how much the time grew for four times the text, and microseconds a code point at the larger. Exit code
1 when a text that takes more than a twentieth of a second grew more than sixfold.
"""

import argparse
import sys
import time
from datetime import date

from records import arguments, chosen

from factcheck.engine import Article, check, prepare
from tests.engine.hostile import TEXTS

MOST = 6.0
SLOW = 0.05


def timed(text, index):
    article = Article(text, None, date(2025, 2, 25))
    begin = time.process_time()
    result = check(article, index)
    return time.process_time() - begin, len(result.claims)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments(parser)
    parser.add_argument("--size", type=int, default=1000)
    parser.add_argument("--text", action="append", choices=list(TEXTS))
    args = parser.parse_args()
    index = prepare(chosen(args.facts))
    check(Article("The UN General Assembly voted."), index)
    wrong = []
    print(f"{'text':32}{'code points':>12}{'seconds':>9}{'claims':>8}", end="")
    print(f"{'code points':>13}{'seconds':>9}{'claims':>8}{'grew':>7}{'us each':>9}")
    for name in args.text or TEXTS:
        few, many = TEXTS[name](args.size), TEXTS[name](4 * args.size)
        one, claims = timed(few, index)
        four, more = timed(many, index)
        grew = four / max(one, SLOW)
        wrong += [name] if grew > MOST else []
        print(f"{name:32}{len(few):>12,}{one:>9.2f}{claims:>8,}{len(many):>13,}{four:>9.2f}{more:>8,}", end="")
        note = "  grows faster than the text" if grew > MOST else ""
        print(f"{four / max(one, 1e-9):>7.1f}{1e6 * four / len(many):>9.1f}{note}", flush=True)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
