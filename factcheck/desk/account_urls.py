"""Addresses under account/: what a person sees and changes of their own account, and the way in by invitation."""

from django.urls import path

from factcheck.desk.views import account, account_mail

app_name = "account"
urlpatterns = [
    path("", account.home, name="home"),
    path("data.json", account.data, name="data"),
    path("mail/", account_mail.mail, name="mail"),
    path("sessions/", account.sessions, name="sessions"),
    path("sessions/<int:number>/end/", account.end_session, name="session-end"),
    path("sessions/end/", account.end_other_sessions, name="sessions-end"),
    path("invitations/<str:secret>/", account.accept, name="accept"),
]
