"""Signing: an Ed25519 key of a desk, kept in a file, and signatures by it (RFC 8032)."""

import base64
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from skywitness.store.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Key:
    """A key that signs.

    Attributes:
        private: never leaves the machine.
    """

    private: Ed25519PrivateKey

    @classmethod
    def at(cls, path: Path) -> "Key":
        """The key in a file (PEM, PKCS 8), made there when there is none; only its owner can read the file.

        Raises:
            ArchiveError: the file holds no Ed25519 key without a password.
        """
        if not path.exists():
            return cls._made(path)
        try:
            key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        except (ValueError, TypeError, UnsupportedAlgorithm) as error:
            raise ArchiveError(f"{path} holds no key that can be read: {error}") from error
        if not isinstance(key, Ed25519PrivateKey):
            raise ArchiveError(f"{path} holds a key of another kind; an Ed25519 key is needed")
        return cls(key)

    @classmethod
    def _made(cls, path: Path) -> "Key":
        key = Ed25519PrivateKey.generate()
        data = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        return cls(key)

    @property
    def public_pem(self) -> bytes:
        """What others check signatures with."""
        return self.private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key's 32 bytes, in base64, as a dossier prints it."""
        raw = self.private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return "SHA256:" + base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")

    def sign(self, data: bytes) -> bytes:
        """64 bytes."""
        return self.private.sign(data)
