"""The same text elsewhere: linked when it is stored, taken apart by a person for good."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from factcheck.articles.actions import articles as actions
from factcheck.articles.actions import copies
from factcheck.articles.models import Copy, TextSketch
from tests.articles.test_sameness import edited, text_of
from tests.factories import articles
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db

WORDS = text_of(1)
TEXT = " ".join(WORDS)
EDITED = edited(WORDS, 1, 15)
OTHER = " ".join(text_of(2))


def test_copy_is_linked_when_it_is_stored() -> None:
    first = articles.article(text=TEXT)
    articles.article(text=OTHER)
    second = articles.article(text=EDITED)
    copy = Copy.objects.get()
    assert (copy.article, copy.other) == (first, second)
    assert 0.6 < copy.similarity < 0.8
    assert TextSketch.objects.count() == 3


def test_new_text_of_an_article_is_looked_up_too_and_not_with_itself() -> None:
    first = articles.article(text=OTHER)
    actions.add_version(article=first, text=OTHER + " End.", by="system")
    assert not Copy.objects.exists()
    second = articles.article(text=TEXT)
    actions.add_version(article=first, text=TEXT, by="system")
    copy = Copy.objects.get()
    assert (copy.article, copy.other, copy.similarity) == (first, second, 1.0)


def test_find_names_each_article_once_the_most_alike_first() -> None:
    alike, most = articles.article(text=EDITED), articles.article(text=TEXT)
    actions.add_version(article=alike, text=edited(WORDS, 2, 20), by="system")
    found = copies.find(TEXT)
    assert [one.article for one in found] == [most, alike]
    assert found[0].percent == 100
    assert [one.article for one in copies.find(TEXT, apart_from=most)] == [alike]


def test_texts_with_less_than_half_in_common_are_not_the_same() -> None:
    articles.article(text=TEXT)
    assert copies.find(" ".join(WORDS[:100] + text_of(3))) == []
    assert copies.find("The Assembly voted on Monday.") == []


def test_what_a_person_took_apart_stays_apart() -> None:
    articles.article(text=TEXT)
    second = articles.article(text=EDITED)
    person = user("reviewer")
    copies.unlink(copy=Copy.objects.get(), by=person)
    actions.add_version(article=second, text=TEXT, by="system")
    copy = Copy.objects.get()
    assert copy.unlinked_at is not None and copy.unlinked_by == person
    assert copy.similarity == 1.0
    copies.link_again(copy=copy, by=person)
    assert Copy.objects.get().unlinked_at is None


@pytest.mark.parametrize("step", [copies.unlink, copies.link_again])
def test_linking_needs_the_permission(step: Any) -> None:
    articles.article(text=TEXT)
    articles.article(text=TEXT)
    person = user("reviewer")
    person.is_active = False
    with pytest.raises(PermissionDenied):
        step(copy=Copy.objects.get(), by=person)


@pytest.mark.parametrize("fields", [{"similarity": 0}, {"similarity": 1.1}, {"article_id": 0, "other_id": 0}])
def test_database_refuses_a_link_that_cannot_be(fields: dict[str, Any]) -> None:
    first, second = articles.article(text=OTHER), articles.article(text=TEXT)
    if "article_id" in fields:
        fields = {"article_id": second.pk, "other_id": first.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        Copy.objects.create(**{"article": first, "other": second, "similarity": 1, **fields})


def test_texts_stored_before_sketches_get_theirs() -> None:
    version = articles.version(text=TEXT)
    TextSketch.objects.all().delete()
    import_module("factcheck.articles.migrations.0005_sketches").sketch_stored_texts(apps, None)
    assert TextSketch.objects.get().version == version
    assert [one.version for one in copies.find(TEXT)] == [version]
