"""Addresses: which aircraft are known to be there, so that replies can be told from noise.

A reply to an interrogation (DF0, 4, 5, 16, 20, 21) carries its address only as an overlay of its parity, so that
any damaged frame yields some address. The rule is readsb's (icao_filter.c and mode_s.c): such a frame is believed
while a frame with a parity of its own has shown the address to be there. A DF17 or a DF11 with interrogator code 0
does so at once, by 24 check bits. A DF11 with another code has 17 check bits, which noise meets once in 131,072
frames, so one alone does not; two with the same address do. DF18 is sent by equipment that answers no radar, and
confirms nothing.
"""

CONFIRMED_S = 60.0
"""How long a confirmation holds: an aircraft in reach squitters every second; readsb keeps it for 60 to 120 s."""


class AddressBook:
    """Addresses that are confirmed at the moment, by the time of the messages."""

    def __init__(self) -> None:
        self._confirmed: dict[int, float] = {}
        self._claimed: dict[int, float] = {}

    def confirm(self, address: int, time_s: float) -> None:
        """The address was in a frame with whole parity."""
        self._confirmed[address] = time_s

    def claim(self, address: int, time_s: float) -> bool:
        """The address was in an all-call reply to an interrogator; whether it is confirmed by now."""
        before = self._claimed.get(address)
        self._claimed[address] = time_s
        if self.knows(address, time_s) or (before is not None and abs(time_s - before) <= CONFIRMED_S):
            self.confirm(address, time_s)
            return True
        return False

    def knows(self, address: int, time_s: float) -> bool:
        """Whether the address was confirmed a short while ago."""
        confirmed = self._confirmed.get(address)
        return confirmed is not None and abs(time_s - confirmed) <= CONFIRMED_S

    def forget(self, time_s: float) -> None:
        """Drop what no longer counts."""
        for book in (self._confirmed, self._claimed):
            for address in [known for known, heard_s in book.items() if abs(time_s - heard_s) > CONFIRMED_S]:
                del book[address]
