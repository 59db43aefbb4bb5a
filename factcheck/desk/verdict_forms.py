"""The forms of a decision and of a correction."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.forms import NO_NUL
from factcheck.reviews.models import Accuracy, Framing, Review
from factcheck.verdicts.actions.deciding import Decided
from factcheck.verdicts.models import Change, Correction, VerdictVersion
from factcheck.verdicts.models.verdict import LONGEST_CLAIM, LONGEST_NOTICE, LONGEST_REASON, LONGEST_SUMMARY


def text_field(label: str, help_text: str, rows: int) -> forms.CharField:
    """The action says what is wrong with it, so that every way in says the same."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, widget=area, error_messages=NO_NUL)


class DecisionForm(forms.Form):
    """Nothing of the rating is chosen beforehand where two assessments differ."""

    claim_text = forms.CharField(
        label="The claim",
        help_text=f"As it was made, in at most {LONGEST_CLAIM} characters, without the rating. It names the page.",
        required=False,
        error_messages=NO_NUL,
    )
    accuracy = forms.TypedChoiceField(
        label="Is it accurate?",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "No rating on this axis"), *Accuracy.choices],
    )
    framing = forms.ChoiceField(
        label="Its framing, or why there is no number",
        required=False,
        choices=[("", "No finding on this axis"), *Framing.choices],
    )
    summary = text_field("Summary", f"What readers read first. At most {LONGEST_SUMMARY:,} characters.", 5)
    reason = text_field("Reason", "Needed where the two assessments differ. Readers see it.", 4)
    waiver = text_field("Why one origin suffices", "Needed where fewer than two independent origins are named.", 2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true"}

    def decided(self) -> Decided:
        given = self.cleaned_data
        return Decided(
            claim_text=given["claim_text"],
            summary=given["summary"].replace("\r\n", "\n"),
            accuracy=given["accuracy"],
            framing=given["framing"],
            reason=given["reason"].replace("\r\n", "\n"),
            waiver=given["waiver"].replace("\r\n", "\n"),
        )

    @staticmethod
    def values_of(version: VerdictVersion | Correction) -> dict[str, Any]:
        names = ("claim_text", "accuracy", "framing", "summary", "reason", "waiver")
        return {name: getattr(version, name) for name in names}

    @staticmethod
    def values_for(review: Review) -> dict[str, Any]:
        words = " ".join(review.mention.exact.split())
        return {
            "claim_text": words if len(words) <= LONGEST_CLAIM else words[: LONGEST_CLAIM - 2].rsplit(" ", 1)[0] + " …"
        }


class CorrectionForm(DecisionForm):
    change = forms.ChoiceField(
        label="What kind of change is it?",
        required=False,
        choices=[("", "Choose"), *((value, label) for value, label in Change.choices if value)],
        help_text="Minor: wording. Update: something happened since. Substantial: it was wrong.",
    )
    notice = text_field(
        "Notice", f"What readers see above the verdict and in the log. At most {LONGEST_NOTICE:,} characters.", 3
    )


class ReasonForm(forms.Form):
    why = text_field("Why", f"At most {LONGEST_REASON:,} characters.", 2)


class ScheduleForm(forms.Form):
    at = forms.DateTimeField(
        label="When",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={
            "required": "Say when.",
            "invalid": "This is no time. Write it as 2025-02-25 09:00.",
        },
    )


class EmbargoForm(forms.Form):
    until = forms.DateTimeField(
        label="Not before",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        error_messages={"invalid": "This is no time. Write it as 2025-02-25 09:00, or leave it empty."},
    )
