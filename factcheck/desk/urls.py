"""The newsroom's desk: every address needs a login and the permission that its view names."""

from django.urls import path

from factcheck.desk.views import articles, home, imports, styleguide

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("articles/add/", articles.add, name="article-add"),
    path("articles/<slug:slug>/", articles.detail, name="article-detail"),
    path("articles/<slug:slug>/publish/", articles.publish, name="article-publish"),
    path("articles/<slug:slug>/unpublish/", articles.unpublish, name="article-unpublish"),
    path("imports/", imports.home, name="import-list"),
    path("imports/add/", imports.add, name="import-add"),
    path("imports/<int:number>/", imports.detail, name="import-detail"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
]
