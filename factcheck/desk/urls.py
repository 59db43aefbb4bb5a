"""The newsroom's desk: every address needs a login and the permission that its view names."""

from django.urls import path

from factcheck.desk.views import agreement, articles, claims, home, imports, queue, reviews, styleguide, versions

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("articles/add/", articles.add, name="article-add"),
    path("articles/<slug:slug>/", articles.detail, name="article-detail"),
    path("articles/<slug:slug>/publish/", articles.publish, name="article-publish"),
    path("articles/<slug:slug>/unpublish/", articles.unpublish, name="article-unpublish"),
    path("articles/<slug:slug>/review/", reviews.open_article, name="article-review"),
    path("articles/<slug:slug>/versions/", versions.versions, name="version-list"),
    path("articles/<slug:slug>/versions/add/", versions.add, name="version-add"),
    path("articles/<slug:slug>/versions/<int:number>/", versions.detail, name="version-detail"),
    path("anchors/<int:number>/", versions.anchor, name="anchor-detail"),
    path("articles/<slug:slug>/claims/", claims.claim_list, name="claim-list"),
    path("claims/<int:number>/", claims.detail, name="claim-detail"),
    path("claims/<int:number>/resize/", claims.resize, name="claim-resize"),
    path("claims/<int:number>/split/", claims.split, name="claim-split"),
    path("claims/<int:number>/merge/", claims.merge, name="claim-merge"),
    path("claims/<int:number>/remove/", claims.remove, name="claim-remove"),
    path("claims/<int:number>/read/", claims.read, name="claim-read"),
    path("claims/<int:number>/review/", claims.open_review, name="claim-review"),
    path("edits/<int:number>/undo/", claims.undo, name="edit-undo"),
    path("agreement/", agreement.agreement, name="agreement"),
    path("queue/", queue.queue, name="queue"),
    path("reviews/<int:number>/", reviews.detail, name="review-detail"),
    path("reviews/<int:number>/take/", reviews.take, name="review-take"),
    path("reviews/<int:number>/verdict/", reviews.open_verdict, name="review-verdict"),
    path("reviews/<int:number>/recuse/", reviews.recuse, name="review-recuse"),
    path("reviews/<int:number>/assign/", reviews.assign, name="review-assign"),
    path("reviews/<int:number>/withdraw/", reviews.withdraw, name="review-withdraw"),
    path("reviews/<int:number>/comment/", reviews.comment, name="review-comment"),
    path("imports/", imports.home, name="import-list"),
    path("imports/add/", imports.add, name="import-add"),
    path("imports/<int:number>/", imports.detail, name="import-detail"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
