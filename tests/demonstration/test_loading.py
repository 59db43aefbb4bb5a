"""The demonstration newsroom: made once, never outside the embedded database."""

import io
import tomllib

import pytest
from django.conf import settings as product_settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from factcheck.accounts.actions import members
from factcheck.accounts.models import User
from factcheck.articles.actions import articles
from factcheck.articles.models import Article
from factcheck.claims import checking_index
from factcheck.claims.models import Checking, Finding
from factcheck.demonstration import LOGINS, loading
from tests.factories import claims

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def embedded(monkeypatch, settings):
    settings.IS_EMBEDDED = True
    monkeypatch.setattr(checking_index, "load_record", claims.record)
    monkeypatch.setattr("factcheck.record.management.preparation.ensure_record", lambda tell: None)


def load():
    out = io.StringIO()
    call_command("load_demonstration", stdout=out)
    return out.getvalue()


def test_load_makes_people_who_can_sign_in_and_articles_that_readers_see():
    assert "5 people, 3 articles and 3 checks are new" in load()
    for role, email, password in LOGINS:
        assert authenticate(None, email=email, password=password).role == role
    assert sorted(role for role, _, _ in LOGINS) == ["administrator", "editor", "editor", "reviewer", "reviewer"]
    assert Article.objects.published().count() == 3
    assert Finding.objects.current().exists()


def test_load_again_changes_nothing_and_hashes_nothing(monkeypatch):
    load()
    people = list(User.objects.values_list())
    monkeypatch.setattr(User, "set_password", None)
    assert load() == "The demonstration newsroom is there already.\n"
    assert list(User.objects.values_list()) == people
    assert Checking.objects.count() == 3


def test_load_with_another_record_checks_again(monkeypatch):
    load()
    monkeypatch.setattr(checking_index, "load_record", lambda: claims.record(yes=94))
    assert "0 people, 0 articles and 3 checks are new" in load()


def test_load_keeps_a_password_that_was_changed():
    load()
    editor = User.objects.get(email="editor@example.org")
    editor.set_password("something-else-entirely")
    editor.save()
    load()
    assert authenticate(None, email="editor@example.org", password="something-else-entirely")


def test_load_again_leaves_what_editors_did_to_the_articles():
    load()
    editor = User.objects.get(email="editor@example.org")
    taken_back, reworded = Article.objects.order_by("pk")[:2]
    articles.unpublish(article=taken_back, by=editor)
    text = f"{reworded.latest_version.text} A sentence more."
    articles.add_version(
        article=reworded, title=reworded.latest_version.title, text=text, obtained_how="written", by=editor
    )
    load()
    taken_back.refresh_from_db()
    assert not taken_back.is_published
    assert reworded.versions.order_by("-number").first().text == text
    assert reworded.versions.order_by("-number").first().checkings.exists()


def test_load_again_does_not_bring_back_who_was_erased():
    load()
    administrator, person = User.objects.get(email="admin@example.org"), User.objects.get(email="reviewer2@example.org")
    members.erase(member=person, by=administrator)
    load()
    assert not User.objects.filter(email="reviewer2@example.org").exists()


def test_load_that_fails_in_the_middle_leaves_nothing(monkeypatch):
    def broken(**_):
        raise RuntimeError("broken")

    monkeypatch.setattr(loading, "check_version", broken)
    with pytest.raises(RuntimeError):
        load()
    assert not User.objects.exists()
    assert not Article.objects.exists()


def test_load_into_another_database_is_refused_in_one_sentence(settings):
    settings.IS_EMBEDDED = False
    with pytest.raises(CommandError) as refused:
        load()
    assert str(refused.value).count(".") == 1
    assert "embedded database only" in str(refused.value)
    assert not User.objects.exists()


def test_passwords_would_be_taken_at_the_desk_too():
    from django.contrib.auth.password_validation import validate_password

    for role, email, password in LOGINS:
        validate_password(password, User(email=email, role=role, name=email.split("@")[0]))
    assert product_settings.AUTH_PASSWORD_VALIDATORS


@pytest.mark.parametrize("row", tomllib.loads(loading.FILE.read_text())["article"], ids=lambda row: row["slug"])
def test_article_says_that_it_is_a_demonstration(row):
    assert row["standfirst"].startswith("Demonstration article")
    assert row["text"].strip().endswith("This is a demonstration article of an invented outlet.")
