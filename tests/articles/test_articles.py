"""Storing articles: versions, what is refused and why, publishing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from factcheck.accounts.models import Role
from factcheck.articles.actions import articles, outlets
from factcheck.articles.limits import TEXT_LENGTH
from factcheck.articles.models import Article, ArticleVersion, Outlet
from tests.factories import accounts
from tests.factories import articles as factory

pytestmark = pytest.mark.django_db


def test_add_stores_the_text_to_the_letter():
    text = "\r\nFirst  line.\n\nSecond line. \u2028 Third.\n"
    version = factory.version(title="Headline", text=text)
    version.refresh_from_db()
    assert version.text == text
    assert version.checked_text == f"Headline\n{text}"
    assert (version.number, version.language, len(version.sha256)) == (1, "en", 64)


def test_add_without_a_title_checks_the_text_alone():
    assert factory.version(title="", text="Text.").checked_text == "Text."


def test_add_keeps_who_added_it():
    reviewer = accounts.user()
    assert factory.version(by=reviewer).added_by == reviewer
    assert factory.version(by="system").added_by is None


def test_add_without_a_slug_makes_one_of_the_title_or_the_first_words():
    titles = ["Vote at the UN!", "Vote at the UN!", "", "投票"]
    slugs = [factory.article(title=title, slug="", text=f"Text {n}.").slug for n, title in enumerate(titles)]
    assert slugs == ["vote-at-the-un", "vote-at-the-un-2", "text-2", "article"]


def test_add_without_a_date_is_stored_without_one():
    assert factory.version(published_on=None).published_on is None


def test_add_in_another_language_is_stored_and_named():
    version = factory.version(title="", text="Генеральная Ассамблея приняла резолюцию.")
    assert version.language == "ru"
    assert not version.is_english


@pytest.mark.parametrize(
    ("about", "field", "words"),
    [
        ({"text": "a\x00b"}, "text", "NUL character at position 1"),
        ({"title": "a\x00b"}, "title", "NUL character"),
        ({"author": "a\x00b"}, "author", "NUL character"),
        ({"standfirst": "\ud800"}, "standfirst", "half a character"),
        ({"text": "x" * (TEXT_LENGTH + 1)}, "text", "limit is 2,000,000"),
        ({"text": "x" * 5_000_000}, "text", "5,000,000 characters"),
        ({"title": "x" * 2_001}, "title", "limit is 2,000"),
        ({"published_on": date(25, 2, 25)}, "published_on", "not between 1945 and 2199"),
        ({"text": ""}, "text", "There is no text"),
        ({"text": " \n "}, "text", "There is no text"),
        ({"slug": "a b"}, "slug", "slug"),
        ({"canonical_url": "ftp:nowhere"}, "canonical_url", "valid URL"),
    ],
)
def test_add_what_cannot_be_stored_is_refused_with_field_and_reason_and_leaves_nothing(about, field, words):
    with pytest.raises(ValidationError) as refused:
        factory.article(**about)
    assert list(refused.value.message_dict) == [field]
    assert words in " ".join(refused.value.message_dict[field])
    assert not Article.objects.exists()


def test_add_at_the_limit_is_stored():
    assert len(factory.version(text="x" * TEXT_LENGTH).text) == TEXT_LENGTH


def test_add_known_address_is_refused_by_name():
    factory.article(canonical_url="https://example.org/a")
    with pytest.raises(ValidationError) as refused:
        factory.article(canonical_url="https://example.org/a")
    assert "is stored already" in str(refused.value)


def test_add_at_the_same_moment_as_another_is_refused_by_name(monkeypatch):
    """The other one is stored between the check and the insertion."""
    clean = Article.full_clean
    stored = []

    def overtaken(self, *args, **kwargs):
        clean(self, *args, **kwargs)
        if not stored:
            stored.append(Article.objects.create(slug="same"))

    monkeypatch.setattr(Article, "full_clean", overtaken)
    with pytest.raises(ValidationError) as refused:
        articles.add(slug="same", text="Text.", by="system")
    assert list(refused.value.message_dict) == ["slug"]


def test_add_version_of_another_text_is_the_next_one():
    article = factory.article(text="One.")
    version = articles.add_version(article=article, text="Two.", by="system")
    assert (version.number, article.versions.count()) == (2, 2)
    assert article.latest_version == version


def test_add_version_of_the_same_text_is_the_stored_one():
    article = factory.article(title="T", text="One.", published_on=date(2025, 2, 25))
    again = articles.add_version(article=article, title="T", text="One.", published_on=date(2025, 2, 25), by="system")
    assert (again.number, article.versions.count()) == (1, 1)


def test_add_version_of_the_same_text_with_its_date_is_a_new_one():
    article = factory.article(title="T", text="One.", published_on=None)
    dated = articles.add_version(article=article, title="T", text="One.", published_on=date(2025, 2, 25), by="system")
    assert dated.number == 2


def test_add_version_of_the_same_text_with_another_author_is_refused_not_dropped():
    article = factory.article(title="T", text="One.", author="Ada")
    with pytest.raises(ValidationError) as refused:
        articles.add_version(article=article, title="T", text="One.", author="Ben", by="system")
    assert "Version 1 holds the same text with another author" in str(refused.value)


def test_add_version_that_fails_leaves_the_article_as_it_was(monkeypatch):
    article = factory.article()
    monkeypatch.setattr(ArticleVersion, "save", lambda *a, **k: (_ for _ in ()).throw(RuntimeError("broken")))
    with pytest.raises(RuntimeError), transaction.atomic():
        articles.add(text="New.", slug="new", by="system")
    assert not Article.objects.filter(slug="new").exists()
    assert article.versions.count() == 1


def test_publish_needs_an_editor():
    article = factory.article()
    with pytest.raises(PermissionDenied):
        articles.publish(article=article, by=accounts.user(Role.REVIEWER))
    editor = accounts.user(Role.EDITOR)
    published = articles.publish(article=article, by=editor)
    assert published.is_published
    assert published.published_by == editor
    assert list(Article.objects.published()) == [article]


def test_publish_twice_keeps_the_first_time():
    article = factory.article(is_published=True)
    first = article.published_at
    assert articles.publish(article=article, by="system").published_at == first


def test_publish_without_a_text_is_refused():
    empty = Article.objects.create(slug="empty")
    with pytest.raises(ValidationError, match="no text yet"):
        articles.publish(article=empty, by="system")


def test_unpublish_takes_it_off_and_keeps_it():
    article = articles.unpublish(article=factory.article(is_published=True), by="system")
    assert (article.is_published, article.published_at) == (False, None)
    assert article.unpublished_at is not None
    assert article.versions.count() == 1
    assert articles.publish(article=article, by="system").unpublished_at is None


def test_outlet_of_the_same_name_is_found_whatever_the_case():
    assert outlets.find_or_add(name="The Ledger", by="system") == outlets.find_or_add(name=" the ledger", by="system")


def test_outlet_names_that_give_one_slug_get_two():
    slugs = [outlets.find_or_add(name=name, by="system").slug for name in ("A B", "A-B", "A.  b")]
    assert slugs[:2] == ["a-b", "a-b-2"]
    assert len(set(slugs)) == 3


def test_outlet_without_a_name_is_refused():
    with pytest.raises(ValidationError):
        outlets.find_or_add(name=" ", by="system")
    assert not Outlet.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_latest_versions_of_many_articles_take_two_queries(number, django_assert_num_queries):
    for _ in range(number):
        article = factory.article(outlet=factory.outlet())
        articles.add_version(article=article, text="Newer.", by="system")
    with django_assert_num_queries(2):
        rows = [(a.outlet.name, a.latest_version.text) for a in Article.objects.with_latest_version()]
    assert rows and all(text == "Newer." for _, text in rows)


SHA = "0" * 64


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("INSERT INTO {v} SELECT * FROM (SELECT (v).* FROM (SELECT v FROM {v} v) w) x", "articles_articleversion_pkey"),
        ("UPDATE {v} SET number = 1 WHERE number = 2", "version_number_is_unique"),
        ("UPDATE {v} SET sha256 = (SELECT min(sha256) FROM {v})", "version_text_is_unique"),
        ("UPDATE {v} SET number = 0 WHERE number = 2", "version_number_counts_from_one"),
        ("UPDATE {v} SET text = ''", "version_has_text"),
        ("UPDATE {v} SET text = repeat('x', 2000001)", "version_text_has_a_limit"),
        ("UPDATE {v} SET title = repeat('x', 2001)", "version_title_has_a_limit"),
        ("UPDATE {v} SET published_on = '0025-02-25'", "version_day_is_plausible"),
        ("UPDATE {v} SET sha256 = 'none'", "version_sha256_is_one"),
        ("UPDATE {v} SET obtained_how = 'stolen'", "version_obtained_how_is_known"),
        ("UPDATE {a} SET is_published = true", "article_is_published_with_its_time"),
        ("UPDATE {a} SET slug = ''", "article_has_a_slug"),
        ("UPDATE {a} SET canonical_url = 'https://example.org/'", "article_url_is_unique"),
        ("UPDATE {o} SET name = ''", "outlet_has_a_name"),
        ("UPDATE {o} SET slug = ''", "outlet_has_a_slug"),
        ("DELETE FROM {o}", "outlet_id"),
    ],
)
def test_raw_sql_against_the_rules_is_refused_by_the_database(statement, constraint):
    article = factory.article(outlet=factory.outlet(), text="One.")
    articles.add_version(article=article, text="Two.", by="system")
    factory.article()
    tables = {"v": "articles_articleversion", "a": "articles_article", "o": "articles_outlet"}
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(statement.format(**tables))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
