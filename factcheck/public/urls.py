"""Public pages: read only, no login, no cookies."""

from django.urls import include, path, register_converter

from factcheck.public.api import address
from factcheck.public.views import (
    agreements,
    article_corrections,
    articles,
    audit,
    data,
    discovery,
    embedding,
    feeds,
    home,
    policies,
    record,
    report,
    search,
    sharing,
    states,
    status,
    subscriptions,
    verdicts,
    votes,
)


class TableForm:
    """The forms in which a table is given, as the end of its address."""

    regex = "csv|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(TableForm, "form")

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("robots.txt", discovery.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap"),
    path("sitemap-<slug:name>.xml", discovery.sitemap, name="sitemap-section"),
    path(".well-known/security.txt", discovery.security, name="security"),
    path(".well-known/trust.txt", discovery.trust, name="trust"),
    path(".well-known/corrections-policy", discovery.corrections_policy, name="corrections-policy"),
    path("api/", include(address.urlpatterns)),
    path("about/", status.about, name="about"),
    path("status/", status.status, name="status"),
    path("data/", discovery.data, name="data"),
    path("articles.<form:form>", data.article_table, name="article-table"),
    path("articles/<slug:slug>/annotations.json", data.article_annotations, name="article-annotations"),
    path("verdicts.<form:form>", data.verdict_table, name="verdict-table"),
    path("corrections.<form:form>", data.correction_table, name="correction-table"),
    path("votes.<form:form>", data.vote_table, name="vote-table"),
    path("votes/<path:key>/roll-call.<form:form>", data.roll_call_table, name="roll-call-table"),
    path("votes/<path:key>/share.png", sharing.vote_image, name="vote-image"),
    path("votes/<path:key>/popolo.json", data.vote_popolo, name="vote-popolo"),
    path("states.<form:form>", data.state_table, name="state-table"),
    path("states/<slug:code>/votes.<form:form>", data.state_vote_table, name="state-vote-table"),
    path("organizations.json", data.organization_popolo, name="organization-popolo"),
    path("record/discrepancies.<form:form>", data.discrepancy_table, name="discrepancy-table"),
    path("record/unreconciled.<form:form>", data.unreconciled_table, name="unreconciled-table"),
    path("audit/heads.csv", data.head_table, name="head-table"),
    path("articles/", articles.article_list, name="article-list"),
    path("articles/<slug:slug>/", articles.article_detail, name="article-detail"),
    path("verdicts/", verdicts.verdict_list, name="verdict-list"),
    path("verdicts/feed/", feeds.verdict_feed, name="verdict-feed"),
    path("verdicts/feed/full/", feeds.verdict_feed_full, name="verdict-feed-full"),
    path("verdicts/feed.json", feeds.verdict_feed_json, name="verdict-feed-json"),
    path("outlets/<slug:slug>/feed/", feeds.outlet_feed, name="outlet-feed"),
    path("states/<slug:code>/feed/", feeds.state_feed, name="state-feed"),
    path("verdicts/<slug:slug>/card/", embedding.card, name="verdict-card"),
    path("oembed/", embedding.answer, name="oembed"),
    path("verdicts/<slug:slug>/", verdicts.verdict_detail, name="verdict-detail"),
    path("verdicts/<slug:slug>/<int:number>/", verdicts.verdict_version, name="verdict-version"),
    path("verdicts/<slug:slug>/<int:number>/share.png", sharing.verdict_image, name="verdict-image"),
    path("verdicts/<slug:slug>/<int:number>/bundle.json", verdicts.verdict_bundle, name="verdict-bundle"),
    path("corrections/", verdicts.correction_list, name="correction-list"),
    path("corrections/articles/", article_corrections.article_correction_list, name="article-correction-list"),
    path("corrections/feed/", feeds.correction_feed, name="correction-feed"),
    path("audit/", audit.heads, name="audit-heads"),
    path("audit/heads.json", audit.heads_json, name="audit-heads-json"),
    path("report/", report.report, name="report-error"),
    path("report/thanks/", report.thanks, name="report-thanks"),
    path("subscribe/", subscriptions.subscribe, name="subscribe"),
    path("subscribe/thanks/", subscriptions.thanks, name="subscribe-thanks"),
    path("subscriptions/<str:token>/confirm/", subscriptions.confirm, name="subscription-confirm"),
    path("subscriptions/<str:token>/leave/", subscriptions.leave, name="subscription-leave"),
    path("policies/<slug:slug>/", policies.policy_detail, name="policy-detail"),
    path("policies/<slug:slug>/<int:number>/", policies.policy_version, name="policy-version"),
    path("votes/", votes.vote_list, name="vote-list"),
    path("votes/<path:key>/", votes.vote_detail, name="vote-detail"),
    path("compare/", agreements.agreement_form, name="agreement-form"),
    path("compare/<slug:first>/<slug:second>/", agreements.agreement_detail, name="agreement-detail"),
    path("compare/<slug:first>/<slug:second>/years.<form:form>", agreements.agreement_table, name="agreement-table"),
    path("compare/<slug:first>/<slug:second>/splits.<form:form>", agreements.split_table, name="split-table"),
    path("record/", record.overview, name="record-overview"),
    path("record/discrepancies/", record.discrepancies, name="record-discrepancies"),
    path("record/unreconciled/", record.unreconciled, name="record-unreconciled"),
    path("states/", states.state_list, name="state-list"),
    path("states/<slug:code>/", states.state_detail, name="state-detail"),
]
