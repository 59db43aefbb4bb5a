"""The whole record, as far as public copies have it. These files are no part of the project."""

import re
from collections import Counter

import pytest

from factcheck.record.importers.recognising import readers
from factcheck.record.importing import import_files
from factcheck.record.models import Discrepancy, Paragraph, VoteEvent
from factcheck.record.source import load_record
from tests import shared
from tests.factories import record


def test_every_file_of_the_folder_is_read_and_what_is_refused_is_known() -> None:
    found, unknown = readers([shared.path("records")])
    assert {fault.file for fault in unknown} == {
        "MANIFEST.csv",
        "ga_resolutions_2019_2026_unxml.csv",
        "member_state_aliases.csv",
        "state_department_coincidence.csv",
        "ukraine_factsheet.json",
    }
    counted = {}
    for reader in found:
        events = list(reader.events())
        assert len({(event.key, event.sequence) for event in events}) == len(events), reader.name
        assert not any(event.parked for event in events), reader.name
        counted[reader.name] = (len(events), sum(len(event.votes) for event in events), len(reader.faults))
    assert counted["voeten_unvotes_roll_calls_1946_2019.csv.gz"] == (6202, 869937, 0)
    assert counted["ga_recorded_votes_2019_2026_unxml.csv.gz"] == (731, 141083, 0)
    assert counted["ga_votes_2025_undl_scrape.csv.gz"] == (192, 37056, 0)
    assert counted["sc_votes_2025_undl_scrape.csv"] == (44, 659, 0)
    assert sum(count for _, _, count in counted.values()) == 13


@pytest.mark.django_db
def test_sources_of_2025_agree_on_every_vote() -> None:
    record.load_bundled()
    paths = [
        shared.path("records/ga_votes_2025_undl_scrape.csv.gz"),
        shared.path("records/unxml/79.json.gz"),
        shared.path("records/unxml/80.json.gz"),
        shared.path("records/sc_votes_2025_undl_scrape.csv"),
    ]
    report = import_files(paths)
    assert report.agreed > 15_000
    assert not Discrepancy.objects.exists()
    assert VoteEvent.objects.get(key="A/RES/ES-11/7").source.slug == "undl-es-11-7"
    assert VoteEvent.objects.get(key="A/RES/79/90").is_reconciled
    algeria_left_out = VoteEvent.objects.get(key="S/RES/2797")
    assert algeria_left_out.is_reconciled and algeria_left_out.votes.get(organization__code="DZA").option == "absent"
    assert not import_files(paths).is_change


@pytest.mark.django_db
def test_texts_of_the_folder_are_read_and_what_is_refused_is_known() -> None:
    record.load_bundled()
    path = shared.path("records/unxml_english_akn_2026-07-10.tar.gz")
    report = import_files([path])
    assert report.files == {path.name: 2227} and report.of("texts").added == 2227
    reasons = Counter(re.sub(r"\d+", "N", fault.reason) for fault in report.faults)
    assert reasons == {
        "paragraph N stands behind paragraph N; this text is refused": 9,
        "the preamble goes on behind it: which paragraphs are operative cannot be told; this text is refused": 4,
        "is in the language 'fra', not in English; this text is refused": 1,
    }
    assert all(fault.line for fault in report.faults)
    rows = Paragraph.objects.filter(motion__symbol="A/RES/ES-11/6", is_verbatim=True, section="operative")
    assert [row.verb for row in rows.order_by("position")] == [
        "Underscores", "Welcomes and expresses strong support", "Calls upon", "Reaffirms its commitment",
        "Reiterates its demand", "Demands", "Calls for", "Also calls for", "Emphasizes", "Urges", "Decides",
    ]  # fmt: skip
    assert [row.number for row in rows] == [str(number) for number in range(1, 12)]
    motion = next(row for row in load_record().motions if row.key == "A/RES/ES-11/6")
    assert len(motion.paragraphs) == 11 and motion.paragraphs[5].startswith("Demands that")
    assert not import_files([path]).is_change
