"""Who works in the newsroom: invitations, roles, leaving, and what is asked of everybody who signs in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from factcheck.accounts import factors, mail
from factcheck.accounts.actions import invitations, members, rules
from factcheck.accounts.models import Invitation, SignInRule, User
from factcheck.desk.access import actor, desk_page
from factcheck.desk.account_forms import EraseForm, InvitationForm, RoleForm, RuleForm
from factcheck.desk.conflicts import both
from factcheck.desk.forms import revision_in
from factcheck.desk.views.account import taken_along
from factcheck.web.forms import take_errors
from factcheck.web.pages import allow_parameters, page_of


@require_safe
@desk_page("accounts.manage")
def listing(request: HttpRequest) -> HttpResponse:
    allow_parameters(request, "page")
    own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=factors.COUNTING)
    rows = User.objects.annotate(has_factor=Exists(own)).order_by("-is_active", "name", "pk")
    context = {
        "page": page_of(request, rows),
        "invitations": Invitation.objects.open().select_related("invited_by").order_by("-sent_at")[:200],
        "rule": SignInRule.current(),
        "active": "members",
    }
    return render(request, "desk/member_list.html", context)


def _page(request: HttpRequest, member: User, *, status: int = 200, **about: Any) -> HttpResponse:
    context = {
        "member": member,
        "role_form": RoleForm(initial={"role": member.role}),
        "erase_form": EraseForm(),
        "factors": Authenticator.objects.filter(user=member).order_by("pk"),
        "active": "members",
    }
    return render(request, "desk/member_detail.html", context | about, status=status)


@require_safe
@desk_page("accounts.manage")
def detail(request: HttpRequest, number: int) -> HttpResponse:
    allow_parameters(request)
    return _page(request, get_object_or_404(User, pk=number))


@require_safe
@desk_page("accounts.manage")
def personal_data(request: HttpRequest, number: int) -> HttpResponse:
    allow_parameters(request)
    return taken_along(get_object_or_404(User, pk=number), f"data-of-member-{number}")


def _step(request: HttpRequest, number: int, step: Callable[..., Any], said: str, **about: Any) -> HttpResponse:
    member = get_object_or_404(User, pk=number)
    try:
        step(member=member, by=actor(request), **about)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, said)
    return redirect("desk:member-detail", number)


@require_POST
@desk_page("accounts.manage")
def change_role(request: HttpRequest, number: int) -> HttpResponse:
    role, stood = request.POST.get("role", ""), request.POST.get("stood", "")
    try:
        return _step(request, number, members.change_role, "The role is changed.", role=role, stood=stood)
    except members.RoleChanged as changed:
        form = RoleForm(request.POST)
        said, leave = "Somebody gave this member another role while you chose.", reverse("desk:member-list")
        found = both(form, {"role": changed.now}, said=said, leave=leave)
        member = get_object_or_404(User, pk=number)
        return _page(request, member, status=409, role_form=form, both=found)


@require_POST
@desk_page("accounts.manage")
def deactivate(request: HttpRequest, number: int) -> HttpResponse:
    return _step(request, number, members.deactivate, "Switched off, and signed out everywhere.")


@require_POST
@desk_page("accounts.manage")
def activate(request: HttpRequest, number: int) -> HttpResponse:
    return _step(request, number, members.activate, "They can sign in again.")


@require_POST
@desk_page("accounts.manage")
def reset_factors(request: HttpRequest, number: int) -> HttpResponse:
    return _step(request, number, members.reset_second_factors, "Second factors removed; they are signed out.")


@require_POST
@desk_page("accounts.manage")
def erase(request: HttpRequest, number: int) -> HttpResponse:
    member, form = get_object_or_404(User, pk=number), EraseForm(request.POST)
    form.is_valid()
    if User.objects.normalize_email(form.cleaned_data.get("confirm")) != member.email:
        take_errors(form, ValidationError({"confirm": "This is not the member’s mail address. Nothing was erased."}))
        form.fields["confirm"].widget.attrs["autofocus"] = True
        return _page(request, member, status=422, erase_form=form)
    return _step(request, number, members.erase, "Erased. What they decided stays, under the pseudonym.")


def _send(request: HttpRequest, issued: invitations.Issued) -> None:
    link = request.build_absolute_uri(reverse("account:accept", args=[issued.secret]))
    context = {"invitation": issued.invitation, "link": link, "host": request.get_host()}
    if mail.send(issued.invitation.email, "invitation", context):
        messages.success(request, f"The invitation to {issued.invitation.email} is on its way.")
    else:
        messages.error(request, "The invitation is stored, but the mail server did not take the mail. Send it again.")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("accounts.manage")
def invite(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            issued = invitations.invite(by=actor(request), **form.cleaned_data)
        except ValidationError as error:
            take_errors(form, error)
        else:
            _send(request, issued)
            return redirect("desk:member-list")
    newest = Invitation.objects.order_by("-pk").values_list("pk", flat=True).first()
    draft = f"invitation-{actor(request).pk}", newest or 0
    context = {"form": form, "days": invitations.DAYS, "draft": draft, "active": "members"}
    return render(request, "desk/invitation_add.html", context, status=422 if form.is_bound else 200)


@require_POST
@desk_page("accounts.manage")
def send_again(request: HttpRequest, number: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=number)
    try:
        issued = invitations.send_again(invitation=invitation, by=actor(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        _send(request, issued)
    return redirect("desk:member-list")


@require_POST
@desk_page("accounts.manage")
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    try:
        invitations.revoke(invitation=get_object_or_404(Invitation, pk=number), by=actor(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, "The invitation is revoked; its link works no more.")
    return redirect("desk:member-list")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("accounts.manage")
def rule(request: HttpRequest) -> HttpResponse:
    now = SignInRule.current()
    stored = {"second_factor_from": now.second_factor_from, "grace_days": now.grace_days}
    form = RuleForm(request.POST if request.method == "POST" else None, initial=stored)
    context: dict[str, Any] = {"form": form, "stood": revision_in(request.POST), "active": "members"}
    if not form.is_bound:
        context["stood"] = now.pk or 0
    context["draft"] = "sign-in-rule", context["stood"]
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            about = {"role": given["second_factor_from"], "grace_days": given["grace_days"]}
            rules.ask_for_second_factor(**about, by=actor(request), stood=context["stood"])
        except rules.RuleChanged as changed:
            said = "Somebody stored another rule while you chose."
            stored = {"second_factor_from": changed.now.second_factor_from, "grace_days": changed.now.grace_days}
            found = both(form, stored, said=said, leave=reverse("desk:member-list"))
            context |= {"stood": changed.now.pk, "both": found}
            return render(request, "desk/sign_in_rule.html", context, status=409)
        except ValidationError as error:
            take_errors(form, error)
        else:
            messages.success(request, "The rule is stored.")
            return redirect("desk:member-list")
    return render(request, "desk/sign_in_rule.html", context, status=422 if form.is_bound else 200)
