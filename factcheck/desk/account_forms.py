"""Forms about accounts. What is wrong with a value is said by the actions."""

from __future__ import annotations

from django import forms

from factcheck.accounts.models import Role
from factcheck.desk.forms import NO_NUL


class InvitationForm(forms.Form):
    email = forms.CharField(
        label="Mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={**NO_NUL, "required": "Write the mail address of whom you invite."},
    )
    role = forms.ChoiceField(
        label="Role",
        help_text="Reviewers judge claims; editors decide, approve and publish; administrators manage members too.",
        choices=Role.choices,
        initial=Role.REVIEWER,
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="Role", choices=Role.choices)


class RuleForm(forms.Form):
    second_factor_from = forms.ChoiceField(
        label="A second factor is asked of",
        required=False,
        choices=[
            ("", "Nobody"),
            (Role.ADMINISTRATOR, "Administrators"),
            (Role.EDITOR, "Editors and administrators"),
            (Role.REVIEWER, "Everybody"),
        ],
    )
    grace_days = forms.IntegerField(
        label="Days to set it up",
        help_text="Until then the desk reminds those who have none; afterwards it refuses them.",
        error_messages={"invalid": "Write a whole number of days."},
    )


class AcceptForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        help_text="As colleagues are to see it.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={**NO_NUL, "required": "Write your name, as colleagues are to see it."},
    )
    password = forms.CharField(
        label="Password",
        help_text="At least twelve characters, and not one of the common ones.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={**NO_NUL, "required": "Choose a password."},
    )


class EraseForm(forms.Form):
    confirm = forms.CharField(
        label="Their mail address, to confirm",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages=NO_NUL,
    )
