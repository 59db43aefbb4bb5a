"""What somebody said, quoted as evidence: what is stored, what is refused, and how it counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from factcheck.record.models import Organization
from factcheck.reviews.actions.statements import STATEMENT_LIMIT, Statement
from factcheck.reviews.models import Assessment, EvidenceItem, Review
from factcheck.reviews.origins import RECORD, origins, subjects_of
from tests.factories import record, reviews
from tests.factories.accounts import user

pytestmark = pytest.mark.django_db
SAID = {
    "side": "against",
    "words": "We shall abstain.",
    "speaker": "Ana Lima",
    "role": "Permanent Representative",
    "state": "brazil",
    "said_on": "2025-02-24",
    "place": "S/PV.9866",
    "note": "Before the vote.",
}


@pytest.fixture
def review() -> Review:
    record.state("BRA", "Brazil")
    return reviews.review()


def said(**about: str) -> Statement:
    return Statement(**{**SAID, **about})


def stored(review: Review, **about: str) -> EvidenceItem:
    return reviews.assessed(review, user(), statements=[said(**about)]).evidence.get()


def test_statement_is_stored_as_it_was_said(review: Review) -> None:
    item = stored(review)
    assert (item.side, item.words, item.speaker, item.role) == tuple(
        SAID[name] for name in ("side", "words", "speaker", "role")
    )
    assert item.state is not None and item.state.code == "BRA"
    assert (item.said_on, item.symbol, item.url, item.note) == (date(2025, 2, 24), "S/PV.9866", "", "Before the vote.")
    assert item.document_url == "https://docs.un.org/en/S/PV.9866"


@pytest.mark.parametrize("name", ["BRA", " Brazil ", "BRASIL"])
def test_state_is_found_by_its_name_an_alias_or_its_code(review: Review, name: str) -> None:
    record.name(record.state("BRA"), "Brasil")
    item = stored(review, state=name)
    assert item.state is not None and item.state.code == "BRA"


def test_words_of_another_language_keep_their_translation(review: Review) -> None:
    item = stored(review, language="pt", words="Vamos abster-nos.", translation="We shall abstain.")
    assert (item.language, item.translation) == ("pt", "We shall abstain.")


def test_what_was_said_to_the_newsroom_needs_no_place(review: Review) -> None:
    item = stored(review, place="", told="mail", state="", role="")
    assert (item.told, item.document_url, item.state) == ("mail", "", None)


def test_address_of_a_statement_is_archived_and_a_document_is_not(review: Review) -> None:
    kept = reviews.assessed(
        review, user(), statements=[said(), said(place="https://mission.example/1", words="We shall not.")]
    )
    assert [page.url for page in kept.pages.all()] == ["https://mission.example/1"]
    assert [(item.words, item.ordinal) for item in kept.evidence.all()] == [
        ("We shall abstain.", 0), ("We shall not.", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("about", "reason", "part"),
    [
        ({"side": ""}, "for or against", "side"),
        ({"words": " "}, "quote the words", "words"),
        ({"words": "x" * 2_001}, "the words may have 2,000 characters; these are 2,001", "words"),
        ({"speaker": ""}, "who said it", "speaker"),
        ({"speaker": "x" * 201}, "the speaker may have 200", "speaker"),
        ({"state": "Ruritania"}, "is no name of a state in the record", "state"),
        ({"said_on": ""}, "on which day", "said_on"),
        ({"said_on": "24 February"}, "no day of the calendar", "said_on"),
        ({"said_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "still to come", "said_on"),
        ({"place": ""}, "where the words can be found", "place"),
        ({"place": "yesterday's paper"}, "no symbol of a document", "place"),
        ({"place": "javascript://x/%0aalert(1)"}, "no web address", "place"),
        ({"place": f"https://a.example/{'x' * 1000}"}, "longer than 1,000", "place"),
        ({"told": "by pigeon"}, "no way in which", "told"),
        ({"language": "pt"}, "a translation into English", "translation"),
        ({"language": "xx", "translation": "So."}, "none of the languages", "language"),
        ({"translation": "So."}, "which language", "language"),
        ({"note": "a\x00b"}, "cannot be stored", "note"),
    ],
)
def test_statement_that_is_not_whole_is_refused_with_its_number_and_part(
    review: Review, about: dict[str, str], reason: str, part: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        reviews.assessed(review, user(), statements=[Statement(), said(), said(**about)])
    assert list(refused.value.message_dict) == [f"statement-1-{part}"]
    (told,) = refused.value.message_dict[f"statement-1-{part}"]
    assert told.startswith("Statement 2: ") and reason in told
    assert not Assessment.objects.exists()


def test_name_of_several_states_is_refused(review: Review) -> None:
    for code in ("DOM", "DMA"):
        record.name(record.state(code, code), "Dominican")
    with pytest.raises(ValidationError, match="may be several states"):
        stored(review, state="Dominican")


def test_more_statements_than_can_be_kept_are_refused(review: Review) -> None:
    with pytest.raises(ValidationError, match="These are 11 statements; 10 can be kept"):
        reviews.assessed(review, user(), statements=[said()] * (STATEMENT_LIMIT + 1))


def test_saving_again_replaces_and_removes_statements(review: Review) -> None:
    person = user()
    reviews.assessed(review, person, statements=[said(), said(side="for")])
    again = reviews.assessed(review, person, statements=[said(words="We abstain.")], revision=1)
    assert [item.words for item in again.evidence.all()] == ["We abstain."]


@pytest.mark.parametrize(
    ("about", "constraint"),
    [
        ({"words": ""}, "vote_or_an_address_or_said"),
        ({"motion_key": "A/RES/1"}, "speaker_and_a_day"),
        ({"speaker": ""}, "speaker_and_a_day"),
        ({"said_on": None}, "speaker_and_a_day"),
        ({"symbol": ""}, "words_are_found"),
        ({"url": "https://a.example/"}, "words_are_found"),
        ({"told": "pigeon"}, "told_is_known"),
        ({"language": "pt"}, "other_language_is_translated"),
        ({"translation": "So."}, "other_language_is_translated"),
        ({"side": "beside"}, "side_is_known"),
    ],
)
def test_database_refuses_half_a_statement(review: Review, about: dict[str, object], constraint: str) -> None:
    item = stored(review)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        EvidenceItem.objects.filter(pk=item.pk).update(**about)


def test_state_that_is_quoted_cannot_be_deleted(review: Review) -> None:
    item = stored(review)
    assert item.state is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        item.state.delete()


# ------------------------------------------------------------------------------------------------------------- origins


def items(review: Review, *rows: Statement) -> list[EvidenceItem]:
    return list(reviews.assessed(review, user(), statements=rows).evidence.select_related("state").order_by("ordinal"))


def test_statements_of_one_state_are_one_origin_and_so_is_the_page_that_quotes_it(review: Review) -> None:
    record.state("IND", "India")
    mission = "https://mission.example/news"
    found = items(review, said(), said(speaker="Another"), said(place=mission), said(state="IND"))
    assert origins(found) == {"BRA", "IND"}
    assert origins([*found, EvidenceItem(url="https://www.mission.example/2")]) == {"BRA", "IND"}
    assert origins([*found, EvidenceItem(url="https://paper.example/"), EvidenceItem(motion_key="A/RES/1")]) == {
        "BRA", "IND", "paper.example", RECORD,
    }  # fmt: skip


def test_statement_for_no_state_is_of_its_publisher_or_its_speaker(review: Review) -> None:
    found = items(
        review,
        said(state="", place="https://paper.example/1"),
        said(state="", place="", told="mail", speaker="Ana  Lima"),
        said(state="", speaker="ana lima"),
    )
    assert origins(found) == {"paper.example", "ana lima"}


def test_what_the_subject_of_the_claim_says_is_no_origin(review: Review) -> None:
    record.state("IND", "India")
    found = items(review, said(), said(state="IND"), said(place="https://mission.example/"))
    finding = review.mention.finding
    assert finding is not None
    assert subjects_of(finding) == {"BRA"} and subjects_of(None) == frozenset()
    assert origins(found, subjects_of(finding)) == {"IND"}
    finding.asserted = {"attributed": "IND"}
    assert origins(found, subjects_of(finding)) == {"BRA"}
    record.membership(record.group("BRICS"), Organization.objects.get(code="BRA"))
    finding.asserted = {"group": "BRICS"}
    assert subjects_of(finding) == {"BRA"} and origins(found, subjects_of(finding)) == {"IND"}


def test_what_each_statement_lacks_is_said_of_each(review: Review) -> None:
    with pytest.raises(ValidationError) as refused:
        reviews.assessed(review, user(), statements=[said(speaker=""), said(), said(said_on="")])
    assert refused.value.message_dict == {
        "statement-0-speaker": ["Statement 1: say who said it."],
        "statement-2-said_on": ["Statement 3: say on which day it was said."],
    }
    assert not EvidenceItem.objects.exists()
