"""The form that searches the votes, as it stands in an address: `?q=peace&state=IND&option=abstain`."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.record.local_names import in_order, local_name
from factcheck.record.models import Organization
from factcheck.record.search import VoteSearch
from factcheck.web import words
from factcheck.web.forms import NO_CHOICE, DayField

PARAMETERS = ("q", "body", "state", "option", "sponsor", "subject", "kind", "result", "since", "until", "page")
LONGEST = 200


def _choices(names: dict[str, str], empty: str) -> list[tuple[str, str]]:
    return [("", empty), *names.items()]


class VoteSearchForm(forms.Form):
    """Every field may stay empty. Codes that the record does not have are errors at their field. `states` has the names
    of the states by code, so that a page need not ask for them again."""

    q = forms.CharField(label=_("Words or symbol"), max_length=LONGEST, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    option = forms.ChoiceField(label=_("It voted"), required=False)
    sponsor = forms.ChoiceField(label=_("Sponsored by"), required=False)
    subject = forms.CharField(label=_("Subject"), max_length=LONGEST, required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    kind = forms.ChoiceField(label=_("Kind of text"), required=False)
    result = forms.ChoiceField(label=_("Outcome"), required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("To"), required=False)

    def __init__(self, parameters: QueryDict, name: str = "search", label: str = "") -> None:
        """`name` begins the ids of the fields and `label` names the form, so that two can stand on one page."""
        self.label = label or gettext("Search the votes")
        super().__init__({field: parameters.get(field, "") for field in self.base_fields}, auto_id=f"{name}-%s")
        states, bodies = self._organizations()
        self.states = states
        choices = {
            "state": _choices(states, gettext("Any state")),
            "sponsor": _choices(states, gettext("Any state")),
            "body": _choices(bodies, gettext("Any body")),
            "option": _choices(
                {code: option.word for code, option in words.OPTIONS.items() if code != "unknown"}, gettext("Any way")
            ),
            "kind": _choices(dict(words.MOTION_KINDS), gettext("Any kind")),
            "result": _choices({code: word for code, word in words.RESULTS.items() if code}, gettext("Any outcome")),
        }
        for name, listed in choices.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = listed
                field.error_messages |= NO_CHOICE

    @staticmethod
    def _organizations() -> tuple[dict[str, str], dict[str, str]]:
        """Code to name of the states and of the bodies, by name; one query."""
        rows = Organization.objects.filter(code__isnull=False, classification__in=("state", "body")).order_by("name")
        states: dict[str, str] = {}
        bodies: dict[str, str] = {}
        for code, name, classification in rows.values_list("code", "name", "classification"):
            if code:
                (states if classification == "state" else bodies)[code] = local_name(code, name)
        return in_order(states), in_order(bodies)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("option") and not cleaned.get("state"):
            self.add_error("state", gettext("Choose the state that voted so."))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", gettext("This day is before the first one."))
        return cleaned

    @property
    def is_asking(self) -> bool:
        return any(self.data.values())

    def search(self) -> VoteSearch:
        """What a valid form asks for."""
        asked = dict(self.cleaned_data)
        return VoteSearch(words=asked.pop("q"), **asked)

    def query(self) -> str:
        """The fields that are filled in, encoded, with a trailing "&", for the links to other pages."""
        pairs = [(name, value) for name, value in self.data.items() if value]
        return f"{urlencode(pairs)}&" if pairs else ""
