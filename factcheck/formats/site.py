"""Where this newsroom stands on the web: formats carry whole addresses."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

NAME = "Factcheck"


@dataclass(frozen=True, slots=True)
class Site:
    """`root` is scheme and host without a slash at the end, such as "https://news.example"."""

    root: str
    name: str = NAME

    @classmethod
    def of(cls, request: HttpRequest) -> Site:
        """Where readers find this website, whatever host this request names; the host's where it is not known."""
        return cls(settings.PUBLIC_ADDRESS or request.build_absolute_uri("/")[:-1])

    def here(self, request: HttpRequest) -> str:
        """The whole address that was asked for."""
        return self.root + request.get_full_path()

    def page(self, name: str, *arguments: object) -> str:
        """The address of a public page by its name: `site.page("vote-detail", key)`."""
        return self.root + reverse(f"public:{name}", args=arguments)

    def holds(self, url: str) -> bool:
        """Whether an address is one of ours."""
        return url == self.root or url.startswith(f"{self.root}/")


def is_web_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))
