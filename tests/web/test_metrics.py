"""Metrics are text that Prometheus' format describes."""

import re

import httpx

SAMPLE = re.compile(r'^[a-z_]+(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? -?\d+(\.\d+)?$')


def test_every_line_is_of_the_format_and_every_sample_declared(web: httpx.Client) -> None:
    answer = web.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    declared: set[str] = set()
    for line in answer.text.splitlines():
        if line.startswith("# TYPE "):
            declared.add(line.split()[2])
        elif not line.startswith("# HELP "):
            assert SAMPLE.match(line), line
            assert re.split(r"[{ ]", line)[0] in declared, line
    assert 'skywitness_archive_rows{table="positions"}' in answer.text


def test_rows_are_those_of_the_archive(web: httpx.Client) -> None:
    said = re.search(r'archive_rows\{table="flights"\} (\d+)', web.get("/metrics").text)
    assert said is not None
    assert int(said[1]) == web.get("/status.json").json()["flights"]
