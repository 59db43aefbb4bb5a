"""Where the API stands: its operations, its OpenAPI document, and the page that explains it; served as public pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, register_converter
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.throttling import AnonRateThrottle

from factcheck.public.answers import json_answer
from factcheck.public.api import exports, operations
from factcheck.web.errors import BadParameters
from factcheck.web.pages import allow_parameters, public_page

RATE = "600/m"
"""Calls that one address may make a minute of one web process."""
PREFIX = "/api/"


class Throttle(AnonRateThrottle):
    cache = caches["process"]  # a call should not write to the database


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


api = Api(
    title="Factcheck",
    version="1",
    description="Published verdicts and the voting record of the United Nations, read only. No key is needed.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    throttle=[Throttle(RATE)],
)
api.add_router("", operations.router)
api.add_router("", exports.router)


@api.exception_handler(BadParameters)
def told(request: HttpRequest, error: Any) -> Any:
    return api.create_response(request, {"detail": str(error)}, status=400)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, error: Any) -> Any:
    return api.create_response(request, {"detail": str(error) or "Not Found"}, status=404)


def _served(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """An operation as a public page: validators, no cookies; a NUL character is refused before it is read."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "\x00" in request.path or any("\x00" in value for values in request.GET.lists() for value in values[1]):
            return json_answer({"detail": "A NUL character is no text."}, status=400)
        answer = view(request, *args, **kwargs)
        # Each call counts, so each is made: what has a mark of its own is not remembered (kept/unchanged.py).
        answer.is_counted = True  # type: ignore[attr-defined]
        return answer

    return public_page(answered)


@cache
def document() -> dict[str, Any]:
    return dict(api.get_openapi_schema(path_prefix=PREFIX))


@public_page
def openapi(request: HttpRequest) -> HttpResponseBase:
    allow_parameters(request)
    return json_answer(document())


def _explained(parameter: dict[str, Any]) -> dict[str, Any]:
    """A parameter of the document with what there is to say of it, as sentences."""
    schema = parameter["schema"]
    values = schema.get("enum") or schema.get("items", {}).get("enum") or []
    meaning = [parameter.get("description", "")]
    if values:
        meaning.append(f"{'Any' if 'items' in schema else 'One'} of {', '.join(values)}.")
    if "maximum" in schema:
        meaning.append(f"{schema['minimum']} to {schema['maximum']}.")
    if schema.get("default"):
        meaning.append(f"Without it: {schema['default']}.")
    return {"name": parameter["name"], "required": parameter["required"], "meaning": [one for one in meaning if one]}


@public_page
def about(request: HttpRequest) -> HttpResponseBase:
    """The documentation, made from the OpenAPI document; no script."""
    allow_parameters(request)
    found = [
        {**methods["get"], "path": where, "parameters": [_explained(one) for one in methods["get"]["parameters"]]}
        for where, methods in document()["paths"].items()
    ]
    return render(request, "public/api.html", {"operations": found, "rate": RATE.partition("/")[0], "active": ""})


@public_page
def unknown(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Whatever else is asked for below the API's address."""
    return json_answer({"detail": "Not Found"}, status=404)


class Anything:
    """The rest of an address, line breaks too."""

    regex = r"[\s\S]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Anything, "anything")
urlpatterns: list[URLPattern] = [
    path("", about, name="api"),
    path("openapi.json", openapi, name="api-openapi"),
    *(
        path(str(entry.pattern), _served(entry.callback), name=f"api-{str(entry.name).replace('_', '-')}")
        for entry in api.urls[0]
        if isinstance(entry, URLPattern) and entry.name != "api-root"
    ),
    path("<anything:rest>", unknown, name="api-unknown"),
]
