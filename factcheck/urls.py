"""The address space: public pages at the root, the desk behind a login, accounts."""

from django.urls import include, path

urlpatterns = [
    path("desk/", include("factcheck.desk.urls")),
    path("accounts/", include("factcheck.accounts.urls")),
    path("account/", include("factcheck.desk.account_urls")),
    path("", include("factcheck.public.urls")),  # last: its hundred addresses begin with anything
]

handler404 = "factcheck.web.failures.missing"
handler500 = "factcheck.web.failures.failed"
