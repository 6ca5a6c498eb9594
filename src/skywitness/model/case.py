"""Case: one matter that somebody looks into, with its sources, claims, checks and what a person signed."""

from datetime import datetime
from typing import NamedTuple


class Case(NamedTuple):
    """The head of a case folder.

    Attributes:
        slug: name of its folder: lower-case letters, digits and hyphens.
        title: as people call it.
        question: what it is to answer; None when nobody wrote it down.
        status: ``open``, ``closed`` or ``published``.
        created_by: name of the person who began it.
        created_at: UTC.
        timezone: IANA name of the zone in which its days are also told.
        sensitivity: ``public``, ``internal`` or ``confidential``.
        schema_version: of the case file.
    """

    slug: str
    title: str
    question: str | None
    status: str
    created_by: str
    created_at: datetime
    timezone: str
    sensitivity: str
    schema_version: int
