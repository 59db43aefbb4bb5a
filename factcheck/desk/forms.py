"""The desk's forms. They say what is wrong and keep what was typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from factcheck.articles.limits import TEXT_LENGTH, TITLE_LENGTH, problem_with
from factcheck.operations.drafting import DraftingHelper
from factcheck.record.importers.recognising import FORMATS
from factcheck.web.forms import AddressField, DayField
from factcheck.web.uploads import LIMIT

NUL = "null_characters_not_allowed"
NO_NUL = {NUL: "This holds a NUL character, which is not text. Remove it; the rest is kept as you typed it."}


def revision_in(data: QueryDict) -> int | None:
    """The state that a form was made from; None where it does not say, or says no number."""
    value = str(data.get("revision", ""))
    return int(value) if value.isascii() and value.isdigit() and len(value) < 9 else None


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; cleaned to a list."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(file, initial) for file in given or [None]]


class ImportForm(forms.Form):
    file = FilesField(
        label="Files",
        help_text=(
            "One or several, packed with gzip or not, 200 MB together at most. Files that belong together, such as "
            "votes and roll calls, go in one upload."
        ),
        allow_empty_file=True,  # the action says which one is empty
        error_messages={"required": "Choose at least one file."},
    )
    format = forms.ChoiceField(
        label="Format",
        help_text="Recognised by the header of each file. A named one takes files of that format only.",
        choices=[("auto", "Recognised by itself"), *((code, r.format.title) for code, r in FORMATS.items())],
    )

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_too_large = bool(getattr(request, "is_upload_too_large", False))
        for name, field in self.fields.items():
            if self.is_bound and (name in self.errors or (name == "file" and self.is_too_large)):
                field.widget.attrs |= {"aria-invalid": "true"}

    def clean(self) -> dict[str, Any]:
        if self.is_too_large:
            self.errors.pop("file", None)
            self.add_error("file", f"These are more than {LIMIT // 2**20} MB. Pack them with gzip, or send fewer.")
        return self.cleaned_data


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
    published_on = DayField(
        label="Published on",
        help_text="Without the day, “on Monday” and “last week” cannot be checked.",
        required=False,
    )
    outlet = forms.CharField(
        label="Outlet", help_text="Who published it.", required=False, max_length=200, error_messages=NO_NUL
    )
    canonical_url = AddressField(
        label="Address",
        required=False,
        max_length=1000,
        help_text="Where it can be read.",
    )

    ask_helper = forms.BooleanField(label="Ask the drafting helper too", required=False)

    def __init__(self, *args: Any, helper: DraftingHelper | None = None, **kwargs: Any) -> None:
        """Without a helper that the desk may use, nothing offers to ask one."""
        super().__init__(*args, **kwargs)
        if helper is None or not helper.is_on_desk:
            del self.fields["ask_helper"]
        else:
            self.fields["ask_helper"].help_text = (
                f"The text is sent to {helper.host}, which proposes further claims. The engine holds each against the "
                "text and the record. They are marked, and readers never see them."
            )
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

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


class VersionForm(ArticleForm):
    """The text of an article as it reads now. What does not change with the text is not asked again."""

    field_order = ("title", "text", "published_on")
    replaces = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("outlet", "canonical_url"):
            del self.fields[name]
        self.fields["text"].help_text = "The whole text as it reads now. The one before stays stored."
