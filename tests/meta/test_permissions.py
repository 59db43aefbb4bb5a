"""A sweep over every address of the project: who may open it, with which method. A new address fails here until it is
written into one of the tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from factcheck.accounts.models import Role, User
from factcheck.articles.models import Outlet
from factcheck.claims.models import ClaimMerge, Edit
from factcheck.reviews.models import EvidencePage, Interest
from tests.factories import accounts, articles, intakes, record, reviews, uploads, verdicts
from tests.factories.accounts import user

PUBLIC = {
    "public:home",
    "public:article-list",
    "public:article-detail",
    "public:verdict-list",
    "public:verdict-detail",
    "public:verdict-version",
    "public:verdict-bundle",
    "public:robots",
    "public:sitemap",
    "public:sitemap-section",
    "public:security",
    "public:trust",
    "public:corrections-policy",
    "public:data",
    "public:about",
    "public:status",
    "public:oembed",
    "public:verdict-card",
    "public:api",
    "public:api-openapi",
    "public:api-verdict-list",
    "public:api-verdict-detail",
    "public:api-claim-list",
    "public:api-vote-list",
    "public:api-vote-detail",
    "public:api-state-list",
    "public:api-agreement",
    "public:api-export",
    "public:api-unknown",
    "public:article-table",
    "public:article-annotations",
    "public:verdict-table",
    "public:correction-table",
    "public:vote-table",
    "public:roll-call-table",
    "public:vote-popolo",
    "public:state-table",
    "public:state-vote-table",
    "public:organization-popolo",
    "public:discrepancy-table",
    "public:unreconciled-table",
    "public:head-table",
    "public:verdict-feed",
    "public:verdict-feed-full",
    "public:verdict-feed-json",
    "public:outlet-feed",
    "public:state-feed",
    "public:audit-heads",
    "public:audit-heads-json",
    "public:correction-list",
    "public:article-correction-list",
    "public:policy-detail",
    "public:policy-version",
    "public:correction-feed",
    "public:report-thanks",
    "public:subscribe-thanks",
    "public:vote-list",
    "public:vote-detail",
    "public:record-overview",
    "public:record-discrepancies",
    "public:record-unreconciled",
    "public:state-list",
    "public:state-detail",
    "public:search",
    "public:verdict-image",
    "public:vote-image",
    "public:agreement-form",
    "public:agreement-detail",
    "public:agreement-table",
    "public:split-table",
}

PUBLIC_FORMS = {
    "public:report-error": (200, 422),
    "public:subscribe": (200, 422),
    "public:subscription-confirm": (404, 404),
    "public:subscription-leave": (404, 404),
}
"""What a stranger may send; how it answers to looking at the form, and to sending one without content or with a link
that is none."""

ACCOUNTS = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account:accept",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
"""Open by nature: they are the way in and out."""

DESK: dict[str, tuple[set[str], Role]] = {
    "desk:home": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:article-add": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:article-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:article-about": ({"GET", "HEAD", "POST"}, Role.EDITOR),
    "desk:article-publish": ({"POST"}, Role.EDITOR),
    "desk:article-unpublish": ({"POST"}, Role.EDITOR),
    "desk:article-verdicts": ({"POST"}, Role.REVIEWER),
    "desk:article-review": ({"POST"}, Role.REVIEWER),
    "desk:version-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:version-add": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:version-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:anchor-detail": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:claim-list": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:claim-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:claim-resize": ({"POST"}, Role.REVIEWER),
    "desk:claim-split": ({"POST"}, Role.REVIEWER),
    "desk:claim-merge": ({"POST"}, Role.REVIEWER),
    "desk:claim-remove": ({"POST"}, Role.REVIEWER),
    "desk:claim-read": ({"POST"}, Role.REVIEWER),
    "desk:claim-review": ({"POST"}, Role.REVIEWER),
    "desk:claim-same": ({"POST"}, Role.REVIEWER),
    "desk:claim-apart": ({"POST"}, Role.REVIEWER),
    "desk:merge-undo": ({"POST"}, Role.REVIEWER),
    "desk:edit-undo": ({"POST"}, Role.REVIEWER),
    "desk:intake-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:intake-detail": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:intake-retry": ({"POST"}, Role.REVIEWER),
    "desk:intake-accept": ({"POST"}, Role.REVIEWER),
    "desk:intake-discard": ({"POST"}, Role.REVIEWER),
    "desk:intake-original": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:feed-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:feed-add": ({"GET", "HEAD", "POST"}, Role.EDITOR),
    "desk:feed-ask": ({"POST"}, Role.EDITOR),
    "desk:feed-pause": ({"POST"}, Role.EDITOR),
    "desk:feed-remove": ({"POST"}, Role.EDITOR),
    "desk:copy-unlink": ({"POST"}, Role.REVIEWER),
    "desk:copy-link": ({"POST"}, Role.REVIEWER),
    "desk:agreement": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:queue": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:review-detail": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:review-draft": ({"POST"}, Role.REVIEWER),
    "desk:review-attach": ({"POST"}, Role.REVIEWER),
    "desk:review-record": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:review-record-vote": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:claim-record": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:queue-filter": ({"POST"}, Role.REVIEWER),
    "desk:review-here": ({"POST"}, Role.REVIEWER),
    "desk:review-seen": ({"POST"}, Role.REVIEWER),
    "desk:review-why": ({"POST"}, Role.REVIEWER),
    "desk:review-reply": ({"POST"}, Role.REVIEWER),
    "desk:evidence-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:evidence-retry": ({"POST"}, Role.REVIEWER),
    "desk:interest-end": ({"POST"}, Role.REVIEWER),
    "desk:preview": ({"POST"}, Role.REVIEWER),
    "desk:review-take": ({"POST"}, Role.REVIEWER),
    "desk:review-verdict": ({"POST"}, Role.REVIEWER),
    "desk:review-recuse": ({"POST"}, Role.REVIEWER),
    "desk:review-assign": ({"POST"}, Role.EDITOR),
    "desk:review-withdraw": ({"POST"}, Role.EDITOR),
    "desk:review-comment": ({"POST"}, Role.REVIEWER),
    "desk:article-correction-add": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:article-correction-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:article-correction-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:article-correction-revise": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:article-correction-approve": ({"POST"}, Role.EDITOR),
    "desk:article-correction-send": ({"POST"}, Role.EDITOR),
    "desk:article-correction-send-again": ({"POST"}, Role.EDITOR),
    "desk:article-correction-reject": ({"POST"}, Role.REVIEWER),
    "desk:article-correction-settle": ({"POST"}, Role.EDITOR),
    "desk:article-correction-patch": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:outlet-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:outlet-detail": ({"GET", "HEAD", "POST"}, Role.EDITOR),
    "desk:request-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:request-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:request-erase": ({"POST"}, Role.ADMINISTRATOR),
    "desk:request-answer": ({"POST"}, Role.EDITOR),
    "desk:request-send-again": ({"POST"}, Role.EDITOR),
    "desk:verdict-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:verdict-decide": ({"GET", "HEAD", "POST"}, Role.EDITOR),
    "desk:verdict-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:verdict-preview": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:verdict-approve": ({"POST"}, Role.EDITOR),
    "desk:verdict-send-back": ({"POST"}, Role.EDITOR),
    "desk:verdict-publish": ({"POST"}, Role.EDITOR),
    "desk:verdict-schedule": ({"POST"}, Role.EDITOR),
    "desk:verdict-answer": ({"POST"}, Role.EDITOR),
    "desk:verdict-embargo": ({"POST"}, Role.EDITOR),
    "desk:publication-add": ({"POST"}, Role.EDITOR),
    "desk:publication-detail": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:verdict-withdraw": ({"POST"}, Role.EDITOR),
    "desk:verdict-reaffirm": ({"POST"}, Role.EDITOR),
    "desk:verdict-correct": ({"GET", "HEAD", "POST"}, Role.REVIEWER),
    "desk:correction-approve": ({"POST"}, Role.EDITOR),
    "desk:correction-reject": ({"POST"}, Role.EDITOR),
    "desk:import-list": ({"GET", "HEAD"}, Role.ADMINISTRATOR),
    "desk:import-add": ({"GET", "HEAD", "POST"}, Role.ADMINISTRATOR),
    "desk:import-detail": ({"GET", "HEAD"}, Role.ADMINISTRATOR),
    "desk:member-list": ({"GET", "HEAD"}, Role.ADMINISTRATOR),
    "desk:member-detail": ({"GET", "HEAD"}, Role.ADMINISTRATOR),
    "desk:member-data": ({"GET", "HEAD"}, Role.ADMINISTRATOR),
    "desk:member-role": ({"POST"}, Role.ADMINISTRATOR),
    "desk:member-deactivate": ({"POST"}, Role.ADMINISTRATOR),
    "desk:member-activate": ({"POST"}, Role.ADMINISTRATOR),
    "desk:member-reset-factors": ({"POST"}, Role.ADMINISTRATOR),
    "desk:member-erase": ({"POST"}, Role.ADMINISTRATOR),
    "desk:invitation-add": ({"GET", "HEAD", "POST"}, Role.ADMINISTRATOR),
    "desk:invitation-send": ({"POST"}, Role.ADMINISTRATOR),
    "desk:invitation-revoke": ({"POST"}, Role.ADMINISTRATOR),
    "desk:sign-in-rule": ({"GET", "HEAD", "POST"}, Role.ADMINISTRATOR),
    "desk:notice-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:notice-read": ({"POST"}, Role.REVIEWER),
    "desk:notice-read-all": ({"POST"}, Role.REVIEWER),
    "desk:history": ({"GET", "HEAD"}, Role.EDITOR),
    "desk:policy-list": ({"GET", "HEAD"}, Role.REVIEWER),
    "desk:days-off": ({"GET", "HEAD", "POST"}, Role.ADMINISTRATOR),
    "desk:policy-edit": ({"GET", "HEAD", "POST"}, Role.EDITOR),
    "desk:policy-holds": ({"POST"}, Role.EDITOR),
    "desk:styleguide": ({"GET", "HEAD"}, Role.REVIEWER),
}
"""Name to the methods it answers and the least role that may use it."""

SAMPLES = {"slug": "sample", "key": "A/RES/1", "code": "AAA", "uidb36": "1", "rest": "x", "form": "csv"}
NUMBERS = ("number", "pk")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name}", entry


EVERY = dict(patterns(get_resolver()))


def address(name: str, *, number: int = 1, slug: str = SAMPLES["slug"]) -> str:
    names = EVERY[name].pattern.regex.groupindex
    arguments = {key: number if key in NUMBERS else {**SAMPLES, "slug": slug}.get(key, "x") for key in names}
    if name.endswith(":article-correction-patch"):
        arguments["form"] = "diff"
    if ":policy-" in name and "slug" in names:
        arguments["slug"] = "ratings"
    return reverse(name, kwargs=arguments)


@pytest.fixture
def rows_numbered_later(db: None) -> None:
    """What the database numbers by itself begins beyond the samples, which have the number 1."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, 1000) FROM pg_sequences "
            "WHERE schemaname = 'public' AND coalesce(last_value, 0) < 1000"
        )


def test_every_desk_address_is_in_the_table() -> None:
    assert {name for name in EVERY if name.startswith("desk:")} == set(DESK)


def test_every_public_address_is_in_the_list() -> None:
    assert {name for name in EVERY if name.startswith("public:")} == PUBLIC | set(PUBLIC_FORMS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(EVERY) - PUBLIC - set(PUBLIC_FORMS) - ACCOUNTS))
@pytest.mark.parametrize("method", METHODS)
def test_address_not_in_a_public_list_refuses_strangers(client: Client, name: str, method: str) -> None:
    answer = client.generic(method, address(name))
    assert answer.status_code in (302, 405)
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC))
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_public_address_refuses_writing(client: Client, name: str, method: str) -> None:
    assert Client(enforce_csrf_checks=True).generic(method, address(name)).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC_FORMS))
def test_public_form_takes_what_forms_send_and_sets_no_cookie(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    looked, sent = PUBLIC_FORMS[name]
    statuses = {"GET": looked, "HEAD": looked, "POST": sent, "PUT": 405, "PATCH": 405, "DELETE": 405}
    for method, status in statuses.items():
        answer = client.generic(method, address(name))
        assert (answer.status_code, answer.cookies) == (status, {}), method


@pytest.mark.usefixtures("rows_numbered_later")
@pytest.mark.parametrize("role", list(Role))
def test_desk_addresses_answer_their_methods_to_their_roles(client: Client, role: Role) -> None:
    """Each address finds the same rows, as each is rolled back."""
    articles.article(slug="sample")
    record.motion(SAMPLES["key"])
    uploads.upload(pk=1)
    review = reviews.review(pk=1)
    reviews.anchor(review=review, pk=1)
    Interest.objects.create(pk=1, person=user(), outlet=articles.outlet(), reason="Because.")
    made = review.mention.version.edits.create(step="add", added=[1], by=user())
    Edit.objects.filter(pk=made.pk).update(id=1)
    other = reviews.review(version=articles.version(text=f"{reviews.WORDS}."))
    about = {"moved": [other.mention_id], "similarity": 1.0, "by": user()}
    ClaimMerge.objects.create(pk=1, into=review.mention.claim, away=other.mention.claim, **about)
    reviewer = user(role)
    page = reviews.assessed(reviews.review(), reviewer, evidence=[("for", "https://a.example/", "")]).pages.get()
    EvidencePage.objects.filter(pk=page.pk).update(id=1)
    intakes.ready(pk=1)
    verdicts.draft(pk=1)
    verdicts.request(pk=1)
    verdicts.publication(pk=1)
    verdicts.article_correction(pk=1)
    outlets = articles.outlet()
    Outlet.objects.filter(pk=outlets.pk).update(slug="sample")
    intakes.feed(pk=1)
    articles.copy(pk=1)
    accounts.invitation(pk=1)
    User.objects.create(pk=1, email="one@example.org", name="Member One")
    client.force_login(reviewer)
    wrong = []
    for name, (methods, least) in sorted(DESK.items()):
        with transaction.atomic():
            for method in METHODS:
                status = client.generic(method, address(name)).status_code
                if status not in wanted(method in methods, role.rank >= least.rank):
                    wrong.append((name, method, status))
            transaction.set_rollback(True)
    assert wrong == []


def wanted(is_method: bool, is_allowed: bool) -> tuple[int, ...]:
    """The answers of which one is right."""
    if not is_method:
        return (405,)
    return (200, 302, 409, 422) if is_allowed else (403,)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(DESK))
def test_desk_address_of_somebody_who_left_refuses(client: Client, name: str) -> None:
    articles.article(slug="sample")
    person = user(Role.ADMINISTRATOR)
    client.force_login(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert client.get(address(name)).status_code in (302, 405)


@pytest.mark.django_db
def test_desk_write_without_token_refuses() -> None:
    articles.article(slug="sample")
    client = Client(enforce_csrf_checks=True)
    client.force_login(user(Role.EDITOR))
    assert client.post(address("desk:article-publish")).status_code == 403
