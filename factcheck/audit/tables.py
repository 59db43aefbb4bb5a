"""What is audited: one line a table. `manage.py migrate` installs what is new here (see installing.py).

A table of the database that stands in neither list fails tests/audit/test_tables.py.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """`hide` names columns whose values the history does not hold, only their digests: secrets, and what must be
    erasable. A hidden column `salt` goes into the digests of its row; a new salt makes the earlier ones unreadable for
    good. `only` is a condition in SQL on `{row}` for tables of which a part is decided by people."""

    name: str
    hide: tuple[str, ...] = ()
    only: str = ""
    key: str = "id"


AUDITED = (
    Table("accounts_invitation", hide=("email", "key", "salt")),
    Table("accounts_signinrule"),
    Table("accounts_user", hide=("password", "email", "name", "salt")),
    Table("articles_article"),
    Table("articles_articleversion"),
    Table("articles_copy", only="{row}.unlinked_at IS NOT NULL"),
    Table("articles_keptoriginal"),
    Table("articles_outlet"),
    Table("claims_anchor"),
    Table("claims_claim"),
    Table("claims_claimmerge"),
    Table("claims_claimsapart"),
    Table("claims_edit"),
    Table("claims_mention", only="{row}.origin = 'person' OR {row}.removed_at IS NOT NULL"),
    Table("mfa_authenticator", hide=("data",)),
    Table("policies_daysoff"),
    Table("policies_policyreview"),
    Table("policies_policyversion"),
    Table("reviews_assessment"),
    Table("reviews_assignment"),
    Table("reviews_comment"),
    Table("reviews_evidencearchive"),
    Table("reviews_evidenceitem"),
    Table("reviews_flaganswer"),
    Table("reviews_interest"),
    Table("reviews_reply"),
    Table("reviews_review"),
    Table("reviews_verdictopening"),
    Table("verdicts_articlecorrection"),
    Table("verdicts_checklistanswer"),
    Table("verdicts_correction"),
    Table("verdicts_correctionrequest", hide=("name", "email", "sender", "salt")),
    Table("verdicts_happening"),
    Table("verdicts_verdict"),
    Table("verdicts_verdictbundle"),
    Table("verdicts_verdictversion"),
)

BY_NAME = {table.name: table for table in AUDITED}

EXCEPTIONS = {
    "account_*": "addresses to be confirmed, of the sign-in library; tokens expire",
    "accounts_user_groups": "grants nothing: permissions follow from the role",
    "accounts_user_user_permissions": "grants nothing: permissions follow from the role",
    "articles_feed": "written whenever a feed is asked; what comes of it is an intake",
    "articles_feedentry": "what a feed said; what comes of it is an intake",
    "articles_intake": "articles on their way in; what is stored of one is a version",
    "articles_robotsfile": "what a website said",
    "articles_textsketch": "computed from the text",
    "audit_*": "the history itself",
    "auth_*": "grants nothing: permissions follow from the role",
    "claims_checking": "written by the engine; names the record, rules and version it can be computed from again",
    "claims_finding": "written by the engine, as claims_checking",
    "claims_flagraised": "written by the engine, as claims_checking",
    "claims_flagraised_mentions": "written by the engine, as claims_checking",
    "django_*": "the framework's own: migrations, types, sessions, counts of attempts to sign in",
    "imports_*": "files on their way; what they change is in the record, with versions and sources",
    "jobs_progress": "how far work has come",
    "mailing_letter": "mail on its way; address and text are forgotten when it is sent",
    "notices_mailsettings": "how somebody likes to be told",
    "kept_*": "public pages as bytes, made from the rest",
    "notices_notice": "follows from what happened elsewhere, and whether it was read",
    "procrastinate_*": "the queue",
    "record_*": "the public record keeps versions of every row with their sources, written by the database",
    "reviews_commentmention": "follows from the words of the comment, and whether it was seen",
    "reviews_draft": "what somebody types and has not said yet",
    "reviews_evidencepage": "how far an address is on its way; what was kept of it is audited",
    "reviews_presence": "who has a page open",
    "reviews_queuefilter": "how somebody likes to see the queue",
    "subscriptions_*": "addresses of readers, erased when they leave; a history would keep what they were told is gone",
    "verdicts_searchentry": "follows from what is published, written by the database",
    "verdicts_topic": "follows from what is published, written by the database",
    "verdicts_publication": "what an editor asked for at once; what comes of it is in the verdicts",
    "verdicts_publicationitem": "how far it has come",
    "usersessions_usersession": "who is signed in where; ends with the session",
    "verdicts_recheckrun": "how far rechecking has come",
}
"""Tables without history, each with the reason; `*` at the end stands for any continuation."""
