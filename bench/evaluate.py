"""How well the engine does on labelled articles, and what it says when the vote it needs is missing.

    .venv/bin/python bench/evaluate.py                        # the record of the database, as check_articles takes it
    .venv/bin/python bench/evaluate.py --facts [FOLDER]       # a folder of facts; without FOLDER the bundled ones
    ... [--eval FOLDER] [--out FILE] [--quick]

FOLDER (../shared/eval beside the project) holds dev.jsonl with score.py, dev_perturbed.jsonl with perturbed.py and
clean_dev.jsonl. The labels and the texts are no part of this project; only numbers go into FILE, which is
docs/evaluation.md. For the whole record first import it: FACTCHECK_HOME=/some/folder manage.py import_record PATH...,
and then run this with the same FACTCHECK_HOME.

The drop test takes the labelled votes of each article out of the record and checks it again: nothing may be called
false because of another vote. It prepares the record once for each set of votes, some minutes in all; --quick leaves
it out.

Exit code 1 when a sentence labelled true is called refuted, in any of the sets, and 2 where the labels are not there.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from records import ROOT, arguments, chosen

from factcheck.claims.checker import check_article
from factcheck.engine import Article, prepare, to_dict

BESIDE = ROOT.parent / "shared/eval"
PAGE = ROOT / "docs/evaluation.md"
NEEDED = ("dev.jsonl", "score.py", "dev_perturbed.jsonl", "perturbed.py", "clean_dev.jsonl")
MEASURES = ("labelled", "recall", "kind", "event", "coverage", "verdict")
PERTURBED = ("edit", "rows", "caught", "accused")
PAGE_OF = 50
"""Clean sentences for which at most one flag is allowed."""


@dataclass(frozen=True)
class Dropped:
    """The drop test: articles, claims found in them without their votes, and how many of those were called refuted: by
    a rule that needs no vote, as the label says, or because of another vote."""

    articles: int
    claims: int
    by_rule: int
    as_labelled: int
    because_of_another: list = field(default_factory=list)


@dataclass(frozen=True)
class Evaluation:
    """`by_kind` and `total` as score.py gives them; `perturbed` by kind of edit; `shown` are for the screen only."""

    engine: dict
    record: dict
    articles: int
    by_kind: dict
    total: dict
    perturbed: dict
    clean_sentences: int
    clean_flags: int
    clean_accused: int
    dropped: Dropped | None
    shown: list

    @property
    def accusations(self):
        """True sentences called refuted, over all sets."""
        edited = self.perturbed.get("all", Counter())["accused"]
        missing = len(self.dropped.because_of_another) if self.dropped else 0
        return self.total["false_accusations"] + edited + self.clean_accused + missing


class NothingToEvaluate(Exception):
    """The labels, or the scripts that score against them, are not there; the message says what is missing."""


def evaluate(folder, record, *, drop=True, say=lambda text: None):
    """Everything measured over the sets of `folder` with `record`. Raises NothingToEvaluate."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if missing:
        raise NothingToEvaluate(
            f"There is no {', no '.join(missing)} in {folder}. The labelled articles are no part of this project; "
            "put them there, or name their folder with --eval."
        )
    score, perturbed = _script(folder / "score.py"), _script(folder / "perturbed.py")
    index = prepare(record)
    golds = _rows(folder / "dev.jsonl")
    results = [_checked(gold, index) for gold in golds]
    count, by_kind, errors = score.score(golds, results)
    say(f"{len(golds)} labelled articles checked")
    clean = _rows(folder / "clean_dev.jsonl")
    quiet = [_checked(row, index) for row in clean]
    say(f"{len(clean)} clean articles checked")
    edits = _edited(perturbed, folder / "dev_perturbed.jsonl", index)
    say(f"{edits['all']['rows']} edited sentences checked")
    return Evaluation(
        engine=results[0]["engine"],
        record=results[0]["record"],
        articles=len(golds),
        by_kind={kind: score.summary(row) for kind, row in sorted(by_kind.items(), key=_by_number)},
        total=score.summary(count),
        perturbed=edits,
        clean_sentences=sum(len(row["clean"]) for row in clean),
        clean_flags=sum(len(result["flags"]) for result in quiet),
        clean_accused=sum(claim["verdict"] == "refuted" for result in quiet for claim in result["claims"]),
        dropped=dropped(golds, record, score, say) if drop else None,
        shown=errors,
    )


def dropped(golds, record, score, say=lambda text: None):
    """The drop test: each labelled article checked against the record without its labelled votes and their parts."""
    together = defaultdict(list)
    for gold in golds:
        named = (m for claim in gold["claims"] for m in [claim.get("motion"), *(claim.get("motions") or [])])
        together[frozenset(m for m in named if m)].append(gold)
    claims, by_rule, as_labelled, others = 0, 0, 0, []
    for number, (keys, articles) in enumerate(together.items(), start=1):
        index = prepare(without(record, keys))
        for gold in articles:
            for claim in _checked(gold, index)["claims"]:
                claims += 1
                if claim["verdict"] != "refuted":
                    continue
                labels = [c["verdict"] for c in gold["claims"] if score.overlap(c, claim) > 0]
                if claim["motion"] is None:
                    by_rule += 1
                elif labels and set(labels) <= {"refuted", "misleading"}:
                    as_labelled += 1
                else:
                    others.append((gold.get("id", ""), claim["kind"], claim["motion"], claim["quote"]))
        say(f"drop test: {number} of {len(together)} sets of votes")
    return Dropped(len(golds), claims, by_rule, as_labelled, others)


def without(record, keys):
    """The record without motions of these keys, the parts of them, and the votes on either."""
    motions = tuple(m for m in record.motions if m.key not in keys and m.parent not in keys)
    left = {m.key for m in motions}
    return replace(record, motions=motions, events=tuple(e for e in record.events if e.motion in left))


def _script(path):
    spec = importlib.util.spec_from_file_location(f"evaluation_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _checked(row, index):
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return to_dict(check_article(Article(row["text"], row.get("title"), published, row.get("id", "")), index))


def _edited(perturbed, path, index):
    """By kind of edit: rows, those noticed, and originals in which something true was called refuted."""
    count = defaultdict(Counter)
    for row in perturbed.rows(path):
        if not row.get("in_record", True):
            continue
        alarms = []
        for text, start, end in perturbed.articles(row):
            result = _checked({"text": text, "published": row["published"]}, index)
            alarms.append(perturbed.alarms(result, start, end))
        (accused, before), (_, after) = alarms
        for name in (row["edit"], "all"):
            count[name].update(rows=1, caught=int(bool(after - before)), accused=int(accused > 0))
    return {"all": Counter(), **count}


def _by_number(row):
    return -row[1]["labelled"], row[0]


# ---------------------------------------------------------------------------------------------------------- the page


def page(done):
    """docs/evaluation.md: numbers only, no word of the labelled texts."""
    return "\n".join(_lines(done)) + "\n"


def _lines(done):
    yield "# Evaluation"
    yield ""
    yield "<!-- Written by `bench/evaluate.py`. Run it again, do not edit. -->"
    yield ""
    yield f"{done.articles} articles about recorded votes, retold for this purpose and labelled by hand claim by claim."
    yield "The articles and their labels lie beside the project and are no part of it."
    yield ""
    yield "| measured with | |"
    yield "| --- | --- |"
    yield f"| engine | {done.engine['version']} |"
    yield f"| rules | `{done.engine['rules']}` |"
    yield f"| snapshot of the record | `{done.record['snapshot']}` |"
    yield f"| votes in the record | {done.record['vote_events']:,} |"
    yield ""
    yield "To reproduce it, import the same files, put the labelled articles into `../shared/eval` and run:"
    yield ""
    yield "    manage.py import_record PATH..."
    yield "    .venv/bin/python bench/evaluate.py"
    yield ""
    yield "## By kind of claim"
    yield ""
    yield from _table(("kind of claim", *MEASURES), [(kind, *_row(row)) for kind, row in done.by_kind.items()])
    yield "| " + " | ".join(f"**{cell}**" for cell in ("all", *_row(done.total))) + " |"
    yield ""
    yield "*recall*: labelled claims that were found. *kind*: of these, with the kind labelled. *event*: linked to the"
    yield "vote labelled, or to several of which it is one. *coverage*: claims about votes of the record on which a"
    yield "verdict was given. *verdict*: of those verdicts, right ones. A dash stands where nothing was labelled."
    yield ""
    yield f"True claims called refuted: **{done.total['false_accusations']}**."
    yield f"Labelled errors noticed: {_share(done.total['errors_caught'])}."
    yield ""
    yield "## True sentences with one false edit"
    yield ""
    edits = sorted(done.perturbed.items(), key=lambda item: (item[0] == "all", -item[1]["rows"], item[0]))
    yield from _table(PERTURBED, [(name, row["rows"], _caught(row), row["accused"]) for name, row in edits])
    yield ""
    yield "*caught*: something in the edited sentence is refuted, depends or is flagged that was not so before."
    yield "*accused*: something in the true original is called refuted."
    yield ""
    yield "## Sentences without a claim about a vote"
    yield ""
    rate = PAGE_OF * done.clean_flags / done.clean_sentences if done.clean_sentences else 0
    yield f"{done.clean_flags} flags on {done.clean_sentences} sentences: {rate:.2f} for each {PAGE_OF}."
    yield f"Called refuted: {done.clean_accused}."
    yield ""
    yield "## With the vote missing from the record"
    yield ""
    if done.dropped is None:
        yield "Not measured in this run."
        return
    d = done.dropped
    yield f"Each of the {d.articles} articles checked against the record without the votes that it is about:"
    yield f"{d.claims} claims. Called refuted because of another vote: **{len(d.because_of_another)}**."
    yield f"Refuted by a rule that needs no vote, such as the size of a body: {d.by_rule}."
    yield f"Refuted where the label says so too: {d.as_labelled}."


def _table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "| --- |" + " ---: |" * (len(head) - 1)
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"


def _row(summary):
    return (summary["labelled"], *(_share(summary[name]) for name in MEASURES[1:]))


def _caught(row):
    return _share(row["caught"] / row["rows"] if row["rows"] else None)


def _share(value):
    return "-" if value is None else f"{value:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments(parser)
    parser.add_argument("--eval", type=Path, default=BESIDE, metavar="FOLDER", help="default: ../shared/eval")
    parser.add_argument("--out", type=Path, default=PAGE, help="default: docs/evaluation.md")
    parser.add_argument("--quick", action="store_true", help="leave out the drop test")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors with their texts")
    args = parser.parse_args()
    try:
        done = evaluate(args.eval, chosen(args.facts), drop=not args.quick, say=lambda text: print(text, flush=True))
    except NothingToEvaluate as missing:
        print(missing, file=sys.stderr)
        sys.exit(2)
    for error in done.shown[: args.errors]:
        print("  | ".join(str(part).replace("\n", " ")[:160] for part in error))
    for row in done.dropped.because_of_another if done.dropped else ():
        print("refuted because of another vote:", *row, sep="  | ")
    text = page(done)
    args.out.write_text(text, encoding="utf-8")
    print(text)
    sys.exit(1 if done.accusations else 0)


if __name__ == "__main__":
    main()
