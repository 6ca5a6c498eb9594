"""A language model of the user's own, played by a server on this machine: off by default, and never trusted."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from made_case import AT, SOURCE, TEXT, made_case
from skywitness.cli.app import app
from skywitness.links.chat import Model, ask_model
from skywitness.links.errors import LinkError
from skywitness.model import Assessment, Check, Claim
from skywitness.store.cases.folder import CaseFolder

MARKED = [
    {"quote": "up to 40 tons were unloaded", "kind": "payload", "verdict": "corroborated"},
    {"quote": "up to 400 tons were unloaded", "kind": "payload"},
]


class Played:
    """What the model says next, and what it was asked."""

    def __init__(self) -> None:
        self.status, self.body = 200, answer(json.dumps(MARKED))
        self.asked: list[tuple[dict[str, str], dict[str, object]]] = []
        self.url = ""


def answer(words: object) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode()


@contextmanager
def played() -> Iterator[Played]:
    model = Played()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            model.asked.append(({"path": self.path, **dict(self.headers)}, json.loads(body)))
            self.send_response(model.status)
            self.send_header("Content-Length", str(len(model.body)))
            self.end_headers()
            self.wfile.write(model.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield model
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> CaseFolder:
    return made_case(tmp_path / "cases" / "caracas")


def propose(folder: CaseFolder, *arguments: str, **more: str) -> Result:
    environment = {"SKYWITNESS_DATA": str(folder.path.parents[1]), "SKYWITNESS_NAME": "Ana", "COLUMNS": "", **more}
    command = ["case", "claims", "propose", "--without-parser", *arguments]
    return CliRunner().invoke(app, command, env=environment, catch_exceptions=False)


def by_models(folder: CaseFolder) -> list[str]:
    return [one.spans[0].exact for one in folder.rows(Claim) if one.extracted_by == "model"]


def test_nothing_is_sent_unless_a_model_is_named(folder: CaseFolder) -> None:
    with played() as model:
        assert propose(folder, "--model-url", model.url, SKYWITNESS_MODEL_KEY="secret").exit_code == 0
    assert (model.asked, by_models(folder)) == ([], [])


def test_words_that_stand_in_the_text_are_proposed_and_others_dropped(folder: CaseFolder) -> None:
    checks, assessments = len(folder.rows(Check)), len(folder.rows(Assessment))
    with played() as model:
        said = propose(folder, "--model", "small", "--model-url", model.url, SKYWITNESS_MODEL_KEY="secret")
    assert by_models(folder) == ["up to 40 tons were unloaded"]
    assert "1 dropped" in said.stderr
    ((headers, body),) = model.asked
    assert headers["path"] == "/v1/chat/completions"
    assert (headers["Authorization"], body["model"]) == ("Bearer secret", "small")
    assert TEXT in str(body["messages"][1]["content"])  # type: ignore[index]  # JSON
    assert (len(folder.rows(Check)), len(folder.rows(Assessment))) == (checks, assessments)
    assert any(entry.action == "send" for entry in folder.log())
    assert "secret" not in "".join(path.read_text("latin-1") for path in folder.path.glob("*.*"))


def test_a_confidential_text_is_never_sent(folder: CaseFolder) -> None:
    secret = SOURCE._replace(source_id="source-2", confidential=True, supersedes="source-1")
    folder.append(secret, "Ana", AT)
    with played() as model:
        said = propose(folder, "--model", "small", "--model-url", model.url)
    assert model.asked == []
    assert "not sent to anyone" in said.stderr


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (401, b"{}", "401"),
        (200, b"no json", "no chat completion"),
        (200, b"[]", "no chat completion"),
        (200, answer(None), "without words"),
        (200, answer("Sorry, I cannot."), "no list of claims"),
    ],
)
def test_an_answer_that_is_none_is_told_and_stops_nothing(
    folder: CaseFolder, status: int, body: bytes, words: str
) -> None:
    with played() as model:
        model.status, model.body = status, body
        said = propose(folder, "--model", "small", "--model-url", model.url)
    assert (said.exit_code, words in said.stderr) == (0, True), said.stderr
    assert by_models(folder) == []


@pytest.mark.parametrize("url", ["http://models.example/v1", "ftp://127.0.0.1/v1", "models.example"])
def test_key_and_text_are_not_shown_on_the_way(url: str) -> None:
    with pytest.raises(LinkError, match="over https"):
        ask_model(Model(url, "small", "secret"), "mark", "text")


def test_a_model_without_an_address_is_asked_for_one(folder: CaseFolder) -> None:
    said = propose(folder, "--model", "small")
    assert (said.exit_code, "where is it" in said.stderr) == (1, True)
