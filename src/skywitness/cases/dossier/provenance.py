"""Provenance: what was made from what, by whom and when, as PROV-JSON (W3C member submission, 2013)."""

import json
from typing import Any

from skywitness.cases.dossier.content import Content
from skywitness.cases.profile import WITHHELD
from skywitness.measure.clock import format_utc

_PREFIXES = {"case": "urn:skywitness:case:", "sha256": "urn:hash::sha256:", "prov": "http://www.w3.org/ns/prov#"}


class _Graph:
    """Statements of PROV by kind and name."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Any]] = {"prefix": dict(_PREFIXES)}

    def add(self, kind: str, name: str, **said: object) -> str:
        """One entity, activity or agent."""
        self.parts.setdefault(kind, {})[_name(name)] = {
            key.replace("__", ":"): value for key, value in said.items()
        }
        return name

    def relate(self, kind: str, **ends: str) -> None:
        """One relation; its name is its number."""
        held = self.parts.setdefault(kind, {})
        held[f"_:{kind}{len(held)}"] = {f"prov:{key}": _name(value) for key, value in ends.items()}


def _name(name: str) -> str:
    """A qualified name whose local part PROV-N can write: other characters as in addresses (PROV-N, 3.7.1)."""
    prefix, _, local = name.partition(":")
    return f"{prefix}:{''.join(map(_letter, local))}"


def _letter(letter: str) -> str:
    plain = letter.isascii() and (letter.isalnum() or letter in "-._")
    return letter if plain else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))


def _typed(name: str) -> dict[str, str]:
    """A name as a value (PROV-JSON, 2.3)."""
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def provenance(content: Content) -> str:
    """Captures, claims, checks and conclusions, and the people and programs behind them."""
    graph = _Graph()
    program = graph.add(
        "agent", "case:program", prov__label=content.program, prov__type=_typed("prov:SoftwareAgent")
    )
    _captures(graph, content)
    _claims(graph, content)
    _checks(graph, content, program)
    _assessments(graph, content)
    return json.dumps(graph.parts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _person(graph: _Graph, name: str) -> str:
    return graph.add(
        "agent", f"case:person-{name.replace(' ', '-')}", prov__label=name, prov__type=_typed("prov:Person")
    )


def _captures(graph: _Graph, content: Content) -> None:
    titles = {one.source_id: one.title for one in content.sources}
    for source_id, title in titles.items():
        graph.add("entity", f"case:source-{source_id}", prov__label=title)
    for capture in content.all_captures:
        title = titles[capture.source_id]
        blob = graph.add("entity", f"sha256:{capture.blob_sha256}", prov__label=f"bytes of {title}")
        act = graph.add(
            "activity",
            f"case:capture-{capture.capture_id}",
            prov__startTime=format_utc(capture.captured_at),
            prov__label=f"{capture.method}, {capture.tool}",
        )
        graph.relate("wasGeneratedBy", entity=blob, activity=act)
        graph.relate("used", activity=act, entity=f"case:source-{capture.source_id}")
        if capture.operator != WITHHELD:
            graph.relate("wasAssociatedWith", activity=act, agent=_person(graph, capture.operator))


def _claims(graph: _Graph, content: Content) -> None:
    by_capture = {one.capture_id: one.blob_sha256 for one in content.all_captures}
    for claim in content.claims:
        entity = graph.add("entity", f"case:claim-{claim.claim_id}", prov__label=claim.proposition)
        for span in claim.spans[:1]:
            if span.capture_id in by_capture:
                used = f"sha256:{by_capture[span.capture_id]}"
                graph.relate("wasDerivedFrom", generatedEntity=entity, usedEntity=used)


def _checks(graph: _Graph, content: Content, program: str) -> None:
    for check in content.checks.values():
        label = f"{check.algorithm}: {check.verdict}{' (reconstruction)' if check.reconstruction else ''}"
        act = graph.add(
            "activity", f"case:{check.check_id}", prov__startTime=format_utc(check.ran_at), prov__label=label
        )
        graph.relate("used", activity=act, entity=f"case:claim-{check.claim_id}")
        graph.relate("wasAssociatedWith", activity=act, agent=program)
        for one in (*check.supporting, *check.opposing):
            seen = graph.add("entity", f"case:{one.observation_id}", prov__label=one.sentence)
            graph.relate("used", activity=act, entity=seen)
            for sha256 in one.source_sha256s:
                recorded = graph.add("entity", f"sha256:{sha256}", prov__label="recording")
                graph.relate("wasDerivedFrom", generatedEntity=seen, usedEntity=recorded)


def _assessments(graph: _Graph, content: Content) -> None:
    for one in content.assessments.values():
        entity = graph.add("entity", f"case:{one.assessment_id}", prov__label=f"{one.verdict}: {one.sentence}")
        check = content.checks.get(one.claim_id)
        if check is not None:
            graph.relate("wasGeneratedBy", entity=entity, activity=f"case:{check.check_id}")
        if one.approved_by:
            graph.relate("wasAttributedTo", entity=entity, agent=_person(graph, one.approved_by))
