"""The words: frozen, typed records with no input, output or algorithm, in the order in which data flows."""

from skywitness.model.aircraft_identity import AircraftIdentity
from skywitness.model.aircraft_record import AircraftRecord
from skywitness.model.airframe_day import AirframeDay
from skywitness.model.assessment import Assessment
from skywitness.model.capture import Capture
from skywitness.model.case import Case
from skywitness.model.case_blob import CaseBlob
from skywitness.model.case_event import CaseEvent
from skywitness.model.case_media import CaseMedia
from skywitness.model.case_source import CaseSource
from skywitness.model.case_stamp import CaseStamp
from skywitness.model.check import Check
from skywitness.model.chunk import Chunk
from skywitness.model.claim import Claim
from skywitness.model.claim_link import ClaimLink
from skywitness.model.claim_parts import AircraftMention, Attribution, ClaimTime, Hedge, PlaceMention, Quantity
from skywitness.model.derivation import Derivation
from skywitness.model.doubt import Doubt
from skywitness.model.false_place import FalsePlace
from skywitness.model.finding import Finding
from skywitness.model.flight import Flight
from skywitness.model.gap import Gap
from skywitness.model.identity_statement import IdentityStatement
from skywitness.model.message import Message
from skywitness.model.observation import Observation
from skywitness.model.reject import Reject
from skywitness.model.remark import Remark
from skywitness.model.source import Source
from skywitness.model.state_vector import StateVector
from skywitness.model.statement import Statement
from skywitness.model.text_span import TextSpan
from skywitness.model.text_zone import TextZone
from skywitness.model.tombstone import Tombstone
from skywitness.model.track import Track
from skywitness.model.trip import HomeBase, Trip, TripLeg
from skywitness.model.visit import Visit
from skywitness.model.warc_record import WarcRecord

__all__ = [
    "AircraftIdentity",
    "AircraftMention",
    "AircraftRecord",
    "AirframeDay",
    "Assessment",
    "Attribution",
    "Capture",
    "Case",
    "CaseBlob",
    "CaseEvent",
    "CaseMedia",
    "CaseSource",
    "CaseStamp",
    "Check",
    "Chunk",
    "Claim",
    "ClaimLink",
    "ClaimTime",
    "Derivation",
    "Doubt",
    "FalsePlace",
    "Finding",
    "Flight",
    "Gap",
    "Hedge",
    "HomeBase",
    "IdentityStatement",
    "Message",
    "Observation",
    "PlaceMention",
    "Quantity",
    "Reject",
    "Remark",
    "Source",
    "StateVector",
    "Statement",
    "TextSpan",
    "TextZone",
    "Tombstone",
    "Track",
    "Trip",
    "TripLeg",
    "Visit",
    "WarcRecord",
]
