"""A short flight as frames with times: 12 s of an aircraft that flies north-east, heard by one receiver."""

from made_frames import airborne, all_call, packed, q_code, reply, squitter, status

ICAO24 = 0x4CA8F1
CALLSIGN = "EIN45GK"
VELOCITY = packed((19, 5), (1, 3), (0, 5), (0, 1), (301, 10), (0, 1), (301, 10), (1, 1), (0, 1), (11, 9), (0, 10))
"""300 kt east and 300 kt north, climbing 640 ft/min."""


def callsign_message(callsign: str) -> bytes:
    """Type code 4, category 3, and eight characters of six bits."""
    return packed((4, 5), (3, 3), *((ord(character) & 0x3F, 6) for character in callsign.ljust(8)))


def place(seconds: float) -> tuple[float, float]:
    """Where it is: 300 kt north are 1/12 of a degree a minute."""
    return 52.0 + seconds / 720, 4.0 + seconds / 440


def flight() -> list[tuple[float, bytes]]:
    """Seconds from the start, and a frame; a burst a second."""
    frames = []
    for second in range(12):
        for delay, odd in ((0.0, False), (0.5, True)):
            lat, lon = place(second + delay)
            frames.append((second + delay, airborne(ICAO24, lat, lon, odd=odd)))
        frames.append((second + 0.2, squitter(ICAO24, VELOCITY)))
        frames.append((second + 0.6, reply(4, ICAO24, (q_code(30_000) & 0xFC0) << 1 | q_code(30_000) & 0x3F)))
        frames.append((second + 0.7, reply(5, ICAO24, 0x0808)))  # A1 and B2: squawk 1200
        frames.append((second + 0.8, all_call(ICAO24, interrogator=5)))
    frames.append((0.3, squitter(ICAO24, callsign_message(CALLSIGN))))
    frames.append((0.9, status(ICAO24)))
    return sorted(frames)
