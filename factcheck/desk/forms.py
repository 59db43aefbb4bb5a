"""The desk's forms. They say what is wrong and keep what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from factcheck.articles.limits import TEXT_LENGTH, TITLE_LENGTH, problem_with

NUL = "null_characters_not_allowed"
NO_NUL = {NUL: "This holds a NUL character, which is not text. Remove it; the rest is kept as you typed it."}


class ArticleForm(forms.Form):
    title = forms.CharField(
        label="Headline", help_text="As it was printed.", required=False, strip=True, error_messages=NO_NUL
    )
    text = forms.CharField(
        label="Text",
        help_text="The whole text without the headline, exactly as it was published.",
        widget=forms.Textarea(attrs={"rows": 16}),
        strip=False,
        error_messages={**NO_NUL, "required": "There is no text. Paste the text of the article."},
    )
    published_on = forms.DateField(
        label="Published on",
        help_text="Without the day, “on Monday” and “last week” cannot be checked.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "This is no day of the calendar. Write it as 2025-02-25."},
    )
    outlet = forms.CharField(
        label="Outlet", help_text="Who published it.", required=False, max_length=200, error_messages=NO_NUL
    )
    canonical_url = forms.URLField(
        label="Address", required=False, max_length=1000, assume_scheme="https", help_text="Where it can be read."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["autocomplete"] = "off"
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true"}

    def clean_title(self) -> str:
        return self._checked("title", TITLE_LENGTH)

    def clean_text(self) -> str:
        """Browsers send line ends as carriage return and line feed; the article has line feeds."""
        text = self._checked("text", TEXT_LENGTH).replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise ValidationError("There is no text. Paste the text of the article.")
        return text

    def _checked(self, name: str, limit: int) -> str:
        value: str = self.cleaned_data[name]
        if problem := problem_with(value, limit=limit, what=self.fields[name].label.lower()):  # type: ignore[union-attr]
            raise ValidationError(problem)
        return value
