"""Chat: one question to a language model of the user's own choice, over the interface that most servers speak.

The interface is that of chat completions: a POST of JSON with ``model`` and ``messages``, answered by JSON with
``choices``. Servers on this machine speak it as well as companies do.
"""

import asyncio
import json
from typing import NamedTuple
from urllib.parse import urlsplit

from skywitness.links.errors import LinkError
from skywitness.links.http_get import http_post

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_WITHIN_S = 180.0
"""Models on small machines are slow; judgement."""


class Model(NamedTuple):
    """A model that the user has access to.

    Attributes:
        url: what ``/chat/completions`` is added to, such as ``https://models.example/v1``.
        name: of the model, as its server knows it.
        key: the user's own; None where the server wants none.
    """

    url: str
    name: str
    key: str | None = None

    @property
    def host(self) -> str:
        """Who gets to see what is sent."""
        return urlsplit(self.url).netloc


def ask_model(model: Model, instruction: str, text: str, within_s: float = _WITHIN_S) -> str:
    """What a model answers.

    Args:
        model: which.
        instruction: what to do.
        text: what to do it with.
        within_s: for the whole answer.

    Raises:
        LinkError: an address that would show key and text to everybody on the way, no answer, or none that can be
            read.
    """
    parts = urlsplit(model.url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise LinkError("a model is asked over https, or over http on this machine", kind="bad address")
    messages = [{"role": "system", "content": instruction}, {"role": "user", "content": text}]
    body = json.dumps({"model": model.name, "temperature": 0, "messages": messages}).encode()
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    answer = asyncio.run(http_post(f"{model.url.rstrip('/')}/chat/completions", headers, body, within_s))
    if answer.status != 200:
        raise LinkError(f"{model.host} answers {answer.status} {answer.reason}".rstrip(), kind="refused")
    try:
        said = json.loads(answer.body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise LinkError(f"{model.host} answers something that is no chat completion", kind="bad answer") from error
    if not isinstance(said, str):
        raise LinkError(f"{model.host} answers without words", kind="bad answer")
    return said
