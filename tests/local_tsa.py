"""A time-stamping authority on this machine, by openssl, for tests."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest

_CONFIG = """\
[tsa]
dir = {folder}
serial = $dir/serial
signer_cert = $dir/tsa.pem
signer_key = $dir/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
crypto_device = builtin
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""
_EXTENSIONS = (
    "extendedKeyUsage = critical,timeStamping\nkeyUsage = critical,digitalSignature\nbasicConstraints = CA:FALSE\n"
)


class Authority(NamedTuple):
    """A running authority.

    Attributes:
        url: where it answers; ``/refuse`` refuses, ``/nonsense`` says something else.
        roots: file of the certificate that signed its own.
    """

    url: str
    roots: Path


def _openssl(*arguments: str, folder: Path) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607  the system's


def _make(folder: Path) -> None:
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "extensions").write_text(_EXTENSIONS)
    (folder / "serial").write_text("01\n")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    root = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]
    made = ["-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test Root", "-days", "30"]
    _openssl("req", "-x509", *key, *made, *root, folder=folder)
    _openssl("req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Test TSA", folder=folder)
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30", "-extfile", "extensions"]
    _openssl("x509", "-req", "-in", "tsa.csr", *signed, "-out", "tsa.pem", folder=folder)


class _Handler(BaseHTTPRequestHandler):
    folder: Path

    def do_POST(self) -> None:
        (self.folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        how = ["-queryfile", "query", "-config", "tsa.cnf", "-section", "tsa", "-out", "reply"]
        _openssl("ts", "-reply", *how, folder=self.folder)
        reply = b"nonsense" if self.path == "/nonsense" else (self.folder / "reply").read_bytes()
        self.send_response(503 if self.path == "/refuse" else 200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@contextmanager
def local_tsa(folder: Path) -> Iterator[Authority]:
    """An authority on a free port of this machine; a test without openssl is skipped."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    _make(folder)
    handler = type("Handler", (_Handler,), {"folder": folder})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield Authority(f"http://127.0.0.1:{server.server_address[1]}", folder / "ca.pem")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
