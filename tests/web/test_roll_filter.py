"""The filter of a roll call lives in the address; what it cannot mean is refused in a sentence."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from factcheck.web.errors import BadParameters
from factcheck.web.roll_filter import Asked, asked, shown

STATES = {"USA": "United States", "RUS": "Russia"}
GROUPS = {"EU": "European Union"}


def read(query: str) -> Asked:
    return asked(QueryDict(query), states=STATES, groups=GROUPS)


def test_asked_everything_is_read() -> None:
    assert read("q=ind&state=USA&state=rus&state=USA&group=EU&option=no") == Asked("ind", ("USA", "RUS"), "EU", ("no",))


def test_asked_empty_fields_of_a_sent_form_mean_everything() -> None:
    assert read("q=&group=&state=") == Asked()


@pytest.mark.parametrize(
    ("query", "word"), [("state=XXX", "XXX"), ("group=ABC", "ABC"), ("option=maybe", "maybe"), ("q=" + "a" * 81, "80")]
)
def test_asked_what_is_not_there_is_refused_by_name(query: str, word: str) -> None:
    with pytest.raises(BadParameters, match=word):
        read(query)


def test_shown_a_state_links_to_the_page_without_it() -> None:
    form = shown(read("state=USA&state=RUS&option=no"), "/votes/x/", states=STATES, groups=GROUPS)
    assert [link.url for link in form.states] == [
        "/votes/x/?state=RUS&option=no#roll-call",
        "/votes/x/?state=USA&option=no#roll-call",
    ]


def test_shown_the_encoded_filter_reads_back_as_itself() -> None:
    wanted = read("q=côte d’&state=USA&group=EU&option=no&option=yes")
    assert read(wanted.encoded()) == wanted
