"""What forms have in common, those that a stranger may send above all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

NO_CHOICE = {"invalid_choice": _("There is no such choice.")}


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar or written; what is none is told how to be written."""

    widget = forms.DateInput(attrs={"type": "date"})
    default_error_messages = {"invalid": _("This is no day of the calendar. Write it as 2025-02-25.")}  # noqa: RUF012


class AddressField(forms.URLField):
    """An address on the web, https:// where no scheme is written; what is none is told how to be written."""

    default_error_messages = {  # noqa: RUF012
        "invalid": "This is no address on the web. Write it as https://news.example/story.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)


def take_errors(form: forms.Form, error: ValidationError) -> None:
    """Put an action's errors beside the fields they are about; those about no field go above the form."""
    for name, problems in getattr(error, "error_dict", {None: [error]}).items():
        for problem in problems:
            form.add_error(name if name in form.fields else None, problem)
            if name in form.fields:
                form.fields[name].widget.attrs["aria-invalid"] = "true"


def open_form(view: Callable[..., Any]) -> Callable[..., Any]:
    """Open to strangers. There is no session whose owner could be made to send it."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return login_not_required(csrf_exempt(never_cache(methods(view))))


class OpenForm(forms.Form):
    """A form that a stranger may send. `website` is seen by machines alone: who fills it is one, and is told as if it
    had been taken, so that nothing is learned from the answer."""

    website = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        label=_("Leave this empty"),
    )


def is_too_large(request: HttpRequest, largest: int) -> bool:
    """Whether a request says that it has more than so many bytes."""
    return int(request.headers.get("Content-Length") or 0) > largest
