"""Ways: the waypoints of the case's flights. What reports say of them is named; the exact places are assumed."""

from skywitness.demo.flight.routes import Place

CASPIAN_IRAN_IRAQ: tuple[Place, ...] = (
    # Published for the An-124s of late September 2018: over the Caspian, Iran and Iraq.
    (51.5, 42.5),
    (46.6, 47.6),
    (42.3, 50.2),
    (38.6, 50.4),
    (37.0, 49.2),
    (35.9, 46.2),
    (35.3, 43.0),
    (34.9, 40.0),
    (35.0, 37.6),
)
MEDITERRANEAN: tuple[Place, ...] = (
    # Assumed: from the Syrian coast over the open Mediterranean to the Strait of Gibraltar.
    (34.4, 34.4),
    (33.7, 30.0),
    (34.3, 24.5),
    (35.4, 17.0),
    (37.3, 11.2),
    (37.6, 5.0),
    (36.2, -2.0),
    (35.95, -5.6),
)
TO_DAKAR: tuple[Place, ...] = (*MEDITERRANEAN, (33.5, -9.5), (27.0, -15.0), (20.5, -18.3))
TO_CARACAS: tuple[Place, ...] = (*MEDITERRANEAN, (33.0, -15.0), (15.8, -58.0), (12.3, -63.0))
DAKAR_CARACAS: tuple[Place, ...] = ((14.5, -22.0), (13.4, -58.5), (11.9, -63.5))
RABAT_CARACAS: tuple[Place, ...] = (
    # Published: Grenada, where the aircraft was seen on 3 March 2019; that the way out led past it too is assumed.
    (33.0, -12.0),
    (14.2, -57.5),
    (12.2, -61.9),
)
BALTIC_AND_BISCAY: tuple[Place, ...] = (
    # Assumed: between Moscow and the Atlantic over the Baltic, the North Sea, the Channel and off Iberia.
    (59.0, 28.6),
    (58.6, 20.8),
    (55.2, 15.2),
    (55.6, 6.5),
    (51.2, 1.7),
    (48.9, -6.0),
    (43.9, -10.0),
    (38.0, -10.2),
)
RABAT_MOSCOW: tuple[Place, ...] = tuple(reversed(BALTIC_AND_BISCAY))
DAKAR_MOSCOW: tuple[Place, ...] = ((20.5, -18.3), (28.5, -14.0), *RABAT_MOSCOW)
BARENTS_AND_NORWEGIAN_SEA: tuple[Place, ...] = (
    # Published for December 2018: the Barents and Norwegian Seas, the Atlantic, the Caribbean; 10,459 km back.
    (63.5, 37.5),
    (69.6, 34.5),
    (71.6, 25.0),
    (68.0, 3.0),
    (60.5, -14.0),
    (40.0, -45.0),
    (18.5, -60.5),
    (12.6, -64.5),
)
MURMANSK: tuple[Place, ...] = ((61.5, 35.0),)
MURMANSK_CARACAS: tuple[Place, ...] = BARENTS_AND_NORWEGIAN_SEA[2:]


def back(way: tuple[Place, ...]) -> tuple[Place, ...]:
    """The same way in the other direction."""
    return tuple(reversed(way))
