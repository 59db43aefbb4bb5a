"""What pages ask: current findings only, public ones only, and never a query a row."""

import pytest

from factcheck.articles.actions import articles as article_actions
from factcheck.claims import queries
from factcheck.claims.actions.checking import check_version
from tests.factories import claims

pytestmark = pytest.mark.django_db
KEY = "A/RES/ES-11/7"


def test_article_findings_are_in_the_order_of_the_text_with_finding_and_flags():
    mentions = queries.article_findings(claims.checked_version())
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert mentions[0].section == "headline"
    assert all(mention.finding.verdict for mention in mentions)
    by_words = {mention.exact: [flag.code for flag in mention.flags] for mention in mentions}
    assert by_words["Brazil voted against"] == ["abstention-as-side"]
    assert by_words["India abstained"] == []


def test_article_findings_of_an_earlier_record_are_not_among_them(record):
    version = claims.checked_version()
    record(claims.record(yes=94))
    checking = check_version(version=version, by="system")
    mentions = queries.article_findings(version)
    assert len(mentions) == len({mention.pk for mention in mentions}) == checking.findings.count()
    assert {mention.finding.checking for mention in mentions} == {checking}


def test_article_findings_without_a_check_are_none():
    version = claims.checked_version(title="", text=claims.FRENCH)
    assert queries.article_findings(version) == []
    assert queries.current_checking(version).notes


@pytest.mark.parametrize("times", [1, 30])
def test_article_findings_take_three_queries(times, django_assert_num_queries):
    version = claims.checked_version(text=claims.TEXT * times)
    with django_assert_num_queries(3):
        for mention in queries.article_findings(version):
            assert all([mention.claim.kind, mention.finding.snapshot, isinstance(mention.flags, list)])


@pytest.mark.parametrize("times", [1, 30])
def test_flags_of_take_two_queries(times, django_assert_num_queries):
    version = claims.checked_version(text=claims.TEXT * times)
    with django_assert_num_queries(2):
        flags = queries.flags_of(version)
        assert all(flag.mentions.all() for flag in flags)
    assert {"direction-ambiguous", "abstention-as-side"} <= {flag.code for flag in flags}


@pytest.mark.parametrize("number", [1, 30])
def test_public_lists_take_two_queries(number, django_assert_num_queries):
    for _ in range(number):
        claims.checked_version(is_published=True)
    asked = [
        lambda: queries.latest_findings(50),
        lambda: queries.findings_resting_on(KEY),
        lambda: queries.findings_naming("BRA"),
    ]
    for ask in asked:
        with django_assert_num_queries(2):
            for finding in ask():
                mention = finding.mention
                assert all([mention.claim.kind, mention.version.article.slug, finding.rules])
                assert isinstance(mention.flags, list)


def test_findings_of_an_unpublished_article_are_in_no_public_list():
    claims.checked_version(is_published=False)
    assert queries.latest_findings(5) == []
    assert queries.findings_resting_on(KEY) == []
    assert queries.findings_naming("BRA") == []


def test_findings_of_an_older_text_are_in_no_public_list():
    version = claims.checked_version(is_published=True)
    newer = article_actions.add_version(article=version.article, text="The General Assembly met.", by="system")
    check_version(version=newer, by="system")
    assert queries.latest_findings(5) == []


def test_findings_naming_a_state_are_about_it():
    claims.checked_version(is_published=True)
    assert [finding.mention.exact for finding in queries.findings_naming("BRA")] == ["Brazil voted against"]
    assert queries.findings_naming("FRA") == []


def test_findings_resting_on_a_vote_are_those_linked_to_it():
    claims.checked_version(is_published=True)
    assert {finding.motion_key for finding in queries.findings_resting_on(KEY)} == {KEY}
    assert queries.findings_resting_on("A/RES/ES-11/8") == []


def test_latest_findings_start_with_the_newest_article():
    claims.checked_version(is_published=True)
    newest = claims.checked_version(is_published=True)
    findings = queries.latest_findings(3)
    assert len(findings) == 3
    assert {finding.mention.version for finding in findings} == {newest}
    assert findings[0].mention.start == min(finding.mention.start for finding in findings)
