"""Being told by mail: asked for on a form, confirmed and left from the mailbox. No login, no cookie, no script."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from factcheck.formats.site import Site
from factcheck.subscriptions import links
from factcheck.subscriptions.actions import subscribing
from factcheck.subscriptions.models import Subscription
from factcheck.verdicts.actions.requests import TooMany
from factcheck.web.forms import OpenForm, is_too_large, open_form, take_errors
from factcheck.web.networks import network_of
from factcheck.web.pages import allow_parameters, public_page

LARGEST = 8 * 1024
"""Bytes of a whole request."""


class SubscribeForm(OpenForm):
    email = forms.CharField(
        label=_("Your mail address"),
        help_text=_("You are sent a link to confirm it. Nobody outside the newsroom sees it, and leaving erases it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    topic = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)


@open_form
def subscribe(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "topic", "key")
    if request.method != "POST":
        given = {name: request.GET.get(name, "")[:200] for name in ("topic", "key")}
        return _page(request, SubscribeForm(initial=given), given, 200)
    if is_too_large(request, LARGEST):
        return _page(request, SubscribeForm(), {}, 413)
    given = {name: str(request.POST.get(name, ""))[:200].replace("\x00", "") for name in ("topic", "key")}
    form = SubscribeForm(request.POST)
    form.is_valid()
    if request.POST.get("website"):
        return redirect("public:subscribe-thanks")
    email = str(request.POST.get("email", ""))
    try:
        subscribing.ask(**given, email=email, network=network_of(request), root=Site.of(request).root)
    except ValidationError as error:
        take_errors(form, error)
        return _page(request, form, given, 422)
    except TooMany as error:
        form.add_error(None, str(error))
        return _page(request, form, given, 429)
    return redirect("public:subscribe-thanks")


def _page(request: HttpRequest, form: SubscribeForm, given: dict[str, str], status: int) -> HttpResponse:
    try:
        subject = Subscription(**subscribing.target(given.get("topic", ""), given.get("key", ""))).subject
    except ValidationError:
        subject = ""
    context = {"form": form, "subject": subject, "active": ""}
    return render(request, "public/subscribe.html", context, status=status)


@public_page
def thanks(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    return render(request, "public/subscribe_thanks.html", {"hours": links.HOURS, "active": ""})


def _told(request: HttpRequest, step: str, subscription: Subscription | None = None, status: int = 200) -> HttpResponse:
    context = {"step": step, "subscription": subscription, "active": ""}
    answer = render(request, "public/subscription.html", context, status=status)
    answer["Referrer-Policy"] = "no-referrer"  # the address of this page is a secret of one reader
    return answer


@open_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button: programs that look at mails open links, and must not subscribe anybody by it."""
    allow_parameters(request)
    found = links.to_confirm(token)
    if found is None:
        return _told(request, "gone", status=404)
    if request.method != "POST":
        return _told(request, "confirm", found)
    if (confirmed := subscribing.confirm(found)) is None:
        return _told(request, "gone", status=404)
    return _told(request, "confirmed", confirmed)


@open_form
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """A page with buttons, and the address to which a mail program posts for one click (RFC 8058): answered at once,
    the same whether it was left before."""
    allow_parameters(request)
    if not links.is_one_of_ours(token):
        return _told(request, "gone", status=404)
    found = links.to_leave(token)
    if request.method == "POST":
        if found is not None:
            subscribing.leave(found, everything=request.POST.get("everything") == "yes")
        return _told(request, "left")
    return _told(request, "leave" if found else "left", found)
