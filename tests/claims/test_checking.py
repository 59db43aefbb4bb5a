"""Storing what the engine says: all or nothing, once, and nothing old is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from factcheck.accounts.models import Role
from factcheck.articles.actions import articles as article_actions
from factcheck.claims import checking_index
from factcheck.claims.actions import checking
from factcheck.claims.models import Checking, Claim, Finding, FlagRaised, Mention
from factcheck.engine import ENGINE_VERSION, rules_hash, snapshot_hash
from tests.factories import accounts, articles, claims

pytestmark = pytest.mark.django_db
MODELS = (Checking, Claim, Mention, Finding, FlagRaised)


def rows():
    """Every row of every table of claims, to see whether anything changed."""
    return [list(model.objects.order_by("pk").values_list()) for model in MODELS]


def check(version, by="system", **more):
    return checking.check_version(version=version, by=by, **more)


def test_check_stores_what_was_seen_and_found():
    version = claims.checked_version()
    [run] = version.checkings.all()
    assert (run.snapshot, run.rules) == (snapshot_hash(claims.record()), rules_hash())
    assert (run.engine_version, run.vote_events, run.is_current) == (ENGINE_VERSION, 2, True)
    finding = Finding.objects.get(mention__claim__canonical_key="vote_position|A/RES/ES-11/7|BRA|no")
    assert (finding.verdict, finding.motion_key) == ("refuted", "A/RES/ES-11/7")
    assert (finding.snapshot, finding.rules, finding.engine_version) == (run.snapshot, run.rules, ENGINE_VERSION)
    assert finding.asserted == {"subjects": ["BRA"], "option": "no"}
    assert "A/RES/ES-11/7#BRA" in [row["ref"] for row in finding.evidence]
    assert "Brazil" in finding.explanation
    flag = FlagRaised.objects.get(code="abstention-as-side")
    assert (flag.severity, list(flag.mentions.all())) == ("high", [finding.mention])


def test_check_mentions_quote_the_text_where_it_says_so():
    version = claims.checked_version()
    text = version.checked_text
    for mention in version.mentions.all():
        assert mention.exact == text[mention.start : mention.end]
        before, after = text[: mention.start], text[mention.end :]
        assert before.endswith(mention.prefix) and after.startswith(mention.suffix)
        assert len(mention.prefix) == min(32, len(before)) and len(mention.suffix) == min(32, len(after))
    assert {mention.section for mention in version.mentions.all()} == {"headline", "body"}


def test_check_again_with_the_same_record_writes_nothing():
    version = claims.checked_version()
    before = rows()
    assert check(version) == version.checkings.get()
    assert rows() == before


def test_check_with_another_record_adds_findings_and_keeps_the_old(record):
    version = claims.checked_version()
    before = rows()
    record(claims.record(yes=94))
    new = check(version)
    assert new.is_current
    kept = [[row for row in now if row in then] for then, now in zip(before, rows(), strict=True)]
    assert kept[1:] == before[1:]
    brazil = version.mentions.get(claim__canonical_key="vote_position|A/RES/ES-11/7|BRA|no")
    assert (brazil.findings.count(), brazil.findings.current().get().checking) == (2, new)
    tally = Finding.objects.filter(mention__claim__kind="tally")
    assert {finding.verdict for finding in tally.filter(checking__is_current=False)} == {"supported"}
    assert "refuted" in {finding.verdict for finding in tally.current()}
    assert FlagRaised.objects.current().filter(code="tally-wrong").exists()


def test_check_with_the_record_as_it_was_brings_the_old_findings_back(record):
    version = claims.checked_version()
    first = version.checkings.get()
    record(claims.record(yes=94))
    check(version)
    record(claims.record())
    assert check(version) == first
    assert version.checkings.filter(is_current=True).get() == first
    assert version.checkings.count() == 2


def test_check_with_other_rules_adds_findings(monkeypatch):
    version = claims.checked_version()
    monkeypatch.setattr(checking, "rules_hash", lambda: "sha256:" + "0" * 64)
    assert check(version).rules == "sha256:" + "0" * 64
    assert version.checkings.count() == 2


def test_check_the_same_claim_in_two_articles_is_one_claim_with_two_mentions():
    claims.checked_version()
    claims.checked_version()
    claim = Claim.objects.get(canonical_key="vote_position|A/RES/ES-11/7|BRA|no")
    assert claim.mentions.count() == 2


def test_check_the_same_words_twice_in_a_text_are_two_mentions_of_one_claim():
    version = claims.checked_version(text=f"{claims.TEXT} In the General Assembly India abstained on the resolution.")
    claim = Claim.objects.get(canonical_key="vote_position|A/RES/ES-11/7|IND|abstain")
    assert claim.mentions.filter(version=version).count() == 2


def test_check_another_language_stores_the_note_and_no_findings():
    version = claims.checked_version(title="", text=claims.FRENCH)
    assert version.checkings.get().notes == [
        "The text is in French. Only English is checked so far, so there are no findings."
    ]
    assert not Finding.objects.exists()


def test_check_without_a_date_still_gives_findings():
    version = claims.checked_version(published_on=None)
    assert version.checkings.get().findings.exists()


@pytest.mark.parametrize("model", [Mention, Finding, FlagRaised])
def test_check_that_fails_in_the_middle_leaves_nothing(model, monkeypatch, record):
    version = claims.checked_version()
    before = rows()
    record(claims.record(yes=94))

    def broken(*args, **kwargs):
        raise RuntimeError("broken")

    monkeypatch.setattr(model.objects, "bulk_create", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        check(version)
    monkeypatch.undo()
    assert rows() == before


def test_check_needs_a_role():
    reviewer = accounts.user(Role.REVIEWER)
    version = articles.version()
    assert check(version, by=reviewer).is_current
    reviewer.is_active = False
    with pytest.raises(PermissionDenied):
        check(version, by=reviewer)


def test_check_a_new_version_leaves_the_findings_of_the_old_one():
    version = claims.checked_version()
    newer = article_actions.add_version(article=version.article, text="The General Assembly met.", by="system")
    check(newer)
    assert version.checkings.get().is_current
    assert newer.checkings.get().is_current


def test_index_of_an_unchanged_record_is_prepared_once(record):
    first = checking_index.current_index()
    assert checking_index.current_index() is first
    record(claims.record(yes=94))
    assert checking_index.current_index() is not first


def test_check_takes_the_same_number_of_queries_whatever_the_number_of_claims(django_assert_max_num_queries):
    version = articles.version(title="", text=claims.TEXT * 10)
    with django_assert_max_num_queries(21):
        assert check(version).findings.count() > 30


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("UPDATE claims_claim SET kind = ''", "claim_has_a_kind"),
        ("UPDATE claims_claim SET text = ''", "claim_has_text"),
        ("UPDATE claims_claim SET canonical_key = ''", "claim_key_is_null_not_empty|canonical_key"),
        ("UPDATE claims_claim SET canonical_key = 'same'", "canonical_key"),
        ('UPDATE claims_mention SET "end" = start', "mention_has_a_length|mention_quote"),
        ('UPDATE claims_mention SET "end" = "end" + 1', "mention_quote_fits_its_position"),
        ("UPDATE claims_mention SET exact = exact || '.'", "mention_quote_fits_its_position"),
        ("UPDATE claims_mention SET section = 'footer'", "mention_section_is_known"),
        ("UPDATE claims_mention SET origin = 'dream'", "mention_origin_is_known"),
        ("UPDATE claims_mention SET start = -1", "mention"),
        ("UPDATE claims_finding SET verdict = 'perhaps'", "finding_verdict_is_known"),
        ("UPDATE claims_finding SET mention_id = (SELECT min(id) FROM claims_mention)", "finding_is_stored_once"),
        ("UPDATE claims_checking SET snapshot = 'none'", "checking_snapshot_is_a_hash"),
        ("UPDATE claims_checking SET rules = 'none'", "checking_rules_is_a_hash"),
        ("UPDATE claims_checking SET version_id = (SELECT min(version_id) FROM claims_checking)", "checking_"),
        ("UPDATE claims_flagraised SET severity = 'fatal'", "flag_severity_is_known"),
        ("UPDATE claims_flagraised SET code = ''", "flag_has_a_code"),
        ('UPDATE claims_flagraised SET "end" = start - 1 WHERE start > 0', "flag_ends_after_its_start"),
        ("UPDATE claims_flagraised SET ordinal = 1", "flag_is_stored_once"),
        ("DELETE FROM claims_claim", "claim_id"),
        ("DELETE FROM claims_mention", "mention_id"),
        ("DELETE FROM claims_checking", "checking_id"),
        ("DELETE FROM articles_articleversion", "version_id"),
    ],
)
def test_raw_sql_against_the_rules_is_refused_by_the_database(statement, constraint):
    claims.checked_version()
    claims.checked_version()
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_current_checking_is_one_for_each_text():
    version = claims.checked_version()
    with pytest.raises(IntegrityError, match="checking_current_is_one"):
        Checking.objects.create(
            version=version, snapshot="sha256:" + "0" * 64, rules=rules_hash(), engine_version="x", vote_events=0
        )
