"""Forms of articles on their way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from factcheck.articles.extraction.limits import SIZE
from factcheck.articles.extraction.recognising import is_html
from factcheck.articles.limits import AUTHOR_LENGTH, STANDFIRST_LENGTH, TEXT_LENGTH, problem_with
from factcheck.desk.forms import NO_NUL, ArticleForm
from factcheck.web.forms import AddressField

NOTHING = "There is no text. Paste the text of the article, or give its address or a file."


class SourceForm(ArticleForm):
    """One of three: an address, a file, or the text. What is given beside it counts more than what is found in it."""

    file = forms.FileField(
        label="File",
        help_text=f"HTML, PDF, plain text or a web archive (WARC), {SIZE // 2**20} MB at most.",
        required=False,
        allow_empty_file=True,
    )
    text = forms.CharField(
        label="Text",
        help_text="The whole text without the headline, exactly as it was published; or its HTML.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 16}),
        strip=False,
        error_messages=NO_NUL,
    )
    SOURCES = ("canonical_url", "file", "text")
    field_order = (*SOURCES, "title", "published_on", "outlet", "ask_helper")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["canonical_url"].help_text = "Where it can be read. Without file and text it is fetched from there."
        for name in ("title", "published_on", "outlet"):
            self.fields[name].help_text += " Found by itself with an address, a file or HTML."

    def clean_text(self) -> str:
        text = self._checked("text", TEXT_LENGTH if not is_html(self.cleaned_data["text"]) else SIZE)
        return text.replace("\r\n", "\n").replace("\r", "\n") if text.strip() else ""

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("file") and given.get("text"):
            self.add_error("file", "There are a file and a text. Give one of them.")
        elif not any(given.get(name) for name in ("file", "text", "canonical_url")) and not self.errors:
            self.add_error("text", NOTHING)
        return given

    @property
    def sources(self) -> list[forms.BoundField]:
        return [self[name] for name in self.SOURCES]

    @property
    def besides(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.SOURCES]

    @property
    def source(self) -> str:
        """Of a valid form: file, html, text or url."""
        given = self.cleaned_data
        if given.get("file"):
            return "file"
        if given["text"]:
            return "html" if is_html(given["text"]) else "text"
        return "url"

    def typed(self) -> dict[str, str]:
        """What was given beside the source."""
        given = self.cleaned_data
        day = given["published_on"]
        url = "" if self.source == "url" else given["canonical_url"]
        return {
            "title": given["title"],
            "outlet": given["outlet"],
            "published_on": day.isoformat() if day else "",
            "canonical_url": url,
        }


class PreviewForm(ArticleForm):
    """What was found, to be corrected before it is stored."""

    standfirst = forms.CharField(
        label="Standfirst",
        help_text="Shown with the article; not part of what is checked.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=NO_NUL,
    )
    author = forms.CharField(label="Author", required=False, max_length=AUTHOR_LENGTH, error_messages=NO_NUL)
    field_order = ("title", "standfirst", "author", "outlet", "published_on", "canonical_url", "text")

    def clean_standfirst(self) -> str:
        value: str = self.cleaned_data["standfirst"]
        if problem := problem_with(value, limit=STANDFIRST_LENGTH, what="standfirst"):
            raise ValidationError(problem)
        return " ".join(value.split())


class AboutForm(forms.Form):
    """What is known about an article beside its texts."""

    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=200,
        help_text="Who published it. One that is not known yet is added.",
        error_messages=NO_NUL,
    )
    canonical_url = AddressField(
        label="Address",
        required=False,
        max_length=1_000,
        help_text="Where it can be read.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class FeedForm(forms.Form):
    url = AddressField(
        label="Address",
        max_length=1_000,
        help_text="Of the feed itself (RSS or Atom), not of the website.",
        error_messages={"required": "There is no address. Give that of the feed."},
    )
    outlet = forms.CharField(
        label="Outlet", required=False, max_length=200, help_text="Who publishes it.", error_messages=NO_NUL
    )
    is_automatic = forms.BooleanField(
        label="Fetch new entries at once",
        required=False,
        help_text="Without this they wait until somebody accepts them. Either way nothing is stored unseen.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if self.is_bound and name in self.errors:
                field.widget.attrs |= {"aria-invalid": "true"}
