"""A claim from the engine's proposal to a corrected verdict, by five people in their own browsers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from factcheck.accounts.models import User
from factcheck.record import factfile
from factcheck.record.models import Vote
from factcheck.reviews.models import Review
from factcheck.verdicts.actions import rechecking
from factcheck.verdicts.models import Verdict
from tests.axe import violations

WORDS = "Hungary voted against"


def judge(page: Page, newsroom: str, review: Review, accuracy: str, reasons: str) -> None:
    page.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    page.keyboard.press("t")
    expect(page.locator("#assessment")).to_be_visible()
    page.get_by_label(accuracy, exact=False).first.check()
    page.locator("#assessment textarea").first.fill(reasons)
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def import_that_changes_one_vote(folder: Path) -> None:
    """Files with a corrected roll call, in which Hungary is among those in favour, are loaded."""
    facts = shutil.copytree(factfile.BUNDLED, folder / "facts")
    votes = facts / "votes" / "es-11-7.toml"
    text = votes.read_text("utf-8").replace("yes = 93, no = 18", "yes = 94, no = 17")
    votes.write_text(text.replace('"HUN", ', "", 1).replace("yes = [", 'yes = ["HUN", ', 1), "utf-8")
    cast = Vote.objects.filter(event__motion__key="A/RES/ES-11/7")
    before = dict(cast.values_list("organization__code", "option"))
    call_command("load_facts", facts, verbosity=0)
    after = dict(cast.filter(event__is_reconciled=True).values_list("organization__code", "option"))
    assert {code: option for code, option in after.items() if before[code] != option} == {"HUN": "yes"}
    assert len(after) == len(before)


def verified(page: Page, address: str, folder: Path) -> dict[str, Any]:
    """The bundle behind an address, verified by the command."""
    path = folder / "bundle.json"
    path.write_bytes(page.request.get(address).body())
    call_command("verify_verdict", str(path))
    return dict(json.loads(path.read_text()))


@pytest.mark.parametrize("width", [1440])
def test_from_the_proposal_to_a_corrected_verdict(
    new_context: Callable[..., Any], newsroom: str, signed_in: Callable[..., User], width: int, tmp_path: Path
) -> None:
    def browser(role: str) -> Page:
        page: Page = new_context(viewport={"width": width, "height": 900}).new_page()
        signed_in(page, role)
        return page

    review = Review.objects.get(mention__exact__startswith=WORDS)
    first, second = browser("reviewer"), browser("reviewer")
    judge(first, newsroom, review, "True", "It is among the 18.")
    second.goto(f"{newsroom}/desk/reviews/{review.pk}/")
    expect(second.locator("#panel-head")).to_contain_text(WORDS)
    assert "It is among the 18." not in second.content()  # blind until both are in
    judge(second, newsroom, review, "Half true", "The words do not say on which text.")
    review.refresh_from_db()
    assert review.status == "disputed"

    editor, other = browser("editor"), browser("editor")
    editor.goto(f"{newsroom}/desk/verdicts/")
    editor.get_by_role("link", name=WORDS).click()
    expect(editor.get_by_text("It is among the 18.")).to_be_visible()
    expect(editor.get_by_text("The words do not say on which text.")).to_be_visible()
    assert violations(editor) == []
    editor.get_by_label("The claim").fill("Hungary voted against the text on Ukraine")
    editor.get_by_label("Is it accurate?").select_option(label="True")
    editor.get_by_label("Summary").fill("The roll call has Hungary among the 18 votes against.")
    editor.get_by_label("Why one origin suffices").fill("The roll call is the primary source.")
    editor.get_by_role("button", name="Decide").click()
    expect(editor.get_by_text("say why you decide as you do")).to_be_visible()
    assert editor.get_by_label("Summary").input_value().startswith("The roll call has Hungary")
    assert violations(editor) == []
    editor.get_by_label("Reason").fill("The sentence before it names the text.")
    editor.get_by_role("button", name="Decide").click()
    expect(editor.get_by_text("You decided it yourself. Another editor approves.")).to_be_visible()
    assert editor.get_by_role("button", name="Approve").is_disabled()
    assert violations(editor) == []

    verdict = Verdict.objects.get(claim=review.mention.claim_id)
    public: Page = new_context(viewport={"width": width, "height": 900}).new_page()
    assert public.goto(f"{newsroom}/verdicts/{verdict.slug}/").status == 404  # type: ignore[union-attr]
    other.goto(f"{newsroom}/desk/verdicts/{verdict.pk}/")
    other.get_by_role("button", name="Approve").click()
    expect(other.get_by_text("Approved. Before it is published: The checklist has")).to_be_visible()
    expect(other.get_by_text("The checklist has").first).to_be_visible()
    assert violations(other) == []
    for area in other.locator("#checklist textarea").all():
        area.fill("Looked into, and answered here.")
    other.get_by_role("button", name="Keep the answers").click()
    expect(other.get_by_text("All answered.")).to_be_visible()
    other.get_by_role("button", name="Publish").click()
    expect(other.get_by_text("Published.", exact=True)).to_be_visible()
    page_of = f"{newsroom}/verdicts/{verdict.slug}/"
    public.goto(page_of)
    expect(public.locator(".rating")).to_have_text("True")
    expect(public.get_by_text("The sentence before it names the text.")).to_be_visible()
    assert violations(public) == []
    assert verified(public, f"{page_of}1/bundle.json", tmp_path)["computed"]["finding"]["verdict"] == "supported"

    import_that_changes_one_vote(tmp_path)
    rechecking.recheck_everything()
    public.goto(page_of)
    expect(public.get_by_text("Being rechecked.")).to_be_visible()
    expect(public.locator(".rating")).to_have_text("True")
    assert violations(public) == []

    editor.goto(f"{newsroom}/desk/verdicts/{verdict.pk}/correct/")
    editor.get_by_label("Is it accurate?").select_option(label="False")
    editor.get_by_label("Summary").fill("The corrected roll call has Hungary among the votes in favour.")
    editor.get_by_label("What kind of change is it?").select_option(label="Substantial")
    editor.get_by_label("Notice").fill("The record was corrected: Hungary voted yes.")
    editor.get_by_role("button", name="Propose it").click()
    expect(editor.get_by_text("You proposed it yourself. Another editor approves.")).to_be_visible()
    assert violations(editor) == []
    other.goto(f"{newsroom}/desk/verdicts/{verdict.pk}/")
    other.get_by_role("button", name="Approve the correction").click()
    expect(other.get_by_text("Corrected: version 2 is published")).to_be_visible()

    public.goto(page_of)
    expect(public.locator(".rating")).to_have_text("False")
    expect(public.get_by_text("The record was corrected: Hungary voted yes.").first).to_be_visible()
    public.goto(f"{newsroom}/corrections/")
    expect(public.get_by_text("The record was corrected: Hungary voted yes.")).to_be_visible()
    public.goto(f"{page_of}1/")
    expect(public.get_by_text("This is an earlier wording.")).to_be_visible()
    expect(public.locator(".rating")).to_have_text("True")
    assert violations(public) == []
    for number, computed in ((1, "supported"), (2, "refuted")):
        bundle = verified(public, f"{page_of}{number}/bundle.json", tmp_path)
        assert bundle["computed"]["finding"]["verdict"] == computed
