"""Whatever fits or does not fit the OpenAPI is answered, and never with an error of ours."""

from pathlib import Path
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, settings

from skywitness.web.app import create_app
from web_site import NOW

APP = create_app(Path("nothing"), lambda: NOW, b"k" * 32)._app  # type: ignore[attr-defined]  # behind the guard
SCHEMA = schemathesis.openapi.from_dict(APP.openapi())
ONE_OF_EACH = SCHEMA.exclude(
    path_regex=r"\.(csv|arrow|parquet)$|^/(airports|aircraft|flights)/\{[a-z0-9_]+\}(/\w+)?$"
)
"""Pages by their ``.json`` and files by their own endings: the others are the same questions."""


@ONE_OF_EACH.parametrize()
@settings(
    max_examples=2,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_question_is_an_error_of_ours(case: schemathesis.Case[Any], web: httpx.Client) -> None:
    answer = case.call(base_url=str(web.base_url), timeout=120)
    assert answer.status_code < 500, f"{answer.request.url}: {answer.text[:300]}"
    if answer.status_code >= 400:
        assert "application/problem+json" in answer.headers["content-type"]


def test_every_page_is_in_the_schema() -> None:
    paths = set(APP.openapi()["paths"])
    assert {"/flights.json", "/flights.csv", "/flights.arrow", "/flights/{flight_id}.kml", "/live.json"} <= paths
