"""The pages written from the rules of the engine."""

import io

import pytest
from django.core.management import CommandError, call_command

from factcheck.engine import reference


def run(folder, **options):
    out = io.StringIO()
    call_command("engine_reference", docs=folder, stdout=out, **options)
    return out.getvalue()


def test_engine_reference_writes_both_pages_once(tmp_path):
    assert run(tmp_path) == "flags.md written.\nclaims.md written.\n"
    assert (tmp_path / "flags.md").read_text() == reference.flags_page()
    assert run(tmp_path) == ""


def test_engine_reference_check_names_the_page_that_is_out_of_date_and_writes_nothing(tmp_path):
    run(tmp_path)
    page = tmp_path / "claims.md"
    page.write_text("changed by hand")
    with pytest.raises(CommandError, match=r"claims\.md is out of date"):
        run(tmp_path, check=True)
    assert page.read_text() == "changed by hand"
