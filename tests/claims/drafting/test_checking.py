"""Drafts in the command and in the store: asked for by a person, marked, judged with every record, never public."""

from __future__ import annotations

import io
import json
import socket
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from factcheck.claims import queries
from factcheck.claims.actions.checking import check_version
from factcheck.claims.checker import TextRefused, ask_about, check_article
from factcheck.claims.drafting import NO_DRAFTS
from factcheck.claims.models import Finding, FlagRaised, Mention
from factcheck.engine import Article, prepare, to_json
from factcheck.engine.proposals import Proposal
from tests.claims.drafting.conftest import TEXT
from tests.factories import articles, claims, helper

DAY = date(2025, 2, 25)
pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr("factcheck.record.management.preparation.ensure_record", lambda tell: None)
    path = tmp_path / "article.txt"
    path.write_text(f"{claims.TITLE}\n{TEXT}", encoding="utf-8")
    return path


def run(path, *args, format="json"):
    out = io.StringIO()
    call_command("check_articles", str(path), "--published=2025-02-25", *args, format=format, stdout=out)
    return out.getvalue()


def without(path):
    """The bytes of a check without drafts."""
    title, text = path.read_text(encoding="utf-8").split("\n", 1)
    return to_json(check_article(Article(text, title, DAY, path.name), prepare(claims.record()))) + "\n"


def no_connection(monkeypatch):
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, lambda *args: pytest.fail("connected"))


@pytest.mark.parametrize("is_configured", [False, True])
def test_check_articles_without_drafts_connects_to_nobody_and_gives_the_same_bytes(
    file, monkeypatch, settings, is_configured
):
    settings.DRAFTING = helper.at(9) if is_configured else None
    no_connection(monkeypatch)
    assert run(file) == without(file)
    assert "drafted" not in run(file)


def test_check_articles_with_drafts_marks_them_and_changes_nothing_else(file, settings, drafts):
    with helper.serving(helper.drafting(*drafts)) as server:
        settings.DRAFTING = helper.at(server.port)
        result = json.loads(run(file, "--drafts"))
        text = run(file, "--drafts", format="text")
    drafted = [claim for claim in result["claims"] if claim.get("drafted")]
    assert [(c["id"], c["quote"], c["verdict"]) for c in drafted] == [
        ("d1", "Russia saw red", "supported"),
        ("d2", "Ukraine saw red", "refuted"),
    ]
    assert all(list(claim)[-1] == "drafted" for claim in drafted)
    result["claims"] = [claim for claim in result["claims"] if "drafted" not in claim]
    assert json.dumps(result, ensure_ascii=False) + "\n" == without(file)
    assert "REFUTED · vote position · A/RES/ES-11/7 · drafted" in text


@pytest.mark.parametrize(
    "behaviour",
    [
        helper.http("boom", "500 Oops"),
        helper.saying("no"),
        helper.hanging_up,
        helper.http("", "302 Found"),
        helper.silent,
    ],
    ids=["error", "prose", "hanging up", "redirect", "silent"],
)
def test_check_articles_with_a_helper_that_fails_says_so_in_one_note(file, settings, behaviour):
    with helper.serving(behaviour) as server:
        settings.DRAFTING = helper.at(server.port, timeout="1")
        result = json.loads(run(file, "--drafts"))
    assert len(result["notes"]) == 1
    assert result["notes"][0].startswith("The drafting helper could not be used (")
    result["notes"] = []
    assert json.dumps(result, ensure_ascii=False) + "\n" == without(file)


def test_check_articles_with_drafts_that_the_text_does_not_bear_out_gives_the_same_bytes(file, settings, drafts):
    hostile = [
        drafts[2],
        {**drafts[0], "quote": "<script>alert(1)</script>"},
        {**drafts[0], "asserted": {"verdict": "refuted"}},
    ]
    with helper.serving(helper.drafting(*hostile)) as server:
        settings.DRAFTING = helper.at(server.port)
        assert run(file, "--drafts") == without(file)


def test_check_articles_with_drafts_needs_a_helper(file, settings):
    settings.DRAFTING = None
    with pytest.raises(CommandError, match="set DRAFTING_URL and DRAFTING_MODEL"):
        run(file, "--drafts")


def test_ask_about_another_language_or_a_refused_text_asks_nobody(monkeypatch):
    no_connection(monkeypatch)
    assert ask_about(Article(claims.FRENCH), helper.at(9)) is NO_DRAFTS
    for text in (" ", "a\x00b"):
        with pytest.raises(TextRefused):
            ask_about(Article(text), helper.at(9))


@pytest.fixture
def version(db, drafts):
    version = articles.version(is_published=True, title=claims.TITLE, text=TEXT, published_on=DAY)
    check_version(version=version, by="system", proposals=[Proposal(**draft) for draft in drafts])
    return version


def drafted(version):
    return [m for m in queries.article_findings(version, with_drafted=True) if m.is_drafted]


def test_check_version_stores_drafts_apart_from_what_the_rules_found(version):
    assert [(m.exact, m.finding.verdict) for m in drafted(version)] == [
        ("Russia saw red", "supported"),
        ("Ukraine saw red", "refuted"),
    ]
    plain = articles.version(title=claims.TITLE, text=TEXT, published_on=DAY)
    check_version(version=plain, by="system")
    rows = [
        [(m.start, m.end, m.claim_id, m.finding.verdict) for m in queries.article_findings(v)] for v in (version, plain)
    ]
    assert rows[0] == rows[1]
    assert not FlagRaised.objects.filter(mentions__origin="helper").exists()


def test_check_version_with_another_record_judges_stored_drafts_again_without_asking(version, record, monkeypatch):
    monkeypatch.setattr("django.conf.settings.DRAFTING", helper.at(9))
    monkeypatch.setattr("factcheck.claims.drafting.asking.post", lambda *args: pytest.fail("asked"))
    before = {m.pk: m.finding.pk for m in drafted(version)}
    record(claims.record(yes=94))
    check_version(version=version, by="system")
    after = {m.pk: m.finding.pk for m in drafted(version)}
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())


def test_public_findings_leave_drafts_out(version):
    assert Finding.objects.filter(mention__origin="helper").count() == 2
    assert not [f for f in queries.public_findings() if f.mention.is_drafted]
    assert not [m for m in queries.article_findings(version) if m.is_drafted]
    assert queries.public_findings().count() == len(queries.article_findings(version))
    lists = (queries.latest_findings(100), queries.findings_naming("UKR"), queries.findings_resting_on("A/RES/ES-11/7"))
    assert not [f for found in lists for f in found if f.mention.is_drafted]
    assert all(lists[::2])


def test_mention_of_an_unknown_origin_is_refused(version):
    with pytest.raises(IntegrityError, match="mention_origin_is_known"), transaction.atomic():
        Mention.objects.filter(version=version).update(origin="oracle")
