"""Parts of a claim: its speakers, hedges, numbers, times, places and aircraft."""

from datetime import datetime
from typing import NamedTuple


class Attribution(NamedTuple):
    """One link of the chain of who says that who said it.

    Attributes:
        depth: 0 for the outermost speaker (the publication), 1 for whom it quotes, and so on.
        speaker: as the text names them; the publication's name at depth 0.
        role: as the text gives it; None when it gives none.
        anonymity: ``named``, ``named_by_role``, ``unnamed_individual``, ``unnamed_group``, ``unnamed_media``,
            ``agentless``, ``explicitly_unnamed`` or ``unattributed``.
        venue: ``told_outlet``, ``post``, ``statement``, ``readout``, ``press_conference``, ``state_media``,
            ``document``, ``caption``, ``tracking_site`` or None.
        cue: the words that attribute, such as ``said`` or ``according to``.
        said_at: EDTF; None when the text does not tell.
    """

    depth: int
    speaker: str
    role: str | None
    anonymity: str
    venue: str | None
    cue: str | None
    said_at: str | None = None


class Hedge(NamedTuple):
    """Words that make a claim less than a plain statement.

    Attributes:
        kind: ``modal``, ``distancing``, ``approximator``, ``hearsay``, ``counterfactual``, ``future`` or
            ``scare_quotes``.
        cue: the words.
        start: first character of the cue in the text.
        end: first character after it.
    """

    kind: str
    cue: str
    start: int
    end: int


class Quantity(NamedTuple):
    """A number in a claim, as the interval that its words allow.

    Attributes:
        what: what is counted or weighed, as the text has it.
        low_in_unit: lower bound; "up to 100" has 0.
        high_in_unit: upper bound; infinite where the text gives none.
        unit: ``tonne``, ``person``, ``aircraft``, ``flight``, ``day`` or the text's own word; ambiguous tons are
            given as the interval from the short to the long ton, in tonnes.
        words: the number as written.
        approximator: ``about``, ``up to`` and the like; None for a plain number.
    """

    what: str
    low_in_unit: float
    high_in_unit: float
    unit: str
    words: str
    approximator: str | None


class ClaimTime(NamedTuple):
    """When something is said to have been: an interval of days with the rule that made it.

    Attributes:
        edtf: ISO 8601-2, for example ``2019-03-23/2019-03-24``, ``2018-12``, ``../2019-03-24``.
        earliest: first instant of the interval in the claim's own zone, as UTC; None when open.
        latest: first instant after it, as UTC; None when open.
        precision: ``instant``, ``hour``, ``day``, ``weekend``, ``week``, ``month``, ``season``, ``year``
            or ``open``.
        words: as written; empty where the time follows from the date of publication alone.
        rule: name of the rule that made it.
        anchor: the date that the rule counted from, ISO 8601.
        timezone: IANA name of the zone whose days are meant; ``UTC`` where nothing tells.
    """

    edtf: str
    earliest: datetime | None
    latest: datetime | None
    precision: str
    words: str
    rule: str
    anchor: str
    timezone: str


class PlaceMention(NamedTuple):
    """A place in a claim.

    Attributes:
        words: as written.
        kind: ``airport``, ``city``, ``country`` or ``area``.
        role: ``at``, ``from``, ``to``, ``via`` or ``over``.
        candidates: ICAO codes of airports, or ISO 3166 alpha-2 codes of countries, the most probable first.
        probabilities: of the candidates, 0 to 1, in the same order.
    """

    words: str
    kind: str
    role: str
    candidates: list[str]
    probabilities: list[float]


class AircraftMention(NamedTuple):
    """Aircraft that a claim speaks of, by what it says of them.

    Attributes:
        words: as written.
        number: how many; None when the text does not tell.
        typecodes: ICAO document 8643 designators that the words can mean.
        registrations: as written, in upper case.
        icao24s: addresses as written or as a person filled in, lower case.
        callsigns: as written, upper case.
        operator: as written.
        flag_state: ISO 3166 alpha-2 code.
        military: True when the text calls it so, False when it calls it civil, None when it says neither.
    """

    words: str
    number: int | None
    typecodes: list[str]
    registrations: list[str]
    icao24s: list[str]
    callsigns: list[str]
    operator: str | None
    flag_state: str | None
    military: bool | None
