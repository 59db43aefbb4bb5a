"""A verdict computed again from its bundle alone."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from factcheck.accounts.models import User
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checking_index import current_index
from factcheck.engine.index import Index
from factcheck.reviews.actions import places
from factcheck.reviews.actions.statements import Statement
from factcheck.reviews.models import Review
from factcheck.verdicts import bundles
from factcheck.verdicts.models import Verdict
from tests.factories import articles, record, reviews, verdicts
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
TEXT = (
    "Rain fell on the river. Nobody at the gate spoke of anything else for hours, and the flags hung wet. "
    "The General Assembly adopted resolution A/RES/ES-11/7 on 24 February 2025 by 93 votes to 18, with 65 abstentions. "
    "The United States voted in favour of resolution A/RES/ES-11/7. India abstained. "
    "The hall emptied slowly, and the cleaners came with their carts at ten. "
) + "A long night followed, and the lamps burned. " * 40


@pytest.fixture
def index() -> Index:
    record.load_bundled()
    return current_index()


def every(index: Index, text: str = TEXT) -> Iterator[Verdict]:
    """A published verdict on each claim that the engine finds in a text."""
    version = articles.version(title="A vote in New York", text=text)
    check_version(version=version, by="system", index=index)
    places.open_reviews(version=version, by="system")
    for review in Review.objects.order_by("pk"):
        if not Verdict.objects.filter(claim=review.mention.claim_id).exists():  # one verdict for a claim made twice
            yield verdicts.published(review=verdicts.judged(review=review))


def test_every_claim_of_a_text_is_computed_again_from_its_bundle(index: Index) -> None:
    found = 0
    for verdict in every(index):
        bundle = bundles.build(verdict.versions.get(), index)
        assert bundles.verify(json.loads(bundles.canonical(bundle))) == []
        assert bundle["computed"]["excerpt"]["is_whole"] is False or bundle["computed"]["span"]["start"] < 20
        assert len(bundle["computed"]["record"]["events"]) < len(index.events)
        found += 1
    assert found >= 4


def test_a_published_wording_names_each_row_that_it_rests_on_by_its_hash(index: Index) -> None:
    verdict = next(every(index))
    version = verdict.versions.get()
    computed = json.loads(bytes(version.bundle.document))["computed"]
    assert version.basis["rows"] == computed["rows"] == verdict.stands_on["rows"]
    assert "A/RES/ES-11/7" in {key.split("#")[0] for key in version.basis["rows"]["events"]}
    assert all(
        len(digest.removeprefix("sha256:")) == 64 for rows in version.basis["rows"].values() for digest in rows.values()
    )


def test_a_claim_that_names_no_vote_is_computed_again_too(index: Index) -> None:
    text = (
        "The General Assembly adopted resolution A/RES/ES-11/7 on 24 February 2025."
        " The 47-member Human Rights Council voted in April."
    )
    sizes = [v for v in every(index, text) if v.versions.get().basis["finding"]["kind"] == "body"]
    for verdict in sizes:
        assert bundles.verify(json.loads(bundles.canonical(bundles.build(verdict.versions.get(), index)))) == []
    assert sizes


def test_a_bundle_carries_both_labels_and_the_decision_and_no_name(index: Index) -> None:
    verdict = next(every(index))
    bundle = bundles.build(verdict.versions.get(), index)
    assert [label["rating"] for label in bundle["labels"]] == [["False"], ["False"]]
    assert bundle["verdict"]["summary"] == verdicts.GIVEN.summary
    names = set(User.objects.exclude(name="").values_list("name", flat=True))
    assert len(names) >= 4
    assert not any(name in bundles.canonical(bundle).decode() for name in names)


def test_a_bundle_quotes_statements_with_who_said_them_when_and_where(index: Index) -> None:
    version = articles.version(text=TEXT)
    check_version(version=version, by="system", index=index)
    places.open_reviews(version=version, by="system")
    review = Review.objects.order_by("pk")[0]
    said = Statement("for", "We abstain.", speaker="Ana", state="BRA", said_on="2025-02-24", place="S/PV.9866")
    for _ in range(2):
        reviews.assessed(review, user(), statements=[said], evidence=[("against", "https://a.example/", "")])
    bundle = bundles.build(verdicts.published(review=review).versions.get(), index)
    address, quoted = bundle["labels"][0]["evidence"]
    assert address == {"side": "against", "target": "https://a.example/", "note": ""}
    assert (quoted["side"], quoted["target"]) == ("for", "S/PV.9866")
    assert quoted["statement"] == {
        "words": "We abstain.",
        "language": "en",
        "translation": "",
        "speaker": "Ana",
        "role": "",
        "state": "BRA",
        "said_on": "2025-02-24",
        "told": "",
    }
    assert bundles.verify(json.loads(bundles.canonical(bundle))) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("computed", "finding", "verdict"), "supported", "differs in: verdict"),
        (("computed", "finding", "explanation"), "x", "differs in: explanation"),
        (("computed", "excerpt", "text"), "Nothing was voted on.", "not at the place"),
        (("rules",), "sha256:" + "0" * 64, "other rules"),
        (("verdict", "summary"), "x", ""),
    ],
)
def test_whatever_is_changed_in_a_bundle_is_found(index: Index, path: tuple[str, ...], value: str, said: str) -> None:
    refuted = next(v for v in every(index) if v.versions.get().basis["finding"]["verdict"] == "refuted")
    bundle = bundles.build(refuted.versions.get(), index)
    changed = copy.deepcopy(bundle)
    place = changed
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    problems = bundles.verify(changed)
    assert "The document was changed: its hash is not that of its contents." in problems
    assert any(said in problem for problem in problems)
    resealed = bundles.verify(bundles.sealed(changed))
    assert (resealed != []) == (said != "")


def test_other_rules_are_told_from_another_result(index: Index) -> None:
    refuted = next(v for v in every(index) if v.versions.get().basis["finding"]["verdict"] == "refuted")
    bundle = {**bundles.build(refuted.versions.get(), index), "rules": "sha256:" + "0" * 64}
    assert bundles.verify(bundles.sealed(bundle)) == [f"{bundles.OTHER_RULES} {bundles.SAME_BY_THESE}"]
    bundle["computed"]["finding"]["verdict"] = "supported"
    assert bundles.verify(bundles.sealed(bundle)) == ["Computed again, it differs in: verdict.", bundles.OTHER_RULES]


def test_a_vote_changed_in_the_record_of_a_bundle_is_found(index: Index) -> None:
    refuted = next(v for v in every(index) if v.versions.get().basis["finding"]["verdict"] == "refuted")
    bundle = bundles.build(refuted.versions.get(), index)
    for row in bundle["computed"]["record"]["events"]:
        row["roll"] = row.get("roll", "").replace("USA=n", "USA=y")
    problems = bundles.verify(bundles.sealed(bundle))
    assert any("do not have their hash" in problem for problem in problems)
    assert any("Computed again, it differs" in problem for problem in problems)


def test_the_command_verifies_and_says_what_is_wrong(
    index: Index, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdict = next(every(index))
    path = tmp_path / "bundle.json"
    path.write_bytes(bundles.canonical(bundles.build(verdict.versions.get(), index)))
    call_command("verify_verdict", str(path))
    assert "verified" in capsys.readouterr().out
    path.write_text(path.read_text().replace("New York", "New Yorck"))
    with pytest.raises(CommandError, match="1 of 1 not verified"):
        call_command("verify_verdict", str(path))
    for text in ("{", "[]", '{"format": "factcheck-verdict/1", "computed": {}}', "[" * 100_000):
        path.write_text(text)
        with pytest.raises(CommandError):
            call_command("verify_verdict", str(path))
