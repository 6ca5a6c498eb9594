"""Flag states: the state whose block an address is from and the state that a registration names, side by side."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from skywitness.reference.flag_state_verdict import (
    ADDRESS_ONLY,
    AGREE,
    BLOCK_USED,
    DIFFER,
    FORMER_MARK,
    IN_BLOCK,
    NO_ADDRESS,
    NO_BLOCK,
    NO_MARK,
    NONE_GIVEN,
    NOT_ICAO,
    NOT_RECODED,
    NOTHING,
    OPEN_REGISTER,
    REGISTRATION_ONLY,
    TERRITORY,
    UNALLOCATED,
    UNCLEAR,
    address_kind,
    fits,
    verdict,
)
from skywitness.reference.nationality_marks import MarkMatch, NationalityMarks
from skywitness.reference.states import AddressBlocks

_CONCLUSIONS: Final[Mapping[str, str]] = {
    AGREE: "Both name the same state of register, which need not be that of owner or operator.",
    FORMER_MARK: "The state of the block is on the territory of the former one.",
    DIFFER: "The two name different states. An address left from an earlier register, an error in a table and a"
    " transponder set wrongly all look like this.",
    UNCLEAR: "Without the hyphen it may be something else, such as a serial; the two do not name the same state.",
    NO_MARK: "Only the address names a state: the one that allotted it.",
    UNALLOCATED: "The address names no state.",
    NO_ADDRESS: "",
    ADDRESS_ONLY: "The block says where the address was allotted, not who flies.",
    REGISTRATION_ONLY: "",
    NOTHING: "Neither address nor registration is known.",
}
_NO_OWN_BLOCK: Final = "That register has no block of its own; its addresses are from the block of {block}."
_RECODING: Final = "So it looks when an aircraft changes registers and its transponder is not re-coded."
_OPEN: Final = "Owners and operators of other states use this register: it does not show who flies."


@dataclass(frozen=True, slots=True)
class FlagStates:
    """What address and registration say of the state.

    Attributes:
        by_address: ISO 3166 alpha-2 code of the state whose block holds the address; None for no block.
        by_registration: codes of the states that the nationality mark names; empty where it names none.
        verdict: one of the words of ``flag_state_verdict``.
        sentence: what follows from the two, and no more.
    """

    by_address: str | None
    by_registration: tuple[str, ...]
    verdict: str
    sentence: str


@dataclass(frozen=True)
class FlagStateReader:
    """Compares the states that address and registration name.

    How it is fooled: both may be wrong in one table; an address set wrongly in the transponder can fall into the
    block that fits; serials of armed forces may have the form of another state's registration (Indonesian
    ``HA-5224`` has that of a Hungarian glider). Neither of the two shows who owns or flies an aircraft.

    Attributes:
        blocks: of addresses.
        marks: of registrations.
        names: of states by their codes, for the sentence.
    """

    blocks: AddressBlocks
    marks: NationalityMarks
    names: Mapping[str, str] = field(default_factory=dict)

    def of(
        self,
        icao24: str | None,
        registration: str | None,
        on: date | None = None,
        others: Iterable[str] = (),
        operator_state: str | None = None,
    ) -> FlagStates:
        """What the two say of an aircraft.

        Args:
            icao24: address; with ``~`` where it is no aircraft address of ICAO (TIS-B and others).
            registration: as a source writes it.
            on: the day; None for any.
            others: other registrations that sources give, or once gave, to the address.
            operator_state: ISO 3166 alpha-2 code of the operator's state, where it is known.
        """
        address, written = (icao24 or "").strip().lower(), (registration or "").strip().upper()
        block, match = self.blocks.flag_state(address), self.marks.state_of(written, on)
        kind, states = address_kind(address, block), match.states if match else ()
        exact = match is not None and match.exact
        said = verdict(kind, block, states, given=bool(written), exact=exact)
        earlier = self._of_block(block, others, on) if block and said == DIFFER else None
        said = NOT_RECODED if earlier else said
        sentences = (
            self._of_address(address, kind, block),
            self._of_registration(written, match),
            self._conclusion(said, block, states, earlier),
            self._of_operator(states, operator_state),
        )
        return FlagStates(block, states, said, " ".join(filter(None, sentences)))

    def _of_block(self, block: str, others: Iterable[str], on: date | None) -> str | None:
        """The first of other registrations of an address that is of the block's state."""
        for other in others:
            match = self.marks.state_of(other, on)
            if match and match.exact and fits(block, match.states):
                return other
        return None

    def _named(self, states: Collection[str]) -> str:
        return " or ".join(f"{self.names[code]} ({code})" if code in self.names else code for code in states)

    def _of_address(self, address: str, kind: str, block: str | None) -> str:
        if kind == IN_BLOCK and block:
            return f"Address {address} is from the block of {self._named([block])}."
        return {
            NONE_GIVEN: "",
            NOT_ICAO: f"The identifier {address} is no aircraft address of ICAO and names no state.",
            NO_BLOCK: f"Address {address} lies in no state's block.",
        }.get(kind, f"The address {address} is given to no aircraft and names no state.")

    def _of_registration(self, written: str, match: MarkMatch | None) -> str:
        if not written:
            return ""
        if match is None:
            return f"{written} bears no nationality mark that is known; serials of armed forces bear none."
        can = "bears" if match.exact else "can be read as bearing"
        form = "" if match.civil_pattern else ", in a form that is not, or not surely, of its civil register"
        return f"{written} {can} the mark {match.mark} of {self._named(match.states)}{form}."

    def _conclusion(self, said: str, block: str | None, states: Collection[str], earlier: str | None) -> str:
        if said == NOT_RECODED:
            return f"{earlier}, also given to the address, is of the block's state. {_RECODING}"
        if said not in {OPEN_REGISTER, TERRITORY}:
            return _CONCLUSIONS[said]
        own = any(BLOCK_USED.get(state) == block for state in states)
        parts = [_NO_OWN_BLOCK.format(block=self._named([block or ""]))] if own else []
        return " ".join([*parts, _OPEN] if said == OPEN_REGISTER else parts)

    def _of_operator(self, states: Collection[str], operator_state: str | None) -> str:
        if not states or not operator_state or operator_state in states:
            return ""
        return f"The operator is of {self._named([operator_state])}, another state than that of the register."
