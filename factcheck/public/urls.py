"""Public pages: read only, no login, no cookies."""

from django.urls import path

from factcheck.public.views import articles, audit, feeds, home, record, report, states, verdicts, votes

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path("articles/", articles.article_list, name="article-list"),
    path("articles/<slug:slug>/", articles.article_detail, name="article-detail"),
    path("verdicts/", verdicts.verdict_list, name="verdict-list"),
    path("verdicts/feed/", feeds.verdict_feed, name="verdict-feed"),
    path("verdicts/feed/full/", feeds.verdict_feed_full, name="verdict-feed-full"),
    path("verdicts/feed.json", feeds.verdict_feed_json, name="verdict-feed-json"),
    path("outlets/<slug:slug>/feed/", feeds.outlet_feed, name="outlet-feed"),
    path("states/<slug:code>/feed/", feeds.state_feed, name="state-feed"),
    path("verdicts/<slug:slug>/", verdicts.verdict_detail, name="verdict-detail"),
    path("verdicts/<slug:slug>/<int:number>/", verdicts.verdict_version, name="verdict-version"),
    path("verdicts/<slug:slug>/<int:number>/bundle.json", verdicts.verdict_bundle, name="verdict-bundle"),
    path("corrections/", verdicts.correction_list, name="correction-list"),
    path("corrections/feed/", feeds.correction_feed, name="correction-feed"),
    path("audit/", audit.heads, name="audit-heads"),
    path("audit/heads.json", audit.heads_json, name="audit-heads-json"),
    path("report/", report.report, name="report-error"),
    path("report/thanks/", report.thanks, name="report-thanks"),
    path("votes/", votes.vote_list, name="vote-list"),
    path("votes/<path:key>/", votes.vote_detail, name="vote-detail"),
    path("record/", record.overview, name="record-overview"),
    path("record/discrepancies/", record.discrepancies, name="record-discrepancies"),
    path("record/unreconciled/", record.unreconciled, name="record-unreconciled"),
    path("states/", states.state_list, name="state-list"),
    path("states/<slug:code>/", states.state_detail, name="state-detail"),
]
