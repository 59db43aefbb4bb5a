"""The policy pages: what stands, what is due to be looked over, and writing a page anew."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts.permissions import is_allowed
from factcheck.desk.access import actor, desk_page
from factcheck.desk.conflicts import both
from factcheck.desk.forms import NO_NUL
from factcheck.policies import queries
from factcheck.policies.actions import policies
from factcheck.policies.models import DaysOff, Policy
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters


class PolicyForm(forms.Form):
    text = forms.CharField(
        label="Text",
        help_text="Markdown: ## for a heading, - for a list, **bold**, [words](https://address).",
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={**NO_NUL, "required": "There is no text. A page that readers hold you to cannot be empty."},
    )
    note = forms.CharField(
        label="What changed",
        help_text="One sentence for readers.",
        error_messages={**NO_NUL, "required": "Say for readers what changed."},
    )
    replaces = forms.IntegerField(widget=forms.HiddenInput)


def _policy(slug: str) -> Policy:
    if slug not in Policy.values:
        raise Http404
    return Policy(slug)


@require_safe
@desk_page()
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    context = {
        "standing": queries.standing(),
        "days_off": DaysOff.current().days(),
        "can_set": is_allowed(actor(request), "newsroom.set"),
        "can_edit": is_allowed(actor(request), "policies.edit"),
        "active": "policies",
    }
    return render(request, "desk/policy_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("policies.edit")
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    policy = _policy(slug)
    now = queries.newest(policy)
    form = PolicyForm(
        request.POST if request.method == "POST" else None, initial={"text": now.text, "replaces": now.number}
    )
    draft = (f"policy-{policy}", now.number)
    context = {"form": form, "policy": policy, "draft": draft, "active": "policies"}
    if form.is_bound and form.is_valid():
        try:
            policies.write(policy=policy, by=actor(request), **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        except policies.Stale as stale:
            form.data = {**request.POST.dict(), "replaces": str(stale.now.number)}
            who = stale.now.written_by.name if stale.now.written_by else "Somebody"
            said = f"{who} stored version {stale.now.number} while you wrote."
            known = {"text": stale.now.text, "note": stale.now.note}
            context["both"] = both(form, known, said=said, leave=reverse("desk:policy-list"), long="text")
            return render(request, "desk/policy_edit.html", context, status=409)
        else:
            messages.success(request, "Stored, and public at once. The wording before keeps its own address.")
            return redirect("desk:policy-list")
    return render(request, "desk/policy_edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@desk_page("policies.edit")
def still_holds(request: HttpRequest, slug: str) -> HttpResponse:
    policy = _policy(slug)
    policies.still_holds(policy=policy, by=actor(request))
    messages.success(request, f"Noted: “{policy.label}” still holds. You are reminded in a year.")
    return redirect("desk:policy-list")
