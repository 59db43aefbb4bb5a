"""The desk's pages of imports: what they show, what the form refuses, and that they cost the same with many rows."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck.imports.models import Upload
from factcheck.web import uploads as limits
from tests.factories import uploads
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("desk:import-list"), reverse("desk:import-add")


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(user("administrator", name="Ada Admin"))
    return client


def text_of(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def detail(row: Upload) -> str:
    return reverse("desk:import-detail", args=[row.pk])


def test_add_several_files_stores_them_and_leads_to_their_page(admin: Client) -> None:
    sent = [SimpleUploadedFile("a.csv", b"one"), SimpleUploadedFile("b.csv", b"two")]
    answer = admin.post(ADD, {"file": sent, "format": "undl-ga"}, follow=True)
    row = Upload.objects.get()
    assert answer.redirect_chain[-1][0] == detail(row)
    assert [file.name for file in row.files.all()] == ["a.csv", "b.csv"]
    assert (row.format, row.by.name) == ("undl-ga", "Ada Admin")
    page = answer.content.decode()
    assert "Import of a.csv and 1 more" in page and "Waits for a worker." in page


@pytest.mark.parametrize(
    ("sent", "form", "says"),
    [
        ([], {"format": "auto"}, "Choose at least one file."),
        ([("a.csv", b"")], {"format": "auto"}, "“a.csv” is empty."),
        ([("a.csv", b"x"), ("a.csv", b"y")], {"format": "auto"}, "Two files are called “a.csv”."),
        ([("a.csv", b"x")], {"format": "nonsense"}, "Select a valid choice"),
    ],
)
def test_add_of_what_cannot_be_is_422_with_a_sentence_and_stores_nothing(
    admin: Client, sent: list[tuple[str, bytes]], form: dict[str, str], says: str
) -> None:
    answer = admin.post(ADD, {**form, "file": [SimpleUploadedFile(*pair) for pair in sent]})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Nothing was stored." in answer.content.decode()
    assert not Upload.objects.exists()


def test_add_of_more_than_the_limit_is_refused_while_it_arrives(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LIMIT", 100_000)
    sent = [SimpleUploadedFile(f"{number}.csv", b"x" * 60_000) for number in range(2)]
    answer = admin.post(ADD, {"format": "auto", "file": sent})
    assert answer.status_code == 422
    assert "more than 200 MB" in answer.content.decode()
    assert not Upload.objects.exists()


def test_list_shows_each_import_with_who_and_how_far(admin: Client) -> None:
    uploads.upload()
    uploads.finished()
    text = text_of(admin, LIST)
    assert "Waiting" in text and "Done" in text and "Import of library.csv" in text
    assert "Nothing was uploaded yet." not in text


def test_list_without_imports_says_so(admin: Client) -> None:
    assert "Nothing was uploaded yet." in text_of(admin, LIST)


def test_page_of_a_running_import_asks_again_and_works_without_a_script(admin: Client) -> None:
    row = uploads.upload(state="running")
    page = admin.get(detail(row)).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "Look how far it is" in page
    part = admin.get(detail(row), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part and 'id="import-state"' in part and 'hx-trigger="every 1s"' in part


def test_page_of_a_finished_import_says_what_changed_and_what_was_refused_and_asks_no_more(admin: Client) -> None:
    row = uploads.finished()
    assert "hx-trigger" not in admin.get(detail(row), headers={"HX-Request": "true"}).content.decode()
    text = text_of(admin, detail(row))
    assert "Votes 1 2 0 3" in text
    assert "library.csv 2 total_yes Reason 0" in text and "library.csv 3 total_yes Reason 1" in text


def test_page_of_an_import_without_changes_says_so(admin: Client) -> None:
    text = text_of(admin, detail(uploads.finished(changes=[], refused=0)))
    assert "Nothing changed." in text
    assert "What was refused Nothing." in text


def test_page_of_many_refusals_has_pages_with_all_of_them(admin: Client) -> None:
    row = uploads.finished(refused=250)
    found = [re.findall(r"Reason (\d+)", text_of(admin, f"{detail(row)}?page={page}")) for page in (1, 2, 3)]
    assert [number for page in found for number in page] == [str(number) for number in range(250)]


def test_queries_stay_the_same_at_1_and_30(
    admin: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    row = uploads.finished(refused=1)
    for address in (LIST, detail(row)):
        with django_assert_max_num_queries(8) as first:
            admin.get(address)
        for _ in range(29):
            uploads.finished()
            row.refusals.create(file="a", line=1, reason="Another")
        with django_assert_num_queries(len(first.captured_queries)):
            admin.get(address)


@pytest.mark.parametrize("role", ["reviewer", "editor"])
def test_menu_leads_administrators_only_to_imports(client: Client, role: str) -> None:
    client.force_login(user(role))
    assert LIST not in client.get("/desk/").content.decode()
    client.force_login(user("administrator"))
    assert LIST in client.get("/desk/").content.decode()
