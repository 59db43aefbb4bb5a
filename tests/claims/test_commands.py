"""check_articles and add_article as they are called."""

import io
import json
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from factcheck.accounts.models import Role
from factcheck.articles.models import Article, ArticleVersion
from factcheck.claims import checking_index, inputs
from factcheck.claims.checker import check_article
from factcheck.claims.models import Finding
from factcheck.engine import prepare, to_json
from factcheck.engine.model import Article as EngineArticle
from tests.factories import accounts, claims

FILE = f"{claims.TITLE}\n{claims.TEXT}\n"


def run(*args, stdin=None, monkeypatch=None, **options):
    """Standard output, standard error, and the message of a CommandError or None."""
    out, err, failed = io.StringIO(), io.StringIO(), None
    if stdin is not None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
    try:
        call_command(*map(str, args), stdout=out, stderr=err, **options)
    except CommandError as error:
        failed = str(error)
    return out.getvalue(), err.getvalue(), failed


@pytest.fixture(autouse=True)
def record_is_there(monkeypatch):
    """The small record stands in for the database's; test_preparation.py is about the real one."""
    monkeypatch.setattr("factcheck.record.management.preparation.ensure_record", lambda tell: None)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(FILE, encoding="utf-8")
    return path


def write_rows(tmp_path, *rows):
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.django_db
class TestCheckArticles:
    def test_text_is_readable(self, file):
        out, err, failed = run("check_articles", file, "--published=2025-02-25")
        assert (err, failed) == ("", None)
        for words in (claims.TITLE, "25 February 2025", "REFUTED · vote position", "“Brazil voted against”", "⚑ "):
            assert words in out
        assert max(map(len, out.splitlines())) <= 96

    def test_json_is_the_contract_with_offsets_into_the_file(self, file):
        out, _, _ = run("check_articles", file, "--published=2025-02-25", "--format=json")
        [line] = out.splitlines()
        result = json.loads(line)
        assert result["article"]["title"] == claims.TITLE
        assert {claim["section"] for claim in result["claims"]} == {"headline", "body"}
        assert all(FILE[claim["start"] : claim["end"]] == claim["quote"] for claim in result["claims"])

    def test_json_twice_is_the_same_bytes(self, file):
        assert run("check_articles", file, format="json") == run("check_articles", file, format="json")

    def test_standard_input_gives_what_the_file_gives(self, file, monkeypatch):
        out, _, failed = run("check_articles", "-", stdin=FILE.encode(), monkeypatch=monkeypatch, format="json")
        assert failed is None
        from_file = json.loads(run("check_articles", file, format="json")[0])
        assert json.loads(out)["claims"] == from_file["claims"]

    @pytest.mark.parametrize(("format", "words"), [("json", "“"), ("text", "?Brazil voted against?")])
    def test_terminal_of_few_letters_gets_json_in_utf8_and_text_as_it_can(self, file, monkeypatch, format, words):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
        call_command("check_articles", str(file), format=format)
        sys.stdout.flush()
        assert words in raw.getvalue().decode()

    def test_rows_give_one_line_each_in_order(self, tmp_path):
        rows = [
            {"id": f"row-{number}", "title": None, "published": "2025-02-25", "text": claims.TEXT}
            for number in (3, 1, 2)
        ]
        out, _, failed = run("check_articles", write_rows(tmp_path, *rows), format="json")
        assert failed is None
        assert [json.loads(line)["article"]["id"] for line in out.splitlines()] == ["row-3", "row-1", "row-2"]
        index = prepare(claims.record())
        article = EngineArticle(claims.TEXT, None, date(2025, 2, 25), "row-3")
        assert out.splitlines()[0] == to_json(check_article(article, index))

    def test_bad_rows_keep_their_place_and_end_with_an_error(self, tmp_path):
        good = {"id": "good", "published": "2025-02-25", "text": claims.TEXT}
        bad = [
            "{\n",
            {"id": "no-text"},
            {"id": "nul", "text": "a\x00b"},
            {"id": "half", "text": "a\ud800b"},
            {"id": "date", "text": "t", "published": "monday"},
            {"id": "long", "text": "x" * 5_000_000},
        ]
        path = write_rows(tmp_path, good, *bad, good)
        out, err, failed = run("check_articles", path, format="json")
        lines = [json.loads(line) for line in out.splitlines()]
        assert [line.get("id", "ok") for line in lines] == ["ok", "rows.jsonl:2", *(row["id"] for row in bad[1:]), "ok"]
        assert [line["error"]["line"] for line in lines[1:-1]] == [2, 3, 4, 5, 6, 7]
        assert [line["error"]["field"] for line in lines[1:-1]] == ["", "text", "text", "text", "published", "text"]
        assert all(line["error"]["file"] == "rows.jsonl" and line["error"]["message"] for line in lines[1:-1])
        assert [line.split(":")[0] for line in err.splitlines()] == [f"rows.jsonl, line {n}" for n in range(2, 8)]
        assert failed == "6 of 8 articles could not be checked."

    def test_file_with_a_nul_is_told_and_the_next_one_checked(self, tmp_path, file):
        bad = tmp_path / "nul.txt"
        bad.write_bytes(b"Headline\nText\x00.")
        out, err, failed = run("check_articles", bad, tmp_path / "none.txt", file)
        assert "nul.txt: The text holds a NUL character at position 4" in err
        assert "none.txt: It cannot be read: no such file" in err
        assert claims.TITLE in out
        assert failed == "2 of 3 articles could not be checked."

    def test_article_that_breaks_the_engine_is_told_and_the_next_one_checked(self, tmp_path, monkeypatch):
        def broken(article, index, proposals):
            if article.id == "bad":
                raise KeyError("gone")
            return check_article(article, index, proposals)

        monkeypatch.setattr("factcheck.claims.management.commands.check_articles.check_article", broken)
        path = write_rows(tmp_path, {"id": "bad", "text": "One."}, {"id": "good", "text": "Two."})
        out, _, failed = run("check_articles", path, format="json")
        first, second = (json.loads(line) for line in out.splitlines())
        assert "The engine failed (KeyError: 'gone')" in first["error"]["message"]
        assert second["article"]["id"] == "good"
        assert failed == "1 of 2 articles could not be checked."

    def test_record_is_read_once(self, tmp_path, file, monkeypatch):
        calls = []
        monkeypatch.setattr(checking_index, "load_record", lambda: calls.append(1) or claims.record())
        run("check_articles", file, file, write_rows(tmp_path, {"text": "One."}, {"text": "Two."}))
        assert calls == [1]

    def test_rows_are_not_held_in_memory(self, tmp_path, monkeypatch):
        """The first result is written before the second row is read."""
        written = []
        path = write_rows(tmp_path, {"text": "One."}, {"text": "Two."})
        original = inputs._row

        def row(text, default_id, published):
            written.append(out.getvalue().count("\n"))
            return original(text, default_id, published)

        monkeypatch.setattr("factcheck.claims.inputs._row", row)
        out = io.StringIO()
        call_command("check_articles", str(path), format="json", stdout=out)
        assert written == [0, 1]

    def test_another_language_is_said_to_be_unchecked(self, tmp_path):
        path = tmp_path / "fr.txt"
        path.write_text(claims.FRENCH, encoding="utf-8")
        out, _, failed = run("check_articles", path)
        assert "The text is in French" in out
        assert failed is None

    @pytest.mark.parametrize(
        ("args", "words"),
        [
            (["x.jsonl", "--title=T"], "--title is for one text"),
            (["x.txt", "--published=monday"], "YYYY-MM-DD"),
            (["x.txt", "--format=xml"], "invalid choice"),
            ([], "required"),
        ],
    )
    def test_wrong_options_are_refused_in_words(self, args, words):
        _, _, failed = run("check_articles", *args)
        assert words in failed


@pytest.mark.django_db
class TestAddArticle:
    def test_article_is_stored_checked_and_published(self, file):
        editor = accounts.user(Role.EDITOR)
        out, _, failed = run(
            "add_article", file, "--slug=a", "--outlet=The Ledger", "--url=https://example.org/a",
            "--published=2025-02-25", "--publish", f"--by={editor.email.upper()}",
        )  # fmt: skip
        assert failed is None
        article = Article.objects.published().get(slug="a")
        version = article.versions.get()
        assert (article.outlet.name, article.published_by, version.added_by) == ("The Ledger", editor, editor)
        assert (version.title, version.text) == (claims.TITLE, f"{claims.TEXT}\n")
        assert version.published_on == date(2025, 2, 25)
        assert Finding.objects.filter(mention__version=version, verdict="refuted").exists()
        assert "a: version 1 stored (en)." in out

    def test_same_text_again_makes_no_second_version(self, file):
        for _ in range(2):
            out, _, failed = run("add_article", file, slug="a", published=date(2025, 2, 25))
            assert failed is None
        assert "version 1 was stored before" in out
        assert ArticleVersion.objects.count() == 1

    def test_changed_text_of_a_known_slug_or_address_is_a_new_version(self, file):
        run("add_article", file, slug="a", url="https://example.org/a")
        file.write_text("Other headline\nOther text.")
        run("add_article", file, slug="a")
        file.write_text("Third headline\nThird text.")
        run("add_article", file, url="https://example.org/a")
        assert Article.objects.get().versions.count() == 3

    @pytest.mark.parametrize("option", ["--outlet=Other", "--url=https://example.org/other"])
    def test_other_outlet_or_address_of_a_known_slug_is_refused_not_dropped(self, file, option):
        run("add_article", file, "--slug=a", "--outlet=The Ledger", "--url=https://example.org/a")
        file.write_text("Other headline\nOther text.")
        _, _, failed = run("add_article", file, "--slug=a", option)
        assert "a is stored with" in failed
        assert run("add_article", file, "--slug=a", "--outlet=the ledger", "--url=https://example.org/a")[2] is None

    def test_standard_input_is_stored(self, monkeypatch):
        _, _, failed = run("add_article", "-", stdin=FILE.encode(), monkeypatch=monkeypatch)
        assert failed is None
        assert Article.objects.get().slug == "washington-votes-with-russia-at-the-un"

    def test_another_language_is_stored_without_findings(self, tmp_path):
        path = tmp_path / "fr.txt"
        path.write_text(claims.FRENCH, encoding="utf-8")
        out, _, failed = run("add_article", path, title="Titre")
        assert failed is None
        assert "The text is in French" in out and "0 findings" in out
        assert ArticleVersion.objects.get().language == "fr"

    @pytest.mark.parametrize(
        ("content", "options", "words"),
        [
            (b"Headline\nTe\x00xt", [], "text: The text holds a NUL character at position 2"),
            (b"Headline\n" + b"x" * 5_000_000, [], "text: The text has 5,000,000 characters"),
            (b"Headline\n" + b"x" * 9_000_000, [], "more than 2,000,000 characters"),
            (b"Headline\n\xff", [], "not UTF-8"),
            (b"", [], "There is no text"),
            (b"Headline\nText", ["--slug=a b"], "slug:"),
            (b"Headline\nText", ["--url=nowhere"], "canonical_url:"),
            (b"Headline\nText", ["--by=nobody@example.org"], "There is no user nobody@example.org"),
        ],
    )
    def test_what_cannot_be_stored_is_refused_and_nothing_is_lost(self, file, content, options, words):
        file.write_bytes(content)
        _, _, failed = run("add_article", file, "--outlet=New", *options)
        assert words in failed
        assert not Article.objects.exists()
        assert file.read_bytes() == content

    def test_reviewer_may_add_but_not_publish_and_nothing_is_stored_then(self, file):
        reviewer = accounts.user(Role.REVIEWER)
        _, _, failed = run("add_article", file, "--publish", by=reviewer.email)
        assert "role editor or higher" in failed
        assert not Article.objects.exists()
        assert run("add_article", file, by=reviewer.email)[2] is None
