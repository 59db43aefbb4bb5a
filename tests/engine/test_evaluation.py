"""bench/evaluate.py on a made-up set of labels, the shape of docs/evaluation.md, and texts whose vote the record lacks."""

import importlib.util
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from factcheck.engine import Article, check, prepare
from factcheck.record import factfile
from tests.factories import engine

ROOT = Path(__file__).resolve().parents[2]
TRUE = "The UN General Assembly on 24 February 2025 adopted resolution A/RES/ES-11/7 by 93 votes to 18. Belarus voted against it."
EDITED = ("Belarus voted against it.", "Belarus voted for it.")
SCORER = """
import collections

def overlap(a, b):
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))

def score(golds, results):
    count, by_kind = collections.Counter(), {}
    for gold, result in zip(golds, results):
        for label in gold["claims"]:
            hits = [c for c in result["claims"] if overlap(label, c) and c["kind"] == label["kind"]]
            row = by_kind.setdefault(label["kind"], collections.Counter())
            for table in (count, row):
                table["labelled"] += 1
                table["found"] += bool(hits)
                table["accused"] += any(c["verdict"] == "refuted" for c in hits)
    return count, by_kind, []

def summary(count):
    found = count["found"] / count["labelled"]
    return {"labelled": count["labelled"], "recall": found, "kind": found, "event": None, "coverage": found, "verdict": found,
            "errors_caught": None, "false_accusations": count["accused"]}
"""
EDITS = """
import collections, json

def rows(path):
    with open(path) as lines:
        return [json.loads(line) for line in lines]

def articles(row):
    for words in (row["original"], row["edited"]):
        yield row["context"].replace(row["original"], words), row["context"].find(row["original"]), len(row["context"])

def alarms(result, start, end):
    claims = [c for c in result["claims"] if c["end"] > start and c["verdict"] == "refuted"]
    return len(claims), collections.Counter(c["kind"] for c in claims)
"""


@pytest.fixture(scope="module")
def evaluate():
    """bench/evaluate.py as a module; the folder of the script is on the path, as when it is run."""
    sys.path.insert(0, str(ROOT / "bench"))
    try:
        spec = importlib.util.spec_from_file_location("bench_evaluate", ROOT / "bench/evaluate.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        yield module
    finally:
        sys.path.remove(str(ROOT / "bench"))
        sys.modules.pop("bench_evaluate", None)
        sys.modules.pop("records", None)


@pytest.fixture
def labelled(tmp_path):
    """One labelled article, one edited sentence, one clean article, and scripts that score them."""
    place = TRUE.index("Belarus")
    claim = {
        "start": place, "end": len(TRUE), "kind": "vote_position", "motion": "A/RES/ES-11/7", "subjects": ["BLR"], "verdict": "supported", "in_record": True,
    }  # fmt: skip
    row = {"original": EDITED[0], "edited": EDITED[1], "edit": "option", "published": "2025-02-25", "context": TRUE}
    quiet = {
        "id": "c1",
        "published": "2025-02-25",
        "title": None,
        "text": "Rain fell on the harbour.",
        "clean": [[0, 25]],
        "claims": [],
    }
    files = {
        "dev.jsonl": {"id": "a1", "published": "2025-02-25", "title": None, "text": TRUE, "claims": [claim], "clean": []},
        "dev_perturbed.jsonl": row, "clean_dev.jsonl": quiet,
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content) + "\n")
    (tmp_path / "score.py").write_text(SCORER)
    (tmp_path / "perturbed.py").write_text(EDITS)
    return tmp_path


def test_evaluation_measures_all_sets_and_writes_numbers_only(evaluate, labelled):
    done = evaluate.evaluate(labelled, engine.record())
    assert (done.total["recall"], done.perturbed["option"], done.clean_flags) == (
        1.0,
        {"rows": 1, "caught": 1, "accused": 0},
        0,
    )
    assert (done.dropped.articles, done.dropped.because_of_another, done.accusations) == (1, [], 0)
    page = evaluate.page(done)
    assert "| vote_position | 1 | 1.000 | 1.000 | - | 1.000 | 1.000 |" in page
    assert "| option | 1 | 1.000 | 0 |" in page
    assert "0 flags on 1 sentences: 0.00 for each 50." in page
    assert done.engine["rules"] in page and done.record["snapshot"] in page
    assert "Belarus" not in page and "harbour" not in page


def test_evaluation_counts_a_true_sentence_called_refuted(evaluate, labelled):
    path = labelled / "dev.jsonl"
    row = json.loads(path.read_text())
    row["text"] = row["text"].replace(*EDITED)
    path.write_text(json.dumps(row) + "\n")
    assert evaluate.evaluate(labelled, engine.record(), drop=False).accusations == 1


def test_evaluation_without_labels_says_what_is_missing(evaluate, labelled):
    (labelled / "score.py").unlink()
    with pytest.raises(evaluate.NothingToEvaluate, match=r"There is no score\.py in .*--eval"):
        evaluate.evaluate(labelled, engine.record())


def test_evaluate_as_a_command_ends_with_one_sentence_where_there_are_no_labels(tmp_path):
    command = [
        sys.executable,
        "bench/evaluate.py",
        "--facts",
        "--eval",
        str(tmp_path / "nowhere"),
        "--out",
        str(tmp_path / "page.md"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "There is no dev.jsonl" in done.stderr


def test_page_of_the_evaluation_has_the_tables_that_the_script_writes(evaluate):
    text = (ROOT / "docs/evaluation.md").read_text()
    tables = [block.splitlines() for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)]
    heads = [tuple(cell.strip() for cell in table[0].strip("|").split("|")) for table in tables]
    assert heads == [("measured with", ""), ("kind of claim", *evaluate.MEASURES), evaluate.PERTURBED]
    for table in tables[1:]:
        for line in table[2:]:
            name, number, *shares = (cell.strip().strip("*") for cell in line.strip("|").split("|"))
            assert re.fullmatch(r"[a-z_]+", name) and int(number) > 0
            assert all(share == "-" or 0 <= float(share) <= 1 for share in shares if "." in share or share == "-")
    assert re.search(r"rules \| `sha256:[0-9a-f]{64}`", text) and re.search(r"votes in the record \| [\d,]+ \|", text)
    assert "bench/evaluate.py" in text and "Called refuted because of another vote: **" in text


MISSING = [
    ("A/RES/ES-11/7", "The UN General Assembly on Monday adopted a Ukrainian resolution by 93 votes to 18, with 65 abstentions. The United States voted against it. China abstained.", "2025-02-25"),
    ("A/RES/ES-11/7", "US joins Russia in voting against UN resolution on Ukraine\nThe General Assembly text, drafted by Kyiv and its European partners, passed on Monday. France, Germany and Britain voted in favour; India abstained.", "2025-02-25"),
    ("A/RES/ES-11/8", "An American resolution on the path to peace was amended and adopted in the UN General Assembly on 24 February 2025 by 93 votes to 8, with 73 abstentions. Washington abstained on its own text. Russia voted against it.", "2025-02-26"),
    ("S/RES/2774", "The UN Security Council adopted resolution 2774 on Monday. Ten members voted in favour and five European members abstained. Russia and the United States both voted yes.", "2025-02-25"),
    ("A/RES/ES-11/1", "In March 2022 the UN General Assembly demanded that Russia withdraw its forces. 141 countries voted for the resolution, five against, and 35 abstained. Eritrea and Syria voted against it.", "2022-03-04"),
    ("A/RES/68/262", "The UN General Assembly on 27 March 2014 adopted resolution 68/262 on Ukraine by 100 votes to 11, with 58 abstentions. Armenia voted against it. Brazil abstained.", "2014-03-28"),
    ("A/RES/ES-10/22", "The UN General Assembly voted on Tuesday for a humanitarian ceasefire in Gaza: 153 in favour, 10 against, 23 abstentions. Austria and Guatemala voted against it. Britain abstained.", "2023-12-13"),
]  # fmt: skip
"""Our own words about a vote that is then taken out of the record; all of it is true of that vote."""


@pytest.mark.parametrize(("key", "text", "published"), MISSING)
def test_nothing_is_refuted_because_of_another_vote(evaluate, key, text, published):
    record = factfile.read(ROOT / "factcheck/record/facts").record()
    whole = check(Article(text, None, date.fromisoformat(published)), prepare(record))
    assert {c.verdict for c in whole.claims if c.motion == key} >= {"supported"}
    assert [c.quote for c in whole.claims if c.verdict == "refuted"] == []
    left = check(Article(text, None, date.fromisoformat(published)), prepare(evaluate.without(record, {key})))
    assert [(c.quote, c.motion) for c in left.claims if c.verdict == "refuted"] == []
    assert key not in {c.motion for c in left.claims}
