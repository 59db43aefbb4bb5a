"""A person's own account. These pages stay open to who still has to set up a second factor."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts import factors, personal
from factcheck.accounts.actions import invitations, members
from factcheck.accounts.models import User
from factcheck.desk.access import actor
from factcheck.desk.account_forms import AcceptForm
from factcheck.web.devices import device
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    person = actor(request)
    context = {
        "person": person,
        "factors": Authenticator.objects.filter(user=person, type__in=factors.COUNTING).count(),
        "missing": factors.missing(person),
        "sessions": UserSession.objects.filter(user=person).count(),
        "active": "account",
    }
    return render(request, "account/home.html", context)


@require_safe
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    return taken_along(actor(request))


def taken_along(person: User, name: str = "my-data") -> HttpResponse:
    """What is stored about the person, as a file."""
    answer = JsonResponse(personal.collected(person), json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


@require_safe
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    allow_parameters(request)
    person = actor(request)
    own = sorted(UserSession.objects.purge_and_list(person), key=lambda one: one.last_seen_at, reverse=True)
    here = request.session.session_key
    rows = [{"session": one, "device": device(one.user_agent), "is_here": one.session_key == here} for one in own]
    return render(request, "account/sessions.html", {"rows": rows, "active": "account"})


@require_POST
@never_cache
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=number, user=actor(request))
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    session.end()
    messages.success(request, "That session is ended.")
    return redirect("account:sessions")


@require_POST
@never_cache
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    ended = members.end_sessions(actor(request), but=request.session.session_key or "")
    messages.success(request, f"Ended {ended} other session{'' if ended == 1 else 's'}.")
    return redirect("account:sessions")


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """The link of an invitation. Opening it changes nothing: programs that look at links in mail may do so."""
    invitation = invitations.found_by(secret)
    if invitation is None:
        return _private(render(request, "account/invitation_gone.html", status=410))
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            invitations.accept(secret=secret, **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        else:
            said = f"Your account is made. Sign in as {invitation.email} with the password you chose."
            messages.success(request, said)
            return _private(redirect("account_login"))
    context = {"form": form, "invitation": invitation}
    return _private(render(request, "account/invitation.html", context, status=422 if form.is_bound else 200))


def _private(answer: HttpResponse) -> HttpResponse:
    """The address is a secret that no other site learns. Under "no-referrer" a browser sends the form with
    "Origin: null", and it is refused as another site's."""
    answer["Referrer-Policy"] = "same-origin"
    return answer
