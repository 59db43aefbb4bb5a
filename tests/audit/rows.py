"""One row in every audited table, and a harmless change of it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from factcheck.accounts.actions import invitations
from factcheck.accounts.models import SignInRule
from factcheck.articles.models import Copy, Intake, KeptOriginal
from factcheck.claims.models import Claim, ClaimMerge, ClaimsApart, Edit, Mention, Step
from factcheck.claims.models.mention import Origin
from factcheck.policies.models import DaysOff, PolicyReview, PolicyVersion
from factcheck.reviews.actions.statements import Statement
from factcheck.reviews.models import Comment, EvidenceArchive, Interest, Reply, VerdictOpening
from factcheck.verdicts.models import ChecklistAnswer, Correction, CorrectionRequest, VerdictBundle
from tests.factories import articles, reviews, verdicts
from tests.factories.accounts import user

CHANGES = {
    "accounts_invitation": "role = 'editor'",
    "accounts_signinrule": "grace_days = grace_days + 1",
    "accounts_user": "name = name || '!'",
    "articles_article": "canonical_url = 'https://example.org/other'",
    "articles_articleversion": "author = 'Somebody Else'",
    "articles_copy": "similarity = similarity / 2",
    "articles_keptoriginal": "size = size + 1",
    "articles_outlet": "homepage = 'https://example.org/other'",
    "claims_anchor": "why = why || '!'",
    "claims_claim": "text = text || '!'",
    "claims_claimmerge": "similarity = similarity / 2",
    "claims_claimsapart": "at = at + interval '1 day'",
    "claims_edit": "carried = '[1]'",
    "claims_mention": "prefix = 'otherwise '",
    "mfa_authenticator": "last_used_at = now()",
    "policies_daysoff": "text = text || ' '",
    "policies_policyreview": "at = at + interval '1 day'",
    "policies_policyversion": "note = note || '!'",
    "reviews_assessment": "rationale = rationale || '!'",
    "reviews_assignment": "reason = 'otherwise'",
    "reviews_comment": "text = text || '!'",
    "reviews_evidencearchive": "size = size + 1",
    "reviews_evidenceitem": "note = note || '!'",
    "reviews_flaganswer": "reason = 'otherwise'",
    "reviews_interest": "reason = reason || '!'",
    "reviews_reply": "how = how || '!'",
    "reviews_review": "severity = 1",
    "reviews_verdictopening": "at = at + interval '1 day'",
    "verdicts_articlecorrection": "notice = notice || '!'",
    "verdicts_checklistanswer": "text = text || '!'",
    "verdicts_correction": "notice = notice || '!'",
    "verdicts_correctionrequest": "text = text || '!'",
    "verdicts_happening": "why = why || '!'",
    "verdicts_verdict": "doubts = '[\"otherwise\"]'",
    "verdicts_verdictbundle": "problem = problem || '!'",
    "verdicts_verdictversion": "summary = summary || '!'",
}
"""What follows SET in an UPDATE, by table."""
GUARDS = {
    "policies_policyversion": "policy_version_stays",
    "verdicts_articlecorrection": "article_correction_step",
    "verdicts_happening": "verdict_history_stays",
    "verdicts_verdict": "verdict_step",
    "verdicts_verdictversion": "verdict_version_stays",
}
"""Triggers of other packages that refuse changes by themselves, by table."""


def every() -> dict[str, int]:
    """Makes a row in every audited table, and switches off what other packages guard some with; its key by table."""
    first = user(name="First Person", password="a long password")
    version = articles.version(outlet=articles.outlet(), text=f"{reviews.WORDS}. {'It was late. ' * 3}")
    review = reviews.review(version=version, flags=1)
    flag = review.mention.flags[0]
    stored = reviews.assessed(
        review,
        first,
        rationale="The record says otherwise.",
        answers={flag.pk: ("dismissed", "Said in paragraph 2.")},
        statements=[
            Statement(
                side="for",
                words="We abstained.",
                speaker="Ana Lima",
                said_on="2025-02-24",
                place="https://example.org/a",
                note="A note.",
            )
        ],
    )
    archive = EvidenceArchive.objects.create(
        page=stored.pages.get(), content=b"<p>" * 2_000, size=6_000, sha256="0" * 64
    )
    opening = VerdictOpening.objects.create(mention=review.mention, person=first)
    comment = Comment.objects.create(review=review, author=first, text="Look at paragraph 3.")
    marked = Mention.objects.create(
        claim=review.mention.claim, version=version, start=0, end=6, exact="Brazil", origin=Origin.PERSON
    )
    interest = Interest.objects.create(person=first, outlet=version.article.outlet, reason="I wrote for them.")
    reply = Reply.objects.create(review=review, asked="The outlet", how="By mail", asked_on="2026-02-25", by=first)
    linked = Copy.objects.create(
        article=version.article, other=articles.article(), similarity=0.9, unlinked_at=timezone.now(), unlinked_by=first
    )
    intake = Intake.objects.create(kind="html")
    original = KeptOriginal.objects.create(intake=intake, content=b"<p>" * 2_000, size=6_000, sha256="0" * 64)
    edit = Edit.objects.create(version=version, step=Step.ADD, added=[marked.pk], by=first)
    free = [Claim.objects.create(kind="free", text=reviews.WORDS) for _ in range(2)]
    merge = ClaimMerge.objects.create(into=free[0], away=free[1], moved=[marked.pk], similarity=0.9, by=first)
    apart = ClaimsApart.objects.create(first=free[0], second=free[1], by=first)
    verdict = verdicts.draft()
    wording = verdict.versions.get()
    said = {"claim_text": wording.claim_text, "summary": "Otherwise.", "accuracy": 2, "notice": "We were wrong."}
    correction = Correction.objects.create(
        verdict=verdict, replaces=wording, change="substantial", proposed_by=first, **said
    )
    request = CorrectionRequest.objects.create(text="It is wrong.", email="reader@example.org", due_on="2026-03-01")
    reworded = verdicts.article_correction(verdict=verdict, is_named=False)
    answer = ChecklistAnswer.objects.create(version=wording, question="why", text="It was read widely.", by=first)
    bundle = VerdictBundle.objects.create(version=wording, problem="Not made yet.")
    invited = invitations.invite(email="new@example.org", role="reviewer", by="system").invitation
    rule = SignInRule.objects.create(second_factor_from="editor")
    factor = Authenticator.objects.create(user=first, type="totp", data={"secret": "nobody knows"})
    page = PolicyVersion.objects.create(policy="ratings", number=1, text="What they mean.", written_by=first)
    looked_over = PolicyReview.objects.create(policy="ratings", by=first)
    days = DaysOff.objects.create(text="12-25 Christmas Day", stored_by=first)
    chain()
    for table, guard in GUARDS.items():
        run(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
    return {
        "accounts_invitation": invited.pk,
        "accounts_signinrule": rule.pk,
        "accounts_user": first.pk,
        "articles_article": version.article_id,
        "articles_articleversion": version.pk,
        "articles_copy": linked.pk,
        "articles_keptoriginal": original.pk,
        "articles_outlet": version.article.outlet_id or 0,
        "claims_anchor": reviews.anchor(review=review).pk,
        "claims_claim": review.mention.claim_id,
        "claims_claimmerge": merge.pk,
        "claims_claimsapart": apart.pk,
        "claims_edit": edit.pk,
        "claims_mention": marked.pk,
        "mfa_authenticator": factor.pk,
        "policies_daysoff": days.pk,
        "policies_policyreview": looked_over.pk,
        "policies_policyversion": page.pk,
        "reviews_assessment": stored.pk,
        "reviews_assignment": stored.assignment_id,
        "reviews_comment": comment.pk,
        "reviews_evidencearchive": archive.pk,
        "reviews_evidenceitem": stored.evidence.get().pk,
        "reviews_flaganswer": stored.flag_answers.get().pk,
        "reviews_interest": interest.pk,
        "reviews_reply": reply.pk,
        "reviews_review": review.pk,
        "reviews_verdictopening": opening.pk,
        "verdicts_articlecorrection": reworded.pk,
        "verdicts_checklistanswer": answer.pk,
        "verdicts_correction": correction.pk,
        "verdicts_correctionrequest": request.pk,
        "verdicts_happening": verdict.happenings.order_by("pk")[0].pk,
        "verdicts_verdict": verdict.pk,
        "verdicts_verdictbundle": bundle.pk,
        "verdicts_verdictversion": wording.pk,
    }


def run(sql: str, *params: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def asked(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def chain() -> None:
    """Have the chain made now, as a commit does."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("SET CONSTRAINTS ALL DEFERRED")


def unseen(*statements: str) -> None:
    """Run statements with every trigger switched off, as the owner of the database can."""
    chain()
    run("SET session_replication_role = replica")
    for statement in statements:
        run(statement)
    run("SET session_replication_role = origin")
