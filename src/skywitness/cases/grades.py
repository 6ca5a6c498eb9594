"""Grades: the words of ICD 203 and the Admiralty's numbers, as an assessment uses them."""

from typing import Final

LIKELIHOODS: Final = (
    "almost no chance",
    "very unlikely",
    "unlikely",
    "roughly even chance",
    "likely",
    "very likely",
    "almost certain",
)
"""Intelligence Community Directive 203 (2015), D.6.e.(2)(a): 1-5, 5-20, 20-45, 45-55, 55-80, 80-95, 95-99 %."""
CONFIDENCES: Final = ("low", "moderate", "high")
CREDIBILITIES: Final = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The Admiralty's grades of information (NATO AJP-2.1)."""
RELIABILITIES: Final = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The Admiralty's grades of a source (NATO AJP-2.1)."""
VERDICT_WORDS: Final = {
    "corroborated": "corroborated",
    "partly_corroborated": "partly corroborated",
    "contradicted": "contradicted",
    "not_observable": "not observable",
    "not_checkable": "not checkable",
    "unresolved": "unresolved",
    "plausible": "plausible",
    "implausible": "implausible",
}
"""Verdicts as people read them."""
REASON_WORDS: Final = {
    "no_data_for_date": "the record holds nothing of that time",
    "no_receiver_coverage": "no receiver listened there then",
    "transponder_silent_class": "such aircraft do not broadcast where they are",
    "mlat_only": "only receivers' timing gave a position",
    "payload_unobservable": "a load cannot be seen",
    "persons_unobservable": "people on board cannot be seen",
    "purpose_unobservable": "a purpose cannot be seen",
    "identity_ambiguous": "which aircraft is meant cannot be told",
}
"""Reasons as people read them."""
