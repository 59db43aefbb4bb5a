"""Which tables are watched for changes of what public pages show: all of ours but those that no page reads.

A rendering that reads a table which is not watched is not kept, and tests/kept/test_keeping.py fails.
"""

from __future__ import annotations

from functools import cache

from django.apps import apps

UNREAD = {
    "accounts_invitation": "who was invited",
    "accounts_signinrule": "how people have to sign in",
    "accounts_user_groups": "grants nothing",
    "accounts_user_user_permissions": "grants nothing",
    "imports": "files on their way; what they change is in the record",
    "jobs": "how far work has come",
    "kept": "the pages themselves",
    "mailing": "letters on their way",
    "subscriptions": "who wants to be told by mail",
    "notices": "what colleagues should know of",
    "articles_feed": "feeds that the newsroom reads",
    "articles_feedentry": "what they said",
    "articles_intake": "articles on their way in",
    "articles_robotsfile": "what a website said",
    "audit_event": "the history; its heads are shown",
    "audit_link": "the history; its heads are shown",
    "audit_verification": "when the history was proved",
    "record_loadedfacts": "which fact files were loaded",
    "record_recordchange": "which transactions changed the record",
    "articles_textsketch": "computed from the text, to find copies",
    "claims_claimsapart": "pairs of claims that somebody held apart",
    "claims_edit": "what a reviewer did with the marks of a text",
    "reviews_comment": "what colleagues say to each other",
    "reviews_commentmention": "whom a comment names",
    "reviews_evidencepage": "how far an address is on its way into the archive",
    "verdicts_searchentry": "follows from verdicts, claims and votes in their own transaction",
    "reviews_draft": "what somebody types and has not said yet",
    "reviews_presence": "who has a page open",
    "reviews_queuefilter": "how somebody likes to see the queue",
    "reviews_verdictopening": "who opened the verdict of a claim",
    "verdicts_correctionrequest": "what strangers report",
    "verdicts_publication": "what an editor asked for at once",
    "verdicts_publicationitem": "how far it has come",
    "verdicts_recheckrun": "how far rechecking has come",
}
"""Apps and tables that no kept page reads, each with what it holds."""
UNSHOWN = {"accounts_user": ("last_login", "password")}
"""Columns that change often and that no page shows: a change of nothing else is none."""


@cache
def watched() -> frozenset[str]:
    """Names of the watched tables, those between two models included."""
    names = set()
    for app in apps.get_app_configs():
        if not app.name.startswith("factcheck.") or app.label in UNREAD:
            continue
        for model in app.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy and model._meta.db_table not in UNREAD:
                names.add(model._meta.db_table)
    return frozenset(names)
