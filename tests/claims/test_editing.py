"""Claims made and changed by people: what they are read as, that they outlive later checks, and that all is undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factcheck.accounts.models import User
from factcheck.articles.models import ArticleVersion
from factcheck.claims import queries
from factcheck.claims.actions import checking, editing
from factcheck.claims.models import Edit, Finding, Mention
from factcheck.reviews.actions import following
from tests.factories import claims
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
MORE = " It then walked away from the tall desk. Washington parked its vote in the middle of the room."


@pytest.fixture(autouse=True)
def fresh(record: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "recent_index", checking.current_index)


@pytest.fixture
def version() -> ArticleVersion:
    return claims.checked_version(text=claims.TEXT + MORE)


@pytest.fixture
def rita() -> User:
    return user(name="Rita")


def at(version: ArticleVersion, words: str) -> tuple[int, int]:
    start = version.checked_text.index(words)
    return start, start + len(words)


def add(version: ArticleVersion, words: str, by: User) -> Mention:
    start, end = at(version, words)
    return Mention.objects.get(pk=editing.add(version=version, start=start, end=end, by=by).added[0])


def listed(version: ArticleVersion) -> list[str]:
    return [mention.exact for mention in queries.article_findings(version, with_drafted=True)]


def claim(version: ArticleVersion, words: str) -> Mention:
    return version.mentions.live().get(exact=words)


def test_words_that_the_rules_do_not_read_are_a_free_claim(version: ArticleVersion, rita: User) -> None:
    made = add(version, " walked away from the tall ", rita)
    assert (made.exact, made.origin, made.claim.kind, made.made_by) == (
        "walked away from the tall",
        "person",
        "free",
        rita,
    )
    finding = Finding.objects.current().get(mention=made)
    assert (finding.verdict, finding.checking) == ("not_checkable", version.checkings.get(is_current=True))


def test_words_that_the_rules_read_are_judged_at_once(version: ArticleVersion, rita: User) -> None:
    editing.remove(mention=claim(version, "India abstained"), by=rita)
    made = add(version, "India abstained.", rita)
    finding = Finding.objects.current().get(mention=made)
    assert (made.claim.canonical_key, finding.verdict) == ("vote_position|A/RES/ES-11/7|IND|abstain", "supported")
    assert made.chosen == {"asserted": {"subjects": ["IND"], "option": "abstain"}, "motion": "", "by": "rules"}


def test_words_that_are_listed_are_not_listed_twice(version: ArticleVersion, rita: User) -> None:
    with pytest.raises(editing.IsThere) as there:
        add(version, "India abstained", rita)
    assert there.value.mention == claim(version, "India abstained")
    add(version, "tall desk", rita)
    with pytest.raises(editing.IsThere):
        add(version, "tall desk", rita)


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ((-1, 4), "not in the text"),
        ((0, 9_999), "not in the text"),
        ((5, 5), "not in the text"),
        ((30, 60), "headline"),
    ],
)
def test_places_that_are_none_are_refused(
    version: ArticleVersion, rita: User, place: tuple[int, int], problem: str
) -> None:
    with pytest.raises(ValidationError, match=problem):
        editing.add(version=version, start=place[0], end=place[1], by=rita)
    assert not Edit.objects.exists()


def test_somebody_who_left_may_not_edit(version: ArticleVersion, rita: User) -> None:
    rita.is_active = False
    with pytest.raises(PermissionDenied):
        add(version, "tall desk", rita)


def test_resized_claim_keeps_its_reading_and_its_flags(version: ArticleVersion, rita: User) -> None:
    old = version.mentions.get(claim__canonical_key="vote_position|A/RES/ES-11/7|BRA|no")
    codes = {flag.code for flag in old.flags}
    start, end = at(version, "Brazil voted against the resolution")
    edit = editing.resize(mention=old, start=start, end=end, by=rita)
    new = Mention.objects.get(pk=edit.added[0])
    assert codes and {flag.code for flag in new.flags} == codes
    assert (new.exact, new.claim) == ("Brazil voted against the resolution", old.claim)
    assert Finding.objects.current().get(mention=new).verdict == "refuted"
    assert old.exact not in listed(version) and new.exact in listed(version)


def test_split_and_merge(version: ArticleVersion, rita: User) -> None:
    whole = add(version, "walked away from the tall desk", rita)
    place = version.checked_text.index("from the tall")
    edit = editing.split(mention=whole, at=place, by=rita)
    assert [Mention.objects.get(pk=key).exact for key in edit.added] == ["walked away", "from the tall desk"]
    merged = editing.merge(mention=Mention.objects.get(pk=edit.added[0]), by=rita)
    assert Mention.objects.get(pk=merged.added[0]).exact == "walked away from the tall desk"
    with pytest.raises(ValidationError, match="no claim after"):
        editing.merge(mention=Mention.objects.get(pk=merged.added[0]), by=rita)
    with pytest.raises(ValidationError, match="within the words"):
        editing.split(mention=Mention.objects.get(pk=merged.added[0]), at=0, by=rita)


def test_every_step_is_undone_in_turn(version: ArticleVersion, rita: User) -> None:
    before = listed(version)
    whole = add(version, "walked away from the tall desk", rita)
    edit = editing.split(mention=whole, at=version.checked_text.index("from the tall"), by=rita)
    editing.merge(mention=Mention.objects.get(pk=edit.added[0]), by=rita)
    editing.remove(mention=claim(version, "India abstained"), by=rita)
    start, end = at(version, "Brazil voted")
    editing.resize(mention=claim(version, "Brazil voted against"), start=start, end=end, by=rita)
    assert Edit.objects.count() == 5
    while last := queries.edit_to_undo(version, rita):
        editing.undo(edit=last, by=rita)
    assert listed(version) == before
    with pytest.raises(ValidationError, match="undone already"):
        editing.undo(edit=edit, by=rita)


def test_changing_what_a_colleague_changed_is_told_with_their_step(version: ArticleVersion, rita: User) -> None:
    india = claim(version, "India abstained")
    mine = editing.resize(mention=india, start=india.start, end=india.end + 1, by=rita)
    theirs = editing.remove(mention=Mention.objects.get(pk=mine.added[0]), by=user(name="Otto"))
    before = listed(version)
    for act in (
        lambda: editing.undo(edit=mine, by=rita),
        lambda: editing.remove(mention=Mention.objects.get(pk=mine.added[0]), by=rita),
    ):
        with pytest.raises(editing.Changed) as changed:
            act()
        assert changed.value.edit == theirs
    assert listed(version) == before


def test_reading_given_by_a_person_is_judged_by_the_engine(version: ArticleVersion, rita: User) -> None:
    made = add(version, "parked its vote in the middle", rita)
    slots = {"subjects": ["USA"], "option": "abstain"}
    for motion, verdict in (("", "refuted"), ("A/RES/ES-11/8", "supported")):
        edit = editing.read_as(mention=made, kind="vote_position", asserted=slots, motion=motion, by=rita)
        made = Mention.objects.get(pk=edit.added[0])
        assert Finding.objects.current().get(mention=made).verdict == verdict
        assert made.is_specified
    assert made.claim.canonical_key == "vote_position|A/RES/ES-11/8|USA|abstain"
    with pytest.raises(ValidationError, match="no vote on"):
        editing.read_as(mention=made, kind="vote_position", asserted=slots, motion="A/RES/1", by=rita)
    with pytest.raises(ValidationError, match="cannot be read so"):
        editing.read_as(mention=made, kind="vote_position", asserted={"subjects": []}, motion="", by=rita)


def test_later_check_keeps_what_people_did(version: ArticleVersion, rita: User, record: Callable[..., None]) -> None:
    free = add(version, "walked away", rita)
    read = add(version, "parked its vote in the middle", rita)
    read = Mention.objects.get(
        pk=editing.read_as(mention=read, kind="tally", asserted={"yes": 94}, motion="A/RES/ES-11/7", by=rita).added[0]
    )
    editing.remove(mention=claim(version, "India abstained"), by=rita)
    brazil = claim(version, "Brazil voted against")
    start, end = at(version, "Brazil voted against the resolution")
    resized = Mention.objects.get(pk=editing.resize(mention=brazil, start=start, end=end, by=rita).added[0])
    assert Finding.objects.current().get(mention=read).verdict == "refuted"
    record(claims.record(yes=94))
    new = checking.check_version(version=version, by="system")
    now = listed(version)
    assert {free.exact, read.exact, resized.exact} <= set(now)
    assert "India abstained" not in now and "Brazil voted against" not in now
    found = {f.mention_id: f.verdict for f in Finding.objects.filter(checking=new)}
    assert (found[free.pk], found[read.pk], found[resized.pk]) == ("not_checkable", "supported", "refuted")
    assert {flag.code for flag in resized.flags} == {flag.code for flag in brazil.flags} != set()
    for _ in range(2):  # the claim that was resized, the claim that was taken out
        last = queries.edit_to_undo(version, rita)
        assert last is not None
        editing.undo(edit=last, by=rita)
    assert "India abstained" in listed(version) and "Brazil voted against" in listed(version)


def test_what_was_taken_out_is_not_proposed_with_another_vote(
    version: ArticleVersion, rita: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing.remove(mention=claim(version, "India abstained"), by=rita)
    monkeypatch.setattr(checking, "canonical_key", lambda kind, motion, asserted: f"{kind}|{asserted}|another"[:90])
    monkeypatch.setattr(checking, "rules_hash", lambda: "sha256:" + "0" * 64)
    checking.check_version(version=version, by="system")
    assert version.mentions.filter(exact="India abstained").count() == 2
    assert "India abstained" not in listed(version)


def test_readers_see_neither_what_people_marked_nor_what_they_took_out(rita: User) -> None:
    version = claims.checked_version(is_published=True, text=claims.TEXT + MORE)
    add(version, "walked away", rita)
    editing.remove(mention=claim(version, "India abstained"), by=rita)
    shown = {mention.exact for mention in queries.article_findings(version)}
    assert "walked away" not in shown and "India abstained" not in shown
    assert {f.mention.exact for f in queries.public_findings()} == shown


def test_later_text_of_the_article_keeps_what_was_taken_out_and_what_was_marked(
    version: ArticleVersion, rita: User
) -> None:
    editing.remove(mention=claim(version, "India abstained"), by=rita)
    read = add(version, "parked its vote in the middle", rita)
    slots = {"subjects": ["USA"], "option": "abstain"}
    editing.read_as(mention=read, kind="vote_position", asserted=slots, motion="A/RES/ES-11/8", by=rita)
    later = following.add_version(
        article=version.article,
        title=version.title,
        text=version.text + " It rained.",
        published_on=version.published_on,
        by="system",
    )
    assert "India abstained" not in listed(later) and "parked its vote in the middle" in listed(later)
    followed = claim(later, "parked its vote in the middle")
    assert (followed.made_by, followed.is_specified) == (rita, True)
    assert Finding.objects.current().get(mention=followed).verdict == "supported"
