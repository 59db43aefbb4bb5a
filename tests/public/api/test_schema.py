"""Calls made up from the OpenAPI document, right ones and wrong ones, in this process: every answer is one that the
document tells of, in its shape, and none is a failure of ours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from ninja.throttling import AnonRateThrottle
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
)

from factcheck.verdicts.models import Verdict

EXAMPLES = 15
"""Of each operation and mode: bounded, so that the test ends."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
    positive_data_acceptance,
]


THERE: dict[str, dict[str, Any]] = {
    "/api/votes/{motion}": {"path_parameters": {"motion": "A/RES/ES-11/7"}},
    "/api/agreement": {"query": {"first": "USA", "second": "RUS"}},
    "/api/export/{name}": {"path_parameters": {"name": "votes"}},
}
"""What is asked for that is there: what is made up hardly ever is."""


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The application closes its connections after a request; here they hold the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.usefixtures("one_connection")
def test_made_up_calls_are_answered_as_the_document_says(monkeypatch: pytest.MonkeyPatch) -> None:
    call_command("load_facts", verbosity=0)
    call_command("load_demonstration", verbosity=0)
    monkeypatch.setattr(AnonRateThrottle, "allow_request", lambda self, request: True)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) >= 8
    answered: set[int] = set()
    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):

            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                database=None,
                derandomize=True,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def holds(case: Any) -> None:
                answer = case.call(headers={"Accept-Encoding": "identity"})  # it does not unpack
                answered.add(answer.status_code)
                case.validate_response(answer, checks=CHECKS)

            holds()
    there = THERE | {"/api/verdicts/{slug}": {"path_parameters": {"slug": Verdict.objects.public()[0].slug}}}
    for operation in operations:
        case = operation.Case(**there.get(operation.path, {}))
        answer = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(answer, checks=CHECKS)
        assert answer.status_code == 200, operation.path
    assert {200, 422} <= answered
