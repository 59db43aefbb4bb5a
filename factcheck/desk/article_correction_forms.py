"""The forms of a correction of an article's words."""

from __future__ import annotations

from typing import Any

from django import forms

from factcheck.desk.forms import NO_NUL
from factcheck.desk.verdict_forms import text_field
from factcheck.verdicts.actions.article_corrections import Given
from factcheck.verdicts.models import ArticleCorrection, ArticleCorrectionStatus, Change
from factcheck.verdicts.models.verdict import LONGEST_NOTICE, LONGEST_REASON
from factcheck.web.forms import AddressField, DayField


class ArticleCorrectionForm(forms.Form):
    replacement = text_field(
        "What should stand there", "The words in the place of those quoted above, and nothing more.", 4
    )
    change = forms.ChoiceField(
        label="What kind of change is it?",
        required=False,
        choices=[("", "Choose"), *((value, label) for value, label in Change.choices if value)],
        help_text="Minor: wording. Update: something happened since. Substantial: it was wrong.",
    )
    why = text_field("Why, and how you know", f"For who decides on it. At most {LONGEST_REASON:,} characters.", 3)
    notice = text_field("Notice", f"What readers are told of the change. At most {LONGEST_NOTICE:,} characters.", 3)

    def given(self) -> Given:
        values = {name: str(value).replace("\r\n", "\n") for name, value in self.cleaned_data.items()}
        return Given(**values)

    @staticmethod
    def values_of(correction: ArticleCorrection) -> dict[str, Any]:
        return {name: getattr(correction, name) for name in ("replacement", "change", "why", "notice")}


class LetterForm(forms.Form):
    to = forms.CharField(
        label="To",
        help_text="The outlet’s address for corrections.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages=NO_NUL,
    )
    letter = text_field("The letter, as it is sent", "Read it and change what you like.", 18)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What came of it",
        required=False,
        choices=[
            ("", "Choose"),
            *(
                (one.value, one.label)
                for one in ArticleCorrectionStatus
                if one in ("corrected", "declined", "no_answer")
            ),
        ],
    )
    note = text_field(
        "What the outlet did or said", "It is kept in the log of replies. Readers see what came of it.", 3
    )
    answered_on = DayField(label="On which day", required=False)


class OutletForm(forms.Form):
    homepage = AddressField(label="Website", required=False, max_length=500)
    is_own = forms.BooleanField(label="It is this newsroom’s own", required=False)
    corrections_email = forms.CharField(
        label="Mail for corrections",
        help_text="Where it takes requests for corrections.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages=NO_NUL,
    )
